"""Look for known mistakes in pseudo-code; a person always confirms."""

from __future__ import annotations

from collections.abc import Mapping

from grader.checks.request import CheckKind, Params, Request
from grader.model.judgement import Judgement, Truth


class PseudocodeParams(Params):
    """What the pseudo-code of a check is made of."""


def check_pseudocode(request: Request[PseudocodeParams]) -> Mapping[str, Judgement]:
    """Judge each check on the pseudo-code of the answer."""
    empty = request.answer.is_empty
    return {
        check: Judgement(Truth.ABSENT) if empty else Judgement(Truth.REVIEW, leaning=Truth.RIGHT)
        for check in request.checks
    }


PSEUDOCODE = CheckKind("pseudocode", PseudocodeParams, check_pseudocode)
