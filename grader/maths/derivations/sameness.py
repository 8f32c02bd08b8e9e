"""Whether two relations say the same: told in free worlds, where a part's assumptions are lifted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import numpy as np

from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.rates import impose
from grader.maths.derivations.relations import Relation, Verdict, holds_in, relevant, scene_of
from grader.maths.derivations.scene import BROADCAST
from grader.maths.derivations.solving import fresh_world, points_on
from grader.maths.derivations.tree import is_zero
from grader.maths.values import IllTyped, NotUnderstood
from grader.maths.worlds import Draw, Setting, World, build

_FREE_DRAWS = 3
_TRUTH_TABLE = 36
_TABLE_OF_POWERS = 5
_FREE_POINTS = 2
"""In how many free worlds an equation is made to hold."""


def same_statement(
    stated: Relation,
    wanted: Relation,
    build_one: Callable[[Draw], None],
    seed: int,
    extra: frozenset[str] = frozenset(),
    *,
    broadcast: bool = False,
) -> bool:
    """Whether a student's relation says what `wanted` says, in any arrangement, under one of the readings.

    Equations: each holds wherever in the free world the other does, and neither holds everywhere.
    Inequalities: true in the same free worlds. Limits: the same quantity goes to the same place. Any: the
    same text. `extra` readings are granted to the student's relation.
    """
    if kind_of(stated.sign) != kind_of(wanted.sign):
        return False
    if _is_the_same_text(stated, wanted):
        return True
    readings = [each | extra for each in relevant(build(Setting(build_one, seed * 1000, True)), stated)]
    if broadcast:
        readings = [each | {BROADCAST} for each in readings]
    if stated.sign == "->":
        return any(_same_limit(stated, wanted, build_one, seed, each) for each in readings)
    if kind_of(stated.sign) == "<=":
        return any(_same_inequality(stated, wanted, build_one, seed, each) for each in readings)
    return any(_same_equation(stated, wanted, build_one, seed, each) for each in readings)


def _is_the_same_text(stated: Relation, wanted: Relation) -> bool:
    """Whether two relations are the same letter for letter, no name in them being the student's own."""
    own = stated.definitions or stated.bound or wanted.bound
    return not own and (stated.left, stated.sign, stated.right) == (wanted.left, wanted.sign, wanted.right)


def kind_of(sign: str) -> str:
    """The sign that one is told apart by: a strict inequality is one, and about is equal."""
    return {"<": "<=", "~": "="}.get(sign, sign)


