"""Know the hand-out's own words by fingerprints of their sequences, and set them aside in a write-up.

``python -m grader.intake.handout HANDOUT.md > rubrics/handout.yaml`` writes them: hashes only, no text.
"""

from __future__ import annotations

import base64
import binascii
import re
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from grader.intake.handout.words import is_prose_word, tokens_of
from grader.intake.text.marks import without_strong
from grader.intake.text.spans import trimmed
from grader.model.submission import Block, BlockKind, Span, SpanKind

_LENGTH = 4  # words in a sequence
_SENTENCE_END = re.compile(r"[.?!:;](?=[\s)\"'”’*_}\]]|$)|\n[ \t]*\n")
_LABEL = re.compile(
    r"[\s*_#\-(\[]*(?:(?:question|problem|exercise)\s*)?\d{1,2}(?:\s*\.\s*\d{1,2})?(?:\s*[.(]?\s*[a-z]\b\)?)?[\s.:)*_\]]+",
    re.I,
)
_ITEM = re.compile(r"[\s*\-]*\(?[a-z]\)[\s*_]*")
_SURE_WORDS = 12
_SURE_PROSE = 7
_SAME_LISTING = 0.8
_MAX_GAP = 3  # words within a hand-out's sentence that differ
_MAX_FORMULA_GAP = 7
_MAX_REMNANT = 24
_ANSWER_WORDS = frozenset(["yes", "no", "not", "oui", "non", "never", "because", "since", "hence", "so"])
_VERSION = "word-sequences-1"


def fingerprints(text: str) -> frozenset[int]:
    """Hashes of the hand-out's word sequences; nothing of its text can be read back from them."""
    words: list[str] = []
    edges = {0}
    for block in re.split(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*] |\(?[a-z]\) |#))", text):
        edges.add(len(words))
        for sentence in _sentences(block):
            words.extend(token.word for token in tokens_of(sentence))
            edges.add(len(words))
    edges.add(len(words))
    prints = {_hash("", words[i : i + _LENGTH]) for i in range(len(words) - _LENGTH + 1)}
    prints |= {_hash("S", words[i : i + _LENGTH]) for i in edges if i + _LENGTH <= len(words)}
    prints |= {_hash("E", words[i - _LENGTH : i]) for i in edges if i >= _LENGTH}
    return frozenset(prints)


def _sentences(block: str) -> list[str]:
    """A block's sentences, its label (``2.2.a``) as one of them."""
    label = _LABEL.match(block) or _ITEM.match(block)
    pieces = [block[: label.end()]] if label else []
    start = label.end() if label else 0
    for match in _SENTENCE_END.finditer(block, start):
        pieces.append(block[start : match.end()])
        start = match.end()
    return [*pieces, block[start:]]


def _hash(role: str, words: Sequence[str]) -> int:
    return zlib.crc32(f"{role}|{' '.join(words)}".encode())


def write_fingerprints(prints: frozenset[int]) -> str:
    """Fingerprints as a YAML document: sorted 32-bit hashes, little-endian, base64."""
    numbers = array("I", sorted(prints))
    if sys.byteorder == "big":
        numbers.byteswap()
    packed = base64.b64encode(zlib.compress(numbers.tobytes(), 9)).decode()
    rows = "\n".join(f"  {packed[i : i + 100]}" for i in range(0, len(packed), 100))
    head = "# Written by `python -m grader.intake.handout`: hashes of word sequences, no text.\n"
    return f"{head}kind: {_VERSION}\nhashes: |\n{rows}\n"


def load_fingerprints(path: Path) -> frozenset[int]:
    """Fingerprints as ``python -m grader.intake.handout HANDOUT.md`` wrote them; ValueError for others."""
    head, _, body = path.read_text(encoding="utf-8").partition("hashes: |\n")
    if f"kind: {_VERSION}\n" not in head:
        raise ValueError(
            f"{path}: no fingerprints of a hand-out; write them with python -m grader.intake.handout"
        )
    numbers = array("I")
    try:
        numbers.frombytes(zlib.decompress(base64.b64decode("".join(body.split()))))
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ValueError(f"{path}: the fingerprints are damaged; write them again") from error
    if sys.byteorder == "big":
        numbers.byteswap()
    return frozenset(numbers)


@dataclass(frozen=True)
class _Word:
    word: str
    block: int
    span: int
    start: int
    end: int
    prose: bool
    opens: bool
    """Whether a sentence of the student's text begins here."""
    closes: bool = False


