"""Judge working line by line in random worlds, and look in it for the relations that a rubric wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal, cast

from pydantic import Field as ParameterField

from grader.checks.request import CheckKind, Params, Request
from grader.maths.derivations.fragments import Fragment, prose, read_fragments
from grader.maths.derivations.judge import (
    Court,
    Judged,
    Mending,
    judge_statements,
    open_court,
    read_relation,
    read_tree,
)
from grader.maths.derivations.milestones import Candidate, Met, candidates, find
from grader.maths.derivations.relations import Relation, Verdict, judge_relation
from grader.maths.derivations.roles import Role
from grader.maths.derivations.statements import Side, Statement, read_statements
from grader.maths.derivations.tree import contains
from grader.maths.worlds import Draw
from grader.model.judgement import Judgement, Mark, Reading, Truth
from grader.model.submission import Answer, BlockKind, Place

_WORDS = "words:"
_ENOUGH_PROSE = 12
"""Words without mathematics that may be a proof told in words."""
_MAX_CANDIDATES = 160
_NOWHERE = Place("rubric")


class DerivationParams(Params):
    """What a derivation must reach, and how known mistakes are recognised in it."""

    world: str
    """A name of the reference's worlds."""
    reach: tuple[str | tuple[str, ...], ...]
    """Relations any of which will do; of a list, all. An entry ``words: REGEX`` is met by the prose."""
    standalone: str = ""
    """A formula that stands alone is read as what this is: ``g`` for ``g = ...``."""
    field: str = ""
    """The field of answers.yaml that answers this check, its value read as `symbol` = value."""
    symbol: str = ""
    claim: bool = False
    """Whether it counts where it is only put forward as what is to be shown."""
    alone: bool = True
    """Whether it counts without any other true line."""
    perhaps: tuple[str, ...] = ()
    """Relations that may be meant as what is wanted: a person decides."""
    implied_by: tuple[str, ...] = ()
    """Checks whose success together makes this one likely, though it was not written out."""
    words: tuple[str, ...] = ()
    """Patterns of prose that may be the proof in words: then a person decides."""
    lean: Literal["right", "wrong"] = "wrong"
    """What a person's decision is assumed to be, where words speak for it."""
    mistakes: Mapping[str, tuple[str, ...]] = ParameterField(default_factory=dict)
    """Known mistakes as the wrong relations that show them."""
    mendings: Mapping[str, Mending] = ParameterField(default_factory=dict)
    """Known mistakes as slips of notation."""
    patterns: Mapping[str, tuple[str, ...]] = ParameterField(default_factory=dict)
    """Known mistakes as formulas that stand somewhere in a line."""
    absent: str = ""
    """The known mistake of not having it at all."""


@dataclass(frozen=True)
class _Working:
    """One answer as read and judged, for all checks of its part."""

    court: Court
    judged: tuple[Judged, ...]
    candidates: tuple[Candidate, ...]
    prose: str
    readings: tuple[Reading, ...]


def check_derivation(request: Request[DerivationParams]) -> Mapping[str, Judgement]:
    """One judgement for each check; every line is shown with its mark."""
    if request.answer.is_empty:
        return dict.fromkeys(request.checks, Judgement(Truth.ABSENT))
    found: dict[str, Judgement] = {}
    workings: dict[str, _Working] = {}
    for check_id, params in request.checks.items():
        fields = _field(request.answer, params)
        if not request.answer.blocks and not fields:
            found[check_id] = Judgement(Truth.ABSENT)
            continue
        if fields:
            working = _read(request, params, fields)
            found[check_id] = _judge(working, params, request)
            continue
        key = f"{params.world} {params.standalone}"
        if key not in workings:
            workings[key] = _read(request, params, ())
        found[check_id] = _judge(workings[key], params, request)
    for check_id, params in request.checks.items():
        found[check_id] = _implied(found[check_id], params, found)
    return found


