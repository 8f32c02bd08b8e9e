"""The text of an answer about sequences: sentences, tokens, and the numbers in them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from grader.maths.notation.number_words import signs_in_digits
from grader.model.submission import Answer, Block, BlockKind, Place, spans_text

_MAX_CHARACTERS = 40_000
_MAX_TOKENS = 6_000

_LATEX = (
    (re.compile(r"\\[dt]?frac\s*\{\s*(\d{1,9})\s*\}\s*\{\s*(\d{1,9})\s*\}"), r"\1/\2"),
    (
        re.compile(
            r"(?<=\d)\s*(?:\\times|\\cdot|[×·*x])\s*10\s*(?:\^|\*\*)\s*\{?\s*\(?\s*([-+]?\d{1,4})\s*\)?\s*\}?"
        ),
        r"e\1",
    ),
    (
        re.compile(r"\\(?:text(?:tt|bf|it|rm|sf)?|math(?:rm|tt|bf|it|sf)|mbox|operatorname)\s*\{([^{}]*)\}"),
        r" \1 ",
    ),
    (re.compile(r"\\(?:rightarrow|to|longrightarrow|Rightarrow|implies)\b|->|⟶|➔|⇒|=>"), "→"),
    (
        re.compile(r"\\(?:langle|rangle|left|right|big|Big|,|;|:|!|quad|qquad|ldots|dots|cdot|times|&)\s*"),
        " ",
    ),
    (
        re.compile(
            r"(?:\\exp|\bexp)\s*[({]\s*(-?[\d.,]+)\s*[)}]|\be\s*\^\s*\{?\s*\(?\s*(-?[\d.,]+)\s*\)?\s*\}?"
        ),
        r" \1\2 ",
    ),
    (re.compile(r"\\\\|\\newline"), "\n"),
    (re.compile(r"(?<!\\)\\ |&\s*(?=[=≈<>])"), " "),
    (re.compile(r"\\[a-zA-Z]+"), " "),
)
JOINERS = frozenset(",→\"'“”‘’«»()[]{}|`-_~$*&/+")
"""Marks that may stand between the words of one sequence."""
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])[-/](?=[^\W\d_])")
_MINUS = re.compile("[\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d]")
_TOKEN = re.compile(
    r"(?P<index>\b[A-Za-z]\s*(?:\^?\s*[*\u2217\u22c6{}]*)?_?\s*\{?\s*\d\s*(?::\s*[\dT])?\s*\}?(?:\s*\^?\s*[({]*\s*[\d*\u2217\u22c6]?\s*[)}]*)?\s*(?==))"
    r"|(?P<step>\b(?i:t|step|time|étape|word|mot)\s*=?\s*\d+\s*[:,.)]?)"
    r"|(?P<start><\s*/?\s*(?:bos|s|start|sos|eos)\s*>|\[?\b(?:BOS|SOS|EOS)\b\]?)"
    r"|(?P<script>[_^]\s*\{[^{}]*\}|_\s*\d+(?:\s*[:,]\s*\d+)*|\^\s*\(\d+\))"
    r"|(?P<number>(?:(?<![A-Za-z])[-+]|(?<=[A-Za-z]{2})-(?=\d+[.,]\d))?\s?(?:\d{1,9}/\d{1,9}|\d+(?:[.,]\d+)?(?:e[-+]?\d+)?)(?![\w^]))"
    r"|(?P<word>[^\W\d_]+(?:['\u2019-][^\W\d_]+)*)"
    r"|(?P<arrow>→)|(?P<sign>[=≈<>≤≥])|(?P<end>[.;!?](?=\s|$)|\n)|(?P<mark>\S)"
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, list item or table row."""

    text: str
    place: Place


def sentences(answer: Answer) -> list[Sentence]:
    """The sentences of an answer, LaTeX's layout removed; rows of tables and list items are sentences too."""
    found: list[Sentence] = []
    for block in answer.blocks:
        for text in _rows(block):
            found.extend(Sentence(piece, block.place) for piece in split_sentences(text))
    return found


