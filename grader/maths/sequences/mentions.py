"""Find sequences of known words, each with its number, in an answer, and which of them it concludes with.

A *mention* is a run of words of a vocabulary, joined by blanks, commas, arrows, quotes or brackets, as long
as a whole sequence; its number stands after it (or, if none does, before it) in the same sentence or row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from grader.maths.sequences.steps import told_step_by_step
from grader.maths.sequences.text import (
    Sentence,
    Token,
    number_places,
    numbers_in,
    tokens_of,
    uses_decimal_commas,
)
from grader.maths.sequences.vocabulary import Vocabulary, Words
from grader.model.submission import Place

_JOINERS = set(",→\"'“”‘’«»()[]{}|`-_~$*&/+")


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
    is_runner_up: bool = False
    """Whether it is named as what comes after the best: ``second best``, ``followed by``."""


def find_mentions(parts: Sequence[Sentence], vocabulary: Vocabulary) -> list[Mention]:
    """Every whole sequence in the order of the answer, with its number."""
    decimal_comma = uses_decimal_commas(parts)
    mentions: list[Mention] = []
    for number, sentence in enumerate(parts):
        mentions.extend(_in_sentence(sentence, number, vocabulary, decimal_comma))
    if not any(len(each.words) == vocabulary.length and not each.is_dismissed for each in mentions):
        words = told_step_by_step(parts, vocabulary)
        if words:
            value = _last_value(parts, decimal_comma)
            mentions = [Mention(words, value, parts[-1].place, parts[-1].text, len(parts) - 1)]
    return _with_later_values(mentions, parts, decimal_comma)


def _in_sentence(
    sentence: Sentence, number: int, vocabulary: Vocabulary, decimal_comma: bool
) -> list[Mention]:
    tokens = tokens_of(sentence.text)
    runs = _runs(tokens, vocabulary)
    values = _values_of_runs(tokens, runs, number_places(tokens, decimal_comma=decimal_comma))
    cues = [place for place, token in enumerate(tokens) if _is_word(token, vocabulary.concluding)]
    after_some = any(begin > cues[-1] for _, begin, _ in runs) if cues else False
    dismissed = _dismissed(tokens, runs, vocabulary)
    mentions = []
    for place, (words, begin, _) in enumerate(runs):
        preceding = runs[place - 1][2] if place else 0
        second = any(_is_word(token, _SECOND) for token in tokens[max(preceding, begin - _NEAR) : begin])
        # What follows the last cue of a sentence is concluded; a cue at its end concludes all of it.
        concludes = bool(cues) and (begin > cues[-1] or not after_some) and not dismissed[place]
        mentions.append(
            Mention(
                words,
                values[place],
                sentence.place,
                sentence.text,
                number,
                is_conclusion=concludes,
                is_dismissed=dismissed[place],
                is_runner_up=second,
            )
        )
    return mentions


_SECOND = frozenset(("second", "2nd", "third", "3rd", "runner", "followed", "deuxième", "suivie", "suivi"))
_Run = tuple[Words, int, int]
"""A whole sequence with the places of its first token and of the one after its last."""
_FOR = frozenset(("for", "pour", "to", "à"))


def _values_of_runs(
    tokens: Sequence[Token], runs: Sequence[_Run], values: Sequence[tuple[Decimal, int]]
) -> list[Decimal | None]:
    """The number of each sequence: ``-9.3 for`` it, the first after it, or the last before all of them."""
    listed = _listed_after(runs, values)
    if listed:
        return listed
    found: list[Decimal | None] = []
    told_before = [_told_before(tokens, begin) for _, begin, _ in runs]
    for place, (_, begin, end) in enumerate(runs):
        following = runs[place + 1][1] if place + 1 < len(runs) else len(tokens)
        preceding = runs[place - 1][2] if place else 0
        before = [value for value, at in values if preceding <= at < begin]
        after = [value for value, at in values if end <= at < following]
        if place + 1 < len(runs) and told_before[place + 1]:
            after = after[:-1]
        if told_before[place] and before:
            found.append(before[-1])
        elif after:
            found.append(after[0])
        else:
            found.append(before[-1] if before and not place else None)
    return found


def _listed_after(runs: Sequence[_Run], values: Sequence[tuple[Decimal, int]]) -> list[Decimal | None]:
    """As many numbers after all sequences as there are: ``{a dog, a fish} with scores {-9.3, -9.4}``."""
    if len(runs) < 2:
        return []
    after = [value for value, at in values if at >= runs[-1][2]]
    between = [value for value, at in values if runs[0][2] <= at < runs[-1][1]]
    return [*after] if len(after) == len(runs) and not between else []


def _told_before(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a number and *for* stand right before a sequence."""
    place = begin - 1
    while place >= 0 and tokens[place].kind == "mark" and tokens[place].text in _JOINERS:
        place -= 1
    if place < 1 or not _is_word(tokens[place], _FOR):
        return False
    place -= 1
    while place >= 0 and tokens[place].kind == "mark":
        place -= 1
    return place >= 0 and tokens[place].kind == "number"


_TURNS_TEXT = "but however yet although though mais"
_TURNS = frozenset(_TURNS_TEXT.split())
_NOT_TEXT = "not isn't isnt aren't wasn't weren't doesn't never pas nor"
_NOT = frozenset(_NOT_TEXT.split())
_VERBS_TEXT = "is are was were be been gets get being isn't aren't est sont étaient"
_VERBS = frozenset(_VERBS_TEXT.split())
_NEAR = 4


