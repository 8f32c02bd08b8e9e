"""The cases of a function with what the reference gives, computed once and before any student's call."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from grader.execution.callables import rebuild
from grader.execution.calls import ArrayFunction, Call, PrefixTable, Value
from grader.model.assignment import Reference
from grader.model.programs import Case, CaseKind, CaseSet, EntrywiseFunction, PrefixModel

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Expected = tuple[tuple[Case, object], ...]
"""Cases with the reference's values."""

PROGRAM_FAILURES = (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What a program with a mistake may raise; anything else is a fault in the assignment."""


_LONG_FACTOR = 2.0
"""Times the usual limit, for cases that are long."""


@dataclass(frozen=True)
class Raises:
    """The value of a mistaken program that ends in an exception."""


def hidden_cases(reference: Reference, function: str, seed: int) -> Expected:
    """The cases a function is judged on; empty where the assignment has none for it."""
    return _hidden_cases(_Key(reference), function, seed)


def small_cases(reference: Reference, function: str) -> Expected:
    """Cases that can be followed by hand, the smallest first."""
    return _small_cases(_Key(reference), function)


def simpler_cases(reference: Reference, function: str, case: Case) -> SearchStrategy[Case] | None:
    """A strategy of cases simpler than this one; None where the assignment has none for the function."""
    case_set = reference.cases.get(function)
    return case_set.simpler(case) if isinstance(case_set, CaseSet) and case_set.simpler else None


class _Key:
    """A reference as a key of a cache: by identity of its tables, which live as long as the process."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def __hash__(self) -> int:
        return hash(str(self.reference.folder))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.reference is self.reference


@lru_cache(maxsize=512)
def _hidden_cases(key: _Key, function: str, seed: int) -> Expected:
    case_set = key.reference.cases.get(function)
    if not isinstance(case_set, CaseSet):
        return ()
    return with_expected(key.reference.functions[function], case_set.hidden(seed))


@lru_cache(maxsize=512)
def _small_cases(key: _Key, function: str) -> Expected:
    case_set = key.reference.cases.get(function)
    if not isinstance(case_set, CaseSet):
        return ()
    return with_expected(key.reference.functions[function], case_set.small())


def with_expected(program: Callable[..., object], cases: tuple[Case, ...]) -> Expected:
    """The cases with what a trusted program gives for them."""
    return tuple((case, run_program(program, case)) for case in cases)


def run_program(program: Callable[..., object], case: Case) -> object:
    """What a trusted program gives for a case, on copies of its arguments; exceptions pass through."""
    arguments = [_live(argument) for argument in case.arguments]
    named = {name: _live(argument) for name, argument in case.named.items()}
    with np.errstate(all="ignore"):
        value = program(*arguments, **named)
    return _plain(value)


def value_or_failure(program: Callable[..., object], case: Case) -> object:
    """What a mistaken program gives for a case, `Raises` where it ends in an exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what numpy warns of is the mistake's own
        try:
            return run_program(program, case)
        except PROGRAM_FAILURES:
            return Raises()


def _live(argument: object) -> object:
    data = to_value(argument)
    if isinstance(data, (PrefixTable, ArrayFunction)):
        return rebuild(deepcopy(data) if isinstance(data, PrefixTable) else data)
    return data.copy() if isinstance(data, np.ndarray) else data


def _plain(value: object) -> object:
    """Numpy scalars and 0-d arrays as Python numbers, as they come out of the sandbox."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        plain: object = value.item()
        return plain
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def to_value(argument: object) -> Value:
    """A case's argument as what crosses the sandbox's boundary."""
    if isinstance(argument, PrefixModel):
        return PrefixTable(argument.width, argument.depth, argument.rows)
    if isinstance(argument, EntrywiseFunction):
        return ArrayFunction(argument.name, argument.parameters)
    assert isinstance(argument, (int, float, str, np.ndarray, list, tuple)), type(argument)
    return argument


def to_call(case: Case, timeout_seconds: float) -> Call:
    """The call of a student's function for a case."""
    if case.kind is CaseKind.LONG:
        # What is in question is the answer: a slow machine must not spoil it.
        timeout_seconds *= _LONG_FACTOR
    named: Mapping[str, Value] = {name: to_value(argument) for name, argument in case.named.items()}
    return Call(
        arguments=tuple(to_value(argument) for argument in case.arguments),
        named=named,
        timeout_seconds=timeout_seconds,
        public=case.public,
        read_only=case.read_only,
    )
