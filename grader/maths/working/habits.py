"""Sides read as others write: ``1/2a`` for 1/(2a) or (1/2)a, bars for a norm, ``L(w)`` for L, open signs."""

from __future__ import annotations

import itertools
import re

from grader.maths.equality.problem import Problem
from grader.maths.expressions.build import add, multiply
from grader.maths.expressions.expression import Expression
from grader.maths.reading.reader import read_expression
from grader.maths.reading.state import Style
from grader.maths.reasons import Reason, Unread
from grader.maths.working.alternatives import with_both_signs
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import Step, StepVerdict

_ARGUMENTS = re.compile(r"[A-Za-z0-9}]\s*(?:\\left\s*)?\([\\A-Za-z_{}\d',; ^+-]+\)")
_DERIVED = re.compile(r"∂|∇|\\(?:partial|nabla|frac)(?![A-Za-z])|(?<![A-Za-z])d\w*\s*/\s*d")
_HABITS = (
    (Style(named_arguments=True), _ARGUMENTS),
    (Style(product_from_right=True), re.compile(r"prod|∏|Pi")),
    (Style(loose_slash=True), re.compile("/")),
    (Style(narrow_functions=True), re.compile(r"log|ln|exp|sin|cos|tan")),
    (
        Style(power_inside=True),
        re.compile(r"(?:log|ln|exp|sin|cos|tan)\s*(?:\\[Bb]ig+l?|\\left)?\s*\(.*?\)\s*\^"),
    ),
    (Style(bars_as_norm=True), re.compile(r"(?<![|\\])\|(?!\|)|vert")),
    (Style(letter_power=True), re.compile(r"\^\s*\{?\s*T")),
)
"""How others read, and what a formula has in which it makes a difference; how far a sum goes is no habit."""


def read_side(text: str, problem: Problem) -> Expression | Unread:
    """A side, its names without their arguments, or gradients as rows, where it cannot be read otherwise."""
    found = read_expression(text, problem.declarations)
    if isinstance(found, Unread) and found.reason is Reason.ILL_TYPED and _DERIVED.search(text):
        other = read_expression(text, problem.declarations, style=Style(row_gradients=True))
        found = found if isinstance(other, Unread) else other
    if isinstance(found, Unread) and _ARGUMENTS.search(text):
        other = read_expression(text, problem.declarations, style=Style(named_arguments=True))
        return found if isinstance(other, Unread) else other
    return found


def holds_otherwise(before: str, sign: str, after: str, problem: Problem) -> bool:
    """Whether a link that does not hold as most people write holds as some do."""
    texts = (before, after)
    for style, mark in _HABITS:
        if not any(mark.search(text) for text in texts):
            continue
        readings = [
            [read_expression(text, problem.declarations, style=each) for each in (Style(), style)]
            for text in texts
        ]
        for left, right in itertools.product(*readings):
            if isinstance(left, Unread) or isinstance(right, Unread):
                continue
            if judge_link("", left, sign, right, problem).verdict is StepVerdict.HOLDS:
                return True
    return False


def judge_signed(line: str, before: str, after: str, problem: Problem) -> Step:
    """The step of a link whose sides leave a sign open: the same two values, in either order."""
    read = [read_side(each, problem) for text in (before, after) for each in with_both_signs(text)]
    known = [each for each in read if not isinstance(each, Unread)]
    if len(known) < 4 or any(each.shape for each in known):
        return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: plus-or-minus is two answers")
    for build in (add, multiply):
        step = judge_link(line, build(known[:2]), "=", build(known[2:]), problem)
        if step.verdict is not StepVerdict.HOLDS:
            return step
    return Step(line, StepVerdict.HOLDS)
