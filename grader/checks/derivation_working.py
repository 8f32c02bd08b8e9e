"""Working as read and judged for all checks of its part, and how it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal, cast

from pydantic import Field as ParameterField

from grader.checks.request import Params, Request
from grader.maths.answers.conclusions import is_denied
from grader.maths.derivations.called_claims import with_called_claims
from grader.maths.derivations.court import Court, open_court, read_relation
from grader.maths.derivations.fragments import Fragment, prose, read_fragments
from grader.maths.derivations.judge import Judged, Mending, judge_statements
from grader.maths.derivations.milestones import Candidate, candidates
from grader.maths.derivations.relations import Relation, Verdict
from grader.maths.derivations.roles import Role
from grader.maths.derivations.running_text import is_mathematical
from grader.maths.derivations.statements import Side, read_statements
from grader.maths.worlds import Draw
from grader.model.judgement import Mark, Reading
from grader.model.submission import Answer, Place, SpanKind

_MAX_CANDIDATES = 160
_COMPOSED = 2
"""A formula of as many tokens may stand for a value."""
_FEW_WORDS = 12
_SHORT = 60
WORDS = "words:"
"""What begins an entry of `reach` that the prose meets."""


class DerivationParams(Params):
    """What a derivation must reach, and how known mistakes are recognised in it."""

    world: str
    """A name of the reference's worlds."""
    reach: tuple[str | tuple[str, ...], ...]
    """Relations any of which will do; of a list, all. An entry ``words: REGEX`` is met by the prose."""
    standalone: str = ""
    """A formula that stands alone is read as what this is: ``g`` for ``g = ...``."""
    added_to: str = ""
    """What a formula that the words say is added is added to: *add x* is then `standalone` = this + x."""
    field: str = ""
    """The field of answers.yaml that answers this check, its value read as `symbol` = value."""
    symbol: str = ""
    claim: bool = False
    """Whether it counts where it is only put forward as what is to be shown."""
    alone: bool = True
    """Whether it counts without any other true line."""
    given: tuple[str, ...] = ()
    """What the question itself says: saying it again, letter for letter, reaches nothing."""
    perhaps: tuple[str, ...] = ()
    """Relations that may be meant as what is wanted: a person decides."""
    nearly: tuple[tuple[str, ...], ...] = ()
    """Lists of relations and ``words:`` that leave its last step to words: a person decides."""
    implied_by: tuple[str, ...] = ()
    """Checks whose success together makes this one likely, though it was not written out."""
    words: tuple[str, ...] = ()
    """Patterns of prose that may be the proof in words: then a person decides."""
    told: tuple[str, ...] = ()
    """Patterns of prose that say it in full, without formulas: a person decides, provisionally right."""
    lean: Literal["right", "wrong"] = "wrong"
    """What a person's decision is assumed to be, where words speak for it."""
    mistakes: Mapping[str, tuple[str, ...]] = ParameterField(default_factory=dict)
    """Known mistakes as the wrong relations that show them."""
    instead: tuple[str, ...] = ()
    """Relations in the place of what is wanted: where one stands and that does not, it is not reached."""
    elsewhere: tuple[str, ...] = ()
    """Left sides of other lines of an algorithm: an answer that writes only those changed another line."""
    spoken: str = ""
    """A pattern of the words in which it may be told at all; words without any of them are only talk."""
    corrections: Mapping[str, tuple[str, ...]] = ParameterField(default_factory=dict)
    """Known mistakes that spoil what is reached after them, with the relations that set each right."""
    mendings: Mapping[str, Mending] = ParameterField(default_factory=dict)
    """Known mistakes as slips of notation."""
    forgiven: tuple[str, ...] = ()
    """Relations whose slip of notation is none: an equality with what is a bound by definition."""
    patterns: Mapping[str, tuple[str, ...]] = ParameterField(default_factory=dict)
    """Known mistakes as formulas that stand somewhere in a line."""
    absent: str = ""
    """The known mistake of not having it at all."""

    def worlds(self) -> tuple[str, ...]:
        """The world that its relations are judged in."""
        return (self.world,)


@dataclass(frozen=True)
class Working:
    """One answer as read and judged, for all checks of its part."""

    court: Court
    judged: tuple[Judged, ...]
    candidates: tuple[Candidate, ...]
    prose: str
    readings: tuple[Reading, ...]
    written: tuple[str, ...] = ()
    """All that was delimited as mathematics, read or not."""


def field_of(answer: Answer, params: DerivationParams) -> tuple[Fragment, ...]:
    """The answer's field for a check, as a relation; empty where there is none."""
    entry = answer.fields.get(params.field) if params.field else None
    if entry is None or not isinstance(entry.value, str) or not entry.value.strip():
        return ()
    text = entry.value.strip().strip("$")
    stated = text if re.search(r"=|\\leftarrow|←", text) else f"{params.symbol} = {text}"
    return (Fragment(stated, entry.place),)


