"""Our validator of Gradescope's format finds each way of being wrong, and only those."""

from pathlib import Path

import pytest

from grader.reports.results_schema import validate_results, validate_results_file

VALID = [
    {"score": 1},
    {"score": 0.5, "tests": []},
    {"tests": [{"score": 1.0, "max_score": 2, "name": "a", "number": "1.1", "tags": ["x"]}]},
    {
        "score": 1,
        "output": "a\nb",
        "output_format": "md",
        "visibility": "after_due_date",
        "execution_time": 1,
    },
    {
        "score": 1,
        "extra_data": {"deep": [{"a": True}]},
        "leaderboard": [{"name": "t", "value": "x", "order": "asc"}],
    },
]

WRONG = [
    ([], "the root must be an object, not a list"),
    ({}, "score: there must be a score at the top, or in at least one test"),
    ({"tests": [{"name": "a"}]}, "score: there must be a score at the top, or in at least one test"),
    ({"score": None}, "score: null is an error on Gradescope; leave the key out"),
    ({"score": float("nan")}, "score: nan is no JSON number"),
    ({"score": float("-inf")}, "score: -inf is no JSON number"),
    ({"score": "1"}, "score: must be a number, not a string"),
    ({"score": True}, "score: must be a number, not true/false"),
    ({"score": 1, "execution_time": "0.52"}, "execution_time: must be a number, not a string"),
    ({"score": 1, "execution_time": -1}, "execution_time: must not be negative"),
    ({"score": 1, "output": "x" * 100_001}, "output: 100001 characters; Gradescope cuts after 100000"),
    ({"score": 1, "output": "a\r\nb"}, "output: lines must end in \\n alone"),
    ({"score": 1, "output": "\x00"}, "output: holds a NUL character"),
    ({"score": 1, "output": "\ud800"}, "output: holds half of a surrogate pair, which cannot be encoded"),
    (
        {"score": 1, "output_format": "markdown"},
        "output_format: 'markdown' is not one of text, html, simple_format, md, ansi",
    ),
    (
        {"score": 1, "visibility": "after_publish"},
        "visibility: 'after_publish' is not one of visible, hidden, after_due_date, after_published",
    ),
    ({"score": 1, "scores": 1}, "scores: not in Gradescope's format; did you mean 'score'?"),
    ({"score": 1, "tests": {}}, "tests: must be a list, not an object"),
    ({"score": 1, "tests": [1]}, "tests[0]: must be an object, not a number"),
    ({"score": 1, "tests": [{"status": "ok"}]}, "tests[0].status: 'ok' is not one of passed, failed"),
    ({"score": 1, "tests": [{"max_score": 1}]}, "tests[0]: max_score without score"),
    ({"score": 1, "tests": [{"tags": [1]}]}, "tests[0].tags[0]: must be a string, not a number"),
    ({"score": 1, "tests": [{"number": 2.1}]}, "tests[0].number: must be a string, not a number"),
    (
        {"score": 1, "tests": [{"status": None}]},
        "tests[0].status: null is an error on Gradescope; leave the key out",
    ),
    ({"score": 1, "leaderboard": [{"column_name": "a"}]}, "leaderboard[0].name: is missing"),
    ({"score": 1, "extra_data": {"a": [float("inf")]}}, "extra_data.a[0]: inf is no JSON number"),
    ({"score": 1, "extra_data": [1]}, "extra_data: must be an object, not a list"),
    ({"score": 1, "extra_data": {"a": {1, 2}}}, "extra_data.a: set is not JSON"),
]


@pytest.mark.parametrize("data", VALID)
def test_valid_results_have_no_complaint(data: object) -> None:
    assert validate_results(data) == []


@pytest.mark.parametrize(("data", "complaint"), WRONG)
def test_each_fault_is_named(data: object, complaint: str) -> None:
    assert complaint in validate_results(data)


def test_all_faults_are_named_at_once() -> None:
    assert len(validate_results({"score": None, "output": 1, "tests": [{"tags": "x"}]})) == 3


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b'{"score": 1', "not JSON"),
        (b'{"score": NaN}', "score: nan is no JSON number"),
        (b'{"score": 1, "score": 2}', "the key 'score' stands twice in one object"),
        (b'{"score": "\xff"}', "not UTF-8 at byte 11"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_damaged_file_is_a_complaint(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    assert any(complaint in line for line in validate_results_file(path))


def test_absent_file_is_a_complaint(tmp_path: Path) -> None:
    assert "cannot be read" in validate_results_file(tmp_path / "results.json")[0]
