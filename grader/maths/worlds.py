"""Worlds: random settings in which a part's definitions hold, where a student's relations are true or false.

An assignment's ``reference/worlds/`` writes one function a part::

    def weight_vector(draw: Draw) -> None:
        u = draw.vector("u", 3)
        gamma = draw.real("gamma")
        draw.let("w", gamma * u / norm(u))

It is run anew for every world, for every nudge of a variable (derivatives are exact: complex steps), and
*free*, where `Draw.loose` values and what `Draw.free` guards no longer obey the part's assumptions: there
two statements are told apart that both happen to be true.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.maths.values import NotUnderstood, Value, value_of

Array = NDArray[Any]
Scalar = Any
"""A float, or a complex number while a derivative is taken."""

_STEP = 1e-30
"""Of the complex derivative: nothing is subtracted, so the smaller the better."""
_DRAWS = 600
"""Normal numbers a world may use."""
_COUNTED = 3
"""What a number of samples is taken for."""
LONG = 60
"""The horizon at which limits are looked at."""


@dataclass(frozen=True)
class Loose:
    """A derivative that is free in the free world: of whatever has this `value`, by the variable `by`."""

    value: Value
    by: str
    derivative: Value


@dataclass(frozen=True)
class StandIn:
    """A name that means another one, depending on which names occur with it."""

    name: str
    of: str
    beside: str
    without: str


@dataclass(frozen=True)
class Setting:
    """Which world is meant: everything in it follows from this."""

    build: Callable[[Draw], None]
    seed: int
    free: bool = False
    long: bool = False
    shift: tuple[tuple[int, float], ...] = ()
    """Changes of single normal numbers behind the draws, to move within the free world."""
    direction: tuple[float, ...] = ()
    """A change of all of them."""


class Draw:
    """What a world function draws and defines its names with; values are floats, (n,) and (n, m) arrays."""

    def __init__(self, setting: Setting, nudge: tuple[str, int] | None = None) -> None:
        self.rng = np.random.default_rng(setting.seed)
        self.free = setting.free
        """Whether the part's assumptions are lifted, and only its definitions hold."""
        self.world = World(setting)
        self.long = setting.long
        self._nudge = nudge
        self._normals = self.rng.standard_normal(_DRAWS)
        if setting.direction:
            self._normals[: len(setting.direction)] += np.asarray(setting.direction)
        for place, change in setting.shift:
            self._normals[place] += change
        self._used = 0

    def normal(self, *shape: int) -> Array:
        """Independent standard normal numbers."""
        count = math.prod(shape)
        taken = self._normals[self._used : self._used + count]
        self._used += count
        self.world.used = self._used
        return np.array(taken.reshape(shape)) if shape else np.asarray(taken[0])

    def let(self, name: str, value: Any, *, random: bool = False) -> Any:
        """Define a name; with `random`, the first axis of its value runs over samples. Returns the value."""
        if "_{" in name or "\\" in name:
            raise ValueError(f"the name {name!r}: no braces at an index, no backslash; as x_0 or hat(y)")
        if self._nudge is not None and self._nudge[0] == name:
            value = _nudged(np.asarray(value), self._nudge[1])
        self.world.values[name] = value_of(value, random=random)
        return value

    def real(self, name: str) -> Scalar:
        """A number of either sign, away from zero."""
        sign = 1.0 if self.rng.random() < 0.5 else -1.0
        return self.let(name, sign * np.exp(0.5 * self.normal()))

    def positive(self, name: str, scale: float = 1.0) -> Scalar:
        """A positive number."""
        return self.let(name, scale * np.exp(0.5 * self.normal()))

    def vector(self, name: str, size: int) -> Array:
        """A vector."""
        vector: Array = self.let(name, self.normal(size))
        return vector

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """A matrix."""
        matrix: Array = self.let(name, self.normal(rows, columns))
        return matrix

    def sequence(self, name: str) -> None:
        """Say that ``name_0``, ``name_1`` ... are one sequence, whose index may be a formula."""
        self.world.sequences.add(name)

    def index(self, name: str, value: int) -> int:
        """A letter for a whole number, such as a time step."""
        self.world.indices[name] = value
        return value

    def size(self, name: str, lower: int, upper: int) -> None:
        """How far an index of that letter runs where a sum or product does not say."""
        self.world.ranges[name] = (lower, upper)

    def samples(self, *sizes: str) -> None:
        """Names for the number of samples, where answers sum over them; their value says nothing."""
        for name in sizes:
            self.index(name, self.world.indices.get(name, _COUNTED))
        self.world.sampled = sizes[0]
        self.reading("samples")

    def alias(self, name: str, of: str) -> None:
        """Another name of a value."""
        self.world.aliases[name] = of

    def elementwise(self, name: str, function: Callable[[Array], Array], steepest: float = np.nan) -> None:
        """A function applied to each entry, analytic (its derivative is taken by a complex step).

        `steepest` is the largest absolute value of its slope.
        """
        self.world.elementwise[name] = function
        self.world.steepest[name] = steepest

    def opaque(self, name: str) -> None:
        """A value that may be written with arguments, which change nothing: ``L(f(x), y)``."""
        self.world.opaque.add(name)

    def reading(self, *names: str) -> None:
        """Another way in which notations may be meant together, tried where the plain one does not hold."""
        self.world.readings.append(frozenset(names))

    def assign(self, name: str, to: str, before: str) -> None:
        """``name <- ...`` gives the value called `to`, made of the one called `before`."""
        self.world.assigned[name] = to
        self.world.before[name] = before

    def noun(self, pattern: str, formula: str) -> None:
        """What words name a quantity: ``the standard deviation is $...$``."""
        self.world.nouns[pattern] = formula

    def other_value(self, reading: str, name: str, of: str, *, beside: str) -> None:
        """A value that a name has under a reading of its own, tried where the name `beside` occurs, too."""
        if reading not in self.world.other_values:
            self.reading(reading)
        self.world.other_values.setdefault(reading, {})[name] = (of, beside)

    def stand_in(self, name: str, of: str, *, beside: str = "", without: str = "") -> None:
        """`name` means `of` in an answer that has the name `beside`, or has not the name `without`.

        `of` may be a formula; with neither condition, the answer may define the name to be something else.
        """
        self.world.stand_ins.append(StandIn(name, of, beside, without))

    def label(self, label: str, *names: str) -> None:
        """A script that says only which variant one of these names is of, and is passed over."""
        self.world.labels.update((name, label) for name in names)

    def also(self, name: str, value: str) -> None:
        """A name that answers may define to be what is called `value` instead."""
        self.world.also[name] = value

    def loose(self, value: Any, by: str, derivative: Any) -> None:
        """In the free world: the derivative, by that variable, of whatever has this value."""
        if self.free:
            self.world.loose.append(Loose(value_of(value), by, value_of(derivative)))

    def default(self, *, by: str = "", argument: str = "") -> None:
        """What ``nabla`` without a variable, and a slope without an argument, refer to."""
        self.world.default_variable = by or self.world.default_variable
        self.world.default_argument = argument or self.world.default_argument


