"""What each function of students is called with: the assignment's own data, random and edge cases."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.programs import CaseSet

from . import arrays, counts, language_models, markov_chains

CASES: Mapping[str, CaseSet] = {
    **arrays.CASES,
    **counts.CASES,
    **markov_chains.CASES,
    **language_models.CASES,
}
