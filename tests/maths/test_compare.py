"""The case tables: one row an answer, right, wrong or undecided. A bug report becomes one more row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.maths.compare import compare_line, compare_lines

CASES = Path(__file__).parent / "cases"
VERDICTS = ("equal", "different", "undecided", "not-equal")


@dataclass(frozen=True)
class Case:
    """One row: what is compared, the verdict wanted, and the reason's first word where it is undecided."""

    row: dict[str, Any]
    verdict: str
    reason: str | None = None


def read_cases() -> list[Any]:
    """Every row of every table as a pytest parameter."""
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for question in yaml.safe_load(file.read_text(encoding="utf-8")):
            shared = {
                key: question[key]
                for key in ("kind", "symbols", "given", "reference", "tolerance")
                if key in question
            }
            for verdict in VERDICTS:
                for number, entry in enumerate(question.get(verdict, [])):
                    answer, reason = (
                        (entry[0], entry[1] if len(entry) > 1 else None)
                        if isinstance(entry, list)
                        else (entry, None)
                    )
                    case = Case({**shared, "student": answer}, verdict, reason)
                    found.append(
                        pytest.param(case, id=f"{file.stem}-{question['question']}-{verdict}-{number}")
                    )
    return found


@pytest.mark.parametrize("case", read_cases())
def test_verdict_of_the_table(case: Case) -> None:
    answer = compare_line(json.dumps(case.row))
    if case.verdict == "not-equal":
        assert answer["verdict"] != "equal", answer
        return
    assert answer["verdict"] == case.verdict, (case.row["student"], answer)
    if case.reason:
        assert str(answer["reason"]).startswith(case.reason), (case.row["student"], answer)
    if case.verdict == "different":
        assert answer["witness"]


def test_the_tables_are_large_enough() -> None:
    assert len(read_cases()) >= 600


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "3",
        "{}",
        '{"id": 1}',
        '{"id": 1, "kind": "scalar"}',
        '{"id": 1, "kind": "unheard-of", "student": "x", "reference": "x"}',
        '{"id": 1, "kind": "scalar", "student": "x", "reference": "x", "symbols": {"x": "quaternion"}}',
        '{"id": 1, "kind": "scalar", "student": "x", "reference": "x", "symbols": 3}',
        '{"id": 1, "kind": "scalar", "student": "x", "reference": "x", "given": [1]}',
        '{"id": 1, "kind": "scalar", "student": "x", "reference": "((", "symbols": {"x": "real"}}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + "}",
        '{"id": NaN, "kind": "scalar", "student": "x", "reference": "x"}',
    ],
)
def test_a_bad_row_is_undecided(line: str) -> None:
    answer = compare_line(line)
    assert answer["verdict"] == "undecided"
    assert answer["reason"]


def test_rows_come_out_in_order_and_blank_lines_are_passed_over() -> None:
    row = {"kind": "scalar", "reference": "x", "symbols": {"x": "real"}}
    lines = [
        json.dumps({**row, "id": "a", "student": "x"}),
        "",
        "bad",
        json.dumps({**row, "id": 2, "student": "-x"}),
    ]
    answers = [json.loads(answer) for answer in compare_lines(lines)]
    assert [answer["id"] for answer in answers] == ["a", None, 2]
    assert [answer["verdict"] for answer in answers] == ["equal", "undecided", "different"]