def _field(answer: Answer, params: DerivationParams) -> tuple[Fragment, ...]:
    entry = answer.fields.get(params.field) if params.field else None
    if entry is None or not isinstance(entry.value, str) or not entry.value.strip():
        return ()
    text = entry.value.strip().strip("$")
    stated = text if re.search(r"=|\\leftarrow|←", text) else f"{params.symbol} = {text}"
    return (Fragment(stated, entry.place),)


@lru_cache(maxsize=32)
def _court(build: Callable[[Draw], None], seed: int) -> Court:
    return open_court(build, seed)


@lru_cache(maxsize=512)
def _wanted(build: Callable[[Draw], None], seed: int, text: str) -> Relation:
    return read_relation(_court(build, seed), text)


def _read(
    request: Request[DerivationParams], params: DerivationParams, fields: tuple[Fragment, ...]
) -> _Working:
    build = cast(Callable[[Draw], None], request.reference.worlds[params.world])
    # worlds do not depend on the request's seed: a verdict must not change with it
    court = _court(build, 0)
    fragments = fields or read_fragments(request.answer)
    statements = read_statements(fragments, court.vocabulary)
    if params.standalone:
        statements = tuple(_standing(statements, params.standalone, court))
    judged = judge_statements(court, statements)
    allowed = frozenset(mending for each in request.checks.values() for mending in each.mendings.values())
    listed = tuple(islice(candidates(judged, allowed), _MAX_CANDIDATES))
    return _Working(court, judged, listed, prose(request.answer), tuple(_readings(judged)))


def _standing(statements: Sequence[Statement], name: str, court: Court) -> Iterator[Statement]:
    """Formulas that stand alone, as what they are the value of."""
    for statement in statements:
        if statement.is_chain or len(statement.sides) != 1:
            yield statement
            continue
        place = statement.place
        lead = read_statements([Fragment(name, place)], court.vocabulary)[0].sides[0]
        sides = (Side(lead.tokens, place), *statement.sides)
        yield replace(statement, sides=sides, signs=("=",), role=Role.SUPPOSED)


# --- one check


def _judge(working: _Working, params: DerivationParams, request: Request[DerivationParams]) -> Judgement:
    notes = tuple(dict.fromkeys(_notes(working, params, request.mistakes)))
    best = _reached(working, params)
    base = Judgement(
        Truth.WRONG, readings=working.readings, witness=_witness(working), advice=_advice(working)
    )
    if best is not None and best.truth is Truth.RIGHT:
        own = [
            mistake
            for mistake, relations in params.mistakes.items()
            if mistake in request.mistakes and set(relations) & set(best.items)
        ]
        notes = (*notes, *own)
        later, where = _mistake_after(working, params, request.mistakes - set(own), best.last)
        if later and where == best.last:
            reason = "a known mistake stands in the line that reaches it"
            return replace(base, mistakes=(later, *notes), reason=reason, advice="")
        if later:
            reason = "reached, and a wrong version of it stands after it"
            return replace(base, truth=Truth.REVIEW, mistakes=(later, *notes), reason=reason)
        return replace(base, truth=Truth.RIGHT, mistakes=notes, reason=best.reason, advice="")
    named = _named(working, params, request.mistakes)
    if not named and any(_item(working, params, item) is not None for item in params.perhaps):
        reason = "perhaps meant as what was wanted, with another letter"
        return replace(base, truth=Truth.REVIEW, leaning=Truth.RIGHT, mistakes=notes, reason=reason)
    if best is not None and best.truth is Truth.WRONG:
        return replace(
            base, mistakes=tuple(dict.fromkeys((*best.mistakes, *named, *notes))), reason=best.reason
        )
    if named:
        return replace(
            base, mistakes=(*named, *notes), reason="a known mistake stands in its place", advice=""
        )
    if best is not None:
        return replace(base, truth=Truth.REVIEW, leaning=best.leaning, mistakes=notes, reason=best.reason)
    return _not_reached(working, params, request, base, notes)


