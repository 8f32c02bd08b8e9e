"""Relations between two sides, whether they hold in worlds, and whether two of them say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from grader.maths.derivations import values
from grader.maths.derivations.evaluate import evaluate
from grader.maths.derivations.names import name_of
from grader.maths.derivations.rates import impose
from grader.maths.derivations.scene import BEFORE, BROADCAST, Definition, Scene, free_index
from grader.maths.derivations.tree import Folded, Indexed, Limit, Rate, Slope, Symbol, Tree, is_zero, parts
from grader.maths.derivations.values import IllTyped, NotUnderstood, Value, value_of
from grader.maths.worlds import Draw, Setting, World, build
from grader.model.words import Word

_TOLERANCE = 1e-7
_FREE_DRAWS = 3
_TRUTH_TABLE = 36
_FREE_POINTS = 2
"""In how many free worlds an equation is made to hold."""
_ATTEMPTS = 6
_NEWTON_STEPS = 18
_SOLVED = 1e-11
_STALLED = 0.3
"""A step that leaves more of the residual than this asks for new slopes."""
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


def relation(
    left: Tree, sign: str, right: Tree, definitions: Mapping[str, Definition] | None = None
) -> Relation:
    """The canonical relation."""
    if sign in (">=", ">"):
        left, right, sign = right, left, {">=": "<=", ">": "<"}[sign]
    if sign == "=" and isinstance(left, Limit):
        left, sign = left.body, "->"
    return Relation(left, sign, right, definitions or {})


def _scene(stated: Relation, world: World, readings: frozenset[str]) -> Scene:
    bound = {
        letter: world.indices.get(other, free_index(other)) + more for letter, other, more in stated.bound
    }
    if world.setting.seed % 2:
        # what is said with a Kronecker delta is said of equal indices, too
        bound |= dict.fromkeys(_kronecker_letters(stated, world), 2)
    return Scene(world, stated.definitions, bound, readings)


def _kronecker_letters(stated: Relation, world: World) -> tuple[str, ...]:
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


def holds_in(stated: Relation, world: World, readings: frozenset[str], *, explain: bool = False) -> Finding:
    """Whether a relation holds in one world, under one reading of its notations; with `explain`, and why."""
    scene = _scene(stated, world, readings)
    try:
        if stated.sign == "->":
            return _tends(scene, stated)
        left, right = evaluate(scene, stated.left), evaluate(scene, stated.right)
        return _compare(stated, left, right, explain)
    except IllTyped as clash:
        return Finding(Verdict.ILL_TYPED, str(clash))
    except NotUnderstood as gap:
        return Finding(Verdict.UNDECIDED, str(gap))
    except (np.linalg.LinAlgError, FloatingPointError, OverflowError) as gap:
        return Finding(Verdict.UNDECIDED, str(gap))


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
    far = evaluate(replace(scene, world=scene.world.later), stated.left)
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
    for readings in relevant(worlds[0].readings, stated):
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


def relevant(readings: Sequence[frozenset[str]], stated: Relation) -> tuple[frozenset[str], ...]:
    """The readings that make a difference to a relation's notations, each once, the plain one first."""
    if "notations" not in stated.memory:
        stated.memory["notations"] = _notations(stated)
    notations = stated.memory["notations"]
    assert isinstance(notations, frozenset)
    return tuple(dict.fromkeys(each & notations for each in readings))


def _notations(stated: Relation) -> frozenset[str]:
    found: set[str] = {BEFORE}
    pending = [stated.left, stated.right, *(definition.body for definition in stated.definitions.values())]
    while pending:
        tree = pending.pop()
        if isinstance(tree, Slope) and not tree.differential:
            found.add("slope-matrix")
        elif isinstance(tree, Rate):
            found |= {"denominator-layout", "row-gradient", "row-partial"}
        elif isinstance(tree, Folded):
            found.add("descending")
        pending += parts(tree)
    return frozenset(found)


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


