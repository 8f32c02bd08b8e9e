"""results.json while grading still runs is valid, complete, and survives a full disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader import messages
from grader.gradescope import partial
from grader.gradescope.partial import Outline, partial_results, read_outlines, store
from grader.reports.results_schema import validate_results

ROOT = Path(__file__).parent.parent.parent
OUTLINES = (Outline("1.1", "One", 2.0), Outline("1.2", "Two", 3.5, "hidden"))
GRADED = {
    "1.2": {
        "test": {"number": "1.2", "name": "1.2 Two", "score": 3.5, "max_score": 3.5, "status": "passed"},
        "data": {"score": 3.5, "max_score": 3.5, "review": False, "mistakes": [], "checks": []},
    }
}


def test_outlines_are_the_parts_in_order() -> None:
    outlines = read_outlines(ROOT)
    assert len(outlines) == 23
    assert [outline.id for outline in outlines[:4]] == ["1.1", "1.2", "1.3", "2.1"]
    assert sum(outline.points for outline in outlines) == 64


@pytest.mark.parametrize("graded", [{}, GRADED])
def test_partial_results_are_valid_and_hold_every_part(graded: dict[str, partial.Json]) -> None:
    results = partial_results(OUTLINES, graded, "Stopped.")
    assert validate_results(results) == []
    assert [test["number"] for test in results["tests"]] == ["1.1", "1.2"]  # type: ignore[index,attr-defined]
    assert results["score"] == (3.5 if graded else 0)


def test_part_not_graded_awaits_a_person_and_says_so() -> None:
    results = partial_results(OUTLINES, GRADED, "Stopped.")
    test = results["tests"][0]  # type: ignore[index]
    assert test["tags"] == ["needs-review"]
    assert test["output"] == messages.OURS
    assert results["output"].startswith("Stopped. 1 of 2 parts were graded")  # type: ignore[attr-defined]


def test_full_disk_leaves_room_in_the_reserved_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "results" / "results.json"
    assert store(partial_results(OUTLINES, {}, "Begun."), path, reserve=True)
    assert path.stat().st_size >= partial.RESERVED_BYTES

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(partial, "write_atomically", full)
    assert store(partial_results(OUTLINES, GRADED, "Ended."), path)
    assert json.loads(path.read_text())["score"] == 3.5


def test_results_are_never_written_through_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_text(" " * 500_000)
    link = tmp_path / "results.json"
    link.symlink_to(victim)
    monkeypatch.setattr(
        partial, "write_atomically", lambda path, content: (_ for _ in ()).throw(OSError(28, "full"))
    )
    assert not store(partial_results(OUTLINES, {}, "Begun."), link)
    assert victim.read_text().strip() == ""