def set_aside(blocks: tuple[Block, ...], prints: frozenset[int]) -> tuple[Block, ...]:
    """The blocks without the hand-out's own words.

    Whole sentences of the hand-out go, wherever they stand; a formula of the hand-out goes only with the
    sentence around it, so one that the student uses in own working stays.
    """
    if not prints or not blocks:
        return blocks
    words = _words(blocks)
    removed = [False] * len(words)
    for start, end in _intervals(words, prints):
        removed[start:end] = [True] * (end - start)
    _spare_listings(blocks, words, removed)
    if not any(removed):
        return blocks
    return _without(blocks, words, removed)


def _spare_listings(blocks: Sequence[Block], words: list[_Word], removed: list[bool]) -> None:
    """A listing goes as a whole or not at all: pseudo-code of one's own shares lines with the hand-out's."""
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.CODE:
            own = [position for position, word in enumerate(words) if word.block == index]
            gone = sum(removed[position] for position in own) >= _SAME_LISTING * len(own)
            for position in own:
                removed[position] = gone


def _words(blocks: Sequence[Block]) -> list[_Word]:
    words: list[_Word] = []
    for block_index, block in enumerate(blocks):
        opens = block.kind is not BlockKind.DISPLAY
        if opens and words:
            words[-1] = replace(words[-1], closes=True)
        for span_index, span in enumerate(block.spans):
            prose = span.kind is not SpanKind.MATH
            sentences = span.kind is SpanKind.TEXT
            position = 0
            for token in tokens_of(span.text):
                between = span.text[position : token.start]
                if sentences and words and _SENTENCE_END.search(between + " "):
                    opens = True
                    words[-1] = replace(words[-1], closes=True)
                is_word = prose and is_prose_word(token.word)
                words.append(
                    _Word(token.word, block_index, span_index, token.start, token.end, is_word, opens)
                )
                opens = False
                position = token.end
            if (sentences and words and position and _SENTENCE_END.search(span.text[position:] + " ")) or (
                not prose and words and re.search(r"[.?!]\s*$", span.text)
            ):
                words[-1] = replace(words[-1], closes=True)
                opens = True
    if words:
        words[-1] = replace(words[-1], closes=True)
    return words


def _intervals(words: list[_Word], prints: frozenset[int]) -> list[tuple[int, int]]:
    names = [word.word for word in words]
    linked = [False] * (len(words) + 1)
    """Whether a known sequence runs over the border before each word, and ties both sides together."""
    for index in range(len(words) - _LENGTH + 1):
        if _hash("", names[index : index + _LENGTH]) in prints:
            _link(words, linked, index)
    _bridge(words, linked)
    found = [
        interval
        for start, end in _runs(linked)
        if (interval := _whole_sentences(words, names, start, end, prints)) is not None
    ]
    return found + [
        (left[1], right[0])
        for left, right in pairwise(found)
        if _is_remnant(words, linked, left[1], right[0])
    ]


def _is_remnant(words: list[_Word], linked: list[bool], start: int, end: int) -> bool:
    """Whether what stands between two stretches of the hand-out is the hand-out's too, only damaged."""
    gap = words[start:end]
    if not 0 < len(gap) <= _MAX_REMNANT or words[start - 1].block != words[end].block:
        return False
    return sum(linked[start:end]) >= len(gap) / 2 and not any(word.word in _ANSWER_WORDS for word in gap)


def _link(words: list[_Word], linked: list[bool], index: int) -> None:
    """Tie a known sequence together; over the end of a sentence only if it holds a word that is no symbol."""
    sure = any(is_prose_word(word.word) for word in words[index : index + _LENGTH])
    for border in range(index + 1, index + _LENGTH):
        if sure or not words[border - 1].closes:
            linked[border] = True


def _bridge(words: list[_Word], linked: list[bool]) -> None:
    """Close small gaps between long matches: a letter misread, a formula typed a little differently."""
    runs = _runs(linked)
    for (start, left), (right, end) in pairwise(runs):
        gap = words[left:right]
        limit = _MAX_GAP if any(word.prose for word in gap) else _MAX_FORMULA_GAP
        shorter, longer = sorted((left - start, end - right))
        if len(gap) > limit or shorter < _LENGTH or longer < _SURE_WORDS:
            continue
        if any(word.closes for word in words[left - 1 : right]) or any(
            word.word in _ANSWER_WORDS for word in gap
        ):
            continue
        linked[left : right + 1] = [True] * (len(gap) + 1)


def _runs(linked: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index, flag in enumerate(linked):
        if not flag:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index - 1, index + 1))
    return runs


