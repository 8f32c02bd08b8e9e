"""Judge one answer by the checks of one kind of this assignment's rubric, without the other kinds."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import yaml

from grader.checks import load_kind
from grader.checks.request import Request
from grader.intake.answers import read_answer
from grader.lexicons import with_lexicon
from grader.model.assignment import Check, Evidence, KnownMistake, Part, Reference
from grader.model.judgement import Judgement
from grader.reference_package import load_reference
from grader.rubric_schema import CheckEntry
from grader.scoring import score_checks

ROOT = Path(__file__).parents[2]


@lru_cache
def reference() -> Reference:
    complaints: list[str] = []
    found = load_reference(ROOT, complaints)
    assert complaints == []
    return found


@lru_cache
def part(part_id: str, kind: str) -> Part:
    """The part with its checks of that kind alone."""
    data = yaml.safe_load((ROOT / "rubrics" / f"{part_id}.yaml").read_text(encoding="utf-8"))
    params = load_kind(kind).params
    checks = []
    for check_id, entry in data["checks"].items():
        if entry["kind"] != kind:
            continue
        complete = with_lexicon(entry, ROOT / "rubrics", [])
        own = {key: value for key, value in complete.items() if key not in CheckEntry.model_fields}
        outcomes = {key: Decimal(str(value)) for key, value in entry.get("outcomes", {}).items()}
        checks.append(
            Check(
                check_id, Decimal(str(entry["points"])), kind, params.model_validate(own), outcomes=outcomes
            )
        )
    mistakes = {
        name: KnownMistake(
            name, "", {check: Decimal(str(credit)) for check, credit in entry["credit"].items()}
        )
        for name, entry in data["mistakes"].items()
    }
    return Part(part_id, "", Decimal(0), tuple(checks), mistakes)


def judge(part_id: str, kind: str, answer: object) -> dict[str, Judgement]:
    """The findings on an answer (a text, or a mapping of fields)."""
    whole = part(part_id, kind)
    request = Request(
        part=part_id,
        checks={check.id: check.params for check in whole.checks},
        answer=read_answer(part_id, answer, "answer"),
        reference=reference(),
        mistakes=frozenset(whole.mistakes),
    )
    return dict(load_kind(kind).judge(request))


def outcome(part_id: str, kind: str, answer: object) -> tuple[dict[str, str], list[str]]:
    """For each check its verdict's word and points, and the mistakes named."""
    found = judge(part_id, kind, answer)
    scored = score_checks(
        part(part_id, kind), {check: {Evidence.WRITEUP: each} for check, each in found.items()}
    )
    named = sorted({mistake for each in found.values() for mistake in each.mistakes})
    return {item.check.id: f"{item.verdict} {float(item.points):g}" for item in scored}, named
