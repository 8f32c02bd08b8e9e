"""Cases of `count_sequences`."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.programs import Case, CaseKind, CaseSet

_REGULAR = ((2, 3), (3, 2), (3, 4), (4, 3), (5, 2), (2, 5), (7, 6), (4, 7), (10, 4))
_EDGE = {
    "N = 1": (1, 4),
    "T = 1": (5, 1),
    "N = T = 1": (1, 1),
    "a number too large for a float": (50_000, 20),
    "a very large number": (7, 90),
}


def _hidden(seed: int) -> tuple[Case, ...]:
    regular = [Case(sizes) for sizes in _REGULAR]
    edges = [Case(sizes, CaseKind.EDGE, label) for label, sizes in _EDGE.items()]
    return (*regular, *edges)


def _small() -> tuple[Case, ...]:
    return tuple(Case(sizes) for sizes in ((2, 1), (1, 2), (2, 2), (2, 3), (3, 2), (10, 20)))


CASES: Mapping[str, CaseSet] = {"count_sequences": CaseSet(_hidden, _small)}
