"""Find in judged statements the relations that a rubric wants, in whatever arrangement they were reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import cast

from grader.maths.derivations.court import Court
from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.judge import Judged, Link, Mending
from grader.maths.derivations.relations import (
    Relation,
    Verdict,
    judge_relation,
    kronecker_letters,
    relation,
    scene_of,
    step_letters,
)
from grader.maths.derivations.roles import Role
from grader.maths.derivations.sameness import kind_of, same_statement
from grader.maths.derivations.scene import MEND_IDENTITY
from grader.maths.derivations.tree import (
    Bars,
    Dots,
    Folded,
    Indexed,
    Limit,
    Numeral,
    Symbol,
    Terms,
    Tree,
    every_part,
    parts,
)
from grader.maths.values import IllTyped, NotUnderstood

_MAX_SIDES = 14
_MAX_LETTERS = 3
"""How many letters of a relation may be those of an entry."""
_CLOSED = {
    ("=", "="): "=",
    ("<=", "<="): "<=",
    (">=", ">="): ">=",
    ("=", "<="): "<=",
    ("<=", "="): "<=",
    ("=", ">="): ">=",
    (">=", "="): ">=",
    ("=", "->"): "->",
    ("<=", "->"): "->",
}


_WEAK = {"<": "<=", ">": ">=", "~": "="}


@dataclass(frozen=True)
class Candidate:
    """A relation that the student stated, or that follows from a chain of theirs."""

    relation: Relation
    judged: Judged
    crossed: tuple[Link, ...] = ()
    """The false or ill-typed links that stand between its sides."""
    mendings: frozenset[Mending] = frozenset()
    """What had to be mended to read it so."""
    doubtful: bool = False
    """Whether a link between its sides was not understood."""
    end: int = 0
    """The number of its last side in the chain."""
    holds: bool | None = None
    """Whether it is true in the part's worlds, where that is known."""
    combined: bool = False
    """Whether it follows from two statements, and stands in none."""


def candidates(judged: Sequence[Judged], allowed: frozenset[Mending]) -> Iterator[Candidate]:
    """All relations between two sides of one chain, adjacent ones first, mended in the `allowed` ways."""
    for each in judged:
        sides = min(len(each.trees), _MAX_SIDES)
        for gap in range(1, sides):
            for start in range(sides - gap):
                yield from _between(each, start, start + gap, allowed)
    yield from _by_common_side(judged)
    yield from _by_shared_end(judged)


def _by_shared_end(judged: Sequence[Judged]) -> Iterator[Candidate]:
    """What a chain says with one that goes on from its last side: ``a <= b``, and elsewhere ``b <= c``."""
    whole = [
        each for each in judged if each.links and _all_hold(each) and each.statement.role is not Role.CLAIM
    ]
    for first in whole:
        shared = first.trees[-1]
        for second in whole:
            if first is second or shared is None or second.trees[0] != shared or not parts(shared):
                continue
            own = _closed(first, first.links, ())
            for end, right in enumerate(second.trees[1:_MAX_SIDES], start=1):
                sign = _CLOSED.get((own, _closed(second, second.links[:end], ())), "?")
                left = first.trees[0]
                if sign == "?" or left is None or right is None:
                    continue
                stated = relation(left, sign, right, second.definitions)
                yield Candidate(stated, second, end=end, holds=True, combined=True)


def _all_hold(judged: Judged) -> bool:
    return all(link.finding.verdict is Verdict.HOLDS for link in judged.links)


def _by_common_side(judged: Sequence[Judged]) -> Iterator[Candidate]:
    """What lines ``g = a``, ``g = b``, ``g = c`` say of a, b and c: a chain whose left side is repeated.

    Two lines alone are no chain: they may be a definition and a claim.
    """
    groups: dict[Tree, list[Judged]] = {}
    for each in judged:
        is_equation = bool(each.links) and set(each.statement.signs) == {"="}
        if (
            is_equation
            and _all_hold(each)
            and each.statement.role is not Role.CLAIM
            and each.trees[0] is not None
        ):
            groups.setdefault(each.trees[0], []).append(each)
    for group in groups.values():
        for number, later in enumerate(group[:_MAX_SIDES]):
            for earlier in group[:number] if len(group) > 2 else ():
                left, right = earlier.trees[-1], later.trees[-1]
                if left is not None and right is not None:
                    yield Candidate(
                        relation(left, "=", right, later.definitions), later, end=len(later.links)
                    )


