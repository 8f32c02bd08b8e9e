"""Where a formula is evaluated: a world, the student's definitions, and how notations are meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from grader.maths.derivations.names import Grammar
from grader.maths.derivations.tree import Numeral, Symbol, Terms, Tree
from grader.maths.values import OPERATORS, PRODUCTS, NotUnderstood, Value
from grader.maths.worlds import World

_INDEX_LETTERS = frozenset("ijklmnpqrst")
MEND_IDENTITY = "mend-identity"
"""The reading under which a number in a sum with a matrix is that number times the identity."""
BROADCAST = "broadcast"
"""The reading under which a number is added to each entry."""
BEFORE = "before"
"""The reading under which a name that is assigned to has the value it had before."""
ENTRYWISE = "entrywise"
"""The reading under which the square of a vector is that of each entry, and not of its length."""
SAMPLES = "samples"
"""The reading under which an index of a random name counts its samples: ``y_k``, ``x^{(k)}``."""
STEEPEST = "steepest"
"""The reading under which the norm of a slope without an argument is the largest there is."""
PRIMED = "primed"
"""The reading under which a prime behind a number is a derivative, and not part of another name."""
EINSTEIN = "einstein"
"""The reading under which an index letter that stands twice in a product is summed over."""
SINGLE_BARS = "single-bars"
"""The reading under which single bars round a matrix are those of its norm."""
Evaluator = Callable[["Scene", Tree], Value]


@dataclass(frozen=True)
class Scene:
    """A world, what the student has defined in it, and how ambiguous notations are meant."""

    world: World
    definitions: Mapping[str, Definition] = field(default_factory=lambda: MappingProxyType({}))
    bound: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    readings: frozenset[str] = frozenset()
    """Those of the world: ``denominator-layout``, ``row-gradient``, ``slope-matrix``; and the ones above."""
    shift: int = 0
    """Added to every index: how the terms that dots stand for are found."""
    terms: int = 1
    """How many terms the sums and products around it have together."""


@dataclass(frozen=True)
class Definition:
    """What a student's own name stands for; `index` is the letter it was defined with."""

    body: Tree
    index: str = ""
    supposed: bool = False
    """Whether it is what people mean by the name unless they say otherwise."""
    parameters: tuple[str, ...] = ()
    """The names that it was defined as a function of."""
    other: bool = False
    """Whether the name has a meaning of its own, and this is the other one."""


def grammar_of(
    world: World, definitions: Mapping[str, Definition] | None = None, *, tight: bool = False
) -> Grammar:
    """What the parser must know of a world and the student's definitions."""
    called = frozenset(name for name, meant in (definitions or {}).items() if meant.parameters)
    key = (frozenset(definitions or ()), called, tight)
    if key not in world.grammars:
        world.grammars[key] = _grammar(world, *key)
    remembered = world.grammars[key]
    assert isinstance(remembered, Grammar)
    return remembered


def _grammar(world: World, defined: frozenset[str], called: frozenset[str], tight: bool) -> Grammar:
    names = world.rooted | defined
    functions = frozenset(world.elementwise) | (frozenset({*OPERATORS, *PRODUCTS}) - names) | called
    words = frozenset(name for name in (*names, *(each.name for each in world.stand_ins)) if name.isalpha())
    vocabulary = Grammar(functions).vocabulary | words
    return Grammar(
        functions,
        frozenset(world.opaque),
        names,
        vocabulary,
        tight,
        world.default_variable,
        frozenset(world.labels),
        frozenset(world.sequences),
        frozenset(name for name, value in world.values.items() if value.size == 1) - world.opaque,
        frozenset(world.indices) - world.values.keys() - {"t", "T"},
        frozenset(name for name, value in world.values.items() if value.shape[1] > 1 == value.shape[2]),
        called,
    )


EVALUATORS: dict[type, Callable[..., Value]] = {}
"""What evaluates each kind of node: filled by `grader.maths.derivations.evaluate`."""


def value_at(scene: Scene, tree: Tree) -> Value:
    """The value of a tree; raises IllTyped or NotUnderstood."""
    return EVALUATORS[type(tree)](scene, tree)


def index_value(scene: Scene, tree: Tree) -> int:
    """The whole number that an index is; letters nobody declared stand for some step."""
    return index_of(scene, tree) + scene.shift


def index_of(scene: Scene, tree: Tree) -> int:
    """The whole number that an index is, uncounted by dots."""
    if isinstance(tree, Numeral) and tree.value == round(tree.value):
        return int(tree.value)
    if isinstance(tree, Symbol):
        if tree.name in scene.bound:
            # a bound index is no part of what dots count through
            return scene.bound[tree.name] - scene.shift
        if tree.name in scene.world.indices:
            return scene.world.indices[tree.name]
        if tree.name in _INDEX_LETTERS:
            return free_index(tree.name)
    if isinstance(tree, Terms):
        return sum(sign * index_of(scene, term) for sign, term in tree.terms)
    raise NotUnderstood("an index that is no whole number")


def free_index(letter: str) -> int:
    """The step that an undeclared index letter stands for."""
    return 1 + (ord(letter) - ord("i")) % 3
