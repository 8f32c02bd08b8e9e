"""The tensors expected of a question's checks, and how numbers as written stand to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from grader.maths.numbers.written import Agreement, agreement
from grader.maths.tensors.written import Nested, Shape, Written, flat
from grader.model.assignment import Reference

LEAST_DECIMALS = 2


@dataclass(frozen=True)
class Target:
    """A tensor's exact numbers, row by row, and its shape."""

    numbers: tuple[Fraction, ...]
    shape: Shape


def target_of(reference: Reference, name: str) -> Target:
    """The tensor of that name in ANSWERS."""
    return _computed(reference.answers[name])


@lru_cache(maxsize=256)
def _computed(answer: Callable[[], object]) -> Target:
    value = answer()
    return Target(tuple(_numbers(value)), _shape(value))


def _numbers(value: object) -> Iterator[Fraction]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _numbers(item)
    else:
        yield Fraction(str(value))


def _shape(value: object) -> Shape:
    return (len(value), *_shape(value[0])) if isinstance(value, (list, tuple)) and value else ()


def agreement_with(written: Written, exact: Fraction) -> Agreement:
    """How the stated number stands to the exact one; an exact link before a coarser rounding counts too."""
    stated = agreement(written.stated, exact, least_decimals=LEAST_DECIMALS)
    if stated is Agreement.NO and len(written.links) > 1:
        coarse = agreement(written.stated, exact, least_decimals=1)
        if coarse is not Agreement.NO and any(link.value == exact for link in written.links[:-1]):
            return Agreement.ROUNDED
    return stated


def is_among(number: Written, target: Target) -> bool:
    """Whether a number is one of the expected, wherever."""
    return any(agreement_with(number, exact) is not Agreement.NO for exact in target.numbers)


def has_numbers(value: Nested, target: Target) -> bool:
    """Whether a tensor holds exactly the expected numbers, in their order."""
    numbers = flat(value)
    return len(numbers) == len(target.numbers) and all(
        agreement_with(number, exact) is not Agreement.NO
        for number, exact in zip(numbers, target.numbers, strict=True)
    )