def _between(judged: Judged, start: int, end: int, allowed: frozenset[Mending]) -> Iterator[Candidate]:
    links = judged.links[start:end]
    left, right = judged.trees[start], judged.trees[end]
    if left is None or right is None:
        return
    mended = [link for link in links if link.mending is not None and link.mending in allowed]
    mendings = frozenset(link.mending for link in mended if link.mending is not None)
    if len(links) == 1:
        sign = judged.statement.signs[start]
        stated = relation(left, "=" if sign == "~" else sign, right, judged.definitions, judged.sides)
        truth = {Verdict.HOLDS: True, Verdict.FALSE: False}.get(links[0].finding.verdict)
        plain = truth if links[0].mended is None else None
        yield Candidate(stated, judged, (), mendings & {Mending.IDENTITY}, end=end, holds=plain)
        if isinstance(left, Limit) and isinstance(right, Limit):
            # what is said of limits was found before they were taken
            bodies = relation(left.body, sign, right.body, judged.definitions)
            yield Candidate(bodies, judged, end=end, doubtful=truth is not True)
        if links[0].mended is not None and (mended or links[0].mending is None):
            yield Candidate(links[0].mended, judged, (), mendings, end=end)
        return
    sign = _closed(judged, links, mended)
    if sign == "?":
        return
    for link in mended:
        left, right = _under_norm(judged, link, left, right)
    crossed = tuple(
        link
        for link in links
        if link.finding.verdict in (Verdict.FALSE, Verdict.ILL_TYPED) and link not in mended
    )
    doubtful = any(link.finding.verdict is Verdict.UNDECIDED for link in links)
    stated = relation(left, sign, right, judged.definitions, judged.sides)
    holds = True if all(link.finding.verdict is Verdict.HOLDS for link in links) else None
    yield Candidate(stated, judged, crossed, mendings - {Mending.IDENTITY}, doubtful, end, holds)


def _closed(judged: Judged, links: Sequence[Link], mended: Sequence[Link]) -> str:
    """The sign between the ends of a chain; ``?`` where nothing follows."""
    sign = ""
    for link in links:
        own = _WEAK.get(judged.statement.signs[link.number], judged.statement.signs[link.number])
        if link in mended and link.mending is Mending.AT_MOST:
            own = "<="
        sign = own if not sign else _CLOSED.get((sign, own), "?")
    return sign


def _under_norm(judged: Judged, link: Link, left: Tree, right: Tree) -> tuple[Tree, Tree]:
    """The ends of a chain in which a matrix was compared with a number, the matrix under a norm."""
    if link.mending is not Mending.NORM or link.sides is None:
        return left, right
    if link.sides[0] != judged.trees[link.number] and not isinstance(left, Bars):
        left = Bars(left)
    if link.sides[1] != judged.trees[link.number + 1] and not isinstance(right, Bars):
        right = Bars(right)
    return left, right


@dataclass(frozen=True)
class Met:
    """How a wanted relation was met."""

    candidate: Candidate

    @property
    def certain(self) -> bool:
        """Whether nothing false without an explanation, and nothing not understood, lies in between."""
        return not self.candidate.crossed and not self.candidate.doubtful

    @property
    def goes_wrong(self) -> bool:
        """Whether the chain goes on to what is false."""
        links = self.candidate.judged.links[self.candidate.end :]
        return any(link.finding.verdict is Verdict.FALSE and link.mending is None for link in links)

    @property
    def role(self) -> Role:
        """What the student put it forward as."""
        return self.candidate.judged.statement.role

    @property
    def is_step(self) -> bool:
        """Whether it was reached within a chain, and not only written down."""
        return len(self.candidate.judged.links) > 1


def find(
    court: Court, wanted: Relation, found: Iterable[Candidate], *, broadcast: bool = False
) -> Iterator[Met]:
    """All candidates that say what is wanted, at whatever step it is said.

    With `broadcast`, a number added to a vector is added to each entry: for mistakes that do just that.
    """
    truth = _truth_of(court, wanted)
    for candidate in found:
        if truth is not None and candidate.holds is not None and candidate.holds is not truth:
            continue  # one is true where the other is false
        if kind_of(candidate.relation.sign) != kind_of(wanted.sign):
            continue
        extra = frozenset({MEND_IDENTITY}) if Mending.IDENTITY in candidate.mendings else frozenset()
        for stated in (candidate.relation, *at_other_steps(court, candidate)):
            meant = (wanted, *entries_of(court, wanted, stated))
            if any(
                same_statement(stated, each, court.build, court.seed, extra, broadcast=broadcast)
                for each in meant
            ):
                yield Met(candidate)
                break


