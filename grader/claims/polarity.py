"""How many negations reach a claim."""

from __future__ import annotations

from grader.claims import language
from grader.claims.subjects import comparison_marks
from grader.claims.view import View
from grader.claims.vocabulary import Occurrence
from grader.claims.words import word_set

_AUXILIARIES = word_set(
    "is are was were will would can could may might must should do does did has have had be"
)
_OPINIONS = word_set(
    "think believe say says said told claim claims claimed concluded predicted inferred deduced "
    "mean means guarantee guarantees guaranteed imply implies true "
    "case sure conclude ensure ensures assume know see expect consider necessarily state suppose "
    "considere pense dire signifie vrai that que"
)
_OWN_VERBS = word_set(
    "is are was were will would can could has have had does do did which that who depends depend uses use "
    "keeps keep need needs est sont a ont dependent"
)
_SUBJECTS = word_set("we i you it they there one on nous il elle ils elles")
PERSONS = word_set(
    "my our your its both these those all neither mine we you i it they this there because since as il on "
    "nous cela ce car one not"
)


def negations_of(item: Occurrence, view: View) -> tuple[int, bool]:
    """How many negations reach the occurrence, and whether the reach of one is uncertain."""
    tokens, indices = view.tokens, view.clause.indices
    count = int(view.clause.after_not)
    uncertain = False
    last_and = -1
    seen_negator = False
    before = [index for index in indices if index < item.start]
    for position, index in enumerate(before):
        token = tokens[index]
        following = tokens[before[position + 1]] if position + 1 < len(before) else tokens[item.start]
        if token in ("and", "et") and seen_negator:
            last_and = index
        if not _is_negator(token, position, before, following, view):
            continue
        if token in ("nor", "ni") and seen_negator:
            continue  # neither ... nor, not ... nor
        if _is_cut_off(index, item, view):
            continue
        if (position >= 1 and token == "able") or (token == "no" and following == "longer" and seen_negator):
            continue
        count += 1
        seen_negator = True
        last_and = -1
    if not item.negative:
        inside = [index for index in indices if item.start < index < item.end]
        count += sum(
            tokens[index] in language.NEGATORS
            and not (tokens[index] in ("nor", "ni") and seen_negator)
            and (tokens[index], tokens[index + 1]) not in _NO_NEGATION
            for index in inside
        )
    if view.tokens[item.end : item.end + 1] == ("nothing",) and not item.negative and not seen_negator:
        count += 1  # implies nothing
    split_verb = ends_before_not(item, view)
    count += split_verb
    for _, end, mark in comparison_marks(tokens, indices):
        if mark in language.TURNS_ROUND and end <= item.start <= end + 3:
            count += 1
    if (
        seen_negator
        and last_and >= 0
        and any(
            other.start < last_and and other.start > before[0] - 1 and other.concept != item.concept
            for other in view.occurrences
        )
    ):
        uncertain = True  # not A and B
    rest = " ".join(tokens[index] for index in indices if index >= item.end) + " "
    rest = rest.replace("not not ", "", 1)  # is not impossible
    if not split_verb and language.BREAKS_AFTER.match(rest) and not _starts_other(item, view):
        count += 1
    return count, uncertain


def ends_before_not(item: Occurrence, view: View) -> bool:
    """Whether a claim ends in an auxiliary that is denied, as in *we can | not*."""
    return view.tokens[item.end - 1] in _AUXILIARIES and view.tokens[item.end : item.end + 1] == ("not",)


def _is_cut_off(negator: int, item: Occurrence, view: View) -> bool:
    """Whether a subject with a verb of its own stands between a negation and the claim ."""
    if view.tokens[negator] in ("without", "sans") and not _SUBJECTS.isdisjoint(
        view.tokens[negator + 2 : item.start]
    ):
        return True  # without the gradient we have ...
    for mention in view.occurrences:
        if mention.concept in view.subjects and negator < mention.start and mention.end < item.start:
            verb = view.tokens[mention.end]
            between = view.tokens[negator + 1 : mention.start]
            if verb in _OWN_VERBS and len(between) > 1 and not any(token in _OPINIONS for token in between):
                return True
    return False


def _starts_other(item: Occurrence, view: View) -> bool:
    """Whether another occurrence stands between this one and the verb that would turn it round."""
    following = [
        other
        for other in view.occurrences
        if item.end <= other.start <= item.end + 3 and view.tokens[other.start] not in _KEPT
    ]
    return any(
        view.tokens[index] in ("is", "are") for other in following for index in range(item.end, other.start)
    )


_KEPT = word_set("made assumed shared followed obeyed kept preserved satisfied respected supposed")
"""What becomes of an assumption: whatever else they say, *is not assumed by them* turns it round."""


def _is_negator(token: str, position: int, before: list[int], following: str, view: View) -> bool:
    if token in _STOPS and (following.endswith("ing") or following in ("to", "de")):
        return True
    if token == "!=" and position and len(view.tokens[before[position - 1]]) > 2:
        return view.tokens[before[position - 1]].isalpha()  # X is not a Y, as a sign
    if token not in language.NEGATORS:
        return False
    if position == 0 and token in ("no", "non"):
        return not (
            following in PERSONS
            or "not" in [view.tokens[index] for index in before[1:]]
            or any(item.start == before[0] + 1 for item in view.occurrences if item.concept in view.subjects)
        )  # else the interjection: no we cannot, no X is not
    if token == "not" and (
        following == "just" or (following in language.NOT_ONLY and position + 1 < len(before))
    ):
        return False
    return (token, following) not in _NO_NEGATION


_STOPS = word_set("stop stops stopped cease ceases ceased cesse cessent")
_LOST = word_set(
    "same more less much most equal exactly constant fraction percentage lambda weight proportion bit "
    "little even some against out something by"
)
"""What is lost in amounts: *loses the same fraction* denies nothing."""
_TROUBLE = word_set(
    "doubt doubts problem problems issue issues difficulty difficulties trouble obstacle loss hesitation "
    "doute probleme problemes difficulte"
)
"""What nobody has who says so: *it works without problems for a tree*."""
_NO_NEGATION = frozenset(
    {("not", "bounded"), ("no", "matter")}
    | {(word, trouble) for word in ("no", "without", "sans") for trouble in _TROUBLE}
    | {(verb, word) for verb in ("lose", "loses") for word in _LOST}
    | {("forget", word) for word in ("gate", "gates")}
    | {(word, "because") for word in ("fail", "fails", "failed", "failing", "wrong", "false", "faux")}
)