@dataclass(frozen=True)
class _Reached:
    truth: Truth
    reason: str
    leaning: Truth = Truth.RIGHT
    last: int = 0
    """The number of the statement in which it was reached last."""
    mistakes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """What the rubric wanted, as it says it."""


def _reached(working: _Working, params: DerivationParams) -> _Reached | None:
    """The best way in which one of the wanted relations was reached."""
    best: _Reached | None = None
    for number, alternative in enumerate(params.reach):
        if number == 1 and _contradicted(working, params.reach[0]):
            reason = "another value is given for what was to be found"
            return best or _Reached(Truth.WRONG, reason)
        items = (alternative,) if isinstance(alternative, str) else alternative
        found = [_item(working, params, item, alone=params.alone or len(items) > 1) for item in items]
        if any(each is None for each in found):
            continue
        ways = [each for each in found if each is not None]
        worst = max(ways, key=lambda way: _RANK[way.truth])
        worst = replace(worst, last=max(way.last for way in ways), items=items)
        if best is None or _RANK[worst.truth] < _RANK[best.truth]:
            best = worst
        if best.truth is Truth.RIGHT:
            return best
    return best


def _contradicted(working: _Working, primary: str | tuple[str, ...]) -> bool:
    """Whether a false equation gives another value to the left side of what is wanted first."""
    if not isinstance(primary, str) or primary.startswith(_WORDS):
        return False
    wanted = _wanted(working.court.build, working.court.seed, primary)
    return wanted.sign == "=" and any(
        link.finding.verdict is Verdict.FALSE
        and link.mending is None
        and judged.statement.signs[link.number] == "="
        and wanted.left in (judged.trees[link.number], judged.trees[link.number + 1])
        for judged in working.judged
        for link in judged.links
    )


_RANK = {Truth.RIGHT: 0, Truth.REVIEW: 1, Truth.WRONG: 2}


def _item(working: _Working, params: DerivationParams, item: str, *, alone: bool = True) -> _Reached | None:
    if item.startswith(_WORDS):
        pattern = item[len(_WORDS) :].strip()
        return (
            _Reached(Truth.RIGHT, "said in words")
            if re.search(pattern, working.prose, re.IGNORECASE)
            else None
        )
    wanted = _wanted(working.court.build, working.court.seed, item)
    best: _Reached | None = None
    for met in find(working.court, wanted, working.candidates):
        way = _way(working, params, met, item, alone)
        if way is not None and (best is None or _RANK[way.truth] < _RANK[best.truth]):
            best = way
        if best is not None and best.truth is Truth.RIGHT:
            return best
    return best


def _way(working: _Working, params: DerivationParams, met: Met, item: str, alone: bool) -> _Reached | None:
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
        return _Reached(
            Truth.WRONG, f"reached at {place} with an identity left out", mistakes=(named,), last=number
        )
    if not met.certain and not _is_wrong_anyway(working.court.build, working.court.seed, item):
        return _Reached(
            Truth.REVIEW, f"reached at {place} through a line that is false or unread", last=number
        )
    if met.role is Role.ASSUMED and not params.claim and not met.is_step:
        return _Reached(Truth.REVIEW, f"stands at {place} as an assumption", last=number)
    if not alone and not met.is_step and not _supported(working, number):
        return _Reached(Truth.REVIEW, f"stands at {place} without any working", Truth.WRONG, number)
    return _Reached(Truth.RIGHT, f"reached at {place}", last=number)


@lru_cache(maxsize=256)
def _is_wrong_anyway(build: Callable[[Draw], None], seed: int, item: str) -> bool:
    """Whether a wanted relation is itself false, the form alone being asked for."""
    finding = judge_relation(_wanted(build, seed, item), _court(build, seed).worlds)
    return finding.verdict is Verdict.FALSE


