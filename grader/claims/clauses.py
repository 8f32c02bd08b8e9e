"""Cut a sentence's tokens into clauses: the reach of a negation, a modal verb, a subject."""

from __future__ import annotations

from dataclasses import dataclass

from grader.claims import language
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
    skipped = _parenthetic(tokens)
    insertions = _insertions(tokens)
    clauses: list[Clause] = []
    for first, last in insertions:
        skipped |= set(range(first, last))
    clauses += _runs(tokens, [index for index in range(len(tokens)) if index not in skipped])
    for first, last in insertions:
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
        elif tokens[index] in _SEPARATORS and not _is_call(tokens, index):
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
        return any(token in _FINITE for token in following)
    if tokens[indices[position]] in _PRONOUNS:
        return any(token in _FINITE or token in _REASON_VERBS for token in following)
    noun = tokens[indices[position]]
    if following and noun.isalpha() and not _is_verb(noun) and not _is_open(tokens, current):
        if following[0] in _INTRANSITIVE and noun.endswith("s"):
            return True  # if x > 1 | the terms grow
        if (
            following[0] in _REASON_VERBS | _COMPARES
            and following[0].endswith("s")
            and not noun.endswith("s")
        ):
            return True  # since there is no square | the method scales
    return bool(following) and following[0] in _MODALS and noun not in _FINITE


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
    return token in _FINITE or token in _REASON_VERBS or token in _COMPARES or token.endswith("ed")


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
        if not any(token in language.VERBS or token in _FINITE for token in following):
            return ()  # may grow and thus explode
    if here[0] == "instead" and here[1:2] and here[1] in _TO:
        return ()  # we can apply it instead to ...
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
        and any(token in _FINITE or token in _REASON_VERBS for token in after[1:])
    )


_REASON_VERBS = word_set(
    "violate violates lack lacks fail fails break breaks keep keeps depend depends use uses need needs "
    "require requires condition conditions look looks not holds hold satisfy satisfies << < change "
    "changes vary varies remember remembers store stores make makes take takes get gets give gives go "
    "goes come comes become becomes work works exist exists appear appears enter enters divide divides "
    "scale scales shrink shrinks act acts grow grows receive receives cost costs carry carries encode "
    "encodes contain contains treat treats favors favours normalizes normalises matter matters lose loses "
    "gain gains find finds beat beats win wins reduce reduces"
)


def _joins_subjects(tokens: tuple[str, ...], indices: list[int], position: int, current: list[int]) -> bool:
    """Whether *and* stands between two subjects of one verb: *both A and B are*, *set A and set B are*."""
    before = [tokens[index] for index in current]
    if not before or any(token in _FINITE | _REASON_VERBS | language.VERBS for token in before):
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
        or any(token in _FINITE for token in following[1:4])
        or any(token in _REASON_VERBS for token in following[1:3])
    )


_FINITE = word_set(
    "is are was were will would can could may might must does do has have est sont peut peuvent va vont"
)


def _is_call(tokens: tuple[str, ...], index: int) -> bool:
    """Whether a bracket or stop belongs to mathematics such as ``p(w_t | w_{t-1})``."""
    if tokens[index] == ":" and index and tokens[index - 1].isdigit():
        return _is_symbol("".join(tokens[index + 1 : index + 2]))  # w_{1:T}
    if tokens[index] in (":", ","):
        return _depth(tokens, index) > 0
    if tokens[index] == "(":
        return bool(index) and _is_symbol(tokens[index - 1]) and not _is_prose(tokens, index)
    if tokens[index] == ")":
        opening = _opening(tokens, index)
        return opening is not None and _is_call(tokens, opening)
    return False


_SHORT_WORDS = word_set(
    "no is it we so as of in on to by or if be an at do up us my et ou si le la un en au du de ne ce se"
)


def _is_symbol(token: str) -> bool:
    return (len(token) <= 2 and token not in _SHORT_WORDS) or token in (
        "delta",
        "lambda",
        "theta",
        "sigma",
        "max",
        "argmax",
        "log",
        "sqrt",
        "aa",
    )


def _is_prose(tokens: tuple[str, ...], index: int) -> bool:
    closing = index + 1
    while closing < len(tokens) and tokens[closing] != ")":
        closing += 1
    return sum(token.isalpha() and len(token) > 3 for token in tokens[index:closing]) >= 2


def _opening(tokens: tuple[str, ...], index: int) -> int | None:
    depth = 0
    for position in range(index, -1, -1):
        depth += (tokens[position] == ")") - (tokens[position] == "(")
        if depth == 0:
            return position
    return None


def _depth(tokens: tuple[str, ...], index: int) -> int:
    depth = 0
    for position in range(index - 1, max(-1, index - 40), -1):
        if tokens[position] == ")":
            depth -= 1
        elif tokens[position] == "(":
            depth += 1
            if depth > 0:
                return 1 if _is_call(tokens, position) else 0
    return 0


def _parenthetic(tokens: tuple[str, ...]) -> set[int]:
    """Indices of ``, however,`` and the like."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token != ",":
            continue
        for length in (1, 2, 3):
            last = index + length + 1
            if tuple(tokens[index + 1 : last]) in language.PARENTHETIC and tokens[last : last + 1] == (",",):
                found |= set(range(index, last + 1))
    return found


def _insertions(tokens: tuple[str, ...]) -> list[tuple[int, int]]:
    """Spans of ``(...)`` and ``, which ...,`` after which the clause before goes on."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        end = _insertion_end(tokens, index)
        if end:
            found.append((index, end))
            index = end
        else:
            index += 1
    return found


def _insertion_end(tokens: tuple[str, ...], index: int) -> int:
    if tokens[index] == "(" and not _is_call(tokens, index):
        depth = 0
        for last in range(index, min(len(tokens), index + 60)):
            depth += (tokens[last] == "(") - (tokens[last] == ")")
            if depth == 0:
                return last + 1
    if (
        tokens[index] == ","
        and tokens[index + 1 : index + 2]
        and tokens[index + 1]
        in ("which", "who", "qui", "like", "such", "where", "being", "unlike", "contrary", "compared")
    ):
        for last in range(index + 2, min(len(tokens), index + 25)):
            if tokens[last] == "," and index > 0:
                following = tokens[last + 1 : last + 2]
                if following and following[0] in _FINITE | {"not", "cannot", "fails", "does"}:
                    return last + 1
                return 0
    return 0
