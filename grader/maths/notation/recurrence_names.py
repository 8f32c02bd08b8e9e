"""How recurrences name things: the step before (``d_prev``), its best index (``i*``), the function."""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.maths.notation.lookalikes import GREEK_LETTERS

_MAX_CHARACTERS = 4_000
_OPERATOR = r"(?P<operator>a?max(?:imum)?|sum)"
_BODY = r"(?P<body>(?:[^()\[\]{}]|[(\[{](?:[^()\[\]{}]|[(\[{][^()\[\]{}]*[)\]}])*[)\]}])+?)"
_FOR_ALL = re.compile(
    rf"\\?\b{_OPERATOR}\s*[({{\[]\s*{_BODY}\s*(?:(?:,\s*)?\b(?:for|over|pour|für)\s+(?:all|every|each|tous?(?:\s+les)?|alle|jedes)\s+"
    r"|\s[:|]\s*|,\s*)(?P<index>[a-z])\s*(?:(?:∈|\\in|in|=|from)[^()\[\]{}]{1,30})?[)}\]]"
)
_MAX_BEHIND = re.compile(
    r"=(?P<body>(?:(?!max|\bsum\b|\\sum|[=\n$]).){3,120}?)(?P<close>\$?),?\s*(?:\b(?:and|et|und|then|all|where\s+we|with)\s+)*"
    r"(?:maxim(?:i[sz]ed|um|al)|maxed|max|(?:take|taking|prendre|en\s+prenant)\s+(?:the|le)\s+max(?:imum)?|the\s+max(?:imum)?)\s+"
    r"(?:taken\s+)?(?:over|sur|über)\s+(?:all\s+|alle\s+)?(?:the\s+)?(?:(?:possible|previous|preceding)\s+)?(?:(?:words?|states?)\s+)?"
    r"\$?(?P<index>[a-z])\$?(?![\w'(])"
)
"""``= F(i), maximised over i``."""
_BEFORE = r"(?:tm1|t_?minus_?1|prev(?:ious)?|old|last)"
_NOW = r"(?:new|curr?(?:ent)?|now|next|t)"


def with_steps_named(text: str, asked: str) -> str:
    """The text with what is named by its role in the recurrence that is `asked` for in the usual notation.

    >>> with_steps_named("m_new[j] = max(m_old[i] * A[i, j] for i in range(N))", "m_t(j)")
    'm[t][j] = max(m[t-1][i] * A[i, j] for i in range(N))'
    """
    name = _name_of(asked)
    if not name or len(text) > _MAX_CHARACTERS:
        return text
    text = _with_present_named(text)
    text = _MAX_BEHIND.sub(r"= \\max_{\g<index>} \g<body>\g<close> ", _with_best_put_in(text))
    text = _with_products(_with_steps(text, name), name)
    return _FOR_ALL.sub(lambda found: f"\\{_plain(found)}_{{{found['index']}}} ({found['body']})", text)


_PRESENT = re.compile(
    r"(?:\b(?:with|where|and|for|avec|où|mit|wobei)\b|[,(])[\s$:]*(?P<name>[a-z])_\{?t\}?\s*=\s*(?P<index>[a-z])(?![A-Za-z_(\[])"
)
"""``..., where w_t = j``: the present one is the index."""


def _with_present_named(text: str) -> str:
    """``P_{w_{t-1} w_t}`` as ``P_{w_{t-1}, j}`` where the text says that w_t is j."""
    found = _PRESENT.search(text)
    if found is None:
        return text
    script = rf"(_\{{[^{{}}]*\{{[^{{}}]*\}})[\s,]*{found['name']}_\{{?t\}}?\s*\}}"
    text = re.sub(script, rf"\1, {found['index']}}}", text)
    return re.sub(rf"_\{{\s*{found['name']}_\{{?t\}}?\s*,?\s*(?=[a-z]_\{{)", f"_{{{found['index']}, ", text)


_BEST = re.compile(
    r"(?P<best>(?:\\hat\s*\{?\s*[a-z]\s*\}?|[a-z]\s*(?:\^\s*\{?\s*)?(?:\*|\\ast|\\star|⋆)\s*\}?|[a-z]'?))\s*(?:=|:=)\s*"
    r"\\?(?:operatorname\*?\s*\{)?arg\s*(?:\\[,;!\s])?\s*\}?\s*\\?max\s*_?\s*\{?\s*(?P<index>[a-z])\s*\}?\s*(?P<of>[^=$\n,;.]{3,120})"
)
"""``i* = argmax_i ...``."""


def _with_best_put_in(text: str) -> str:
    """``F(i*)`` with ``i* = argmax_i F(i)`` as the maximum that it is."""
    best = _BEST.search(text)
    if best is None:
        return text
    name = re.escape(best["best"].strip())
    at_best = re.sub(rf"(?<![A-Za-z\\]){name}", best["index"], best["of"])
    rest = text[: best.start()]
    sides = re.match(
        r"(?P<left>[^=]{1,60}=)(?P<right>[^=]{3,200}?)(?P<end>[\s$,;]*(?:\b(?:where|with|où|avec|mit|wobei)\b)?[\s$:,]*)$",
        rest,
    )
    if sides is None or not re.search(rf"(?<![A-Za-z\\]){name}", sides["right"]):
        return text
    right = re.sub(rf"(?<![A-Za-z\\]){name}", best["index"], sides["right"])
    if sorted(re.findall(r"\w", right)) != sorted(re.findall(r"\w", at_best)):
        return text
    return (
        f"{sides['left']} \\max_{{{best['index']}}} {right} {sides['end']}".rstrip(" ,;:")
        + text[best.end() :]
    )