@dataclass
class World:
    """One world as built: names and what they are."""

    setting: Setting
    values: dict[str, Value] = field(default_factory=dict)
    sequences: set[str] = field(default_factory=set)
    indices: dict[str, int] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    elementwise: dict[str, Callable[[Array], Array]] = field(default_factory=dict)
    steepest: dict[str, float] = field(default_factory=dict)
    opaque: set[str] = field(default_factory=set)
    loose: list[Loose] = field(default_factory=list)
    readings: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    assigned: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    stand_ins: list[StandIn] = field(default_factory=list)
    also: dict[str, str] = field(default_factory=dict)
    labels: set[tuple[str, str]] = field(default_factory=set)
    nouns: dict[str, str] = field(default_factory=dict)
    other_values: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    sampled: str = ""
    """What the number of samples is called, where they can be counted."""
    default_variable: str = ""
    default_argument: str = ""
    used: int = 0
    """How many normal numbers it used."""
    nudges: dict[tuple[str, int], World] = field(default_factory=dict, repr=False)
    slopes: dict[object, Value] = field(default_factory=dict, repr=False)
    """Derivatives taken by nudges: of the setting, like these, whatever was put in place of its values."""
    grammars: dict[object, object] = field(default_factory=dict, repr=False)
    """What parsers know of it, by what answers have defined."""
    imposed: dict[str, Value] = field(default_factory=dict)
    """Values put in the place of what the world function gave."""

    def resolve(self, name: str) -> str:
        """The name itself, or the one it is another name of."""
        return self.aliases.get(name, name)

    def nudged(self, name: str, component: int) -> World:
        """The same world with one component of a name moved by the complex step."""
        found = self.nudges.get((name, component))
        if found is None:
            draw = Draw(self.setting, (name, component))
            self.setting.build(draw)
            found = self.nudges[name, component] = draw.world
        return found

    def imposing(self, name: str, value: Value) -> World:
        """The same world with another value of one name; what was computed from it stays as it was."""
        # the nudged worlds are those of the setting, whatever was put in its place here: they are shared
        return replace(self, values={**self.values, name: value}, imposed={**self.imposed, name: value})

    def loosened(self, which: Loose, derivative: Value) -> World:
        """The same free world with another value of one free derivative."""
        changed = [replace(each, derivative=derivative) if each is which else each for each in self.loose]
        return replace(self, loose=changed)

    @property
    def later(self) -> World:
        """The same world with a far horizon."""
        setting = self.setting
        if setting.long:
            return self
        return build(Setting(setting.build, setting.seed, setting.free, True))

    @property
    def rooted(self) -> frozenset[str]:
        """All the names it knows."""
        return frozenset({*self.values, *self.indices, *self.aliases, *self.elementwise, *self.sequences})


@lru_cache(maxsize=512)
def build(setting: Setting) -> World:
    """The world of a setting."""
    draw = Draw(setting)
    setting.build(draw)
    return draw.world


def slope(world: World, name: str, argument: Value) -> Value:
    """The derivative of an elementwise function, entry by entry."""
    function = world.elementwise[name]
    if np.iscomplexobj(argument):
        raise NotUnderstood("a second derivative")
    with np.errstate(all="ignore"):
        return np.imag(function(argument + 1j * _STEP)) / _STEP


def step_of(value: Value) -> Value:
    """The derivative that a nudged value carries."""
    return np.imag(value) / _STEP if np.iscomplexobj(value) else np.zeros_like(value, dtype=float)


def _nudged(value: Array, component: int) -> Array:
    moved = value.astype(complex)
    if moved.ndim == 0:
        return moved + 1j * _STEP
    moved.reshape(-1)[component] += 1j * _STEP
    return moved


def norm(vector: Array) -> Scalar:
    """The Euclidean norm, analytic, for world functions."""
    return np.sqrt(np.sum(vector * vector))


def worlds_of(
    build_one: Callable[[Draw], None], *, count: int, seed: int, free: bool = False
) -> tuple[World, ...]:
    """`count` worlds of one part."""
    return tuple(build(Setting(build_one, seed * 1000 + number, free)) for number in range(count))


WorldTable = Mapping[str, Callable[[Draw], None]]
"""World functions by the plain names that rubrics use."""
