"""Functions and sequences that equations define, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from grader.maths.evaluation.draws import Elementwise
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.expressions.expression import (
    Apply,
    Expression,
    Index,
    Name,
    Negation,
    Number,
    Sum,
    names_in,
)
from grader.maths.reasons import Reason


def letter_of(index: Expression) -> tuple[str, int]:
    """The letter of an index, and what is added to it: ``t + 1``; an empty letter where it is none."""
    if isinstance(index, Index):
        return index.name, 0
    if isinstance(index, Name):
        return index.key, 0
    if isinstance(index, Sum) and len(index.terms) == 2:
        first, second = index.terms
        shift = second.operand if isinstance(second, Negation) else second
        if isinstance(shift, Number) and shift.value.denominator == 1:
            sign = -1 if isinstance(second, Negation) else 1
            return letter_of(first)[0], sign * int(shift.value)
    return "", 0


_MOST_VALUES = 400
_FIRST, _LAST = 0, 12
"""Steps at which a recurrence has its random values: at or before the one, at or after the other."""


@dataclass(frozen=True)
class Rule:
    """One equation: its left side, its right side, and where it is to be evaluated."""

    left: Apply
    right: Expression
    environment: Environment
    recurs: bool
    """Whether the right side uses the function itself."""


@dataclass(frozen=True)
class Defined:
    """A function that equations define, one for each pattern of arguments; some may use it at other steps."""

    key: str
    drawn: Any
    """Its values where no equation says any."""
    rules: Mapping[tuple[Fraction | None, ...], Rule]
    entrywise: bool = False
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __call__(self, *arguments: Any) -> Any:
        if self.entrywise and isinstance(arguments[0], np.ndarray):
            return np.vectorize(self, otypes=[float])(arguments[0])
        # the most special rule first
        for fixed in sorted(self.rules, key=lambda each: each.count(None)):
            if all(value is None or value == each for value, each in zip(fixed, arguments, strict=False)):
                return self._value(self.rules[fixed], arguments)
        return self.drawn(*arguments)

    def _value(self, rule: Rule, arguments: tuple[Any, ...]) -> Any:
        whole = [round(each) for each in arguments if isinstance(each, (int, float)) and each == round(each)]
        recurs = rule.recurs and all(isinstance(each, (int, float)) for each in arguments)
        if recurs and whole and (min(whole) <= _FIRST or max(whole) >= _LAST):
            return self.drawn(*arguments)
        if recurs and not whole:
            raise Undefined(Reason.NOT_FINITE, f"{self.key} at a step that is no whole number")
        if recurs and arguments in self.memory:
            if self.memory[arguments] is None:
                raise Undefined(Reason.NOT_FINITE, f"{self.key} is defined by itself")
            return self.memory[arguments]
        if len(self.memory) > _MOST_VALUES:
            raise Undefined(Reason.LIMIT, f"{self.key} at too many places")
        letters = [letter_of(argument) for argument in rule.left.arguments]
        bound = {
            name: each - shift if shift else each
            for (name, shift), each in zip(letters, arguments, strict=False)
            if name
        }
        numbers = {name: round(value) for name, value in bound.items() if isinstance(value, (int, float))}
        inner = replace(
            rule.environment,
            values={**rule.environment.values, **bound, self.key: self},
            indices={**rule.environment.indices, **numbers},
        )
        if not recurs:
            return evaluate(rule.right, inner)
        self.memory[arguments] = None  # being found
        try:
            self.memory[arguments] = evaluate(rule.right, inner)
        finally:
            if self.memory[arguments] is None:
                del self.memory[arguments]
        return self.memory[arguments]


def with_rule(environment: Environment, left: Apply, right: Expression) -> Defined:
    """The function of the environment, with one more equation that defines it."""
    before = environment.values.get(left.function)
    fixed = tuple(each.value if isinstance(each, Number) else None for each in left.arguments)
    rule = Rule(left, right, environment, left.function in names_in(right))
    if isinstance(before, Defined):
        return Defined(left.function, before.drawn, {**before.rules, fixed: rule}, before.entrywise)
    return Defined(left.function, before, {fixed: rule}, isinstance(before, Elementwise))
