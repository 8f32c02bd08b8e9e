"""Whether a false equation gives another value to what a rubric wants."""

from __future__ import annotations

from grader.checks.derivation_working import WORDS, Working, wanted_of
from grader.maths.derivations.milestones import Candidate
from grader.maths.derivations.relations import Verdict, judge_relation, relation
from grader.maths.derivations.roles import Role
from grader.maths.derivations.tree import Numeral

STANDS = "stands:"
"""What begins an entry of `reach` that a formula meets, wherever it stands in a true line."""
FORM = "form:"
"""What begins an entry of `reach` that asks for one side brought into the form of the other."""
NO_RELATION = (WORDS, FORM, STANDS)
"""What begins an entry of `reach` that is no relation."""


def contradicts(working: Working, primary: str | tuple[str, ...], verdict: Verdict = Verdict.FALSE) -> bool:
    """Whether a false, or ill-typed, equation gives another value to what is wanted first."""
    if not isinstance(primary, str) or primary.startswith(NO_RELATION):
        return False
    wanted = wanted_of(working.court.build, working.court.seed, primary)
    return wanted.sign == "=" and any(
        link.finding.verdict is verdict
        and link.mending is None
        and judged.statement.role is not Role.SUPPOSED
        and judged.statement.signs[link.number] == "="
        and wanted.left in (judged.trees[link.number], judged.trees[link.number + 1])
        for judged in working.judged
        for link in judged.links
    )


def is_of_another(working: Working, candidate: Candidate, item: str) -> bool:
    """Whether it is said of something else than what is wanted, to which another value is given."""
    if not contradicts(working, item):
        return False
    left = wanted_of(working.court.build, working.court.seed, item).left
    stated = candidate.relation
    return not any(
        judge_relation(relation(side, "=", left, stated.definitions), working.court.worlds).verdict
        is Verdict.HOLDS
        for side in (stated.left, stated.right)
        if side != Numeral(0.0)
    )