def _rows(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.TABLE:
        for row in block.rows:
            yield " | ".join(spans_text(cell) for cell in row)
    else:
        label = f"{block.label} " if block.label else ""
        yield label + block.text


_SENTENCE_END = re.compile(
    r"(?<=[.;!?])(?<!\bresp\.)(?<!\bapprox\.)(?<!\bprob\.)(?<!\bseq\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bcf\.)\s+|\n+",
    re.IGNORECASE,
)


_GOES_ON = re.compile(r"\s*(?:[a-z]{0,4}\s*=?\s*)[-+]?\d")


def split_sentences(text: str) -> list[str]:
    """Split after full stops that end a sentence, semicolons and line ends; decimals stay whole."""
    plain = plain_text(text)
    pieces: list[str] = []
    for piece in _SENTENCE_END.split(plain):
        if pieces and pieces[-1].count("(") > pieces[-1].count(")") and _GOES_ON.match(piece):
            pieces[-1] += f" {piece.strip()}"  # the red cat (log-lik. -9.1)
        elif piece.strip():
            pieces.append(piece.strip())
    return pieces


_ORDINALS = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b1(?:st|er|re|ère)\b", "first"),
        (r"\b2(?:nd|e|ème|nde)\b", "second"),
        (r"\b3(?:rd|e|ème)\b", "third"),
        (r"\b4(?:th|e|ème)\b", "fourth"),
        (r"\b5(?:th|e|ème)\b", "fifth"),
        (r"\b6(?:th|e|ème)\b", "sixth"),
        # a step that is counted in words: ``Second word: ...``
        (r"\b(?:first|premier|première)\s+(?:step|word|token|étape|mot)\s*:", "step 1:"),
        (r"\b(?:second|deuxième|seconde?)\s+(?:step|word|token|étape|mot)\s*:", "step 2:"),
        (r"\b(?:third|troisième)\s+(?:step|word|token|étape|mot)\s*:", "step 3:"),
    )
)


def plain_text(text: str) -> str:
    """Text without LaTeX's layout, with one kind of minus."""
    plain = signs_in_digits(_MINUS.sub("-", _in_ascii(text[:_MAX_CHARACTERS])))
    for pattern, word in _ORDINALS:
        plain = pattern.sub(word, plain)
    plain = re.sub(r"(?<=\d)\{,\}(?=\d)", ".", plain)  # LaTeX for a decimal comma
    for pattern, replacement in _LATEX:
        plain = pattern.sub(replacement, plain)
    plain = _STEPS.sub(lambda found: found.group().replace(">", "→"), plain.replace("$", " "))
    plain = _PAIRED.sub(",", plain)
    return _LISTED.sub(lambda found: found.group().replace(";", ", "), plain)


_STEPS = re.compile(r"\b[A-Za-z]+(?:\s*>\s*[A-Za-z]+){2,}\b")
"""Single words one after another: ``the > red > cat``."""
_PAIRED = re.compile(r"(?<=\d\));(?=\s*[A-Za-z]+\s*\([^()\n]{1,12}\))")
"""Semicolons in ``the (-1.5); red (-4.6); cat (-9.1)``."""
_LISTED = re.compile(r"[\[({][^\[\](){}\n]{0,400}[\])}]")
"""A bracketed list, whose semicolons end no sentence."""