# --- the same statement?


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
    Inequalities: true in the same free worlds. Limits: the same quantity goes to the same place. `extra`
    readings are granted to the student's relation.
    """
    if _kind(stated.sign) != _kind(wanted.sign):
        return False
    possible = build(Setting(build_one, seed * 1000, True)).readings
    readings = [each | extra for each in relevant(possible, stated)]
    if broadcast:
        readings = [each | {BROADCAST} for each in readings]
    if stated.sign == "->":
        return any(_same_limit(stated, wanted, build_one, seed, each) for each in readings)
    if _kind(stated.sign) == "<=":
        return any(_same_inequality(stated, wanted, build_one, seed, each) for each in readings)
    return any(_same_equation(stated, wanted, build_one, seed, each) for each in readings)


def _kind(sign: str) -> str:
    return {"<": "<=", "~": "="}.get(sign, sign)


def _same_limit(
    stated: Relation, wanted: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> bool:
    left = Relation(stated.left, "=", wanted.left, stated.definitions, stated.bound)
    right = Relation(stated.right, "=", wanted.right, stated.definitions, stated.bound)
    free = [build(Setting(build_one, seed * 1000 + number, True)) for number in range(2)]
    return all(
        holds_in(each, world, readings).verdict is Verdict.HOLDS for each in (left, right) for world in free
    )


def _same_inequality(
    stated: Relation, wanted: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> bool:
    seen: set[Verdict] = set()
    for number in range(_TRUTH_TABLE):
        ours = _truth(stated, build_one, seed, readings, number)
        if ours is not _truth(wanted, build_one, seed, frozenset(), number):
            return False
        seen.add(ours)
    return seen == {Verdict.HOLDS, Verdict.FALSE}


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
    return _follows(wanted, stated, (build_one, seed), plain, readings)


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
        stated.memory[key] = holds_in(stated, world, readings).verdict
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
    return _fresh(found[number])


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
    scene = _scene(stated, world, readings)
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


@lru_cache(maxsize=256)
def _fresh(setting: Setting) -> World:
    draw = Draw(setting)
    setting.build(draw)
    return draw.world


def points_on(
    stated: Relation, build_one: Callable[[Draw], None], seed: int, readings: frozenset[str]
) -> Iterator[Setting]:
    """Settings of the free world at which an equation holds, by Newton's method, one after the other."""
    for number in range(_ATTEMPTS):
        setting = _solve(stated, Setting(build_one, seed * 1000 + 100 + number, True), readings)
        if setting is not None:
            yield setting


def _residual(stated: Relation, setting: Setting, readings: frozenset[str]) -> NDArray[np.float64] | None:
    draw = Draw(setting)
    setting.build(draw)
    scene = _scene(stated, draw.world, readings)
    try:
        left, right = evaluate(scene, stated.left), evaluate(scene, stated.right)
    except (IllTyped, NotUnderstood, np.linalg.LinAlgError):
        return None
    if is_zero(stated.right):
        right = value_of(0.0)
    if is_zero(stated.left):
        left = value_of(0.0)
    difference: NDArray[np.float64] = np.real(left - right).reshape(-1).astype(float)
    return difference if np.all(np.isfinite(difference)) else None


def _solve(stated: Relation, start: Setting, readings: frozenset[str]) -> Setting | None:
    """A point near `start` at which the residual vanishes, searched in a random subspace of the draws.

    The slopes are measured once and then mended with each step (Broyden), measured again where that stalls.
    """
    residual = _residual(stated, start, readings)
    if residual is None:
        return None
    used = _fresh(start).used
    generator = np.random.default_rng(start.seed)
    width = min(used, 2 * residual.size + 2)
    basis = np.linalg.qr(generator.standard_normal((used, width)))[0]
    point = np.zeros(used)
    slopes: NDArray[np.float64] | None = None
    for _ in range(_NEWTON_STEPS):
        size = float(abs(residual).max())
        if size < _SOLVED * max(1.0, size):
            return replace(start, direction=tuple(point))
        if slopes is None:
            slopes = _slopes(stated, start, readings, (point, basis, residual))
            if slopes is None:
                return None
        step = np.linalg.lstsq(slopes, -residual, rcond=1e-9)[0]
        length = float(np.linalg.norm(step))
        step = step * min(1.0, 3.0 / length) if length > 0 else step
        point = point + basis @ step
        following = _residual(stated, replace(start, direction=tuple(point)), readings)
        if following is None:
            return None
        if float(abs(following).max()) > _STALLED * size or length == 0:
            slopes = None
        else:
            slopes = slopes + np.outer(following - residual - slopes @ step, step) / (step @ step)
        residual = following
    if float(abs(residual).max()) < 1e-9:
        return replace(start, direction=tuple(point))
    return None


def _slopes(
    stated: Relation,
    start: Setting,
    readings: frozenset[str],
    at: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64] | None:
    """The residual's derivatives along the basis, by differences; `at` is point, basis and residual."""
    point, basis, residual = at
    columns = []
    for axis in basis.T:
        moved = _residual(stated, replace(start, direction=tuple(point + 1e-6 * axis)), readings)
        if moved is None:
            return None
        columns.append((moved - residual) / 1e-6)
    return np.array(columns).T
