"""What `grader compare` says of working: a verdict for each step, and one for the whole."""

from __future__ import annotations

from dataclasses import dataclass

from grader.maths.expressions.expression import Relation
from grader.model.words import Word


class StepVerdict(Word):
    """What is known of one step."""

    HOLDS = "holds"
    FALSE = "false"
    ILL_TYPED = "ill-typed"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Step:
    """One line or link as read."""

    line: str
    verdict: StepVerdict
    reason: str = ""
    witness: str = ""
    stated: Relation | None = None
    """What a false link says."""
    chain: int = 0
    """The number of the chain it stands in."""


@dataclass(frozen=True)
class DerivationVerdict:
    """The verdict on the whole, with its steps in order."""

    verdict: str
    reason: str
    steps: tuple[Step, ...] = ()
    witness: str = ""

    def as_json(self) -> dict[str, object]:
        """The answer of `grader compare`, the id left out."""
        steps = [{"line": step.line, "verdict": str(step.verdict)} for step in self.steps]
        answer: dict[str, object] = {"verdict": self.verdict, "reason": self.reason, "steps": steps}
        return {**answer, "witness": self.witness} if self.witness else answer
