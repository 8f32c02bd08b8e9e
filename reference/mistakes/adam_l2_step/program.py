"""Adam with the penalty in its gradient, and switches for its slips."""

from __future__ import annotations

from grader.model.programs import Program

from ..adam import adam_program


def program(**switches: object) -> Program:
    """A step of Adam; the switches are those of `adam_program`."""
    settings: dict[str, object] = {"place": "gradient", "factor": 2.0, **switches}
    return adam_program(**settings)  # type: ignore[arg-type]
