"""Relations between two sides, and whether they hold in worlds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.maths import values
from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.folding import repeated_letter
from grader.maths.derivations.names import name_of
from grader.maths.derivations.scene import (
    BEFORE,
    EINSTEIN,
    ENTRYWISE,
    PRIMED,
    SAMPLES,
    SINGLE_BARS,
    STEEPEST,
    Definition,
    Scene,
    free_index,
)
from grader.maths.derivations.tree import (
    Bars,
    Factors,
    Folded,
    Indexed,
    Limit,
    Numeral,
    Raised,
    Rate,
    Slope,
    Superscripted,
    Symbol,
    Tree,
    every_part,
    is_zero,
    parts,
)
from grader.maths.values import IllTyped, NotUnderstood, Value
from grader.maths.worlds import World
from grader.model.words import Word

_TOLERANCE = 1e-7
_SMALL = 1e-6
"""What has vanished at the far horizon."""


class Verdict(Word):
    """What is known of a relation."""

    HOLDS = "holds"
    FALSE = "false"
    ILL_TYPED = "ill-typed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Finding:
    """A verdict with its reason or witness."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True)
class Relation:
    """``left sign right``, in canonical form: no ``>=``, and limits under the sign ``->``."""

    left: Tree
    sign: str
    right: Tree
    definitions: Mapping[str, Definition] = field(default_factory=dict, hash=False, compare=False)
    bound: tuple[tuple[str, str, int], ...] = ()
    """Index letters that are to stand for the step of another letter, plus so many."""
    memory: dict[object, object] = field(default_factory=dict, hash=False, compare=False, repr=False)
    """What was already found out about it in free worlds."""
    sides: dict[object, Value | Exception] = field(
        default_factory=dict, hash=False, compare=False, repr=False
    )
    """What the sides of its statement were found to be in free worlds, shared by all that it says."""


def relation(
    left: Tree,
    sign: str,
    right: Tree,
    definitions: Mapping[str, Definition] | None = None,
    sides: dict[object, Value | Exception] | None = None,
) -> Relation:
    """The canonical relation."""
    if sign in (">=", ">"):
        left, right, sign = right, left, {">=": "<=", ">": "<"}[sign]
    if sign == "=" and isinstance(left, Limit):
        left, sign = left.body, "->"
    return Relation(left, sign, right, definitions or {}, sides={} if sides is None else sides)


def scene_of(stated: Relation, world: World, readings: frozenset[str]) -> Scene:
    """Where a relation is evaluated, its indices standing for the steps they are to stand for."""
    bound = {
        letter: world.indices.get(other, free_index(other)) + more for letter, other, more in stated.bound
    }
    if world.setting.seed % 2 and EINSTEIN not in readings:
        # what is said with a Kronecker delta is said of equal indices, too
        bound |= dict.fromkeys(kronecker_letters(stated, world), 2)
    return Scene(world, stated.definitions, bound, readings)


def kronecker_letters(stated: Relation, world: World) -> tuple[str, ...]:
    """The free index letters of Kronecker deltas."""
    if "delta" in world.values:
        return ()
    if "kronecker" not in stated.memory:
        letters: set[str] = set()
        pending = [stated.left, stated.right]
        while pending:
            tree = pending.pop()
            if isinstance(tree, Indexed) and name_of(tree.base) == "delta":
                letters |= {
                    part.name
                    for index in tree.indices
                    for part in (index, *parts(index))
                    if isinstance(part, Symbol)
                }
            pending += parts(tree)
        stated.memory["kronecker"] = tuple(sorted(letters))
    remembered = stated.memory["kronecker"]
    assert isinstance(remembered, tuple)
    return remembered


def holds_in(
    stated: Relation,
    world: World,
    readings: frozenset[str],
    *,
    explain: bool = False,
    remembering: bool = False,
) -> Finding:
    """Whether a relation holds in one world, under one reading of its notations; with `explain`, and why.

    `remembering` keeps what its sides are: for worlds that are nothing but their setting.
    """
    scene = scene_of(stated, world, readings)
    value = _remembered if remembering else _evaluated
    try:
        if stated.sign == "->":
            return _tends(scene, stated)
        left, right = value(stated, scene, stated.left), value(stated, scene, stated.right)
        return _compare(stated, left, right, explain)
    except IllTyped as clash:
        return Finding(Verdict.ILL_TYPED, str(clash))
    except NotUnderstood as gap:
        return Finding(Verdict.UNDECIDED, str(gap))
    except (np.linalg.LinAlgError, FloatingPointError, OverflowError) as gap:
        return Finding(Verdict.UNDECIDED, str(gap))


