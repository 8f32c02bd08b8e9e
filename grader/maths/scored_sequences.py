"""Find sequences of known words, each with its number, in an answer, and which of them it concludes with.

A *mention* is a run of words of a vocabulary, joined by blanks, commas, arrows, quotes or brackets, as long
as a whole sequence; its number stands after it (or, if none does, before it) in the same sentence or row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from grader.model.submission import Answer, Block, BlockKind, Place, spans_text

Words = tuple[str, ...]

_MAX_CHARACTERS = 40_000
_MAX_TOKENS = 6_000

_LATEX = (
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
    (re.compile(r"\\[a-zA-Z]+"), " "),
)
_MINUS = re.compile("[\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d]")
_TOKEN = re.compile(
    r"(?P<index>\b[wyW]\s*(?:\^?\s*[*\u2217\u22c6{}]*)?_?\s*\{?\s*\d\s*(?::\s*[\dT])?\s*\}?(?:\s*\^?\s*[({]*\s*\d?\s*[)}]*)?\s*(?==))"
    r"|(?P<step>\b(?:[Tt]|step|time|étape|word|mot)\s*=?\s*\d+\s*[:,.)]?)"
    r"|(?P<start><\s*/?\s*(?:bos|s|start|sos|eos)\s*>|\[?\b(?:BOS|SOS|EOS)\b\]?)"
    r"|(?P<number>[-+]?\s?\d+(?:[.,]\d+)?(?![\w^]))"
    r"|(?P<word>[^\W\d_]+(?:['\u2019-][^\W\d_]+)*)"
    r"|(?P<arrow>→)|(?P<sign>[=≈<>≤≥])|(?P<end>[.;!?](?=\s|$)|\n)|(?P<mark>\S)"
)
_JOINERS = set(",→\"'“”‘’«»()[]{}|`-_~$*&")
_STEP_WORDS = frozenset(
    [
        "then",
        "next",
        "finally",
        "followed",
        "by",
        "and",
        "first",
        "second",
        "third",
        "lastly",
        "last",
        "word",
        "after",
        "that",
        "is",
        "picks",
        "pick",
        "choose",
        "chooses",
        "select",
        "selects",
        "we",
        "it",
        "take",
        "takes",
        "get",
        "gets",
        "puis",
        "ensuite",
        "enfin",
        "premier",
        "deuxième",
        "troisième",
        "mot",
        "on",
        "choisit",
        "et",
    ]
)


@dataclass(frozen=True)
class Mention:
    """One sequence as written, with its number and where it stands."""

    words: Words
    value: Decimal | None
    place: Place
    text: str
    sentence: int
    """The number of its sentence in the answer."""
    is_conclusion: bool = False
    is_dismissed: bool = False
    """Whether the sentence sets it aside: ``not``, ``instead of``, ``higher than``."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of the sequences, the length of a whole one, and cues, by which a conclusion is known."""

    words: frozenset[str]
    length: int
    known: frozenset[Words]
    """Whole sequences that exist: they settle where one begins in a longer run of words."""
    concluding: frozenset[str]
    dismissing: frozenset[str]


@dataclass(frozen=True)
class _Token:
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


def split_sentences(text: str) -> list[str]:
    """Split after full stops that end a sentence, semicolons and line ends; decimals stay whole."""
    plain = plain_text(text)
    return [piece.strip() for piece in re.split(r"(?<=[.;!?])\s+|\n+", plain) if piece.strip()]


def plain_text(text: str) -> str:
    """Text without LaTeX's layout, with one kind of minus."""
    plain = _MINUS.sub("-", text[:_MAX_CHARACTERS])
    plain = re.sub(r"(?<=\d)\{,\}(?=\d)", ".", plain)  # LaTeX for a decimal comma
    for pattern, replacement in _LATEX:
        plain = pattern.sub(replacement, plain)
    return plain.replace("$", " ")


def find_mentions(parts: Sequence[Sentence], vocabulary: Vocabulary) -> list[Mention]:
    """Every whole sequence in the order of the answer, with its number."""
    decimal_comma = _uses_decimal_comma(parts)
    mentions: list[Mention] = []
    for number, sentence in enumerate(parts):
        mentions.extend(_in_sentence(sentence, number, vocabulary, decimal_comma))
    if not mentions:
        mentions = _step_by_step(parts, vocabulary, decimal_comma)
    return _with_later_values(mentions, parts, decimal_comma)


def numbers_in(text: str, *, decimal_comma: bool = False) -> list[Decimal]:
    """The numbers of a sentence; of a chain of equalities only what it ends in."""
    return [value for value, _ in _numbers(_tokens(text), decimal_comma)]


def _uses_decimal_comma(parts: Sequence[Sentence]) -> bool:
    whole = " ".join(sentence.text for sentence in parts)
    return bool(re.search(r"\d,\d", whole)) and not re.search(r"\d\.\d", whole)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        found.append(_Token(str(match.lastgroup), match[0]))
        if len(found) >= _MAX_TOKENS:
            break
    return found


