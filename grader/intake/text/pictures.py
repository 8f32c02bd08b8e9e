"""Read the formula that a picture was drawn from, where its address or description gives it."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DRAWN = re.compile(
    r"(?:codecogs\.com/(?:\w+\.(?:image|latex|download)|eqnedit\.php|latex\.\w+)|render\.githubusercontent\.com/render/math)\?"
    r"(?:math=)?(?P<tex>[^\s\"'&#]+)"
)
_DRESS = re.compile(r"^(?:\\(?:inline|large|dpi\{\d+\}|bg_\w+|fn_\w+|color\{\w+\}|space)\s*)+")
_TYPED = re.compile(r"\s*(?P<edge>\${1,2}|\\\(|\\\[)(?P<tex>[^$]+?)(?:\${1,2}|\\\)|\\\])\s*")
_MAX_FORMULA = 4000  # characters


def formula_of_picture(address: str, words: str = "") -> str:
    """The LaTeX that a picture was drawn from; empty for any other picture."""
    drawn = _DRAWN.search(address[: 3 * _MAX_FORMULA])
    if drawn:
        return _DRESS.sub("", unquote(drawn["tex"])).strip()[:_MAX_FORMULA]
    typed = _TYPED.fullmatch(words[:_MAX_FORMULA])
    return typed["tex"].strip() if typed else ""
