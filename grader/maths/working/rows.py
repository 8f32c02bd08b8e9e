"""Cut a display or a line of working into claims: remarks off, stacked signs plain, parallel claims apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.macros import group_at
from grader.maths.reading.reader import split_chain, split_lines

IMPLIED = "=>"
"""Stands in front of a claim that an arrow introduces."""


@dataclass(frozen=True)
class Claim:
    """A formula, sign or chain as text, and the words of the display right in front of it."""

    text: str
    lead: str = ""


_STACKED = re.compile(r"\\(overset|stackrel|underset)\s*(?=\{)")
_LABELLED = re.compile(r"\\(?:underbrace|overbrace)\s*(?=\{)")
_STRUCK = re.compile(r"\\(?:cancel|bcancel|xcancel)\s*(?=\{)")
_PHANTOM = re.compile(r"\\(?:[hv]?phantom|mathllap|mathrlap|hspace\*?)\s*(?=\{)")
_ARROW = re.compile(r"\\xrightarrow\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}")
_LONG_SIGN = re.compile(r"\\(?:xlongequal|xequal)\s*(?:\[[^\]]*\])?\s*(?=\{)")
_SIGN = re.compile(
    r"^\s*(?:=|<|>|≤|≥|≈|\\(?:leq?|geq?|leqslant|geqslant|approx|equiv|Rightarrow|implies|iff|to)(?![A-Za-z]))\s*$"
)
DEMANDED = "\\demanded"
"""Marks an equality sign that is a demand: ``\\overset{!}{=}``."""


def plain(text: str) -> str:
    """The text with stacked signs as plain ones, and what braces label without its label."""
    text = _ARROW.sub(lambda _: r" \to ", text)
    text = _replaced(text, _PHANTOM, lambda _, __, ___: (" ", 0)).replace("{}", " ")
    text = _replaced(text, _STACKED, _unstacked)
    text = _replaced(text, _LONG_SIGN, lambda _, inner, __: (" = ", 0))
    text = _replaced(text, _STRUCK, lambda _, inner, __: ("{" + inner + "}", 0))
    return _replaced(text, _LABELLED, _unlabelled)


def _replaced(text: str, pattern: re.Pattern[str], change: object) -> str:
    position = 0
    for _ in range(200):
        found = pattern.search(text, position)
        if found is None:
            return text
        end = group_at(text, found.end())
        if end < 0:
            return text
        inner = text[found.end() + 1 : end - 1]
        piece, more = change(found, inner, text[end:])  # type: ignore[operator]
        text = text[: found.start()] + piece + text[end + more :]
        position = found.start()
        if piece.startswith("\\" + found.group().strip("\\ ")):
            position += 1
    return text


def _unstacked(found: re.Match[str], first: str, rest: str) -> tuple[str, int]:
    start = len(rest) - len(rest.lstrip())
    end = group_at(rest, start) if rest[start : start + 1] == "{" else -1
    if end < 0:
        return first, 0
    second = rest[start + 1 : end - 1]
    above, below = second, first
    if _SIGN.match(above):
        demanded = DEMANDED if below.strip() in ("!", "\\text{!}") else ""
        return f" {above.strip()} {demanded} ", end
    if _SIGN.match(below):
        return f" {below.strip()} ", end
    # \underset{i}{\max}: what stands below is part of the operator
    return f"\\{found[1]} {{{first}}}", 0


def _unlabelled(_: re.Match[str], inner: str, rest: str) -> tuple[str, int]:
    label = re.match(r"\s*[_^]\s*", rest)
    if label is None:
        return "{" + inner + "}", 0
    if rest[label.end() : label.end() + 1] == "{":
        end = group_at(rest, label.end())
        return "{" + inner + "}", max(end, 0)
    return "{" + inner + "}", label.end() + 1


_TEXT = re.compile(
    r"\\(?:text|mbox|textrm|textnormal|mathrm|intertext|shortintertext|textit|hbox|texttt)\s*(?=\{)"
)
_SEPARATOR = re.compile(
    r"\\q?quad(?![A-Za-z])|\\(?:Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|Longleftrightarrow|"
    r"therefore|because)(?![A-Za-z])|[⇒⟹∴⇔⟺∵]|<=>|=>|==>|[,;]"
)
_ANGLE = re.compile(
    r"(?P<opens>\\(?:langle|lfloor|lceil)(?![A-Za-z])|[⟨⌊⌈])|\\(?:rangle|rfloor|rceil)(?![A-Za-z])|[⟩⌋⌉]"
)
_SENTENCE = re.compile(r"(?<![.\s:])\.(?=\s+[\\A-Za-zα-ωΑ-Ω∂∇∑(|\[‖])|(?<!:):(?=\s|\\)")
"""What ends a sentence, or a label in front of a formula, where both sides of it say something."""
_APART = re.compile(
    r"(?<=[\w})\]|²³'])[ \t]{4,}(?=[\w\\({\[|‖])(?!\\(?:[lg]eq?|neq?|approx|cdot|times)(?![A-Za-z]))"
)
_LABEL = re.compile(r"^\s*[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ' -]{3,}$")
_ARROWED = re.compile(r"[-=]>")
_IMPLYING = re.compile(r"Rightarrow|rightarrow|implies|iff|therefore|[⇒⟹∴⇔⟺>]")
_WORDED = re.compile(
    r"(?<![\\A-Za-z_^{])(?:and|so|hence|thus|therefore|where|since|because|with|for|if|when|as|then|by|using|"
    r"provided|donc|et|où|avec|car|pour|si|ainsi|alors)(?![A-Za-z_({^])\s+(?:that\s+)?"
)
_SAID = re.compile(
    r"\S\s+\S|^\s|\s$|^[^A-Za-z]*$|[.,;:()]|^(?:and|so|hence|thus|therefore|where|since|because|with|for|if|when|"
    r"as|then|by|using|but|donc|et|où|avec|car|pour|si|ainsi|alors)$"
)
"""What in \\text{} is said, and names nothing."""
_TAGS = re.compile(
    r"\\(?:tag|label|eqref|ref)\*?\s*\{[^{}]*\}|\\(?:nonumber|notag|qed|qedhere|square|Box|blacksquare)(?![A-Za-z])|"
    r"[∎□■◻]|(?<![A-Za-z])(?:QED|q\.e\.d\.)"
)
_RELATION = re.compile(
    r"[=<>≤≥≠≈∈∼∝→←]|(?<=\s)~(?=\s)|\\(?:leq?|geq?|leqslant|geqslant|neq?|approx|sim|in|notin|to|propto|equiv|lt|gt|triangleq|"
    r"coloneqq|subset|subseteq|perp|mid)(?![A-Za-z])"
)
_STARTS_WITH_SIGN = re.compile(
    r"^\s*(?:[=<>≤≥≈≔]|:=|\\(?:leq?|geq?|leqslant|geqslant|neq?|approx|equiv|triangleq|coloneqq|to)(?![A-Za-z]))"
)
_ENDS_WITH_SIGN = re.compile(
    r"(?:[=<>≤≥≈≔]|\\(?:leq?|geq?|leqslant|geqslant|approx|equiv|triangleq|coloneqq))\s*(?:\\demanded)?\s*$"
)
_GOES_ON = re.compile(r"^\s*(?:&|\{\}|\\q?quad|\\[,;:! ])*\s*(?:[+/·×]|\\(?:cdot|times|odot)(?![A-Za-z]))")
_GOES_ON_LESS = re.compile(
    r"^\s*(?:(?:\{\}|\\q?quad|\\hspace\*?\{[^{}]*\}|\\phantom\{[^{}]*\})\s*&?\s*)+[-−]"
)


def rows_of(text: str) -> list[str]:
    """The rows of a display or line, a row that goes on with an operator joined to the one before."""
    marked = _kept_columns(plain(_TAGS.sub(" ", text)))
    lines = [line for row in split_lines(marked) for line in row.split("\n") if line.strip()]
    related = any(map(has_relation, lines))
    rows: list[str] = []
    for line in lines:
        # where other rows have signs, a row that begins with minus and has none goes on
        less = _GOES_ON_LESS if not related or has_relation(line) else _BEGINS_LESS
        if rows and (_GOES_ON.match(line) or less.match(line)):
            rows[-1] += " " + re.sub(r"^\s*(?:\{\}|\\q?quad)\s*", "", line)
        elif rows and _ONLY_SAID.match(rows[-1]):
            rows[-1] += " " + line
        else:
            rows.append(line)
    return rows


_BEGINS_LESS = re.compile(r"^\s*(?:\{\}|\\q?quad|\\[,;:! ]|\s)*[-−]")
_ONLY_SAID = re.compile(r"^\s*\\(?:intertext|text|shortintertext)\s*\{[^{}]*\}\s*$")
_COLUMNS = re.compile(r"&\s*&")


def _kept_columns(text: str) -> str:
    """What stands behind a second pair of marks is a remark, or a claim of its own."""
    if not re.search(r"\\begin\{(?!eqnarray)", text):
        return text
    return _ALIGNED.sub(_with_columns, _COLUMNS.sub(r" \\qquad ", text))


_ALIGNED = re.compile(r"(?<=\\begin\{aligned\})(?:(?!\\begin\{aligned\}).)*(?=\\end\{aligned\})", re.DOTALL)
_MARK = re.compile(r"\\begin\{|\\end\{|\\\\|\\&|&|\\qquad")


def _with_columns(rows: re.Match[str]) -> str:
    """Rows in which every second mark, which keeps two formulas apart, is a wide space."""
    depth = count = 0

    def kept(mark: re.Match[str]) -> str:
        nonlocal depth, count
        depth += (mark.group() == "\\begin{") - (mark.group() == "\\end{")
        if depth == 0 and mark.group() in ("\\\\", "\\qquad"):
            count = 0
        if depth == 0 and mark.group() == "&":
            count += 1
            return r" \qquad " if count % 2 == 0 else "&"
        return mark.group()

    return _MARK.sub(kept, rows.group())


_ASIDE = re.compile(
    r"\s+\(\s*(?:for\s+|with\s+|if\s+)?(?P<inner>[^()]*(?:[≠<>≥≤∈]|\\(?:neq?|[lg]eq?|in)(?![A-Za-z]))[^()]*)\)\s*$"
)
"""A condition in brackets behind what it is a condition of."""


_HINT = re.compile(r"^\s*(?:\\left\s*)?[(\[](?P<inner>.*?)(?:\\right\s*)?[)\]][\s.,;]*$", re.DOTALL)
"""What stands in brackets behind a line, and says why it holds."""


def _is_gap(lead: str) -> bool:
    """Whether nothing but space stands between two parts."""
    return not lead.strip(" ,;")


def _is_one_group(text: str) -> bool:
    """Whether the bracket that opens a text closes at its end."""
    depth = 0
    inner = text.strip(" .,;")
    for place, letter in enumerate(inner):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and letter in ")]" and place < len(inner) - 1:
            return False
    return depth == 0


def claims(row: str) -> Iterator[Claim]:
    """The claims of a row that commas, wide spaces, arrows and words keep apart."""
    parts = _parts(row)
    merged: list[Claim] = []
    for part in parts:
        text, lead = part.text, part.lead
        if not text.strip(" .,;:&~"):
            if lead and merged and not merged[-1].text:
                merged[-1] = Claim("", f"{merged[-1].lead} {lead}")
            elif lead:
                merged.append(Claim("", lead))
            continue
        before = merged[-1].text.lstrip("& ") if merged else ""
        if _is_gap(lead) and _STARTS_WITH_SIGN.match(text) and _STARTS_WITH_SIGN.match(before):
            # a second column goes on: what with is not told
            merged.append(Claim(rf"\text{{column}} {text}", lead))
            continue
        if merged and not merged[-1].text:
            lead = f"{merged.pop().lead} {lead}"
        plain_gap = not lead.strip(" ,;")
        if (
            merged
            and plain_gap
            and (
                _STARTS_WITH_SIGN.match(text)
                or _ENDS_WITH_SIGN.search(merged[-1].text)
                or (lead.strip() == "," and not _RELATION.search(merged[-1].text))
            )
        ):
            last = merged.pop()
            joint = lead if lead.strip() and not _STARTS_WITH_SIGN.match(text) else " "
            if _ENDS_WITH_SIGN.search(last.text):
                joint = " "
            merged.append(Claim(f"{last.text}{joint}{text}", last.lead))
        elif merged and plain_gap and not _RELATION.search(text):
            if not _RELATION.search(merged[-1].text):
                merged.append(Claim(text, lead))
            # else: a remark such as ", \forall j"
        elif _STARTS_WITH_SIGN.match(text) and merged and IMPLIED not in lead:
            last = merged.pop()
            merged.append(Claim(f"{last.text} {text}", last.lead))
        else:
            merged.append(Claim(text, lead))
    for number, each in enumerate(merged):
        hint = _HINT.match(each.text) if number else None
        if hint is not None and _is_one_group(each.text) and has_relation(hint["inner"]):
            yield from (Claim(part.text, f" because {part.lead}") for part in _parts(hint["inner"]))
            continue
        aside = _ASIDE.search(each.text)
        if aside is not None and _RELATION.search(each.text[: aside.start()]):
            yield Claim(each.text[: aside.start()], each.lead)
            yield from (Claim(part.text, " for ") for part in _parts(aside["inner"]))
        elif each.text:
            yield each


def _parts(row: str) -> list[Claim]:
    """The pieces between separators at top level, each with what separates it from the one before."""
    parts: list[Claim] = []
    depth = start = position = environments = 0
    lead = ""

    def close(end: int, following: str) -> None:
        nonlocal lead
        parts.append(Claim(row[start:end], lead))
        lead = following

    while position < len(row):
        if row[position] == ":" and _LABEL.match(row[start:position]) and has_relation(row[position:]):
            position = start = position + 1  # ``softmax: ...`` in a remark
            continue
        if row.startswith("\\begin{", position):
            environments += 1
        elif row.startswith("\\end{", position):
            environments -= 1
        angle = _ANGLE.match(row, position)
        if angle is not None:
            depth += 1 if angle["opens"] else -1
            position = angle.end()
            continue
        if depth <= 0 and environments <= 0:
            words = _TEXT.match(row, position)
            if words is not None and row[position - 1 : position] not in ("_", "^", "{"):
                end = group_at(row, words.end())
                inner = row[words.end() + 1 : end - 1] if end > 0 else ""
                if end > 0 and _SAID.search(inner):
                    close(position, f" {inner} ")
                    position = start = end
                    continue
            said = (
                _WORDED.match(row, position) if row[position - 1 : position] in ("", " ", ",", ")") else None
            )
            separator = _SEPARATOR.match(row, position)
            if said is not None:
                close(position, f" {said.group()} ")
                position = start = said.end()
                continue
            ends = _SENTENCE.match(row, position) or _APART.match(row, position)
            if ends is not None and _says(row[start:position]) and has_relation(row[ends.end() :]):
                close(position, f" {ends.group().strip()} ")
                position = start = ends.end()
                continue
            if separator is not None and not _is_decimal_comma(row, position):
                arrow = bool(_IMPLYING.search(separator.group()))
                because = "because" in separator.group() or separator.group() == "∵"
                wide = "quad" in separator.group()
                close(
                    position,
                    f" {IMPLIED} "
                    if arrow
                    else " because "
                    if because
                    else " "
                    if wide
                    else separator.group(),
                )
                position = start = separator.end()
                continue
        if row[position] == "\\" and position + 1 < len(row) and not row[position + 1].isalpha():
            depth += (row[position + 1] == "{") - (row[position + 1] == "}")
            position += 2
            continue
        depth += (row[position] in "([{") - (row[position] in ")]}")
        position += 1
    parts.append(Claim(row[start:], lead))
    return parts


def _says(text: str) -> bool:
    return has_relation(text) or bool(_ARROWED.search(text))


def _is_decimal_comma(row: str, position: int) -> bool:
    return (
        row[position] == ","
        and row[position - 1 : position].isdigit()
        and row[position + 1 : position + 2].isdigit()
    )


def has_relation(text: str) -> bool:
    """Whether anything is said of a formula, be it only where a name lies."""
    return bool(_RELATION.search(text))


def sides_of(text: str) -> tuple[list[str], list[str]]:
    """Sides and signs of a chain, in its own order."""
    sides, signs = split_chain(text)
    return [side.strip() for side in sides], list(signs)
