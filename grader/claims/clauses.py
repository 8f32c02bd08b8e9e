"""Cut a sentence's tokens into clauses: the reach of a negation, a modal verb, a subject."""

from __future__ import annotations

from dataclasses import dataclass

from grader.claims import language
from grader.claims.calls import is_call
from grader.claims.insertions import insertions, parenthetic
from grader.claims.words import word_set


@dataclass(frozen=True)
class Clause:
    """Tokens that belong together, by index, and the conjunction that opens them."""

    lead: tuple[str, ...]
    indices: tuple[int, ...]
    after_not: bool = False
    """Whether ``not`` stood before the conjunction (``not because ...``)."""


_SEPARATORS = word_set(", ; : ( ) . ! ? [ ]")
_LONGEST_LEAD = max(len(lead) for lead in language.LEADS)


def split_clauses(tokens: tuple[str, ...]) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; bracketed and relative insertions stand for themselves.

    >>> [clause.lead for clause in split_clauses(tuple("it is not linear because it bends".split()))]
    [(), ('because',)]
    """
    skipped = parenthetic(tokens)
    inserted = insertions(tokens)
    clauses: list[Clause] = []
    for first, last in inserted:
        skipped |= set(range(first, last))
    clauses += _runs(tokens, [index for index in range(len(tokens)) if index not in skipped])
    for first, last in inserted:
        clauses += _runs(tokens, list(range(first, last)))
    return tuple(sorted(clauses, key=lambda clause: clause.indices[0]))


def _runs(tokens: tuple[str, ...], indices: list[int]) -> list[Clause]:
    found: list[Clause] = []
    lead: tuple[str, ...] = ()
    current: list[int] = []
    negated = False

    def close() -> None:
        if current:
            found.append(Clause(lead, tuple(current), negated))

    position = 0
    while position < len(indices):
        index = indices[position]
        opened = _lead_at(tokens, indices, position)
        if tokens[index] == "," and _is_listed(tokens, indices, position, current):
            position += 1
        elif tokens[index] in _SEPARATORS and not is_call(tokens, index):
            close()
            current, lead, negated = [], ((tokens[index],) if tokens[index] == ":" else ()), False
            position += 1
        elif (
            lead[:1]
            and (lead[0] in language.CONDITIONALS or (lead[0] in language.CAUSES and not found))
            and _goes_on(tokens, indices, position, current)
        ):
            close()
            current, lead, negated = [index], ("then",), False
            position += 1
        elif opened:
            turned = opened[0] in language.CAUSES and _turns_reason(tokens, current)
            if turned:
                current.pop()
            close()
            current, lead, negated = [], opened, turned
            kept = 1 if len(opened) > 1 and opened[-1] in language.KEPT_IN_CLAUSE else 0
            position += len(opened) - kept
        elif (
            tokens[index] in ("and", "et")
            and not _joins_subjects(tokens, indices, position, current)
            and _opens_after_and(tokens, indices, position)
        ):
            close()
            current, lead, negated = [], ("and",), False
            position += 1
        else:
            current.append(index)
            position += 1
    close()
    return found


def _goes_on(tokens: tuple[str, ...], indices: list[int], position: int, current: list[int]) -> bool:
    """Whether a condition or a reason ends without a comma: *if it is reversed | we may ...*."""
    begun = len(current) > 1 and tokens[current[0]] in _PRONOUNS
    reversed_only = len(current) == 1 and tokens[current[0]].endswith("ed")  # if reversed | we may ...
    if not begun and not reversed_only and not any(_is_verb(tokens[index]) for index in current[1:]):
        return False
    following = [tokens[index] for index in indices[position + 1 : position + 3]]
    if tokens[indices[position]] in _DETERMINERS and tokens[current[-1]] not in _LINKS:
        return any(token in language.FINITE for token in following)
    if tokens[indices[position]] in _PRONOUNS:
        return any(token in language.FINITE or token in language.REASON_VERBS for token in following)
    noun = tokens[indices[position]]
    if (
        noun in _BEFORE_NOUNS
        and len(following) > 1
        and following[1] in language.FINITE | language.REASON_VERBS
    ):
        return not _is_open(tokens, current)  # if we stand at x | the previous one has to
    if following and noun.isalpha() and not _is_verb(noun) and not _is_open(tokens, current):
        if following[0] in _INTRANSITIVE and noun.endswith("s"):
            return True  # if x > 1 | the terms grow
        if (
            following[0] in language.REASON_VERBS | _COMPARES
            and following[0].endswith("s")
            and not noun.endswith("s")
        ):
            return True  # since there is no square | the method scales
    return bool(following) and following[0] in _MODALS and noun not in language.FINITE


def _is_open(tokens: tuple[str, ...], current: list[int]) -> bool:
    """Whether what stands there goes on: behind a preposition, a sign, or a word that a *that* may follow."""
    words = [tokens[index] for index in current]
    return words[-1] in _LINKS | language.NEGATORS | _BEFORE_NOUNS or not _OPENS_THAT.isdisjoint(words)


_BEFORE_NOUNS = word_set("next previous other same only hidden new whole")
_OPENS_THAT = word_set(
    "that which who where que qui whether guarantee guaranteed guarantees proof reason way risk fact sure "
    "certain know means mean think say says implies imply ensures ensure true case"
)


def _is_verb(token: str) -> bool:
    return (
        token in language.FINITE
        or token in language.REASON_VERBS
        or token in _COMPARES
        or token.endswith("ed")
    )


_COMPARES = word_set(
    "> < >= <= = exceed exceeds surpass surpasses reach reaches equal equals becomes gets stays remains"
)
"""What a condition says of a number."""
_INTRANSITIVE = word_set(
    "explode vanish diverge converge grow blow shrink go become tend get increase decrease stay remain decay "
    "disappear appear differ do have are were"
)
"""Verbs in the plural with nothing before but their subject."""


_DETERMINERS = word_set("this that these our cette ce")
_LINKS = word_set(
    "> < >= <= = ^ / + - that of in at with on for to by from have has see and or as is are que de avec pour"
)
_PRONOUNS = word_set("we it they there you one i on il ils elle elles")


def _is_listed(tokens: tuple[str, ...], indices: list[int], position: int, current: list[int]) -> bool:
    """Whether a comma stands in a list of verbs under one modal: *may vanish, stay or explode*."""
    if not any(tokens[index] in _MODALS for index in current[-_LIST_REACH:]):
        return False
    following = [tokens[index] for index in indices[position + 1 : position + 1 + _LIST_REACH]]
    if not {"or", "ou"} & set(following[1:]):
        return False
    last = next(place for place, token in enumerate(following) if token in ("or", "ou"))
    return not any(
        token in language.VERBS or token in _SEPARATORS - {","} or (token,) in language.LEADS
        for token in following[:last]
    )


_MODALS = word_set("may might can could would will peut peuvent pourrait pourraient")
_LIST_REACH = 6  # tokens between the modal, the comma and the conjunction


def _turns_reason(tokens: tuple[str, ...], current: list[int]) -> bool:
    """Whether the clause ends in a *not* that belongs to the conjunction, as in *not because*."""
    if not current or tokens[current[-1]] != "not":
        return False
    return len(current) == 1 or tokens[current[-2]] not in _WITH_NOT


_WITH_NOT = word_set("can could do does did will would should may might must have has had")


def _lead_at(tokens: tuple[str, ...], indices: list[int], position: int) -> tuple[str, ...]:
    here = tuple(tokens[index] for index in indices[position : position + _LONGEST_LEAD])
    if here[0] == "->" and here[1:] and here[1].isalpha() and here[1] not in ("infinity", "inf", "zero"):
        return ("=>",)
    if here[0] in _ADVERBS and position and tokens[indices[position - 1]] in _AUXILIARIES:
        return ()  # may then explode
    if here[0] in _ADVERBS and position and tokens[indices[position - 1]] in ("and", "et", "or") and here[1:]:
        following = [tokens[index] for index in indices[position + 1 : position + 4]]
        if not any(token in language.VERBS or token in language.FINITE for token in following):
            return ()  # may grow and thus explode
    if here[0] == "instead" and here[1:2] and here[1] in _TO:
        return ()  # we can apply it instead to ...
    if (
        here[0] == "for"
        and here[1:2]
        and here[1] in _PRONOUNS
        and position
        and tokens[indices[position - 1]] == ","
    ):
        return ("since",)  # it is large, for we divide by a small number
    if here[:1] == ("as",) and here[:2] not in language.LEADS and _as_opens(tokens, indices[position]):
        return ("as",)
    for length in range(len(here), 0, -1):
        if here[:length] in language.LEADS:
            if (
                length > 1
                and here[:length] in _TURNS
                and position
                and tokens[indices[position - 1]] in _AUXILIARIES
            ):
                return ()  # on peut par contre utiliser
            if here[0] == "since" and position and tokens[indices[position - 1]] in ("ever",):
                return ()
            if here[:length] == ("so",) and position and tokens[indices[position - 1]] == "not":
                return ()
            if here[0] == "si" and position + 1 == len(indices):
                return ()
            return here[:length]
    return ()


_TO = word_set("to with for on in")
_TURNS = frozenset({("par", "contre"), ("en", "revanche"), ("on", "other", "hand")})
_ADVERBS = word_set(
    "then thus hence therefore consequently however though donc alors ainsi cependant toutefois pourtant"
)
_AUXILIARIES = word_set(
    "is are was were be can could may might will would must should does do not est sont peut peuvent "
    "pourrait pourraient va vont doit doivent faut"
)


def _as_opens(tokens: tuple[str, ...], index: int) -> bool:
    """Whether *as* gives a reason: a verb follows soon, and it is not *as strong as* or *such as*."""
    before = tokens[index - 1] if index else ""
    after = tokens[index + 1 : index + 8]
    if (
        before in ("such", "same", "well", "much", "known", "as", "just", "defined", "used", "so")
        or "as" in after[:3]
    ):
        return False
    return (
        bool(after)
        and after[0] not in ("well", "opposed", "follows", "long")
        and any(token in language.FINITE or token in language.REASON_VERBS for token in after[1:])
    )


def _joins_subjects(tokens: tuple[str, ...], indices: list[int], position: int, current: list[int]) -> bool:
    """Whether *and* stands between two subjects of one verb: *both A and B are*, *set A and set B are*."""
    before = [tokens[index] for index in current]
    if not before or any(
        token in language.FINITE | language.REASON_VERBS | language.VERBS for token in before
    ):
        return False
    if before[0] in ("both", "deux"):
        return True
    following = [tokens[index] for index in indices[position + 1 : position + 5]]
    return following[:1] == before[:1] and not {"are", "were", "have", "do", "sont", "ont"}.isdisjoint(
        following
    )


def _opens_after_and(tokens: tuple[str, ...], indices: list[int], position: int) -> bool:
    following = [tokens[index] for index in indices[position + 1 : position + 5]]
    following = following[1:] if following and following[0] in _ADVERBS else following
    if not following:
        return False
    return (
        following[0] in language.VERBS
        or any(token in language.FINITE for token in following[1:4])
        or any(token in language.REASON_VERBS for token in following[1:3])
    )