def _dismissed(tokens: Sequence[Token], runs: Sequence[_Run], vocabulary: Vocabulary) -> list[bool]:
    """Which sequences the words just before, or after, set aside; what a comma or *and* joins shares it."""
    before, after = [], []
    for place, (_, begin, end) in enumerate(runs):
        preceding = runs[place - 1][2] if place else 0
        following = runs[place + 1][1] - _NEAR + 1 if place + 1 < len(runs) else len(tokens)
        before.append(_set_aside(tokens[preceding:begin], vocabulary.dismissing))
        after.append(_taken_back(tokens[end : max(following, end)], vocabulary.dismissing))
    joined = [
        all(
            token.kind in ("mark", "number") or _is_word(token, _ANDS)
            for token in tokens[first[2] : second[1]]
        )
        for first, second in pairwise(runs)
    ]
    for place in range(1, len(runs)):
        before[place] = before[place] or (before[place - 1] and joined[place - 1])
    for place in range(len(runs) - 2, -1, -1):
        after[place] = after[place] or (after[place + 1] and joined[place])
    return [first or second for first, second in zip(before, after, strict=True)]


_WHEREAS = frozenset(("whereas", "while", "tandis"))
_COMPARING = frozenset(("than", "versus", "vs", "compared", "unlike"))


def _set_aside(tokens: Sequence[Token], dismissing: frozenset[str]) -> bool:
    """Whether the words before a sequence dismiss it: right before it, or as what a clause compares with."""
    if any(_is_word(token, dismissing) for token in tokens[-_NEAR:]):
        return True
    while tokens and tokens[-1].kind == "mark" and tokens[-1].text in _QUOTES:
        tokens = tokens[:-1]  # than the optimum (the green cat)
    for token in reversed(tokens):
        if token.kind == "end" or token.text in ",;:()→" or _is_word(token, _TURNS):
            return False
        if _is_word(token, _COMPARING):
            return True
    return False


_QUOTES = frozenset("([\"'“‘«")
_ANDS = frozenset(("and", "or", "et", "ou"))


def _taken_back(tokens: Sequence[Token], dismissing: frozenset[str]) -> bool:
    """``..., but this is not the optimum``; ``... are thrown away``."""
    turned = verb = False
    for token in tokens:
        if token.kind in ("number", "mark", "script"):
            continue
        if turned and _is_word(token, _NOT):
            return True
        if verb and (_is_word(token, _NOT) or _is_word(token, dismissing)) and token.text.lower() != "than":
            return True
        turned = turned or _is_word(token, _TURNS)
        verb = _is_word(token, _VERBS) or (verb and _is_word(token, _ADVERBS))
    return False


_ADVERBS_TEXT = "then therefore thus now both all also hence clearly alors donc"
_ADVERBS = frozenset(_ADVERBS_TEXT.split())


def _is_word(token: Token, words: frozenset[str]) -> bool:
    return token.kind == "word" and token.text.lower() in words


def _runs(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[_Run]:
    """Whole sequences with the places of their first token and of the one after their last."""
    found: list[_Run] = []
    run: list[tuple[str, int]] = []
    for place, token in enumerate([*tokens, Token("end", "")]):
        word = token.text.lower()
        if token.kind == "word" and word in vocabulary.words:
            run.append((word, place))
        elif (
            token.kind in ("arrow", "start", "index", "script")
            or (token.kind == "mark" and token.text in _JOINERS)
            or (token.kind == "sign" and token.text == "=")
        ):
            continue
        else:
            found.extend(_whole(run, vocabulary))
            run = []
    return found


def _whole(run: Sequence[tuple[str, int]], vocabulary: Vocabulary) -> list[_Run]:
    """The whole sequences of one run: known ones first, else the run itself if it has just the length."""
    length = vocabulary.length
    if vocabulary.fillers is not None:
        return _cut(run, length, vocabulary.fillers)
    found = []
    start = 0
    while start + length <= len(run):
        words = tuple(word for word, _ in run[start : start + length])
        if words in vocabulary.known:
            found.append((words, run[start][1], run[start + length - 1][1] + 1))
            start += length
        else:
            start += 1
    if not found and len(run) == length and _is_like_known([word for word, _ in run], vocabulary.known):
        found.append((tuple(word for word, _ in run), run[0][1], run[-1][1] + 1))
    return found


def _is_like_known(words: Sequence[str], known: frozenset[Words]) -> bool:
    """Whether each word stands where some known sequence has it: else it is chance (``a dog", the ...``)."""
    return not known or all(
        any(place < len(each) and each[place] == word for each in known) for place, word in enumerate(words)
    )


def _cut(run: Sequence[tuple[str, int]], length: int, fillers: frozenset[str]) -> list[_Run]:
    """A run of words that nobody knows: sequences of the length, or one of another."""
    if all(word in fillers for word, _ in run) and len(run) != length:
        return []
    step = length if len(run) % length == 0 else len(run)
    return [
        (tuple(word for word, _ in run[start : start + step]), run[start][1], run[start + step - 1][1] + 1)
        for start in range(0, len(run), step)
    ]


def _last_value(parts: Sequence[Sentence], decimal_comma: bool) -> Decimal | None:
    """The last number that is not what another is compared with."""
    for part in reversed(parts):
        tokens = tokens_of(part.text)
        compared = [place for place, token in enumerate(tokens) if _is_word(token, _COMPARING | _WHEREAS)]
        kept = tokens[: compared[0]] if compared else tokens
        values = number_places(kept, decimal_comma=decimal_comma)
        if values:
            return values[-1][0]
    return None


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
