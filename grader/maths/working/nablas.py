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

_BARE = re.compile(
    r"(?:\\nabla(?![A-Za-z])|∇|\\(?:mathrm|operatorname)\s*\{grad\})(?!\s*(?:\\limits\s*)?[_^])\s*"
)
_MOST = 6


def with_names_below(side: str, problem: Problem) -> Iterator[Expression]:
    """The readings of a side with a name put below each sign of a gradient that has none."""
    if not _BARE.search(side):
        return
    known = {defined_key(left) for left, _ in problem.definitions}
    free = [
        symbol
        for symbol in problem.declarations.symbols
        if symbol.sort in (Sort.VECTOR, Sort.MATRIX, Sort.REAL, Sort.POSREAL) and symbol.key not in known
    ]
    for symbol in sorted(free, key=lambda each: not each.shape)[:_MOST]:
        below = "".join(f"\\{word} " if len(word) > 1 else word for word in symbol.spelling)
        named = rf"\nabla_{{{below}}} ".join(_BARE.split(side))
        for style in (Style(), Style(named_arguments=True)):
            read = read_expression(named, problem.declarations, style=style)
            if not isinstance(read, Unread):
                yield read
