"""Which of a rubric's relations an answer's working reached, and which known mistakes it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from grader.checks.derivation_contradictions import FORM, NO_RELATION, STANDS, contradicts, is_of_another
from grader.checks.derivation_working import (
    WORDS,
    DerivationParams,
    Working,
    court_of,
    wanted_of,
)
from grader.damage import mend
from grader.maths.derivations.court import Court, read_tree
from grader.maths.derivations.judge import Judged, Link, Mending
from grader.maths.derivations.milestones import Candidate, Met, find
from grader.maths.derivations.names import name_of
from grader.maths.derivations.relations import Relation, Verdict, holds_in, judge_relation, relation
from grader.maths.derivations.roles import Role
from grader.maths.derivations.sameness import same_statement
from grader.maths.derivations.tree import Bars, Indexed, Tree, contains, every_part, is_zero, parts
from grader.maths.worlds import Draw, Setting, World, build
from grader.model.judgement import Truth

CONTRADICTED = "another value is given for what was to be found"
"""Why a check is lost where a false equation stands in its place."""


@dataclass(frozen=True)
class Reached:
    """How a relation was reached: certainly, perhaps, or with a mistake."""

    truth: Truth
    reason: str
    leaning: Truth = Truth.RIGHT
    last: int = 0
    """The number of the statement in which it was reached last."""
    mistakes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """What the rubric wanted, as it says it."""


def reached(working: Working, params: DerivationParams) -> Reached | None:
    """The best way in which one of the wanted relations was reached."""
    best: Reached | None = None
    contradicted = False
    for number, alternative in enumerate(params.reach):
        contradicted = contradicted or (number == 1 and contradicts(working, params.reach[0]))
        items = (alternative,) if isinstance(alternative, str) else alternative
        if contradicted and not any(_is_wrong_anyway(working.court, item) for item in items):
            continue
        found = [reach_item(working, params, item, alone=params.alone or len(items) > 1) for item in items]
        if any(each is None for each in found):
            continue
        ways = [each for each in found if each is not None]
        worst = max(ways, key=lambda way: _RANK[way.truth])
        worst = replace(worst, last=max(way.last for way in ways), items=items)
        if best is None or _RANK[worst.truth] < _RANK[best.truth]:
            best = worst
        if best.truth is Truth.RIGHT:
            return best
    return best or (Reached(Truth.WRONG, CONTRADICTED) if contradicted else None)


_RANK = {Truth.RIGHT: 0, Truth.REVIEW: 1, Truth.WRONG: 2}


def reach_item(
    working: Working, params: DerivationParams, item: str, *, alone: bool = True
) -> Reached | None:
    if item.startswith(WORDS):
        pattern = item[len(WORDS) :].strip()
        return (
            Reached(Truth.RIGHT, "said in words")
            if re.search(pattern, working.prose, re.IGNORECASE)
            else None
        )
    if item.startswith(STANDS):
        formula = read_tree(working.court, item.removeprefix(STANDS).strip())
        held = replace(working, judged=tuple(each for each in working.judged if _all_hold(each)))
        return Reached(Truth.RIGHT, "stands there") if _holds_one_of(held, (formula,)) else None
    in_form = item.startswith(FORM)
    item = item.removeprefix(FORM).strip()
    wanted = wanted_of(working.court.build, working.court.seed, item)
    best: Reached | None = None
    for met in _in_form(working, wanted) if in_form else find(working.court, wanted, working.candidates):
        way = _way(working, params, met, item, alone)
        if way is not None and (best is None or _RANK[way.truth] < _RANK[best.truth]):
            best = way
        if best is not None and best.truth is Truth.RIGHT:
            return best
    return best


def _in_form(working: Working, wanted: Relation) -> Iterator[Met]:
    """The candidates that bring one side of what is wanted into the form of the other.

    Such a relation may hold by a definition alone, so that no free world tells it from an empty one.
    """
    free = build(Setting(working.court.build, working.court.seed * 1000, True))
    for candidate in working.candidates:
        stated = candidate.relation
        ends = ((stated.left, stated.right), (stated.right, stated.left))
        if (
            stated.sign == "="
            and stated.left != stated.right
            and any(
                left != wanted.right
                and _is_worth(left, wanted.left, candidate, free)
                and _is_spelled(right, wanted.right, working.court)
                for left, right in ends
            )
        ):
            yield Met(candidate)


def _is_worth(own: Tree, wanted: Tree, candidate: Candidate, world: World) -> bool:
    stated = relation(own, "=", wanted, candidate.relation.definitions)
    return holds_in(stated, world, frozenset()).verdict is Verdict.HOLDS


def _is_spelled(own: Tree, wanted: Tree, court: Court) -> bool:
    """Whether a side has the names of what is wanted, and its value."""
    if _names_in(own, court) != _names_in(wanted, court):
        return False
    return judge_relation(relation(own, "=", wanted), court.worlds).verdict is Verdict.HOLDS


def _names_in(tree: Tree, court: Court) -> set[str]:
    """What a formula is made of, steps and spellings of one name told apart no more than the world does."""
    names: set[str] = set()
    pending = [tree]
    while pending:
        part = pending.pop()
        names.add(court.first.resolve(name_of(part)))
        pending += () if isinstance(part, Indexed) else parts(part)
    return names - {"", "T", "top"}


def _way(working: Working, params: DerivationParams, met: Met, item: str, alone: bool) -> Reached | None:
    """What a match is worth; None where it proves nothing."""
    number = working.judged.index(met.candidate.judged)
    place = met.candidate.judged.statement.place
    if met.role is Role.CLAIM and not params.claim and not met.is_step:
        return None
    by_mending = {mending: mistake for mistake, mending in params.mendings.items()}
    if Mending.IDENTITY in met.candidate.mendings and not met.candidate.crossed:
        named = by_mending.get(Mending.IDENTITY)
        if named is None:
            return None
        return Reached(
            Truth.WRONG, f"reached at {place} with an identity left out", mistakes=(named,), last=number
        )
    if any(is_restated(working, met.candidate, text) for text in params.given):
        return Reached(Truth.REVIEW, f"stands at {place} as the question gives it", Truth.WRONG, number)
    if is_of_another(working, met.candidate, item) and item == params.reach[0]:
        return None
    is_put_forward = params.claim and not met.candidate.doubtful
    if not met.certain and not is_put_forward and not _is_wrong_anyway(working.court, item):
        if _is_refuted(met):
            return Reached(Truth.WRONG, f"reached at {place} through a line that is false", last=number)
        return Reached(
            Truth.REVIEW, f"reached at {place} through a line that is false or unread", last=number
        )
    if met.role is Role.ASSUMED and not params.claim and not met.is_step:
        return Reached(Truth.REVIEW, f"stands at {place} as an assumption", last=number)
    if params.claim and met.candidate.combined:
        return Reached(Truth.REVIEW, f"follows at {place}, but is not said", last=number)
    is_repeated = not params.alone and not met.is_step and not _is_wrong_anyway(working.court, item)
    if is_repeated and contradicts(working, item):
        reason = f"stands at {place}, beside another value for it that is false"
        return Reached(Truth.REVIEW, reason, Truth.WRONG, number)
    if not alone and not met.is_step and not _supported(working, number):
        return Reached(Truth.REVIEW, f"stands at {place} without any working", Truth.WRONG, number)
    if met.goes_wrong and not params.alone:  # what needs other lines is an end, and this is not where it ends
        return Reached(
            Truth.REVIEW, f"reached at {place}, in a line that goes on to what is false", last=number
        )
    return Reached(Truth.RIGHT, f"reached at {place}", last=number)


def is_restated(working: Working, candidate: Candidate, text: str) -> bool:
    """Whether a relation is what the question says, side for side: norms taken of it are working."""
    court, stated = working.court, candidate.relation
    given = wanted_of(court.build, court.seed, text)
    pairs = ((stated.left, given.left), (stated.right, given.right))
    return all(
        _norms(own) == _norms(theirs)
        and judge_relation(relation(own, "=", theirs, stated.definitions), court.worlds).verdict
        is Verdict.HOLDS
        for own, theirs in pairs
    )


def _norms(tree: Tree) -> int:
    return sum(isinstance(part, Bars) for part in every_part(tree))


def _is_refuted(met: Met) -> bool:
    """Whether what lies in between was understood and is false, and no damage to the text can be why."""
    false = all(link.finding.verdict is Verdict.FALSE for link in met.candidate.crossed)
    text = met.candidate.judged.statement.text
    return false and not met.candidate.doubtful and mend(text) == text


def _is_wrong_anyway(court: Court, item: str) -> bool:
    """Whether a wanted relation is itself false, the form alone being asked for."""
    return not item.startswith(NO_RELATION) and _is_false_item(court.build, court.seed, item)


@lru_cache(maxsize=256)
def _is_false_item(build: Callable[[Draw], None], seed: int, item: str) -> bool:
    finding = judge_relation(wanted_of(build, seed, item), court_of(build, seed).worlds)
    return finding.verdict is Verdict.FALSE


def _supported(working: Working, number: int) -> bool:
    """Whether another line of working holds."""
    return any(
        place != number
        and judged.links
        and judged.statement.role in (Role.STATED, Role.DEFINED)
        and _all_hold(judged)
        for place, judged in enumerate(working.judged)
    )


def named_mistakes(working: Working, params: DerivationParams, known: frozenset[str]) -> tuple[str, ...]:
    """The known mistakes whose wrong relations stand in the working."""
    return tuple(
        mistake
        for mistake, relations in params.mistakes.items()
        if mistake in known and _places(working, relations, working.candidates)
    )


def claimed_mistakes(working: Working, params: DerivationParams, known: frozenset[str]) -> tuple[str, ...]:
    """The known mistakes that the working puts forward as what it is going to show."""
    claims = [
        each for each in working.candidates if each.judged.statement.role is Role.CLAIM and not each.holds
    ]
    if not params.claim or not claims:
        return ()
    return tuple(
        mistake
        for mistake, relations in params.mistakes.items()
        if mistake in known and _places(working, relations, claims)
    )


def _places(working: Working, relations: Sequence[str], listed: Sequence[Candidate]) -> frozenset[int]:
    """The numbers of the statements that say one of the wrong relations."""
    return frozenset(
        working.judged.index(met.candidate.judged)
        for text in relations
        for met in find(
            working.court,
            wanted_of(working.court.build, working.court.seed, text),
            listed,
            broadcast=True,
        )
    )


def mistake_after(
    working: Working, params: DerivationParams, known: frozenset[str], best: Reached
) -> tuple[str, frozenset[int]]:
    """A known mistake, false in its world, that stands with or after the right version, and where."""
    asked = [item for item in params.reach if isinstance(item, str)]
    is_first = best.items == (params.reach[0],)
    subjects = {
        _subject(working.court, item) for item in (*asked, *best.items) if not item.startswith(NO_RELATION)
    }
    later = [
        candidate
        for candidate in working.candidates
        if _is_false(candidate.judged) and working.judged.index(candidate.judged) >= best.last
    ]
    for mistake, relations in params.mistakes.items():
        places: frozenset[int] = frozenset()
        # a slip in what follows from it is another matter, where the mistake shows in the thing itself
        own = [
            text for text in relations if is_first and _subject(working.court, text) in subjects
        ] or relations
        for text in own if mistake in known else ():
            # what is said of it in so many words: a slip further on is another check's
            about = [candidate for candidate in later if _is_about(working.court, candidate, text)]
            places |= _places(working, (text,), about)
        if places:
            return mistake, places
    return "", frozenset()


def spoiling_mistakes(working: Working, params: DerivationParams, known: frozenset[str]) -> tuple[str, ...]:
    """The known mistakes that stand in the working, are never set right, and spoil what was reached."""
    return tuple(
        mistake
        for mistake in named_mistakes(working, params, known & params.corrections.keys())
        if not any(_is_said(working, text) for text in params.corrections[mistake])
    )


def _is_said(working: Working, text: str) -> bool:
    """Whether a relation stands in the working, of its own left side: no other thing may be meant."""
    about = [each for each in working.candidates if _is_about(working.court, each, text)]
    return bool(_places(working, (text,), about))


def _subject(court: Court, text: str) -> Tree:
    return wanted_of(court.build, court.seed, text).left


def _is_about(court: Court, candidate: Candidate, text: str) -> bool:
    """Whether a side of what is said is the left side of a wrong relation."""
    subject = _subject(court, text)
    stated = candidate.relation
    return any(
        holds_in(relation(side, "=", subject, stated.definitions), court.first, frozenset()).verdict
        is Verdict.HOLDS
        for side in (stated.left, stated.right)
    )


def _all_hold(judged: Judged) -> bool:
    return all(link.finding.verdict is Verdict.HOLDS for link in judged.links)


def _is_false(judged: Judged) -> bool:
    return any(link.finding.verdict is Verdict.FALSE for link in judged.links)


def noted_mistakes(working: Working, params: DerivationParams, known: frozenset[str]) -> Iterator[str]:
    """Slips of notation, and formulas that should not be there."""
    for mistake, mending in params.mendings.items():
        if mistake in known and any(
            link.mending is mending and not _is_one_of(working, link, params.forgiven)
            for judged in working.judged
            for link in judged.links
        ):
            yield mistake
    for mistake, texts in params.patterns.items():
        relations = [text for text in texts if "=" in text]
        formulas = [read_tree(working.court, text) for text in texts if text not in relations]
        if mistake in known and (
            _holds_one_of(working, formulas) or _places(working, relations, working.candidates)
        ):
            yield mistake


def _is_one_of(working: Working, link: Link, texts: Sequence[str]) -> bool:
    """Whether what a link is mended to says one of some relations, side for side."""
    build, seed = working.court.build, working.court.seed
    return link.mended is not None and any(
        same_statement(link.mended, wanted_of(build, seed, text), build, seed, frozenset()) for text in texts
    )


def _holds_one_of(working: Working, formulas: Sequence[Tree]) -> bool:
    """Whether a formula stands somewhere in a line, letter for letter."""
    return any(
        tree is not None and contains(tree, wanted)
        for judged in working.judged
        if judged.statement.role is not Role.CLAIM
        for tree in judged.trees
        for wanted in formulas
        if not _follows(judged, wanted)
    )


def _follows(judged: Judged, wanted: Tree) -> bool:
    """Whether a formula is only what something else was found to be: ``d = W 0 = 0`` for a true zero d."""
    return (
        wanted in judged.trees
        and all(link.finding.verdict is Verdict.HOLDS for link in judged.links)
        and any(not is_zero(tree) and not contains(tree, wanted) for tree in judged.trees if tree is not None)
    )