def _evaluated(stated: Relation, scene: Scene, side: Tree) -> Value:
    return evaluate(scene, side)


def _remembered(stated: Relation, scene: Scene, side: Tree) -> Value:
    """A side's value, kept for the other relations that have this very side."""
    key = (id(side), scene.world.setting.seed, scene.readings, stated.bound)
    found = stated.sides.get(key)
    if found is None:
        try:
            found = evaluate(scene, side)
        except (IllTyped, NotUnderstood, np.linalg.LinAlgError) as problem:
            found = problem
        stated.sides[key] = found
    if isinstance(found, Exception):
        raise found
    return found


def _compare(stated: Relation, left: Value, right: Value, explain: bool) -> Finding:
    if is_zero(stated.right):
        right = np.zeros_like(left[:1])
    elif is_zero(stated.left):
        left = np.zeros_like(right[:1])
    if left.shape[1:] != right.shape[1:]:
        clash = f"{values.describe(left)} compared with {values.describe(right)}"
        return Finding(Verdict.ILL_TYPED, clash)
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return Finding(Verdict.UNDECIDED, "a value that is not finite")
    close = _distance(left, right) <= _TOLERANCE
    if stated.sign in ("=", "~"):
        if close:
            return Finding(Verdict.HOLDS)
        wrong = Verdict.FALSE if stated.sign == "=" else Verdict.UNDECIDED
        return Finding(wrong, f"{_shown(left)} against {_shown(right)}" if explain else "")
    if stated.sign in ("<=", "<"):
        if not values.is_scalar(left):
            return Finding(Verdict.ILL_TYPED, f"{values.describe(left)} in an inequality")
        scale = max(1.0, float(np.max(np.abs(left))), float(np.max(np.abs(right))))
        if np.all(left <= right + _TOLERANCE * scale):
            return Finding(Verdict.HOLDS)
        return Finding(Verdict.FALSE, f"{_shown(left)} is larger than {_shown(right)}" if explain else "")
    if stated.sign == "!=":
        return Finding(Verdict.UNDECIDED if close else Verdict.HOLDS)
    return Finding(Verdict.UNDECIDED, f"the sign {stated.sign}")


def _distance(left: Value, right: Value) -> float:
    scale = max(float(abs(left).max()), float(abs(right).max()), 1e-3)
    return float(abs(left - right).max()) / scale


def _shown(value: Value) -> str:
    return np.array2string(np.squeeze(value[0]), precision=4, separator=", ").replace("\n", "")


def _tends(scene: Scene, stated: Relation) -> Finding:
    """Whether the left side goes to the right one as the horizon goes to infinity."""
    if not scene.world.indices.get("T"):
        return Finding(Verdict.UNDECIDED, "a limit")
    near = evaluate(scene, stated.left)
    far = evaluate(scene_of(stated, scene.world.later, scene.readings), stated.left)
    goal = np.zeros_like(far) if is_zero(stated.right) else evaluate(scene, stated.right)
    if goal.shape[1:] != far.shape[1:]:
        return Finding(Verdict.ILL_TYPED, "a limit of another kind")
    if float(np.max(np.abs(far - goal))) < _SMALL:
        return Finding(Verdict.HOLDS)
    if float(np.max(np.abs(far - goal))) > 0.5 * float(np.max(np.abs(near - goal))):
        return Finding(Verdict.FALSE, f"{_shown(far)} at a far horizon")
    return Finding(Verdict.UNDECIDED, "a slow limit")


def judge_relation(stated: Relation, worlds: Sequence[World]) -> Finding:
    """True in every world under one of the readings; else undecided, false or ill-typed, in that order."""
    plain: Finding | None = None
    seen: set[Verdict] = set()
    false: Finding | None = None
    for readings in relevant(worlds[0], stated):
        finding = _in_all(stated, worlds, readings)
        if finding.verdict is Verdict.HOLDS:
            return finding
        plain = plain or finding
        seen.add(finding.verdict)
        if finding.verdict is Verdict.FALSE:
            false = false or finding
    assert plain is not None
    if plain.verdict is Verdict.UNDECIDED:
        return plain
    return false or plain


