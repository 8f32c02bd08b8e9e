"""Mathematica's input form in everybody's notation: ``Sqrt[2 Pi]``, ``Transpose[A].B``, ``Sum[f, {i,n}]``."""

from __future__ import annotations

import re

_HEADS = {
    "Power": "pow", "Sqrt": "sqrt", "Exp": "exp", "Log": "log", "Log2": "log2", "Log10": "log10",
    "Abs": "abs", "Norm": "norm", "Transpose": "transpose", "Inverse": "inverse", "PseudoInverse": "pinv",
    "Tr": "tr", "Det": "det", "Dot": "dot", "Binomial": "binomial", "Factorial": "factorial", "Max": "max",
    "Min": "min",
    "Sin": "sin", "Cos": "cos", "Tan": "tan", "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh", "Sech": "sech",
    "ArcTan": "arctan", "ArcSin": "arcsin", "ArcCos": "arccos", "ArcTanh": "artanh", "Erf": "erf",
    "Floor": "floor", "Ceiling": "ceil", "Sign": "sign", "Total": "sum", "DiagonalMatrix": "diag",
    "LogisticSigmoid": "sigmoid", "Ramp": "relu", "IdentityMatrix": "eye", "Outer": "outer",
}  # fmt: skip
_SERIES = {"Sum": "sum", "Product": "prod", "MaxValue": "max"}
_NAMES = "|".join(sorted([*_HEADS, *_SERIES], key=len, reverse=True))
_CALL = re.compile(rf"(?<![A-Za-z\\])(?P<head>{_NAMES})\s*\[")
_ALONE = re.compile(r"(?<![\w\\])(?:(?P<e>E)(?=\s*\^)|(?P<pi>Pi)(?!\w))")
_DOT = re.compile(r"(?<=[A-Za-z\])])\s*\.\s*(?=[A-Za-z(])")
_MAX_CHARACTERS = 2_000


def from_mathematica(text: str) -> str:
    """The text with Mathematica's calls rewritten; one without any is unchanged.

    >>> from_mathematica("Power[N, T]")
    'pow(N, T)'
    """
    if len(text) > _MAX_CHARACTERS or not (_CALL.search(text) or _ALONE.search(text)):
        return text
    if _CALL.search(text):
        text = _DOT.sub(" @ ", text)
    return _ALONE.sub(lambda found: "e" if found["e"] else "\\pi ", _calls(text))


def _calls(text: str) -> str:
    position = 0
    while True:
        found = _CALL.search(text, position)
        if found is None:
            return text
        end = _closing(text, found.end() - 1)
        if end < 0:
            return text
        written = _call(found["head"], _arguments(text[found.end() : end]))
        text = text[: found.start()] + written + text[end + 1 :]
        position = found.start() + len(re.match(r"\W*\w*", written).group())  # type: ignore[union-attr]


def _call(head: str, arguments: list[str]) -> str:
    """One call; what is inside is rewritten later, as the search goes on from its opening bracket."""
    if head in _SERIES and len(arguments) == 2 and arguments[1].strip().startswith("{"):
        bounds = _arguments(arguments[1].strip()[1:-1])
        lower = bounds[1] if len(bounds) == 3 else "1"
        return rf"\{_SERIES[head]}_{{{bounds[0]}={lower}}}^{{{bounds[-1]}}} ({arguments[0]})"
    if head == "Outer" and arguments[0].strip() == "Times":
        arguments = arguments[1:]
    if head == "Log" and len(arguments) == 2:
        return f"(log({arguments[1]})/log({arguments[0]}))"
    return f"{_HEADS.get(head, head)}({','.join(arguments)})"


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] in "[({") - (text[place] in "])}")
        if depth == 0:
            return place
    return -1


def _arguments(inside: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, character in enumerate(inside):
        depth += (character in "[({") - (character in "])}")
        if character == "," and depth == 0:
            parts.append(inside[start:place])
            start = place + 1
    return [*parts, inside[start:]]