def _in_sentence(
    sentence: Sentence, number: int, vocabulary: Vocabulary, decimal_comma: bool
) -> list[Mention]:
    tokens = _tokens(sentence.text)
    runs = _runs(tokens, vocabulary)
    values = _numbers(tokens, decimal_comma)
    cues = [place for place, token in enumerate(tokens) if _is_word(token, vocabulary.concluding)]
    after_some = any(begin > cues[-1] for _, begin, _ in runs) if cues else False
    mentions = []
    for place, (words, begin, end) in enumerate(runs):
        following = runs[place + 1][1] if place + 1 < len(runs) else len(tokens)
        preceding = runs[place - 1][2] if place else 0
        after = [value for value, at in values if end <= at < following]
        before = [value for value, at in values if preceding <= at < begin] if not place else []
        value = after[0] if after else (before[-1] if before else None)
        before_it = tokens[max(preceding, begin - 4) : begin]
        dismissed = any(_is_word(token, vocabulary.dismissing) for token in before_it)
        # What follows the last cue of a sentence is concluded; a cue at its end concludes all of it.
        concludes = bool(cues) and (begin > cues[-1] or not after_some)
        mentions.append(
            Mention(
                words, value, sentence.place, sentence.text, number, concludes and not dismissed, dismissed
            )
        )
    return mentions


def _is_word(token: _Token, words: frozenset[str]) -> bool:
    return token.kind == "word" and token.text.lower() in words


def _runs(tokens: Sequence[_Token], vocabulary: Vocabulary) -> list[tuple[Words, int, int]]:
    """Whole sequences with the places of their first token and of the one after their last."""
    found: list[tuple[Words, int, int]] = []
    run: list[tuple[str, int]] = []
    for place, token in enumerate([*tokens, _Token("end", "")]):
        word = token.text.lower()
        if token.kind == "word" and word in vocabulary.words:
            run.append((word, place))
        elif (
            token.kind in ("arrow", "start", "index")
            or (token.kind == "mark" and token.text in _JOINERS)
            or (token.kind == "sign" and token.text == "=")
        ):
            continue
        else:
            found.extend(_whole(run, vocabulary))
            run = []
    return found


def _whole(run: Sequence[tuple[str, int]], vocabulary: Vocabulary) -> list[tuple[Words, int, int]]:
    """The whole sequences of one run: known ones first, else the run itself if it has just the length."""
    length = vocabulary.length
    found = []
    start = 0
    while start + length <= len(run):
        words = tuple(word for word, _ in run[start : start + length])
        if words in vocabulary.known:
            found.append((words, run[start][1], run[start + length - 1][1] + 1))
            start += length
        else:
            start += 1
    if not found and len(run) == length:
        found.append((tuple(word for word, _ in run), run[0][1], run[-1][1] + 1))
    return found


def _numbers(tokens: Sequence[_Token], decimal_comma: bool) -> list[tuple[Decimal, int]]:
    """Numbers with their places; a chain ``a + b = c`` is one number, c; a bare sum is its total."""
    found: list[tuple[Decimal, int]] = []
    sides: list[list[Decimal]] = []
    begin = 0
    before = ""

    def close() -> None:
        told = [side for side in sides if side]
        if told:
            found.append((sum(told[-1], Decimal(0)), begin))
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
        elif sides and token.text in ("+", "(", ")", "{", "}"):
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
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _step_by_step(parts: Sequence[Sentence], vocabulary: Vocabulary, decimal_comma: bool) -> list[Mention]:
    """A sequence told one word at a time: ``first the, then red, finally rectangle``."""
    words: list[str] = []
    values: list[Decimal] = []
    stepwise = False
    for sentence in parts:
        tokens = _tokens(sentence.text)
        for place, token in enumerate(tokens):
            word = token.text.lower()
            before = tokens[place - 1] if place else None
            is_step = before is not None and (
                before.kind in ("step", "arrow", "index", "sign", "start")
                or before.text.lower() in _STEP_WORDS
                or before.text in "\"'“‘«,("
            )
            stepwise = stepwise or token.kind in ("step", "arrow", "index") or word in _STEP_WORDS
            if token.kind == "word" and word in vocabulary.words and (is_step or not words):
                words.append(word)
        values.extend(value for value, _ in _numbers(tokens, decimal_comma))
    found = tuple(words)
    if not stepwise or found not in vocabulary.known or not parts:
        return []
    return [Mention(found, values[-1] if values else None, parts[-1].place, parts[-1].text, len(parts) - 1)]


def _with_later_values(
    mentions: list[Mention], parts: Sequence[Sentence], decimal_comma: bool
) -> list[Mention]:
    """A sequence that stands alone in its sentence takes the number of the sentence after it, or before."""
    taken = {mention.sentence for mention in mentions}
    completed = []
    for mention in mentions:
        if mention.value is None:
            for number in (mention.sentence + 1, mention.sentence + 2, mention.sentence - 1):
                if number in taken or not 0 <= number < len(parts):
                    continue
                values = numbers_in(parts[number].text, decimal_comma=decimal_comma)
                if values:
                    mention = replace(mention, value=values[-1])
                    break
        completed.append(mention)
    return completed