def relevant(world: World, stated: Relation) -> tuple[frozenset[str], ...]:
    """The readings that make a difference to a relation's notations, each once, the plain one first."""
    if "notations" not in stated.memory:
        stated.memory["notations"] = _notations(stated, world)
    notations = stated.memory["notations"]
    assert isinstance(notations, frozenset)
    own = [each & notations for each in world.readings]
    for extra in (ENTRYWISE, PRIMED, STEEPEST, SINGLE_BARS, EINSTEIN):
        if extra in notations:
            own += [each | {extra} for each in own]
    return tuple(dict.fromkeys(own))


def _notations(stated: Relation, world: World) -> frozenset[str]:
    found: set[str] = {BEFORE, *_beside(stated, world)}
    pending = [stated.left, stated.right, *(definition.body for definition in stated.definitions.values())]
    while pending:
        tree = pending.pop()
        if isinstance(tree, Slope) and not tree.differential:
            found.add(PRIMED if name_of(tree.function) in world.opaque else "slope-matrix")
        elif isinstance(tree, Raised) and tree.exponent == Numeral(2.0) and _is_vector(world, tree.base):
            found.add(ENTRYWISE)
        elif isinstance(tree, (Factors, Raised)) and repeated_letter(world, tree):
            found.add(EINSTEIN)
        elif isinstance(tree, Bars):
            found |= {STEEPEST} if isinstance(tree.operand, Slope) else set()
            found |= {SINGLE_BARS} if not tree.order else set()
        elif isinstance(tree, Rate):
            found |= {"denominator-layout", "row-gradient", "row-partial"}
        elif isinstance(tree, Folded):
            found.add("descending")
        elif isinstance(tree, (Indexed, Superscripted)) and world.sampled:
            value = world.values.get(world.resolve(name_of(tree.base)))
            found |= {SAMPLES} if value is not None and value.shape[0] > 1 else set()
        pending += parts(tree)
    return frozenset(found)


def _beside(stated: Relation, world: World) -> Iterator[str]:
    """The readings of names that are tried because of other names in a relation."""
    if not world.other_values:
        return
    written = {name_of(tree) for side in (stated.left, stated.right) for tree in every_part(side)}
    names = written | {world.resolve(name) for name in written}
    for reading, others in world.other_values.items():
        if any({name, beside} <= names for name, (_, beside) in others.items()):
            yield reading


def _is_vector(world: World, tree: Tree) -> bool:
    found = world.values.get(world.resolve(name_of(tree)))
    return found is not None and found.shape[1] > 1 == found.shape[2]


def _in_all(stated: Relation, worlds: Sequence[World], readings: frozenset[str]) -> Finding:
    undecided: Finding | None = None
    for number, world in enumerate(worlds):
        finding = holds_in(stated, world, readings, explain=True)
        if finding.verdict in (Verdict.FALSE, Verdict.ILL_TYPED):
            witness = f"world {number + 1}: {finding.reason}"
            return Finding(finding.verdict, witness if finding.verdict is Verdict.FALSE else finding.reason)
        if finding.verdict is Verdict.UNDECIDED:
            undecided = undecided or finding
    return undecided or Finding(Verdict.HOLDS)


def step_letters(stated: Relation) -> tuple[str, ...]:
    """The letters that indices are made of, in order, those of sums and products left out."""
    letters: dict[str, None] = {}
    folded: set[str] = set()
    pending: list[tuple[Tree, bool]] = [(stated.left, False), (stated.right, False)]
    while pending:
        tree, inside = pending.pop(0)
        if isinstance(tree, Folded):
            folded.add(tree.index)
        if inside and isinstance(tree, Symbol):
            letters[tree.name] = None
        if isinstance(tree, Indexed):
            inner = [(tree.base, inside), *((index, True) for index in tree.indices)]
        else:
            inner = [(part, inside) for part in parts(tree)]
        pending = [*inner, *pending]
    return tuple(
        letter for letter in letters if len(letter) == 1 and letter.isalpha() and letter not in folded
    )
