"""How a claim is put: plainly, as possible, under a condition, or with a doubt."""

from __future__ import annotations

from itertools import pairwise

from grader.claims import language
from grader.claims.clauses import Clause
from grader.claims.fact import Mood, Standing
from grader.claims.view import View
from grader.claims.vocabulary import Occurrence
from grader.claims.words import word_set

_NOT_MUST = word_set(
    "necessarily necessairement forcement always toujours systematiquement certainly guarantee guarantees "
    "guaranteed garantit garanti garantie conclude concluded said claimed predicted inferred "
    "deduced say sure certain certainty imply implies mean means "
    "ensure ensures conclure dire implique force must need"
)
"""After *not*, these leave a thing possible: *does not mean that it explodes*."""
_POSSIBLE_AFTER = word_set(
    "possibly potentially perhaps possible eventuellement allowed permitted likely probable possibility "
    "conceivable imaginable risk danger option table can may might could"
)
_NOT_SURE = word_set(
    "guaranteed certain automatic inevitable mandatory sure garanti garantie garantis certaine obligatoire"
)
_GROWS = word_set("tend tends")  # to infinity
_UNREAL = word_set("would could might pourrait pourrions serait")


def is_hedged(tokens: tuple[str, ...]) -> bool:
    """Whether the writer says not to be sure."""
    return language.UNSURE.search(" " + " ".join(tokens) + " ") is not None


def mood_of(before: list[str], after: list[str], within: list[str]) -> Mood:
    near = before[-12:]
    if "not" in near and any(token in _NOT_MUST for token in near[near.index("not") + 1 :]):
        return Mood.NOT_ALWAYS
    if "not" in near and _has_no_need(near):
        return Mood.NOT_ALWAYS  # need not, do not have to
    if any(pair in _CAN_NOT for pair in pairwise(near)) and len(language.NEGATORS.intersection(near)) == 1:
        return Mood.CERTAIN  # but: can not be excluded
    if any(token in language.POSSIBLE for token in near) or any(
        token in language.POSSIBLE - _GROWS for token in within
    ):
        return Mood.POSSIBLE
    if "not" in near and any(
        token in ("necessarily", "necessairement", "forcement", "always", "toujours", "systematiquement")
        for token in after
    ):
        return Mood.NOT_ALWAYS
    if "not" in after and any(token in _NOT_SURE for token in after[after.index("not") + 1 :]):
        return Mood.NOT_ALWAYS  # explosion is not guaranteed
    if any(token in language.MODALS for token in after):
        return Mood.POSSIBLE  # explosion may occur
    if any(token in _POSSIBLE_AFTER for token in after):
        return Mood.POSSIBLE
    if any(token in language.CERTAIN for token in near) or any(token in language.CERTAIN for token in within):
        return Mood.CERTAIN
    if any(
        token in ("always", "inevitably", "certainly", "necessarily", "surely", "toujours") for token in after
    ):
        return Mood.CERTAIN
    return Mood.PLAIN


def _has_no_need(words: list[str]) -> bool:
    place = words.index("not")
    return words[max(0, place - 1) : place] == ["need"] or words[place + 1 : place + 3] in _NO_NEED


_CAN_NOT = frozenset(
    {(modal, "not") for modal in ("can", "could")} | {("not", modal) for modal in ("peut", "peuvent", "can")}
)
_NO_NEED = (["have", "to"], ["has", "to"])


def standing_of(view: View, item: Occurrence, uncertain: bool) -> Standing:
    sentence = " " + " ".join(view.tokens) + " "
    if "whether" in (view.tokens[index] for index in view.clause.indices if index < item.start):
        return Standing.UNSURE if language.UNSURE.search(sentence) else Standing.SUPPOSED
    if is_condition(view.clause, view.tokens) and not holds_conjunction(item, view):
        return Standing.SUPPOSED
    if uncertain or language.UNSURE.search(
        " " + " ".join(view.tokens[index] for index in view.clause.indices) + " "
    ):
        return Standing.UNSURE
    if language.UNSURE.search(sentence[:40]) and (
        " not sure" in sentence or " unsure" in sentence or " no idea" in sentence
    ):
        return Standing.UNSURE
    return Standing.CONDITIONAL if view.conditional else Standing.ASSERTED


def holds_conjunction(item: Occurrence, view: View) -> bool:
    """Whether a phrase begins at the clause's conjunction: then it is about the whole condition."""
    return item.start < view.clause.indices[0]


def is_condition(clause: Clause, tokens: tuple[str, ...]) -> bool:
    if not clause.lead or clause.lead[0] not in language.CONDITIONALS:
        return False
    first = clause.indices[0] - len(clause.lead)
    return not (
        first > 0
        and tokens[first - 1] in ("and", "that")
        and tokens[first : first + 3] == ("if", "and", "only")
    )


_PAST = word_set("were had was etait avait etaient avaient dependait dependaient pouvait")
_BEFORE_PARTICIPLE = word_set("is are be been being as gets get condition inequality")


def _has_past_verb(words: list[str]) -> bool:
    """Whether a verb stands in the past (*if it depended on*), not as a participle (*if it is reversed*)."""
    return any(word.endswith("ed") and before not in _BEFORE_PARTICIPLE for before, word in pairwise(words))


def is_unreal(view: View) -> bool:
    return any(view.tokens[index] in _UNREAL for index in view.clause.indices)


def is_contrary(tokens: tuple[str, ...], clauses: tuple[Clause, ...]) -> bool:
    """An if-clause contrary to fact: *if it were linear, we could ...*."""
    for clause in clauses:
        if is_condition(clause, tokens):
            words = [tokens[index] for index in clause.indices]
            if any(word in _PAST for word in words):
                return any(word in _UNREAL for word in tokens)
            if _has_past_verb(words):
                return any(word in _UNREAL for word in tokens)
    return False
