"""What Algorithm 1 costs by how each step chooses its best candidates (part 2.3), from operations counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import decoding
from .closed_form import monomial


def choosing_with_a_heap() -> str:
    """A heap of B: each of the B N scores of a step costs at most log B."""
    return monomial(["T", "B", "N"], decoding.scores_computed) + r" \log(B)"


def choosing_by_selection() -> str:
    """A selection algorithm: linear in the scores of a step."""
    return monomial(["T", "B", "N"], decoding.scores_computed)


def choosing_by_scans() -> str:
    """B scans through the B N scores of each step."""
    return monomial(["T", "B", "N"], lambda T, B, N: B * decoding.scores_computed(T, B, N))


BEAM_COSTS: Mapping[str, Callable[[], object]] = {
    "beam_time_heap": choosing_with_a_heap,
    "beam_time_selection": choosing_by_selection,
    "beam_time_scans": choosing_by_scans,
}
