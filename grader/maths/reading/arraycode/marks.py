"""By what a formula in Python is told from other notation."""

from __future__ import annotations

import re

MAX_CHARACTERS = 1_000

_CODE = re.compile(
    r"[\w)\]]\s*@\s*[\w(]|\b(?:np|numpy|jnp|torch|math|tf|F|scipy)\.[a-z]|[\w)\]]\.[a-z]\w*\(|"
    r"\[[^\]]*(?::|None)[^\]]*\]|\bif\b.+\belse\b|//|<<|\b(?:log1p|expm1)\(|\bfor\s+\w+\s+in\s+range\b|"
    r"(?<!\\)\b(?:sum|mean)\(|\*\s*\([^()<>]+[<>]=?[^()<>]+\)"
)
"""What stands in Python and hardly in other notation; in `X.T * (X*w - y)` the star multiplies matrices."""
BELOW = re.compile(r"(?<=\w)_\{([^{}]{1,20})\}")
"""An index below, as on paper; the brackets of Python say the same."""
_NOT_CODE = re.compile(r"[\\{}$…·×∑∏√‖|]|\.\.\.|_\(")
RAISED = re.compile(r"\^(?=\s*[\w(+-])")


def is_array_code(text: str) -> bool:
    """Whether a formula is written in Python."""
    return (
        len(text) <= MAX_CHARACTERS and bool(_CODE.search(text)) and not _NOT_CODE.search(BELOW.sub("", text))
    )
