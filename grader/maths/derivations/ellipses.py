"""What dots between terms or factors stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from grader.maths.derivations.names import name_of
from grader.maths.derivations.scene import Scene, index_value
from grader.maths.derivations.tree import Dots, Factors, Indexed, Tree, parts, substitute
from grader.maths.values import OPERATORS, NotUnderstood

_MAX_WIDTH = 3
"""How many factors one step of a product with dots may have."""


def repeated(scene: Scene, tree: Factors) -> Tree | None:
    """What is multiplied with itself where dots stand between equal factors: T times, if there is a T."""
    terms = {factor for factor in tree.factors if not isinstance(factor, Dots)}
    if "T" not in scene.world.indices or len(terms) != 1 or tree.factors[0] not in terms:
        return None
    (term,) = terms
    return None if _places(scene, term) else term


def filled(scene: Scene, listed: tuple[Tree, ...] | list[Tree]) -> list[tuple[Scene, Tree]]:
    """The terms with those that the dots stand for: the ones before them, their indices counted on."""
    place = next(number for number, term in enumerate(listed) if isinstance(term, Dots))
    before, after = list(listed[:place]), [term for term in listed[place + 1 :] if not isinstance(term, Dots)]
    if not before or not after:
        raise NotUnderstood("dots at an end")
    for width in range(1, min(len(before), len(after), _MAX_WIDTH) + 1):
        gap = _gap(scene, before[-width:], after[:width])
        if gap is None:
            continue
        previous = _gap(scene, before[-2 * width : -width], before[-width:]) if len(before) > width else None
        if previous is not None and previous * gap < 0:
            raise NotUnderstood("dots that run the other way")
        if gap == 0:
            return [(scene, term) for term in (*before, *after[width:])]
        step = 1 if gap > 0 else -1
        counted = (replace(scene, shift=scene.shift + count) for count in range(step, gap, step))
        between = [(inner, term) for inner in counted for term in before[-width:]]
        return [*((scene, term) for term in before), *between, *((scene, term) for term in after)]
    raise NotUnderstood("dots between unlike terms")


def _gap(scene: Scene, first: Sequence[Tree], last: Sequence[Tree]) -> int | None:
    """How much larger all the indices of some terms are than those of others; None where they are unlike."""
    starts, ends = ([place for term in terms for place in _places(scene, term)] for terms in (first, last))
    gaps = {end - start for start, end in zip(starts, ends, strict=False)}
    alike = len(starts) == len(ends) and len(gaps) == 1
    return gaps.pop() if alike and [*map(_unindexed, first)] == [*map(_unindexed, last)] else None


@lru_cache(maxsize=512)
def _unindexed(tree: Tree) -> Tree:
    """The tree without its indices."""

    def bare(inner: Tree) -> Tree:
        return inner.base if isinstance(inner, Indexed) and inner.indices else inner

    return substitute(tree, bare)


def _places(scene: Scene, tree: Tree) -> list[int]:
    """All the indices of a tree, as numbers, in reading order."""
    found: list[int] = []
    pending: list[Tree] = [tree]
    while pending:
        current = pending.pop(0)
        if isinstance(current, Indexed) and current.indices:
            base = name_of(current.base)
            root = scene.world.resolve(base)
            if f"{base}_{current.spelling}" in scene.world.values and root not in scene.world.sequences:
                continue
            if f"{base}_{current.spelling}" in OPERATORS:
                continue
            found += [index_value(scene, index) for index in current.indices]
        else:
            pending = [*parts(current), *pending]
    return found
