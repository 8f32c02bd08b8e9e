"""Whether an answer speaks of what a check wants: if it was not found, it may only be written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.checks.derivation_contradictions import NO_RELATION
from grader.checks.derivation_working import DerivationParams, Working, wanted_of
from grader.maths.derivations.court import Court
from grader.maths.derivations.fragments import Fragment
from grader.maths.derivations.names import name_of
from grader.maths.derivations.roles import Role
from grader.maths.derivations.statements import read_statements
from grader.maths.derivations.tree import Dots, Folded, Indexed, Numeral, Rate, Terms, Tree, every_part
from grader.model.submission import Place

_LETTER = re.compile(r"\b(?:[A-Za-zα-ω]|alpha|beta|gamma|delta|eta|theta|lambda|sigma|mu)\b")
"""Names that stand between words."""
_NOWHERE = Place("rubric")
_FIRST = Numeral(0.0)
_COMPOSED = 2
"""A formula of more tokens is no mere name."""
_MANY = "many"
"""The subject of a product or sum of all steps."""


def wanted_names(court: Court, params: DerivationParams) -> list[frozenset[str]]:
    """The names in each formula that is wanted."""
    return [names_of(court, item) for way in _ways(params) for item in way]


def names_of(court: Court, text: str) -> frozenset[str]:
    """The names in a formula."""
    statements = read_statements([Fragment(text, _NOWHERE)], court.vocabulary)
    return frozenset(
        token.text
        for statement in statements
        for side in statement.sides
        for token in side.tokens
        if token.text.isalpha() and token.text not in ("partial", "frac", "nabla", "d", "prod", "sum")
    )


def speaks_of(working: Working, params: DerivationParams) -> bool:
    """Whether an answer has all the names and derivatives in a way to reach what is wanted."""
    court = working.court
    own = _names(working)
    subjects = frozenset(_subjects(court, _trees(working)))
    return any(
        frozenset[str]().union(*(names_of(court, item) for item in way)) <= own
        and frozenset[object]().union(*(_wanted_subjects(court, item) for item in way)) <= subjects
        for way in _ways(params)
        if way
    )


def is_elsewhere(working: Working, params: DerivationParams) -> bool:
    """Whether all that is written are other lines, and none of them has what is wanted in a bracket."""
    court = working.court
    others = {
        read_statements([Fragment(name, _NOWHERE)], court.vocabulary)[0].sides[0].text
        for name in params.elsewhere
    }
    written = [each.statement for each in working.judged]
    lines = [each for each in written if each.signs]
    if not lines or any(not each.signs and len(each.sides[0].tokens) > _COMPOSED for each in written):
        return False
    changed = re.compile(rf"\(\s*{re.escape(params.standalone)}\s*[+-]") if params.standalone else None
    return all(
        each.sides[0].text in others and not (changed and changed.search(each.sides[-1].text))
        for each in lines
    )


def _ways(params: DerivationParams) -> list[list[str]]:
    """The formulas of each way to reach what is wanted."""
    ways = ((each,) if isinstance(each, str) else each for each in params.reach)
    return [[item for item in way if not item.startswith(NO_RELATION)] for way in ways]


def _names(working: Working) -> frozenset[str]:
    """The names in an answer's formulas, but for what it is going to show, and between its words."""
    names = {
        token.text
        for judged in working.judged
        if judged.statement.role is not Role.CLAIM
        # the first side of a supposition is our own
        for side in judged.statement.sides[judged.statement.role is Role.SUPPOSED :]
        for token in side.tokens
        if token.text.isalpha()
    }
    claims = [judged.statement.text for judged in working.judged if judged.statement.role is Role.CLAIM]
    for text in working.written:
        if not any(text in claim for claim in claims):
            names |= names_of(working.court, text)
    return frozenset(names) | names_of(working.court, " , ".join(_LETTER.findall(working.prose)))


def _trees(working: Working) -> Iterator[Tree]:
    for judged in working.judged:
        if judged.statement.role is not Role.CLAIM:
            yield from (tree for tree in judged.trees[judged.statement.role is Role.SUPPOSED :] if tree)
            yield from (meant.body for meant in judged.definitions.values())


def _wanted_subjects(court: Court, item: str) -> frozenset[object]:
    wanted = wanted_of(court.build, court.seed, item)
    return frozenset(_subjects(court, (wanted.left, wanted.right)))


def _subjects(court: Court, trees: Iterable[Tree]) -> Iterator[object]:
    """What formulas are about: derivatives, over many steps or one, and products of many."""
    for part in (part for tree in trees for part in every_part(tree)):
        if isinstance(part, Rate):
            ends = (part.operand, part.by or part.operand)
            yield (*(court.first.resolve(_base(end)) for end in ends), _reach(part))
        elif isinstance(part, Dots | Folded):
            yield _MANY


def _base(tree: Tree) -> str:
    return name_of(tree.base if isinstance(tree, Indexed) else tree)


def _reach(rate: Rate) -> str:
    """How far a derivative goes: over one step, to the first, or to the first from a step beside one."""
    if not isinstance(rate.by, Indexed) or not isinstance(rate.operand, Indexed):
        return ""
    start, end = rate.by.indices, rate.operand.indices
    if start != (_FIRST,) or end == (Numeral(1.0),):
        return "one step"
    return "beside" if isinstance(end[0], Terms) else "all steps"
