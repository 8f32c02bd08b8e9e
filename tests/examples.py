"""Read `expected.yaml` beside an example submission, and say where a report departs from it."""

from __future__ import annotations

from pathlib import Path

import yaml

from grader.model.report import PartReport, Report

EXAMPLES = Path(__file__).parent.parent / "submissions_example"


def departures(report: Report, folder: Path) -> list[str]:
    """One line for each part whose points, review flag or mistakes are not as expected."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    others = expected.get("others")
    found = []
    for part in report.parts:
        wanted = expected["parts"].get(part.id)
        if wanted is None and (others is None or part.id in others.get("except", ())):
            continue
        found += _part_departures(part, wanted or others)
    least, most = _range(expected.get("total", [0, 1000]))
    if not least <= float(report.score) <= most:
        found.append(f"total {report.score}, expected {least} to {most}")
    return found


def _part_departures(part: PartReport, wanted: dict[str, object]) -> list[str]:
    found = []
    least, most = _range(wanted["points"])
    if not least <= float(part.score) <= most:
        found.append(f"{part.id}: {part.score} points, expected {wanted['points']}")
    if "review" in wanted and part.review != wanted["review"]:
        found.append(f"{part.id}: review {part.review}: {part.review_reasons}")
    named = {mistake.id for mistake in part.mistakes}
    missing = set(wanted.get("mistakes", [])) - named  # type: ignore[call-overload]
    if missing:
        found.append(f"{part.id}: not named: {sorted(missing)}; named: {sorted(named)}")
    if "mistakes" not in wanted and named:
        found.append(f"{part.id}: named without need: {sorted(named)}")
    return found


def _range(value: object) -> tuple[float, float]:
    if isinstance(value, list):
        return float(value[0]), float(value[1])
    return float(value), float(value)  # type: ignore[arg-type]