def bare_result(request: Request[DerivationParams]) -> tuple[Fragment, ...] | None:
    """An answer that is nothing but the value of what is asked for, as a relation; None for any other."""
    asked = [params for params in request.checks.values() if params.symbol]
    if len(asked) != 1 or len(request.checks) < 2 or len(prose(request.answer).split()) > _FEW_WORDS:
        return None
    court = court_of(cast(Callable[[Draw], None], request.reference.worlds[asked[0].world]), 0)
    statements = read_statements(read_fragments(request.answer, court.names, court.nouns), court.vocabulary)
    if len(statements) > 1:
        return None
    name = read_statements([Fragment(asked[0].symbol, Place("rubric"))], court.vocabulary)[0].sides[0]
    if statements and statements[0].signs:
        own = statements[0]
        is_value = own.signs == ("=",) and own.sides[0].text == name.text
        return (Fragment(own.text, own.place),) if is_value else None
    alone = " ".join(
        block.text or " ".join(span.text for span in block.spans) for block in request.answer.blocks
    )
    lone = statements[0].text if statements else _offered(alone)
    place = request.answer.blocks[0].place if request.answer.blocks else Place("answer")
    if not lone or len(lone) > _SHORT or lone.isalpha():
        return None
    return (Fragment(f"{asked[0].symbol} = {lone}", place),)


def _offered(text: str) -> str:
    """The bare formula that a text ends in, behind words that offer it; empty where there is none."""
    words = text.split()
    first = len(words)
    while first and is_mathematical(words[first - 1]) and not words[first - 1].endswith(":"):
        first -= 1
    if is_denied(" ".join(words[:first]), ""):
        return ""
    return " ".join(words[first:]).rstrip(".")


@lru_cache(maxsize=32)
def court_of(build: Callable[[Draw], None], seed: int) -> Court:
    """The court of a world function, opened once."""
    return open_court(build, seed)


@lru_cache(maxsize=512)
def wanted_of(build: Callable[[Draw], None], seed: int, text: str) -> Relation:
    """A rubric's relation, read once."""
    return read_relation(court_of(build, seed), text)


def read_working(
    request: Request[DerivationParams], params: DerivationParams, fields: tuple[Fragment, ...]
) -> Working:
    """An answer's working, or its field, read and judged in the check's world."""
    build = cast(Callable[[Draw], None], request.reference.worlds[params.world])
    # worlds do not depend on the request's seed: a verdict must not change with it
    court = court_of(build, 0)
    fragments = fields or read_fragments(request.answer, court.names, court.nouns)
    statements = with_called_claims(read_statements(fragments, court.vocabulary))
    judged = judge_statements(court, statements)
    allowed = frozenset(mending for each in request.checks.values() for mending in each.mendings.values())
    listed = tuple(islice(candidates(judged, allowed), _MAX_CANDIDATES))
    written = tuple(
        span.text for block in request.answer.blocks for span in block.spans if span.kind is SpanKind.MATH
    )
    return Working(court, judged, listed, prose(request.answer), tuple(_readings(judged)), written)


def with_standing(working: Working, params: DerivationParams) -> Working:
    """The working with its formulas that stand alone as what the check says that they are the value of."""
    if not params.standalone:
        return working
    court = working.court
    judged = tuple(_standing(each, params, court) for each in working.judged)
    listed = (
        *working.candidates,
        *candidates([each for each in judged if each not in working.judged], frozenset()),
    )
    return replace(working, judged=judged, candidates=listed, readings=tuple(_readings(judged)))


def _standing(judged: Judged, params: DerivationParams, court: Court) -> Judged:
    statement = judged.statement
    if statement.is_chain or len(statement.sides) != 1 or len(statement.sides[0].tokens) < _COMPOSED:
        return judged
    place = statement.place
    lead = read_statements([Fragment(params.standalone, place)], court.vocabulary)[0].sides[0]
    value = statement.sides[0]
    if statement.added and params.added_to:
        value = _sum(params.added_to, value, court)
    sides = (Side(lead.tokens, place), value)
    supposed = replace(statement, sides=sides, signs=("=",), role=Role.SUPPOSED)
    return judge_statements(court, [supposed], judged.definitions)[0]


def _sum(base: str, term: Side, court: Court) -> Side:
    """A base and a term added to it, as one side."""
    signed = term.tokens[0].is_operator("+") or term.tokens[0].is_operator("-")
    plus = base if signed else f"{base} + 0"
    lead = read_statements([Fragment(plus, term.place)], court.vocabulary)[0].sides[0].tokens
    return Side((*(lead if signed else lead[:-1]), *term.tokens), term.place)


def _readings(judged: Sequence[Judged]) -> Iterator[Reading]:
    for each in judged:
        understood = "".join(
            f" {sign} {side.text}" if sign else side.text
            for side, sign in zip(each.statement.sides, ("", *each.statement.signs), strict=True)
        )
        # How we read it is plain text, not LaTeX: for staff, beside what was found.
        note = "; ".join(text for text in (f"read as {understood}", _note(each)) if text)
        yield Reading(f"${each.statement.text}$", each.statement.place, _mark(each), note=note)


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


def _first_false(working: Working) -> tuple[Judged, str] | None:
    for judged in working.judged:
        if judged.statement.role is Role.SUPPOSED:
            continue
        for link in judged.links:
            if link.finding.verdict in (Verdict.FALSE, Verdict.ILL_TYPED):
                return judged, link.finding.reason
    return None


def witness_of(working: Working) -> str:
    """Where the first false line stands and what shows it, for staff."""
    false = _first_false(working)
    return "" if false is None else f"{false[0].statement.place}: {false[1]}"[:300]


def advice_of(working: Working) -> str:
    """What to compare in the first false line, for the student."""
    false = _first_false(working)
    if false is None:
        return ""
    sides = false[0].statement.sides
    shown = f"{sides[0].text} ... {sides[-1].text}" if len(sides) > 2 else " and ".join(s.text for s in sides)
    return f"The first line that does not hold is at {false[0].statement.place}: compare {shown}."
