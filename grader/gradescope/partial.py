"""results.json while grading still runs: parts graded so far, and the rest said to be ours to look at."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from grader.messages import OURS, SEEN_BY_STAFF
from grader.reports.atomic import write_atomically

Json = dict[str, object]

RESERVED_BYTES = 256 * 1024
"""Every file but the last is padded to this size at least, and to twice its own, so that a disk that fills up
later still has room for the last."""


@dataclass(frozen=True)
class Outline:
    """What is known of a part before anything is graded."""

    id: str
    title: str
    points: float
    visibility: str = "visible"


def read_outlines(folder: Path) -> tuple[Outline, ...]:
    """The parts of an assignment, read as plain YAML only; without those that cannot be read so."""
    from grader.part_order import part_order

    outlines = []
    for path in (folder / "rubrics").glob("*.yaml"):
        try:
            data = yaml.load(
                path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            )
            outlines.append(
                Outline(
                    str(data["part"]),
                    str(data["title"]),
                    float(data["points"]),
                    str(data.get("visibility", "visible")),
                )
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
            continue
    return tuple(sorted(outlines, key=lambda outline: part_order(outline.id)))


def partial_results(outlines: tuple[Outline, ...], graded: Mapping[str, Json], why: str) -> Json:
    """A complete, valid results.json; `graded` holds a `test` and a `data` entry by part id.

    An entry that says `ours` is of a part graded only in part: its points stand, and staff look at it.
    """
    count = sum(row.get("ours") is not True for row in graded.values())
    tests = [_entry(graded, outline) for outline in outlines]
    parts = {
        outline.id: graded[outline.id]["data"] if outline.id in graded else _ungraded_data(outline)
        for outline in outlines
    }
    return {
        "score": round(sum(_score(test) for test in tests), 6),
        "output": f"{why} {count} of {len(outlines)} parts were graded; "
        "the course staff will look at the rest.",
        "output_format": "text",
        "test_output_format": "md",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"parts": parts, "incomplete": True},
    }


def refused_results(outlines: tuple[Outline, ...], why: str, *, empty: bool = False) -> Json:
    """A complete, valid results.json for a submission that cannot be read: no points, and what to do.

    Where anything was handed in, every part awaits a person: an answer may stand in it.
    """
    if not empty:
        return {**partial_results(outlines, {}, ""), "output": f"{why}. {SEEN_BY_STAFF}"}
    return {
        **partial_results(outlines, {}, ""),
        "output": why,
        "tests": [
            {**_ungraded(outline), "output": "There was no answer that we could read.", "tags": []}
            for outline in outlines
        ],
        "extra_data": {
            "parts": {outline.id: {**_ungraded_data(outline), "review": False} for outline in outlines}
        },
    }


def _entry(graded: Mapping[str, Json], outline: Outline) -> Json:
    test = graded.get(outline.id, {}).get("test")
    if isinstance(test, dict):
        return {str(key): value for key, value in test.items()}
    return _ungraded(outline)


def _ungraded(outline: Outline) -> Json:
    return {
        "number": outline.id,
        "name": f"{outline.id} {outline.title}",
        "score": 0.0,
        "max_score": outline.points,
        "status": "failed",
        "output": OURS,
        "output_format": "text",
        "visibility": outline.visibility,
        "tags": ["needs-review"],
    }


def _ungraded_data(outline: Outline) -> Json:
    return {"score": 0.0, "max_score": outline.points, "review": True, "mistakes": [], "checks": []}


def _score(test: Json) -> float:
    score = test.get("score")
    return float(score) if isinstance(score, (int, float)) else 0.0


def store(results: Json, path: Path, *, reserve: bool = False) -> bool:
    """Write results.json whole; where no new file can be made (a full disk), over the old one's space."""
    content = (
        json.dumps(results, ensure_ascii=False, allow_nan=False).encode("utf-8", errors="replace") + b"\n"
    )
    if reserve:
        content = content.ljust(max(RESERVED_BYTES, 2 * len(content)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        return True
    except OSError:
        return _overwrite(path, content)


def _overwrite(path: Path, content: bytes) -> bool:
    try:
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        room = os.fstat(descriptor).st_size
        if len(content) > room:
            return False
        os.pwrite(descriptor, content.ljust(room), 0)
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
