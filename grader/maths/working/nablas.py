r"""Gradients that do not say by what they are taken, ``\nabla f``: by whichever name makes the line hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.maths.equality.problem import Problem, defined_key
from grader.maths.expressions.expression import Expression
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_expression
from grader.maths.reading.state import Style
from grader.maths.reasons import Unread
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import Step, StepVerdict

_BARE = re.compile(
    r"(?:\\nabla(?![A-Za-z])|∇|\\(?:mathrm|operatorname)\s*\{grad\})(?!\s*(?:\\limits\s*)?[_^])\s*"
)
_MOST = 8


def is_bare_gradient(side: str) -> bool:
    """Whether a side has the sign of a gradient with no name below."""
    return bool(_BARE.search(side))


def without_gradient(side: str) -> str:
    """A side without the signs of gradients that have no name below."""
    return _BARE.sub("", side)


def with_names_below(side: str, problem: Problem) -> Iterator[Expression]:
    """The readings of a side with a name put below each sign of a gradient that has none.

    Names without a value come first; a gradient by what is worked out on the way may be meant, too.
    """
    if not is_bare_gradient(side):
        return
    known = {defined_key(left) for left, _ in problem.definitions}
    symbols = [
        symbol
        for symbol in problem.declarations.symbols
        if symbol.sort in (Sort.VECTOR, Sort.MATRIX, Sort.REAL, Sort.POSREAL)
    ]
    for symbol in sorted(symbols, key=lambda each: (each.key in known, not each.shape))[:_MOST]:
        below = "".join(f"\\{word} " if len(word) > 1 else word for word in symbol.spelling)
        named = rf"\nabla_{{{below}}} ".join(_BARE.split(side))
        for style in (Style(), Style(named_arguments=True)):
            read = read_expression(named, problem.declarations, style=style)
            if not isinstance(read, Unread):
                yield read


def judge_gradient(line: str, before: str, right: Expression, problem: Problem) -> Step | None:
    """The step from a gradient that does not say by what: it holds by some name, or is false by every one."""
    fitting = []
    for each in with_names_below(before, problem):
        if each.shape != right.shape:
            continue
        fitting.append(judge_link(line, each, "=", right, problem))
        if fitting[-1].verdict is StepVerdict.HOLDS:
            return fitting[-1]
    told = [step for step in fitting if step.verdict is StepVerdict.FALSE]
    return told[0] if told and len(told) == len(fitting) else None
