"""Draw cases and shrink those that fail, with hypothesis, which takes a moment to load."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from grader.model.programs import Case

_SETTINGS = settings(
    max_examples=40,
    database=None,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=tuple(HealthCheck),
)


class Enough(BaseException):
    """Ends the search; no `Exception`, which hypothesis would take for a failure to shrink."""


def shrink(strategy: SearchStrategy[Case], fails: Callable[[Case], bool], *, most: int, seed: int) -> None:
    """Ask `fails` of cases that are drawn, and of ever smaller ones once it has said yes.

    It is asked `most` times, or until it raises `Enough`.
    """
    calls = 0

    def asked(case: Case) -> bool:
        nonlocal calls
        if calls == most:
            raise Enough
        calls += 1
        return fails(case)

    with suppress(Enough, HypothesisException):
        find(strategy, asked, settings=_SETTINGS, random=Random(seed))