def _supported(working: _Working, number: int) -> bool:
    """Whether another line of working holds."""
    return any(
        place != number
        and judged.links
        and judged.statement.role in (Role.STATED, Role.DEFINED)
        and all(link.finding.verdict is Verdict.HOLDS for link in judged.links)
        for place, judged in enumerate(working.judged)
    )


# --- known mistakes


def _named(working: _Working, params: DerivationParams, known: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        mistake
        for mistake, relations in params.mistakes.items()
        if mistake in known and _last_match(working, relations, working.candidates) is not None
    )


def _last_match(working: _Working, relations: Sequence[str], listed: Sequence[Candidate]) -> int | None:
    """The number of the last statement that says one of the wrong relations."""
    last: int | None = None
    for text in relations:
        wanted = _wanted(working.court.build, working.court.seed, text)
        for met in find(working.court, wanted, listed, broadcast=True):
            number = working.judged.index(met.candidate.judged)
            last = number if last is None else max(last, number)
    return last


def _mistake_after(
    working: _Working, params: DerivationParams, known: frozenset[str], last: int
) -> tuple[str, int]:
    """A known mistake, false in its world, that stands with or after the right version, and where."""
    later = [
        candidate
        for candidate in working.candidates
        if _is_false(candidate.judged) and working.judged.index(candidate.judged) >= last
    ]
    for mistake, relations in params.mistakes.items():
        place = _last_match(working, relations, later) if later and mistake in known else None
        if place is not None:
            return mistake, place
    return "", -1


def _is_false(judged: Judged) -> bool:
    return any(link.finding.verdict is Verdict.FALSE for link in judged.links)


def _notes(working: _Working, params: DerivationParams, known: frozenset[str]) -> Iterator[str]:
    """Slips of notation, and formulas that should not be there."""
    for mistake, mending in params.mendings.items():
        if mistake in known and any(
            link.mending is mending for judged in working.judged for link in judged.links
        ):
            yield mistake
    for mistake, texts in params.patterns.items():
        trees = [read_tree(working.court, text) for text in texts]
        if mistake in known and any(
            tree is not None and contains(tree, wanted)
            for judged in working.judged
            if judged.statement.role is not Role.CLAIM
            for tree in judged.trees
            for wanted in trees
        ):
            yield mistake


# --- where it was not reached


def _not_reached(
    working: _Working,
    params: DerivationParams,
    request: Request[DerivationParams],
    base: Judgement,
    notes: tuple[str, ...],
) -> Judgement:
    leaning = Truth.RIGHT if params.lean == "right" else Truth.WRONG
    spoken = [pattern for pattern in params.words if re.search(pattern, working.prose, re.IGNORECASE)]
    if spoken:
        return replace(
            base, truth=Truth.REVIEW, leaning=leaning, mistakes=notes, reason="perhaps said in words only"
        )
    unread = [each for each in working.judged if not each.understood and _may_carry(each, working, params)]
    if unread:
        understood = any(each.links and each.understood for each in working.judged)
        reasons = "; ".join(problem for each in unread for problem in _problems(each))
        return replace(
            base,
            truth=Truth.REVIEW if understood else Truth.UNREADABLE,
            leaning=leaning,
            mistakes=notes,
            reason=f"not found, but not all was understood: {reasons}"[:400],
        )
    if _has_drawing_or_code(request.answer):
        return replace(
            base, truth=Truth.REVIEW, mistakes=notes, reason="not found, but a listing may hold it"
        )
    if not any(each.links for each in working.judged) and len(working.prose.split()) >= _ENOUGH_PROSE:
        return replace(base, truth=Truth.REVIEW, mistakes=notes, reason="words without formulas")
    absent = (params.absent,) if params.absent in request.mistakes else ()
    return replace(base, mistakes=(*absent, *notes), reason="not found; all that was written was understood")


def _has_drawing_or_code(answer: Answer) -> bool:
    return any(block.kind is BlockKind.CODE for block in answer.blocks)