def entries_of(court: Court, wanted: Relation, stated: Relation) -> tuple[Relation, ...]:
    """What is wanted of vectors or matrices, said of one entry: where a relation has letters for it."""
    if not wanted.sign == stated.sign == "=":
        return ()
    shape = _shape(court, wanted)
    count = sum(size > 1 for size in shape)
    counted = {letter for letter, _, _ in stated.bound} | court.first.indices.keys()
    letters = [each for each in step_letters(stated) if each not in counted][:_MAX_LETTERS] if count else []
    key = ("entries", *letters, kronecker_letters(stated, court.first) if letters else ())
    if key not in wanted.memory:
        wanted.memory[key] = tuple(_entry(wanted, each, key[-1]) for each in permutations(letters, count))
    remembered = wanted.memory[key]
    assert isinstance(remembered, tuple)
    return remembered if letters else ()


def _entry(wanted: Relation, letters: Sequence[str], equal: object) -> Relation:
    indices = tuple(Symbol(letter) for letter in letters)
    spelling = ",".join(letters)
    left, right = (Indexed(side, spelling, indices) for side in (wanted.left, wanted.right))
    return replace(wanted, left=left, right=right, memory={"kronecker": equal}, sides={})


def _shape(court: Court, wanted: Relation) -> tuple[int, int]:
    """The rows and columns of what a relation is about; of one entry where it has no value."""
    if "shape" not in wanted.memory:
        try:
            found = evaluate(scene_of(wanted, court.first, frozenset()), wanted.left)
            wanted.memory["shape"] = found.shape[1:]
        except (IllTyped, NotUnderstood):
            wanted.memory["shape"] = (1, 1)
    return cast("tuple[int, int]", wanted.memory["shape"])


def _truth_of(court: Court, wanted: Relation) -> bool | None:
    """Whether a wanted relation is true in the part's worlds."""
    if "true" not in wanted.memory:
        verdict = judge_relation(wanted, court.worlds).verdict
        wanted.memory["true"] = {Verdict.HOLDS: True, Verdict.FALSE: False}.get(verdict)
    remembered = wanted.memory["true"]
    assert remembered is None or isinstance(remembered, bool)
    return remembered


def at_other_steps(court: Court, candidate: Candidate) -> tuple[Relation, ...]:
    """The relation with its index letter standing for the step t, or for t - 1: ``g_{k+1}`` is ``g_t``."""
    stated = candidate.relation
    if "steps" not in stated.memory:
        stated.memory["steps"] = tuple(_at_other_steps(court, candidate))
    remembered = stated.memory["steps"]
    assert isinstance(remembered, tuple)
    return remembered


def _goes_through_steps(stated: Relation) -> bool:
    """Whether a relation is about all the steps, with a product or with dots."""
    sides = (stated.left, stated.right)
    return any(isinstance(part, (Folded, Dots)) for side in sides for part in every_part(side))


def _at_other_steps(court: Court, candidate: Candidate) -> Iterator[Relation]:
    world = court.first
    letters = set(step_letters(candidate.relation))
    if not world.sequences:
        unknown = [each for each in step_letters(candidate.relation) if each not in world.indices]
        if unknown and unknown[:2] != ["i", "j"][: len(unknown)]:
            steps = tuple((letter, other, 0) for letter, other in zip(unknown, "ijklmn", strict=False))
            yield replace(candidate.relation, bound=steps, memory={})
        return
    if "t" not in world.indices:
        return
    if candidate.relation.sign == "->":
        yield from (
            replace(candidate.relation, bound=((letter, "T", 0),), memory={}) for letter in sorted(letters)
        )
        return
    text = candidate.judged.statement.text
    is_assumed = candidate.judged.statement.role is Role.ASSUMED
    for letter in sorted(letters):
        if letter == "T" and (len(letters) > 1 or _goes_through_steps(candidate.relation)):
            continue
        offsets = _offsets(candidate.relation, letter)
        if letter != "t" and 1 not in offsets:
            yield replace(candidate.relation, bound=((letter, "t", 0),), memory={})
        may_be_before = is_assumed or "t+1" in text.replace(" ", "") if letter == "t" else -1 not in offsets
        if may_be_before:
            yield replace(candidate.relation, bound=((letter, "t", -1),), memory={})


def _offsets(stated: Relation, letter: str) -> set[int]:
    """What is added to a letter in indices: 0 and 1 where a relation says ``h_{k+1}`` and ``h_k``."""
    indices = (
        index
        for side in (stated.left, stated.right)
        for part in every_part(side)
        if isinstance(part, Indexed)
        for index in part.indices
    )
    found: set[int] = set()
    for index in indices:
        if index == Symbol(letter):
            found.add(0)
        elif isinstance(index, Terms) and (1, Symbol(letter)) in index.terms:
            numbers = [sign * part.value for sign, part in index.terms if isinstance(part, Numeral)]
            found.add(int(sum(numbers)))
    return found