def _same_limit(
    stated: Relation, wanted: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> bool:
    left = Relation(stated.left, "=", wanted.left, stated.definitions, stated.bound)
    right = Relation(stated.right, "=", wanted.right, stated.definitions, stated.bound)
    free = [build(Setting(build_one, seed * 1000 + number, True)) for number in range(_TABLE_OF_POWERS)]
    if any(holds_in(right, world, readings).verdict is not Verdict.HOLDS for world in free[:2]):
        return False
    if all(holds_in(left, world, readings).verdict is Verdict.HOLDS for world in free[:2]):
        return True
    return is_zero(wanted.right) and _is_power(stated, wanted, free, readings)


def _is_power(stated: Relation, wanted: Relation, worlds: Sequence[World], readings: frozenset[str]) -> bool:
    """Whether a positive number is another one to a fixed power: both then go to zero."""
    exponents = []
    for world in worlds:
        try:
            ours = evaluate(scene_of(stated, world, readings), stated.left)
            theirs = evaluate(scene_of(wanted, world, frozenset()), wanted.left)
        except (IllTyped, NotUnderstood, np.linalg.LinAlgError):
            return False
        if ours.size != 1 or theirs.size != 1 or min(ours.item(), theirs.item()) <= 0:
            return False
        exponents.append(np.log(ours.item()) / np.log(theirs.item()))
    return exponents[0] > 0 and bool(np.allclose(exponents, exponents[0], rtol=1e-7))


def _same_inequality(
    stated: Relation, wanted: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> bool:
    ours, theirs = _table(stated, build_one, seed, readings), _table(wanted, build_one, seed, frozenset())
    for number in range(_TRUTH_TABLE):
        for table, of, read in ((ours, stated, readings), (theirs, wanted, frozenset[str]())):
            if len(table) <= number:
                table.append(_truth(of, build_one, seed, read, number))
        if ours[number] is not theirs[number]:
            return False
    return set(ours) == {Verdict.HOLDS, Verdict.FALSE}


def _table(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> list[Verdict]:
    """In which free worlds a relation is true, as far as was looked."""
    return cast("list[Verdict]", stated.memory.setdefault(("table", build_one, seed, readings), []))


def _same_equation(
    stated: Relation, wanted: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> bool:
    for number in range(_FREE_DRAWS):
        if _truth(stated, build_one, seed, readings, number) is not Verdict.FALSE:
            return False
    plain = readings & {BROADCAST}
    # where the student's side can simply be set, most statements are told apart without solving anything
    near = _worlds_set(stated, build_one, seed, readings)
    if near and not _holds_at(wanted, near, plain):
        return False
    if not _follows(stated, wanted, (build_one, seed), readings, plain):
        return False
    if _count(stated, build_one, seed, readings) != _count(wanted, build_one, seed, plain):
        return False  # an entry says less than the whole
    return _follows(wanted, stated, (build_one, seed), plain, readings)


def _count(stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]) -> int:
    """How many equations between numbers an equation is; 0 where it has no values."""
    scene = scene_of(stated, build(Setting(build_one, seed * 1000, True)), readings)
    try:
        sides = [side for side in (stated.left, stated.right) if not is_zero(side)]
        return int(np.broadcast(*(evaluate(scene, side) for side in sides)).size)
    except (IllTyped, NotUnderstood, ValueError, np.linalg.LinAlgError):
        return 0


def _follows(
    stated: Relation,
    given: Relation,
    world: tuple[Callable[[Draw], None], int],
    readings: frozenset[str],
    theirs: frozenset[str],
) -> bool:
    """Whether an equation holds in the free worlds in which `given`, read as `theirs`, does."""
    for number in range(_FREE_POINTS):
        found = _world_on(given, *world, theirs, number)
        if found is None or holds_in(stated, found, readings).verdict is not Verdict.HOLDS:
            return False
    return True


def _truth(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str], number: int
) -> Verdict:
    """Whether a relation holds in one of the free worlds."""
    key = ("truth", build_one, seed, readings, number)
    if key not in stated.memory:
        world = build(Setting(build_one, seed * 1000 + number, True))
        stated.memory[key] = holds_in(stated, world, readings, remembering=True).verdict
    remembered = stated.memory[key]
    assert isinstance(remembered, Verdict)
    return remembered


def _world_on(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str], number: int
) -> World | None:
    """The free world of that number in which an equation holds: set where that can be, else solved for."""
    settable = _worlds_set(stated, build_one, seed, readings)
    if settable:
        return settable[number]
    key = ("on", build_one, seed, readings)
    if key not in stated.memory:
        stated.memory[key] = ([], points_on(stated, build_one, seed, readings))
    found, coming = cast("tuple[list[Setting], Iterator[Setting]]", stated.memory[key])
    while len(found) <= number:
        following = next(coming, None)
        if following is None:
            return None
        found.append(following)
    return fresh_world(found[number])


def _worlds_set(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> tuple[World, ...]:
    """Two free worlds in which one side was set to the other; none where no side can be set."""
    key = ("set", build_one, seed, readings)
    if key not in stated.memory:
        worlds: list[World] = []
        for number in range(2):
            world = _imposed(stated, build(Setting(build_one, seed * 1000 + number, True)), readings)
            if world is None:
                break
            worlds.append(world)
        stated.memory[key] = tuple(worlds) if len(worlds) == 2 else ()
    remembered = stated.memory[key]
    assert isinstance(remembered, tuple)
    return remembered


def _imposed(stated: Relation, world: World, readings: frozenset[str]) -> World | None:
    """The world with one side set to the other; None where neither is a name or a free derivative."""
    scene = scene_of(stated, world, readings)
    for name, body in ((stated.left, stated.right), (stated.right, stated.left)):
        try:
            value = evaluate(scene, name) * 0.0 if is_zero(body) else evaluate(scene, body)
            changed = impose(scene, name, value)
        except (IllTyped, NotUnderstood, np.linalg.LinAlgError):
            continue
        if changed is not None and holds_in(stated, changed, readings).verdict is Verdict.HOLDS:
            return changed
    return None


def _holds_at(stated: Relation, worlds: Sequence[World], readings: frozenset[str]) -> bool:
    return all(holds_in(stated, world, readings).verdict is Verdict.HOLDS for world in worlds)
