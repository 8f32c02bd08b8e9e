"""Write out maps that are given by what they do: ``f: x \\mapsto W x`` is ``f(x) = W x``."""

from __future__ import annotations

import re

Runs = list[tuple[bool, str]]
_NAME = r"\\?[A-Za-zΑ-Ωα-ω]\w{0,7}(?:_\w|_\{[^{}]{1,8}\})?"
_MAPS = re.compile(
    rf"(?P<name>{_NAME})\s*:\s*(?:[^;:$=]{{0,40}}?,\s*)?(?:\(\s*)?(?P<place>{_NAME}(?:\s*,\s*{_NAME})?)\s*\)?\s*"
    r"(?:\\mapsto(?![A-Za-z])|↦|\|-+>)"
)


def with_maps(runs: Runs) -> Runs:
    """The runs of a paragraph, with maps as equations."""
    return [(is_maths, _MAPS.sub(_written, text)) for is_maths, text in runs]


def _written(found: re.Match[str]) -> str:
    return f"{found['name']}({found['place']}) = "
