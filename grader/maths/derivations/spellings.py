"""Signs in their usual shapes: characters that look otherwise, brackets that stand for a Kronecker delta."""

from __future__ import annotations

import re

_SAME_SIGNS = str.maketrans("⟶⟵⟹⟸⇨➔➝⩽⩾≦≧⋅∙", "→←⇒⇐⇒→→≤≥≤≥··")
_ONE = r"(?:1|𝟙|\\mathb[bf]m?\s*\{?1\}?|\\mathds\s*\{?1\}?|\\mathbb\s*\{?I\}?|\\delta|δ)"
_EQUAL = r"\s*([i-n])\s*==?\s*([i-n])\s*"
_KRONECKER = re.compile(
    rf"{_ONE}?\s*(?:\\left)?\[{_EQUAL}(?:\\right)?\]|"
    rf"{_ONE}\s*(?:_?\s*\\?\{{{_EQUAL}\\?\}}|(?:\\left)?\({_EQUAL}(?:\\right)?\)|"
    rf"_?\s*\\?\{{\s*\(?{_EQUAL}\)?\s*\\?\}})"
)


_MEAN = re.compile(r"(?:\b(?:np|numpy|jnp|torch|statistics)\.|\b)mean\(")
"""The mean of a quantity; without brackets, the word is a name of one."""
_NORM_ORDER = re.compile(r"(?<=norm)(\([^()]{1,60}),\s*(?:p|ord)\s*=\s*(?=\d\s*\))")
_LONG_ARROW = re.compile(r"(?<![-<!])--+>")
_DOTS = r"(?:\.\.\.|…|⋯|\\[cl]?dots)"
_LETTER_TIMES = re.compile(rf"(?<=[\s)\]}}])[xX×](?=\s+{_DOTS})|(?P<dots>{_DOTS}\s+)[xX×](?=\s)")
"""A letter for a times sign beside dots: ``a x ... x b``."""
_DOT_TIMES = re.compile(r"(?<=[\w)\]}])(?<![a-z]{3}) \.(?= [dD∂\\(\w]*[_/^(]\S*[/^)}])")
"""A full stop between two factors: ``dh_2/dh_1 . dh_1/dh_0``."""


def respelled(text: str) -> str:
    """The text with such signs replaced: ``[i == j]`` is a delta with two indices."""
    text = _MEAN.sub("E(", _NORM_ORDER.sub(r"\1, ", text))
    text = _LONG_ARROW.sub("→", text.translate(_SAME_SIGNS))
    text = _LETTER_TIMES.sub(lambda found: f"{found['dots'] or ''}·", text)
    return _KRONECKER.sub(_delta, _DOT_TIMES.sub(" ·", text))


def _delta(found: re.Match[str]) -> str:
    first, second = (letter for letter in found.groups() if letter)
    return f"δ_{{{first}{second}}}"


_ANGLES = re.compile(r"(?<![\w)\]}])<(?=[^\s<>=])([^<>=,]{1,40}),([^<>=,]{0,40}[^\s<>=,])>(?![\w=])")


def with_angles(text: str) -> str:
    """The text with inner products that were typed as ``<u, x>`` in brackets of their own."""
    return _ANGLES.sub(r"⟨\1,\2⟩", text)