def _plain(found: re.Match[str]) -> str:
    return "sum" if found["operator"] == "sum" else "max"


def _spellings(name: str) -> str:
    letters = [sign for sign, word in GREEK_LETTERS.items() if word == name]
    return "|".join([rf"\\?{name}", *letters])


_FUNCTION_OF_STEP = r"(?:_\{?\s*t\s*\}?|\[\s*t\s*[\],])"
_STEP_BEFORE = r"(?:_\{?\s*t\s*[-−]\s*1\s*\}?|\[\s*t\s*[-−]\s*1\s*[\],])"


def _name_of(asked: str) -> str:
    found = re.match(r"\s*\\?([A-Za-z]+|[α-ω])", asked)
    return found[1] if found else ""


def with_own_name(text: str, asked: str, names: Collection[str]) -> str:
    """The text with an undeclared letter that it gives a recurrence of as the function asked for.

    >>> with_own_name("V_t(j) = V_{t-1}(j) + 1", r"\\delta_t(j)", ())
    '\\\\delta_t(j) = \\\\delta_{t-1}(j) + 1'
    """
    name = _name_of(asked)
    if not name or len(text) > _MAX_CHARACTERS:
        return text
    if re.search(rf"(?<![A-Za-z])(?:{_spellings(name)})(?![A-Za-z])", text):
        return text
    for found in re.finditer(
        rf"(?<![A-Za-z\\])(?P<own>\\?[A-Za-z]{{1,6}}|[α-ω])\s*{_FUNCTION_OF_STEP}", text
    ):
        own = found["own"]
        again = rf"(?<![A-Za-z\\]){re.escape(own)}(?=\s*{_STEP_BEFORE})"
        if own.lstrip("\\") not in names and re.search(again, text[found.end() :]):
            letter = rf"(?<![A-Za-z\\]){re.escape(own)}(?=\s*(?:{_FUNCTION_OF_STEP}|{_STEP_BEFORE}))"
            return re.sub(letter, lambda _: rf"\{name}", text)
    return text


def _with_steps(text: str, name: str) -> str:
    """With ``delta_prev`` and its like as the step before, beside which the bare name is the step now."""
    own = rf"(?<![A-Za-z])(?:{_spellings(name)})"
    behind = r"(?:[_^]?\{?\s*(?:\\(?:text|mathrm)\s*\{)?"
    earlier = re.compile(
        rf"(?:{own}{behind}_?{_BEFORE}\s*\}}{{0,2}})|(?<![A-Za-z]){_BEFORE}_(?:{name}))(?![A-Za-z])"
    )
    later = re.compile(
        rf"(?<![A-Za-z])(?:new|cur|current|next)_(?:{name})(?![A-Za-z])|{own}(?:_{_NOW}|[_^]\{{(?:\\(?:text|mathrm)\s*\{{)?(?:new|cur|current|next)\s*\}}{{1,2}})(?![A-Za-z{{])"
    )
    bare = re.compile(rf"{own}(?=\s*(?:\[|\(|=|\.))(?!\s*[\[(]\s*t\b)")
    has_earlier, has_later = (
        bool(earlier.search(text)),
        bool(re.search(rf"{own}_(?:new|cur|next)|(?:new|cur|next)_{name}", text)),
    )
    if not (has_earlier or has_later):
        return text
    is_code = "\\" not in text and bool(re.search(r"[\[.]|=\s*[a-z]+\(", text))
    now, before = (f"{name}[t]", f"{name}[t-1]") if is_code else (f"\\{name}_{{t}}", f"\\{name}_{{t-1}}")
    text = later.sub(lambda _: now, earlier.sub(lambda _: before, text))
    if has_earlier != has_later:
        text = bare.sub(lambda _: now if has_earlier else before, text)
    return text


def _with_products(text: str, name: str) -> str:
    """With the vector of the function at all places, times a matrix, as the sum that it is."""
    own, turned = rf"(?<![A-Za-z])(?:{_spellings(name)})", r"(?P<turned>\^\{?\s*(?:T|\\top)\s*\}?|ᵀ|⊤)"
    vector, times = rf"{own}\s*{_STEP_BEFORE}(?!\s*(?:[\[(^ᵀ}}]|\.\w))", r"\s*(?:·|\\cdot)?\s*"
    left = rf"(?P<left>{own}\s*{_FUNCTION_OF_STEP})\s*=\s*"

    def summed(found: re.Match[str]) -> str:
        indices = "ij" if found["turned"] else "ji"
        return f"{found['left']}(j) = \\sum_{{i}} {found['matrix']}_{{{indices}}} \\{name}_{{t-1}}(i)"

    return re.sub(rf"{left}(?P<matrix>[A-Z]){turned}?{times}{vector}", summed, text)
