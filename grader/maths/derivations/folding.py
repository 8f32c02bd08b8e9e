"""Evaluate sums, products and maxima over an index, and what their range is where it is not said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

import numpy as np

from grader.maths import values
from grader.maths.derivations.names import name_of
from grader.maths.derivations.scene import SAMPLES, Scene, index_of, value_at
from grader.maths.derivations.tree import (
    Application,
    Bars,
    Factors,
    Folded,
    Indexed,
    Numeral,
    Raised,
    Slope,
    Superscripted,
    Symbol,
    Tree,
    every_part,
    parts,
)
from grader.maths.values import NotUnderstood, Value, value_of
from grader.maths.worlds import World

_MAX_TERMS = 500
_MAX_NESTED_TERMS = 5_000
"""Of sums within sums."""
_MAX_REPEATED = 4
"""Letters that may be summed over because they stand twice: each makes the sum longer by a factor."""


def fold(operation: Callable[[Value, Value], Value], found: list[Value]) -> Value:
    """Values taken together from left to right."""
    total = found[0]
    for value in found[1:]:
        total = operation(total, value)
    return total


def folded(scene: Scene, tree: Folded) -> Value:
    """The value of a sum, a product or a maximum over an index."""
    world = scene.world
    if tree.operator == "sum" and SAMPLES in scene.readings and _is_over_samples(scene, tree):
        return values.mean(value_at(scene, tree.body)) * float(world.indices[world.sampled])
    if not tree.index:
        tree = replace(tree, index=_index_meant(scene, tree.body))
    if tree.lower is not None and tree.upper is not None:
        lower, upper = index_of(scene, tree.lower), index_of(scene, tree.upper)
    elif tree.lower is None and tree.upper is None and (size := _size_summed(scene, tree)):
        lower, upper = 1, size
    elif tree.index in world.ranges and tree.lower is None and tree.upper is None:
        lower, upper = world.ranges[tree.index]
    elif tree.operator == "max" and tree.index not in world.ranges:
        return _steepest(scene, tree)
    else:
        raise NotUnderstood(f"a range of '{tree.index}' that is not given")
    # a product that is written downwards; one that is merely empty ends one before its start
    steps = range(lower, upper + 1) if lower <= upper + 1 else range(lower, upper - 1, -1)
    terms = scene.terms * max(len(steps), 1)
    if len(steps) > _MAX_TERMS or terms > _MAX_NESTED_TERMS:
        raise NotUnderstood("too many terms")
    inner = [replace(scene, bound={**scene.bound, tree.index: step}, terms=terms) for step in steps]
    found = [value_at(each, tree.body) for each in inner]
    if not found:
        return value_of(0.0 if tree.operator == "sum" else 1.0)
    if tree.operator == "sum":
        return fold(values.add, found)
    if tree.operator == "max":
        if not all(values.is_scalar(value) and not np.iscomplexobj(value) for value in found):
            raise NotUnderstood("the largest of what are no numbers")
        largest: Value = np.maximum.reduce(found)
        return largest
    return fold(values.multiply, found[::-1] if "descending" in scene.readings else found)


def is_random(value: Value | None) -> bool:
    """Whether a value runs over samples."""
    return value is not None and value.shape[0] > 1


def indices_of(tree: Indexed) -> tuple[Tree, ...]:
    """The indices of a name, those of ``W_{kj}`` apart."""
    if len(tree.indices) == 1 and isinstance(tree.indices[0], Factors):
        return tree.indices[0].factors
    return tree.indices


def repeated_letter(world: World, tree: Tree, bound: Collection[str] = ()) -> str:
    """The index letter, not `bound`, that stands twice in a product; empty where none does."""
    letters = [letter for letter in _entry_letters(world, tree) if letter not in bound]
    twice = [letter for letter in letters if letters.count(letter) == 2]
    return twice[0] if twice and len(twice) <= 2 * _MAX_REPEATED - len(bound) else ""


def _entry_letters(world: World, tree: Tree) -> Iterator[str]:
    """The letters by which the parts of a product are counted, those of squares twice."""
    if isinstance(tree, Folded):
        return
    if isinstance(tree, Raised) and isinstance(tree.base, Indexed) and tree.exponent == Numeral(2.0):
        yield from (*_entry_letters(world, tree.base), *_entry_letters(world, tree.base))
        return
    if isinstance(tree, Indexed):
        base = world.resolve(name_of(tree.base))
        if base not in world.sequences and f"{name_of(tree.base)}_{tree.spelling}" not in world.rooted:
            yield from (index.name for index in indices_of(tree) if isinstance(index, Symbol))
        return
    for part in parts(tree):
        yield from _entry_letters(world, part)


def _is_over_samples(scene: Scene, tree: Folded) -> bool:
    """Whether the index of a sum counts samples, and no entries."""
    found = False
    for part in every_part(tree.body):
        if not isinstance(part, (Indexed, Superscripted)):
            continue
        value = scene.world.values.get(scene.world.resolve(name_of(part.base)))
        if isinstance(part, Superscripted):
            found = found or (is_random(value) and part.spelling == f"({tree.index})")
            continue
        letters = [name_of(each) for each in indices_of(part)]
        if tree.index in letters and (not is_random(value) or letters[0] != tree.index):
            return False
        found = found or tree.index in letters[:1]
    return found and bool(scene.world.sampled)


def _index_meant(scene: Scene, body: Tree) -> str:
    """The index that a sum or product without one runs over: one of the body that has a range."""
    indexed = (part for part in every_part(body) if isinstance(part, Indexed))
    letters = (name_of(part) for each in indexed for index in each.indices for part in every_part(index))
    meant = next((letter for letter in letters if letter and letter in scene.world.ranges), "")
    is_bare = any(isinstance(part, Slope) for part in every_part(body)) and not any(
        isinstance(part, Application) for part in every_part(body)
    )
    return "t" if not meant and is_bare and "t" in scene.world.ranges else meant


def _size_summed(scene: Scene, tree: Folded) -> int:
    """The size of what a sum without a range runs over the entries of; 0 where it runs over none."""
    for part in every_part(tree.body):
        if not isinstance(part, Indexed) or not part.indices:
            continue
        found, counted = _counted(scene, part)
        indices = indices_of(part)[counted:]
        if found is None or Symbol(tree.index) not in indices:
            continue
        is_vector = found.shape[1] > 1 == found.shape[2]
        if len(indices) == (1 if is_vector else 2) and found.shape[1] > 1:
            return int(found.shape[1 + indices.index(Symbol(tree.index))])
    return 0


def _counted(scene: Scene, part: Indexed) -> tuple[Value | None, int]:
    """What an index picks an entry of, and how many indices in front of that say which step it is."""
    if isinstance(part.base, Indexed):
        try:
            return value_at(scene, part.base), 0
        except NotUnderstood:
            return None, 0
    root = scene.world.resolve(name_of(part.base))
    is_step = root in scene.world.sequences
    return scene.world.values.get(f"{root}_1" if is_step else root), int(is_step)


def _steepest(scene: Scene, tree: Folded) -> Value:
    """The largest norm of an elementwise function's differential, over all places."""
    inner = tree.body.operand if isinstance(tree.body, Bars) else tree.body
    inner = inner.function if isinstance(inner, Application) else inner
    name = name_of(inner.function) if isinstance(inner, Slope) else ""
    bound = scene.world.steepest.get(name, np.nan)
    if not isinstance(tree.body, Bars) or np.isnan(bound):
        raise NotUnderstood(f"the largest value over '{tree.index}'")
    return value_of(bound)
