"""Which order of growth a text states for which quantity: labels, asides, conclusions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from grader.maths.growth.cues import (
    CONJUNCTION,
    DENIED,
    FINAL,
    HEDGED,
    LEFT_OUT,
    STEP_AFTER,
    is_opened_by,
    is_part,
    is_step,
)
from grader.maths.growth.mention import Mention
from grader.maths.growth.mentions import MAX_MENTIONS, find_mentions, formula_after, formula_before
from grader.maths.growth.parts import (
    bare_parts,
    bare_totals,
    beside_nouns,
    counted_sum,
    listed_before,
    times_steps,
    with_more,
)


@dataclass(frozen=True)
class Statement:
    """One mention with what surrounds it."""

    mention: Mention
    quantity: str = ""
    """The quantity it is stated for; empty where the text names none."""
    aside: bool = False
    """Whether it is said of something else, or denied."""
    step: bool = False
    """Whether it is the cost of a part."""
    final: bool = False
    """Whether the writer concludes with it."""
    hedged: bool = False
    link: str = ""
    """The text between the mention before (in the same sentence) and this one."""


@dataclass(frozen=True)
class Labels:
    """Words that name quantities, words that look as if they did, and names of other algorithms."""

    quantities: Mapping[str, tuple[str, ...]]
    masked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    letters: str = ""
    """The variables among small letters: formulas without ``O`` are made of capitals and of these."""


_SENTENCE_END = re.compile(
    r"(?<=[.!?;])(?<!i\.e\.)(?<!e\.g\.)[\s\x02]+(?=[^a-z\s])|(?<=[!?;])\s|\n+"
    r"|(?<=[a-z]{4}\.)(?<!approx\.)(?<!resp\.)\s+(?=[a-z])|(?<=[)\]\x02²]\.)\s+(?=[a-z])"
)
_SAID_AFTER = re.compile(
    r"[\s\x02]*(?:would\s+be|is|was|est|serait)\s+(?:(?:the|what|a|for|that|of|la|le|ce|que)\s+)*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"^[\s\x02]*[(\[]?\s*(?:in|of|for|as|worst[- ]case|total|de|en|pour|additional|extra|auxiliary|le|la|"
    r"the)?\s*(?:the\s+|la\s+|le\s+)?$",
    re.IGNORECASE,
)


def find_statements(text: str, labels: Labels) -> tuple[Statement, ...]:
    """All orders of growth that the text mentions, each with its quantity."""
    mentions = find_mentions(text, labels.letters)
    label_spans = _labels(text, labels)
    mentions = _with_bare(text, mentions, label_spans, labels.letters)
    sentences = _sentences(text)
    statements: list[Statement] = []
    pending, answered = "", False
    for start, end in sentences:
        here = [each for each in mentions if start <= each.start < end]
        spans = [each for each in label_spans if start <= each[0] < end]
        described = _described(text, here, start, end, labels)
        assigned, pending, answered = _assign(text, described, spans, pending, answered, statements)
        statements += assigned
    return _with_totals(text, statements, label_spans)


def _with_totals(
    text: str, statements: list[Statement], spans: list[tuple[int, int, str]]
) -> tuple[Statement, ...]:
    """With what so much a step makes in all, where not the total is told but the number of steps."""
    found = list(statements)
    for quantity in dict.fromkeys(each.quantity for each in statements if each.step and not each.aside):
        own = [each for each in statements if each.quantity == quantity and not each.aside]
        parts = [each.mention for each in own if each.step]
        total = times_steps(text, parts) if len(parts) == len(own) else None
        if total is None:
            continue
        boundary = _SENTENCE_END.search(text, total.end)
        end = boundary.start() if boundary else len(text)
        named = [name for start, _, name in spans if parts[-1].end <= start <= end]
        found.append(Statement(total, quantity or (named[0] if len(set(named)) == 1 else ""), final=True))
    return tuple(sorted(found, key=lambda each: each.mention.end))


def leaves_unread(text: str, statements: Sequence[Statement], labels: Labels, quantity: str) -> bool:
    """Whether a label of the quantity stands beside a formula that no statement was made of."""
    covered = text
    for each in statements:
        start, end = each.mention.start, each.mention.end
        covered = covered[:start] + " " * (end - start) + covered[end:]
    others = re.compile("|".join(labels.others) or r"(?!)", re.IGNORECASE)
    product, formula = _product(labels.letters), _formula(labels.letters)
    if any(
        product.search(covered, start, end) and not others.search(text, start, end)
        for start, end in _sentences(covered)[:MAX_MENTIONS]
    ):
        return True
    for start, end, name in _labels(text, labels)[:MAX_MENTIONS]:
        before = re.split(r"[,;:.\n]", covered[max(0, start - _NEAR) : start])[-1]
        after = re.split(r"[,;.\n]", covered[end : end + _NEAR])[0]
        if name == quantity and formula.search(f"{before} | {after}"):
            return True
    return False


def names_quantity(text: str, labels: Labels, quantity: str) -> bool:
    """Whether a word for the quantity stands in the text."""
    return any(name == quantity for _, _, name in _labels(text, labels))


def counted_of(text: str, nouns: Sequence[str], labels: Labels) -> tuple[Mention, ...]:
    """Formulas without ``O`` and label beside one of the nouns: ``T N^2 steps``, ``a table of T N``."""
    others = re.compile("|".join(labels.others) or r"(?!)", re.IGNORECASE)
    return tuple(
        mention
        for start, end in _sentences(text)[:MAX_MENTIONS]
        if nouns and not others.search(text, start, end)
        for mention in beside_nouns(text[:end], start, nouns, labels.letters)
    )


_NEAR = 80  # characters beside a label


@lru_cache(maxsize=64)
def _product(letters: str) -> re.Pattern[str]:
    name, times = f"[A-Z{letters}]", r"(?:\*|·|×|⋅|\\cdot|\\times)"
    return re.compile(
        rf"(?<![A-Za-z\\_({{^]){name}\s*{times}\s*{name}(?![A-Za-z])(?:\s*{times}\s*{name})?"
        rf"|(?<![A-Za-z\\_({{^]){name}{{1,4}}\s*\\?log\b"
    )


@lru_cache(maxsize=64)
def _formula(letters: str) -> re.Pattern[str]:
    name = f"[A-Z{letters}]"
    return re.compile(
        r"\b(?:linear|quadratic|exponential|polynomial|linéaire|quadratique|exponentiel)|"
        rf"(?<![A-Za-z]){name}{{2,4}}(?![A-Za-z])|(?<![A-Za-z]){name}\s*(?:[\^²·×⋅*]|\\cdot|\\times|\\log)"
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for boundary in _SENTENCE_END.finditer(text):
        found.append((start, boundary.end()))
        start = boundary.end()
    found.append((start, len(text)))
    return found


def _labels(text: str, labels: Labels) -> list[tuple[int, int, str]]:
    masked = text
    for phrase in labels.masked:
        masked = re.sub(phrase, lambda match: " " * len(match.group()), masked, flags=re.IGNORECASE)
    found = []
    for quantity, words in labels.quantities.items():
        pattern = "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
        for match in re.finditer(rf"(?<![A-Za-zÀ-ÿ])(?:{pattern})(?![A-Za-zÀ-ÿ])", masked, re.IGNORECASE):
            found.append((match.start(), match.end(), quantity))
    return sorted(found)


def _with_bare(
    text: str, mentions: tuple[Mention, ...], spans: list[tuple[int, int, str]], letters: str
) -> tuple[Mention, ...]:
    """Labels that no mention follows may be followed by a formula without O, or stand behind one."""
    found = list(mentions)
    free = [
        (start, end)
        for start, end in _sentences(text)
        if not any(start <= each.start < end for each in mentions)
    ]
    for index, (start, end, _) in enumerate(spans[: 4 * MAX_MENTIONS]):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        is_free = any(first <= start < last for first, last in free)
        opening = max(first for first, _ in _sentences(text) if first <= start)
        bare = (
            (listed_before(text, opening, start, letters) or formula_before(text, start, letters))
            if is_free
            else None
        )
        if bare is not None and index and not text[spans[index - 1][1] : bare.start].strip(" \x02:=-"):
            bare = None  # time TN^2 memory TN: it stands behind another label
        if bare is not None and not any(each.start < bare.end and bare.start < each.end for each in found):
            found.append(bare)
            continue
        if any(end <= each.start < following for each in mentions):
            continue
        bare = formula_after(text, end, letters) or counted_sum(text, end, letters)
        if (
            bare is not None
            and bare.start < following
            and not any(each.start < bare.end and bare.start < each.end for each in mentions)
        ):
            counted = counted_sum(text, bare.start, letters)
            found.append(counted or with_more(text, bare, letters))
    for told in (bare_parts, bare_totals):
        found += [
            each
            for each in told(text, letters, found)
            if any(first <= each.start < last for first, last in free)
        ]
    return tuple(sorted(found, key=lambda each: each.start))


def _described(text: str, mentions: list[Mention], start: int, end: int, labels: Labels) -> list[Statement]:
    found = []
    previous = start
    others = re.compile("|".join(labels.others) or r"(?!)", re.IGNORECASE)
    sentence = text[start:end]
    for index, mention in enumerate(mentions):
        following = mentions[index + 1].start if index + 1 < len(mentions) else end
        before = text[previous : mention.start]
        clause = CONJUNCTION.split(before)[-1]
        near, subject = _last_piece(clause, r"[,;:](?=\s)"), _subject(clause)
        after = text[mention.end : following]
        tail = re.match(
            r"[\s\x02]*(?:for|of|by|with|in|pour|de|avec|par|needed by|required by)\b[^,.;\n]*", after
        )
        said = _SAID_AFTER.match(after)
        found.append(
            Statement(
                mention,
                aside=bool(
                    DENIED.search(clause)
                    or LEFT_OUT.search(clause)
                    or others.search(subject)
                    or is_opened_by(others, text[start : mention.start])
                    or (tail and others.search(tail.group()))
                    or (said and others.match(after, said.end()))
                ),
                step=is_step(near) or is_part(before, after) or STEP_AFTER.match(after) is not None,
                final=bool(FINAL.search(before)),
                hedged=bool(HEDGED.search(sentence)),
                link=before if index else "",
            )
        )
        previous = mention.end
    for place, (first, second) in enumerate(pairwise(found)):
        if _COMPARISON.fullmatch(second.link):
            found[place + 1] = replace(second, aside=True)
        elif _OR_RATHER.fullmatch(second.link) and first.aside != second.aside:
            found[place], found[place + 1] = replace(first, aside=True), replace(second, aside=True)
    return found


_COMPARISON = re.compile(r"[\s\x02]*(?:[<>≪≫]{1,2}|\\(?:ll|gg|lll|ggg|lt|gt)(?![A-Za-z]))[\s\x02]*")
"""Between an order of growth and one that it is compared with."""
_OR_RATHER = re.compile(r"[\s\x02]*\(?\s*(?:or|or even|or rather|ou|i\.e\.,?|that is|=)[\s\x02]*")
"""Between two orders of growth that are said of the same thing."""


_RELATIVE = re.compile(
    r"[\s\x02]*(?:which|that(?!\s+is\b)|whose|qui|que|die|der|das|costing|taking|needing|requiring|with|at|avec)\b",
    re.IGNORECASE,
)
"""What goes on from the noun before a comma: ``the exhaustive search, that costs``."""


def _subject(clause: str) -> str:
    """The last piece of a clause, with what a relative pronoun at its head stands for."""
    pieces = re.split(r"[,;](?=\s)", clause)
    if len(pieces) > 1 and _RELATIVE.match(pieces[-1]):
        return ", ".join(pieces[-2:])
    return _last_piece(clause, r"[,;](?=\s)")


def _last_piece(clause: str, separator: str) -> str:
    """What follows the last separator, or the whole where that is next to nothing."""
    piece = re.split(separator, clause)[-1]
    return piece if len(piece.strip(" \x02$")) > 3 or FINAL.search(piece) else clause


_Assigned = tuple[list[Statement], str, bool]


def _assign(
    text: str,
    statements: list[Statement],
    spans: list[tuple[int, int, str]],
    pending: str,
    answered: bool,
    before: Sequence[Statement],
) -> _Assigned:
    """Quantities for the mentions of one sentence; what is left open goes on to the next."""
    found: list[Statement] = []
    shared = _shared(statements, spans)
    taken: set[int] = set()
    in_sentence = bool(spans)
    for index, statement in enumerate(statements):
        mention = statement.mention
        if shared:
            found.append(replace(statement, quantity=shared[min(index, len(shared) - 1)]))
            continue
        within = [span[2] for span in spans if mention.start <= span[0] < mention.end and not mention.symbol]
        if within:  # B sequences of length T in memory plus BN scores
            found.append(replace(statement, quantity=within[0]))
            continue
        suffix = _suffix_label(text, mention, spans, statements, index)
        prefix = [
            place for place, span in enumerate(spans) if span[1] <= mention.start and place not in taken
        ]
        if suffix is not None and not (prefix and _is_direct(text, spans[prefix[-1]][1], mention)):
            taken.add(suffix)
            quantity = spans[suffix][2]
        elif prefix:
            quantity = spans[prefix[-1]][2]
        elif (
            not in_sentence and pending and (not answered or _goes_on(statement, pending, [*before, *found]))
        ):
            quantity = pending
        else:
            quantity = ""
        found.append(replace(statement, quantity=quantity))
    if spans:
        pending, answered = spans[-1][2], False
    if any(each.quantity == pending and not each.aside for each in found):
        answered = True
    return found, pending, answered


def _is_direct(text: str, label_end: int, mention: Mention) -> bool:
    """Whether a formula without a symbol stands right behind a label: *time TN^2 memory TN*."""
    return not mention.symbol and not text[label_end : mention.start].strip(" \x02:=-")


def _goes_on(statement: Statement, quantity: str, before: Sequence[Statement]) -> bool:
    """Whether a later sentence goes on about a quantity: a total, after parts only."""
    earlier = [each for each in before if each.quantity == quantity and not each.aside]
    return statement.final or all(each.step for each in earlier)


def _shared(statements: list[Statement], spans: list[tuple[int, int, str]]) -> list[str]:
    """``time and space are O(..) and O(..)``: the quantities in order, where all labels stand before."""
    if not statements or len(spans) < 2 or spans[-1][1] > statements[0].mention.start:
        return []
    quantities = list(dict.fromkeys(span[2] for span in spans))
    if len(quantities) < 2:
        return []
    usable = [each for each in statements if not each.aside]
    if len(usable) == len(quantities):
        return quantities
    return []


def _suffix_label(
    text: str, mention: Mention, spans: list[tuple[int, int, str]], statements: list[Statement], index: int
) -> int | None:
    following = statements[index + 1].mention.start if index + 1 < len(statements) else len(text)
    for place, (start, end, _) in enumerate(spans):
        if start >= mention.end:
            if start < following and _SUFFIX.match(text[mention.end : start]):
                after = text[end:following]
                if following < len(text) and re.fullmatch(
                    r"[\s\x02]*(?:complexity)?\s*(?:is|:|=|of)?[\s\x02]*", after
                ):
                    return None
                return place
            return None
    return None
