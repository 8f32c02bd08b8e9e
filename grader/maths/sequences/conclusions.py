"""Which of the sequences in an answer it concludes with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grader.maths.sequences.mentions import Mention
from grader.maths.sequences.pointing import pointed_at
from grader.maths.sequences.text import Sentence, numbers_in, uses_decimal_commas
from grader.maths.sequences.vocabulary import Words
from grader.model.submission import Place

_CONCLUDING_TEXT = (
    "solution solutions answer answers hence therefore so thus result results final finally conclude "
    "conclusion returns return returned output outputs gives yields obtain obtains get find finds found "
    "keep keeps kept retain retains best top most maximum hypotheses selected chosen select choose donc "
    "ainsi finalement résultat réponse obtient garde retient meilleures finale finales optimum optimal "
    "maximal winner wins left remain remains remaining survive survives surviving argmax reached max "
    "highest largest likeliest "
)
CONCLUDING = frozenset(_CONCLUDING_TEXT.split())
"""Words of a sentence that says what the answer is."""

_DISMISSING_TEXT = (
    "not instead than over versus vs unlike against rather dropped discarded pruned whereas pas plutôt "
    "que cut cuts drop drops discard discards prune prunes thrown away removed eliminated rejected lost "
    "neither nor ni missing missed misses vanished vanishes gone abandoned excluded disappears disappeared "
    "écarté écartée écartés écartées ahead beats beating éliminé éliminée éliminés éliminées élagué élaguée "
    "élagués élaguées rejeté rejetée rejetés rejetées perdu perdue perdus perdues abandonné abandonnée "
    "suboptimal "
)
DISMISSING = frozenset(_DISMISSING_TEXT.split())
"""Words that set a sequence aside."""


@dataclass(frozen=True)
class Conclusion:
    """What an answer ends in; not clear where several sequences stand there and nothing chooses.

    `value` is the number of an answer without any sequence; `answered` whether there was any text.
    """

    mentions: tuple[Mention, ...]
    value: Decimal | None
    is_clear: bool
    answered: bool
    place: Place
    text: str
    numbers: tuple[Decimal, ...] = ()
    """All numbers of the answer."""
    is_left_open: bool = False
    """Whether several stand there with *or* between them: the writer has not chosen."""


def conclude(
    mentions: Sequence[Mention],
    parts: Sequence[Sentence],
    wanted: int,
    others: re.Pattern[str] | None = None,
) -> Conclusion:
    """The `wanted` sequences it ends in: the only ones, else those of the last sentences that conclude."""
    kept = [mention for mention in mentions if not mention.is_dismissed]
    if len(_distinct(kept)) < wanted == len(_distinct(list(mentions))) and any(
        _ALL_KEPT.search(part.text) for part in parts[mentions[-1].sentence :]
    ):
        kept = list(mentions)
    own = [mention for mention in kept if not mention.is_of_another]
    if len(_distinct(own)) >= wanted:
        kept = own
    distinct = _distinct(kept)
    clear = len(distinct) <= wanted
    if not clear and wanted == 1 and any(mention.is_runner_up for mention in kept):
        first = [mention for mention in kept if not mention.is_runner_up]
        kept, distinct = first, _distinct(first)
        clear = 0 < len(distinct) <= wanted
    if not clear:
        concluded = _distinct(
            [each for each in kept if each.is_conclusion or (wanted > 1 and each.is_runner_up)]
        )
        if concluded and all(each.is_runner_up for each in concluded):
            # the one told before a second is the first of them
            second = next(number for number, each in enumerate(kept) if each.is_runner_up)
            concluded = _distinct([*kept[max(second - 1, 0) : second], *concluded])
        if 0 < len(concluded) < wanted:
            concluded = _with_next_items(concluded, kept, parts)
        last = _last_stretch(kept)
        if 0 < len(concluded) <= wanted and _is_chosen(concluded, kept, wanted):
            distinct, clear = concluded, True
        elif 0 < len(last) <= wanted:
            distinct, clear = last, True
        elif 0 < len(named := _named(kept)) <= wanted:
            distinct, clear = named, True
        elif best := _best_kept(kept, parts, wanted):
            distinct, clear = best, True
        elif restated := _restated(kept, wanted):
            distinct, clear = restated, True
        elif pointed := pointed_at(distinct, parts, wanted, others) or _unbracketed(kept, parts, wanted):
            distinct, clear = pointed, True
        distinct = [_with_value(mention, kept) for mention in distinct]
    place = distinct[0].place if distinct else (parts[0].place if parts else Place(""))
    comma = uses_decimal_commas(parts)
    values = [value for part in parts for value in numbers_in(part.text, decimal_comma=comma)]
    alone = values[-1] if not mentions and len(set(values)) == 1 else None
    text = "; ".join(dict.fromkeys(mention.text for mention in distinct)) or (parts[0].text if parts else "")
    left_open = not clear and wanted == 1 and _is_alternative(distinct, parts)
    return Conclusion(tuple(distinct), alone, clear, bool(parts), place, text, tuple(values), left_open)


_NEXT_ITEM = re.compile(
    r"\W*(?:(?:and|et|und|y|e)\s+)?[(\[]?(?:[2-9]|ii|b|second\w*|2nd|deuxième|zweite\w*)(?:[)\].:]|\s*(?=:))",
    re.IGNORECASE,
)
"""What goes on with a list whose first item concludes: ``Final: 1) ..; 2) ..``."""


def _with_next_items(
    concluded: list[Mention], kept: list[Mention], parts: Sequence[Sentence]
) -> list[Mention]:
    """With those in the next sentences that go on with the list."""
    sentence = concluded[-1].sentence + 1
    found = list(concluded)
    while sentence < len(parts) and _NEXT_ITEM.match(parts[sentence].text):
        found += [each for each in kept if each.sentence == sentence]
        sentence += 1
    return _distinct(found)


_BRACKETED = re.compile(r"\W*\((?!\w+\)).*\)\W*|[^()]*\)\W*", re.DOTALL)


def _unbracketed(mentions: list[Mention], parts: Sequence[Sentence], wanted: int) -> list[Mention]:
    """Those that do not stand in rows all in brackets: ``1. ..``, ``2. ..``, ``(3. ..)``."""
    found = _distinct([each for each in mentions if not _BRACKETED.fullmatch(parts[each.sentence].text)])
    return found if len(found) == wanted else []


_ALL_KEPT = re.compile(
    r"\b(?:these|those|they|both|ces|ce sont|beide)\b[^.;]{0,24}\b(?:two|2|deux|zwei|hypothes\w+|beams?|"
    r"kept|remain|survive|answers?|sequences?)\b",
    re.IGNORECASE,
)
"""Words that keep all that were compared: *..., these are the two hypotheses*."""


def _is_chosen(concluded: list[Mention], kept: list[Mention], wanted: int) -> bool:
    """Whether it is all that is asked for, or some of what was listed before, and no further remark."""
    earlier = {
        mention.words
        for mention in kept
        if mention.sentence < concluded[0].sentence and not mention.is_conclusion
    }
    return (
        len(concluded) == wanted or len(earlier) < wanted or all(each.words in earlier for each in concluded)
    )


_ALTERNATIVE = re.compile(r"\beither\b.*\bor\b|\bsoit\b.*\bsoit\b|\bor\b|\bou\b(?! bien que)", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:depending|if|since|because|selon|si|car|but|mais|so|rather|i think)\b", re.IGNORECASE
)


def _is_alternative(mentions: list[Mention], parts: Sequence[Sentence]) -> bool:
    """Whether all stand in the last sentence that names any, with *or* between them and no word of choice."""
    if len({mention.sentence for mention in mentions}) != 1:
        return False
    number = mentions[0].sentence
    text = parts[number].text
    rest = " ".join(part.text for part in parts[number + 1 :])
    return bool(_ALTERNATIVE.search(text)) and not _CHOICE.search(text) and not rest.strip(" .")


def _named(mentions: list[Mention]) -> list[Mention]:
    """The sequences that a symbol stands for: ``w* = the red cat``."""
    return _distinct([mention for mention in mentions if mention.is_named])


_KEEPS = re.compile(
    r"\b(?:keep|kept|retain\w*|take|select\w*|choose|gard\w+|retien\w*)\s+(?:only\s+)?(?:the\s+|les\s+)?"
    r"(?:first|best|top|highest|two|deux|meilleur)",
    re.IGNORECASE,
)


def _best_kept(mentions: list[Mention], parts: Sequence[Sentence], wanted: int) -> list[Mention]:
    """Of the sequences listed last, the best, where the writer says so: *..., we keep the first two*."""
    if wanted < 2 or not mentions:
        return []
    last = mentions[-1].sentence
    told = " ".join(part.text for part in parts[last : last + 2])
    listed = _distinct([mention for mention in mentions if mention.sentence == last])
    valued = [(mention.value, mention) for mention in listed if mention.value is not None]
    keeps = _KEEPS.search(told)
    if not keeps or len(listed) <= wanted or len(valued) < len(listed):
        return []
    best = [mention for _, mention in sorted(valued, key=lambda each: each[0], reverse=True)[:wanted]]
    # the first are the best of a list that is sorted; of another, who knows
    is_sorted = all(mention in best for mention in listed[:wanted])
    return best if is_sorted or not keeps.group().lower().endswith("first") else []


def _restated(mentions: list[Mention], wanted: int) -> list[Mention]:
    """The last sequences, one in a sentence, where all of them were listed before among others."""
    tail: list[Mention] = []
    for mention in reversed(mentions):
        if len(_distinct([mention, *tail])) > wanted:
            break
        tail.insert(0, mention)
    before = mentions[: len(mentions) - len(tail)]
    alone = (
        all(sum(other.sentence == mention.sentence for other in mentions) == 1 for mention in tail)
        or len({mention.sentence for mention in tail}) == 1
    )
    listed = {mention.words for mention in before if tail and mention.sentence < tail[0].sentence}
    found = _distinct(tail)
    whole = 1 < len(found) == wanted and alone and all(mention.words in listed for mention in found)
    return found if whole and (not before or before[-1].sentence < tail[0].sentence) else []


def _with_value(mention: Mention, mentions: list[Mention]) -> Mention:
    """A sequence concluded with by its words alone has the number that it was given before."""
    if mention.value is not None:
        return mention
    told = [each for each in mentions if each.words == mention.words and each.value is not None]
    return replace(mention, value=told[-1].value, is_sure=told[-1].is_sure) if told else mention


def _last_stretch(mentions: list[Mention]) -> list[Mention]:
    """The sequences from the last concluding sentence on, where it or what follows it names any."""
    marks = [mention.sentence for mention in mentions if mention.is_conclusion]
    return _distinct([mention for mention in mentions if marks and mention.sentence >= marks[-1]])


def _distinct(mentions: list[Mention]) -> list[Mention]:
    """Each sequence once, at its first place, with its last number."""
    by_words: dict[Words, Mention] = {}
    for mention in mentions:
        earlier = by_words.get(mention.words)
        owner = mention if mention.value is not None or earlier is None else earlier
        by_words[mention.words] = replace(earlier or mention, value=owner.value, is_sure=owner.is_sure)
    return list(by_words.values())
