"""Which of the sequences in an answer it concludes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grader.maths.sequences.mentions import Mention, Words
from grader.maths.sequences.text import Sentence, numbers_in
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
    "que drop drops discard discards prune prunes thrown away removed eliminated rejected lost écartés "
    "écartées ahead beats beating éliminés éliminées élaguées rejetées suboptimal "
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


def conclude(mentions: Sequence[Mention], parts: Sequence[Sentence], wanted: int) -> Conclusion:
    """The `wanted` sequences it ends in: the only ones, else those of the last sentences that conclude."""
    kept = [mention for mention in mentions if not mention.is_dismissed]
    distinct = _distinct(kept)
    clear = len(distinct) <= wanted
    if not clear and wanted == 1 and any(mention.is_runner_up for mention in kept):
        first = [mention for mention in kept if not mention.is_runner_up]
        kept, distinct = first, _distinct(first)
        clear = 0 < len(distinct) <= wanted
    if not clear:
        concluded = _distinct([mention for mention in kept if mention.is_conclusion])
        last = _last_stretch(kept)
        if 0 < len(concluded) <= wanted:
            distinct, clear = concluded, True
        elif 0 < len(last) <= wanted:
            distinct, clear = last, True
        distinct = [_with_value(mention, kept) for mention in distinct]
    place = distinct[0].place if distinct else (parts[0].place if parts else Place(""))
    values = [value for part in parts for value in numbers_in(part.text)]
    alone = values[-1] if not mentions and len(set(values)) == 1 else None
    text = "; ".join(dict.fromkeys(mention.text for mention in distinct)) or (parts[0].text if parts else "")
    return Conclusion(tuple(distinct), alone, clear, bool(parts), place, text)


def _with_value(mention: Mention, mentions: list[Mention]) -> Mention:
    """A sequence concluded with by its words alone has the number that it was given before."""
    if mention.value is not None:
        return mention
    told = [each.value for each in mentions if each.words == mention.words and each.value is not None]
    return replace(mention, value=told[-1]) if told else mention


def _last_stretch(mentions: list[Mention]) -> list[Mention]:
    """The sequences from the last concluding sentence on, where it or what follows it names any."""
    marks = [mention.sentence for mention in mentions if mention.is_conclusion]
    return _distinct([mention for mention in mentions if marks and mention.sentence >= marks[-1]])


def _distinct(mentions: list[Mention]) -> list[Mention]:
    """Each sequence once, at its first place, with its last number."""
    by_words: dict[Words, Mention] = {}
    for mention in mentions:
        earlier = by_words.get(mention.words)
        value = mention.value if mention.value is not None else (earlier.value if earlier else None)
        by_words[mention.words] = replace(earlier or mention, value=value)
    return list(by_words.values())