def _whole_sentences(
    words: list[_Word], names: list[str], start: int, end: int, prints: frozenset[int]
) -> tuple[int, int] | None:
    """The stretch of a match that is whole sentences of the hand-out; None for a phrase in passing."""
    first = next(
        (i for i in range(start, end - _LENGTH + 1) if _hash("S", names[i : i + _LENGTH]) in prints), None
    )
    last = next(
        (i for i in range(end, start + _LENGTH - 1, -1) if _hash("E", names[i - _LENGTH : i]) in prints), None
    )
    opening = closing = None
    if end - start >= _SURE_WORDS and sum(word.prose for word in words[start:end]) >= _SURE_PROSE:
        opening = _near(words, range(start, max(start - 3, -1), -1), "opens")
        closing = _near(words, range(end - 1, min(end + 1, len(words))), "closes")
    if opening is not None and closing is not None:
        first, last = min(opening, opening if first is None else first), max(closing + 1, last or 0)
    elif first is not None and closing is not None:
        last = max(closing + 1, last or 0)
    if first is None or last is None or last - first < _LENGTH:
        return None
    return (first, last) if sum(word.prose for word in words[first:last]) >= 2 else None


def _near(words: list[_Word], positions: range, edge: str) -> int | None:
    """The position at which the student's sentence opens or closes, a misread word or two away at most."""
    for position in positions:
        if words[position].word in _ANSWER_WORDS and position != positions.start:
            return None
        if getattr(words[position], edge):
            return position
    return None


def _without(blocks: tuple[Block, ...], words: list[_Word], removed: list[bool]) -> tuple[Block, ...]:
    cuts: dict[tuple[int, int], list[tuple[_Word, bool]]] = {}
    for word, gone in zip(words, removed, strict=False):
        cuts.setdefault((word.block, word.span), []).append((word, gone))
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        own = [cuts.get((index, span), []) for span in range(len(block.spans))]
        if not any(gone for marks in own for _, gone in marks):
            kept.append(block)
            continue
        cleaned = trimmed(_kept_spans(block.spans, own))
        if cleaned:
            place = (
                replace(block.place, line=block.place.line + _lines_cut(block, own))
                if block.place.line
                else block.place
            )
            kept.append(replace(block, spans=cleaned, place=place))
    return tuple(kept)


_Marks = list[tuple[_Word, bool]]


def _kept_spans(spans: tuple[Span, ...], own: list[_Marks]) -> list[Span]:
    """What is left of a block's spans; none where no word of the student's is left."""
    if all(gone for marks in own for _, gone in marks):
        return []
    kept: list[Span] = []
    after_cut = own[0][0][1] if own[0] else True
    for span, marks in zip(spans, own, strict=False):
        if not marks:  # punctuation or signs: they go with the words before them
            kept.extend([] if after_cut else [span])
            continue
        kept.extend(_cut(span, marks, after_cut))
        after_cut = marks[-1][1]
    return kept


def _cut(span: Span, marks: _Marks, after_cut: bool) -> list[Span]:
    gone = sum(flag for _, flag in marks)
    if span.kind is SpanKind.MATH:
        return [] if gone >= 0.8 * len(marks) else [span]
    pieces: list[str] = []
    position = 0
    for index, (word, flag) in enumerate(marks):
        previous_gone = marks[index - 1][1] if index else after_cut
        if flag:
            if not previous_gone:
                pieces.append(span.text[position : word.start])
            position = _end_of_cut(span.text, marks, index)
        elif previous_gone and (index or after_cut):
            position = max(position, word.start - len(_opening_signs(span.text[position : word.start])))
    pieces.append(span.text[position:])
    text = "".join(pieces)
    return [Span(span.kind, text)] if re.search(r"[^\W_]", without_strong(text)) else []


def _end_of_cut(text: str, marks: _Marks, index: int) -> int:
    """Where the student's text may go on after a word cut away: its full stop and brackets go too."""
    stop = marks[index + 1][0].start if index + 1 < len(marks) else len(text)
    end = marks[index][0].end
    tail = re.match(r"[^\w\\$\s]*(?:\s+[?.!:])?", text[end:stop])
    return end + (tail.end() if tail else 0)


def _opening_signs(between: str) -> str:
    """The signs right before a word that belong to it: a minus, an opening bracket, a backslash."""
    match = re.search(r"[-−+(\[{\\$|\"'“‘<~]*\s?[-−+(\[{\\|\"'“‘<~]*$", between)
    return match[0] if match else ""


def _lines_cut(block: Block, own: list[_Marks]) -> int:
    """How many lines of the block's text were removed before what is kept of it."""
    lines = 0
    for span, marks in zip(block.spans, own, strict=False):
        for word, gone in marks:
            if not gone:
                return lines + span.text.count("\n", 0, word.start)
        lines += span.text.count("\n")
    return lines
