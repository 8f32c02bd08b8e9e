"""What Gradescope says of a submission is read whatever shape it has."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from grader.reports.metadata import SubmissionMetadata, read_metadata


def _read(tmp_path: Path, data: object) -> SubmissionMetadata:
    path = tmp_path / "submission_metadata.json"
    path.write_text(json.dumps(data))
    return read_metadata(path)


def test_lateness_is_measured_by_the_stamps(tmp_path: Path) -> None:
    metadata = _read(
        tmp_path,
        {
            "created_at": "2021-03-23T01:30:00.123456789-04:00",
            "assignment": {"due_date": "2021-03-23T04:00:00Z", "late_due_date": None},
            "previous_submissions": [{"submission_time": "2021-03-22T01:00:00Z", "score": "20.0"}, 7],
        },
    )
    assert metadata.lateness == timedelta(hours=1, minutes=30, microseconds=123456)
    assert [earlier.score for earlier in metadata.earlier] == [20.0]


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        1,
        {"assignment": []},
        {"created_at": 5},
        {"created_at": "soon", "previous_submissions": {}},
        {"created_at": "2021-01-01T00:00:00", "assignment": {"due_date": "2020-01-01T00:00:00Z"}},
        {"previous_submissions": [{"score": "many"}, {"score": True}, {"score": 1e300}]},
    ],
)
def test_strange_metadata_says_nothing(tmp_path: Path, data: object) -> None:
    metadata = _read(tmp_path, data)
    assert metadata.lateness is None
    assert all(earlier.score is None for earlier in metadata.earlier)


def test_absent_or_damaged_file_says_nothing(tmp_path: Path) -> None:
    assert read_metadata(tmp_path / "none.json") == SubmissionMetadata()
    (tmp_path / "damaged.json").write_bytes(b"\xff{")
    assert read_metadata(tmp_path / "damaged.json") == SubmissionMetadata()