_RAISED = re.compile(r"(?<=10)[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LOWERED = re.compile(r"(?<=[A-Za-z])[₀-₉]")
_MARKS = re.compile("[\u0302-\u0305]")
"""Bars and hats on letters that have none of their own."""


def _in_ascii(text: str) -> str:
    """Superscript digits of a power of ten as an exponent, subscripts after a line, no bars on letters."""
    if text.isascii():
        return text
    text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    text = _RAISED.sub(lambda found: f"^{found.group().translate(_RAISED_DIGITS)}", text)
    return _LOWERED.sub(lambda found: f"_{ord(found.group()) - ord('₀')}", text)


def numbers_in(text: str, *, decimal_comma: bool = False) -> list[Decimal]:
    """The numbers of a sentence; of a chain of equalities only what it ends in."""
    return [value for value, _ in number_places(tokens_of(text), decimal_comma=decimal_comma)]


def uses_decimal_commas(parts: Sequence[Sentence]) -> bool:
    whole = " ".join(sentence.text for sentence in parts)
    return bool(re.search(r"\d,\d", whole)) and not re.search(r"\d\.\d", whole)


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a sentence; `the-green-rectangle` is three words."""
    found = []
    for match in _TOKEN.finditer(_BETWEEN_WORDS.sub(" ", text)):
        found.append(Token(str(match.lastgroup), match[0]))
        if len(found) >= _MAX_TOKENS:
            break
    return found


def is_word(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of these words."""
    return token.kind == "word" and token.text.lower() in words


def number_places(tokens: Sequence[Token], *, decimal_comma: bool) -> list[tuple[Decimal, int]]:
    """Numbers with their places; a chain ``a + b = c`` is one number, c; a bare sum is its total.

    A count, a probability beside its logarithm, and the parts of a total told beside it are left out.
    """
    found = _without_parts(
        [each for each in _chain_ends(tokens, decimal_comma) if _may_be_logarithm(each[0])]
    )
    return [
        (value, place)
        for value, place in found
        if not any(_is_probability(value, other) for other, _ in found)
    ]


def _without_parts(found: list[tuple[Decimal, int]]) -> list[tuple[Decimal, int]]:
    """Without what a number is said to be made of: ``-9.1, the sum of -1.5, -3.1 and -4.5``."""
    values = [value for value, _ in found[:_MAX_NUMBERS]]
    for whole, value in enumerate(values):
        for end in range(whole + 3, min(len(values), whole + 2 + _MAX_PARTS) + 1):
            if sum(values[whole + 1 : end]) == value:
                return _without_parts(found[: whole + 1] + found[end:])
    return found


_MAX_NUMBERS = 40  # numbers of a sentence among which parts are looked for
_MAX_PARTS = 8


def _may_be_logarithm(value: Decimal) -> bool:
    """Whether it is below zero or has decimals, as no count is."""
    exponent = value.as_tuple().exponent
    return value < 0 or (isinstance(exponent, int) and exponent < 0)


_NEAR = 0.2
"""How far, relatively, a probability rounded to a digit may be from the exponential of its logarithm."""


def _is_probability(value: Decimal, logarithm: Decimal) -> bool:
    if not (0 < value < 1 and -700 < logarithm < 0):
        return False
    return math.isclose(float(value), math.exp(float(logarithm)), rel_tol=_NEAR)


def _chain_ends(tokens: Sequence[Token], decimal_comma: bool) -> list[tuple[Decimal, int]]:
    found: list[tuple[Decimal, int]] = []
    sides: list[list[Decimal]] = []
    begin = 0
    before = ""

    def close() -> None:
        told = [sum(side, Decimal(0)) for side in sides if side]
        if len(told) > 1 and _is_probability(told[-1], told[-2]):
            told.pop()
        if told:
            found.append((told[-1], begin))
        sides.clear()

    for place, token in enumerate(tokens):
        value = _decimal(token.text, decimal_comma) if token.kind == "number" else None
        if value is not None:
            goes_on = before in ("=", "+") or (before == "number" and token.text.strip()[0] in "+-")
            if not (sides and goes_on):
                close()
                sides.append([])
                begin = place
            sides[-1].append(value)
            before = "number"
        elif sides and token.kind == "sign" and token.text in "=≈":
            sides.append([])
            before = "="
        elif token.kind == "script":
            continue
        elif sides and token.kind == "arrow" and before == "number":
            sides.append([])
            before = "="  # -1.5 → -4.6 → -9.1
        elif sides and not (token.text == "(" and before == "number") and token.text in "+(){}":
            before = {"+": "+", ")": ")"}.get(token.text, before)
        else:
            close()
            before = ""
    close()
    return found


def _decimal(text: str, decimal_comma: bool) -> Decimal | None:
    plain = text.replace(" ", "").lstrip("+")
    if "," in plain:
        if not decimal_comma:
            plain = plain.split(",")[0]
        plain = plain.replace(",", ".")
    above, _, below = plain.partition("/")
    try:
        return Decimal(above) / Decimal(below) if below else Decimal(above)
    except (InvalidOperation, ZeroDivisionError):
        return None