def _problems(judged: Judged) -> Iterator[str]:
    for link in judged.links:
        if link.finding.verdict is Verdict.UNDECIDED:
            yield link.finding.reason


def _may_carry(judged: Judged, working: _Working, params: DerivationParams) -> bool:
    """Whether a line that was not understood speaks of what is wanted at all."""
    names = {token.text for side in judged.statement.sides for token in side.tokens if token.text.isalpha()}
    for alternative in params.reach:
        for item in (alternative,) if isinstance(alternative, str) else alternative:
            if item.startswith(_WORDS):
                continue
            wanted = _names_of(working.court, item)
            if len(wanted & names) * 2 >= len(wanted):
                return True
    return False


def _names_of(court: Court, text: str) -> frozenset[str]:
    statements = read_statements([Fragment(text, _NOWHERE)], court.vocabulary)
    return frozenset(
        token.text
        for statement in statements
        for side in statement.sides
        for token in side.tokens
        if token.text.isalpha() and token.text not in ("partial", "frac", "nabla", "d")
    )


def _implied(judgement: Judgement, params: DerivationParams, found: Mapping[str, Judgement]) -> Judgement:
    """Not written out, but used by what was reached: a person confirms."""
    if (
        judgement.truth not in (Truth.REVIEW, Truth.WRONG, Truth.UNREADABLE)
        or judgement.leaning is Truth.RIGHT
    ):
        return judgement
    if judgement.truth is Truth.WRONG and judgement.mistakes:
        return judgement
    if not params.implied_by or any(
        each not in found or found[each].truth is not Truth.RIGHT for each in params.implied_by
    ):
        return judgement
    reason = f"not written out, but implied by {' and '.join(params.implied_by)}"
    return replace(judgement, truth=Truth.REVIEW, leaning=Truth.RIGHT, reason=reason)


# --- what was read


def _readings(judged: Sequence[Judged]) -> Iterator[Reading]:
    for each in judged:
        understood = "".join(
            f" {sign} {side.text}" if sign else side.text
            for side, sign in zip(each.statement.sides, ("", *each.statement.signs), strict=True)
        )
        yield Reading(f"${each.statement.text}$", each.statement.place, _mark(each), understood, _note(each))


_MARKS = (
    (Verdict.FALSE, Mark.FALSE),
    (Verdict.ILL_TYPED, Mark.ILL_TYPED),
    (Verdict.UNDECIDED, Mark.UNDECIDED),
    (Verdict.HOLDS, Mark.HOLDS),
)


def _mark(judged: Judged) -> Mark:
    if judged.statement.role is Role.SUPPOSED:
        return Mark.READ
    verdicts = {link.finding.verdict for link in judged.links}
    return next((mark for verdict, mark in _MARKS if verdict in verdicts), Mark.READ)


def _note(judged: Judged) -> str:
    notes = [
        f"link {link.number + 1}: {link.finding.reason}"
        for link in judged.links
        if link.finding.reason and link.finding.verdict is not Verdict.HOLDS
    ]
    return "; ".join(notes)[:500]


def _first_false(working: _Working) -> tuple[Judged, str] | None:
    for judged in working.judged:
        if judged.statement.role is Role.SUPPOSED:
            continue
        for link in judged.links:
            if link.finding.verdict in (Verdict.FALSE, Verdict.ILL_TYPED):
                return judged, link.finding.reason
    return None


def _witness(working: _Working) -> str:
    false = _first_false(working)
    return "" if false is None else f"{false[0].statement.place}: {false[1]}"[:300]


def _advice(working: _Working) -> str:
    false = _first_false(working)
    if false is None:
        return ""
    sides = false[0].statement.sides
    shown = f"{sides[0].text} ... {sides[-1].text}" if len(sides) > 2 else " and ".join(s.text for s in sides)
    return f"The first line that does not hold is at {false[0].statement.place}: compare {shown}."


DERIVATION = CheckKind("derivation", DerivationParams, check_derivation)
