"""The store keeps what was put, and notices every change of a submission."""

from pathlib import Path

import pytest

from grader.classroom.job import Outcome
from grader.classroom.store import content_key, open_store


def test_outcome_comes_back_as_it_was_put(tmp_path: Path) -> None:
    outcome = Outcome("Zoë", '{"é": 1}', "<p>ü</p>", "{}", "", 1.5)
    with open_store(tmp_path) as store:
        store.put(outcome, "k")
    with open_store(tmp_path) as store:
        assert store.get("Zoë") == outcome
        assert store.keys() == {"Zoë": "k"}
        assert store.holds("Zoë")
        assert store.get("nobody") is None


def test_failure_is_known_but_not_up_to_date(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(Outcome("a", problem="died"), "k")
        assert store.keys() == {}
        assert store.holds("a")


def test_store_of_another_version_is_put_aside(tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / "grades.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    with open_store(tmp_path) as store:
        assert store.keys() == {}
    assert (tmp_path / "grades.sqlite.damaged-1").exists()


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    (tmp_path / "s" / "code").mkdir(parents=True)
    (tmp_path / "s" / "hw.md").write_text("x")
    (tmp_path / "s" / "code" / "a.py").write_text("y")
    return tmp_path / "s"


def test_key_is_the_same_for_the_same_content(submission: Path) -> None:
    assert content_key(submission, "n", "d") == content_key(submission, "n", "d")


@pytest.mark.parametrize("change", ["content", "name of a file", "new file", "name", "digest", "moved"])
def test_key_changes_with(submission: Path, change: str) -> None:
    before = content_key(submission, "n", "d")
    name, digest = "n", "d"
    if change == "content":
        (submission / "hw.md").write_text("z")
    elif change == "name of a file":
        (submission / "hw.md").rename(submission / "hw2.md")
    elif change == "new file":
        (submission / "empty.md").write_text("")
    elif change == "moved":
        (submission / "code" / "a.py").rename(submission / "a.py")
    elif change == "name":
        name = "m"
    else:
        digest = "e"
    assert content_key(submission, name, digest) != before


def test_key_of_a_single_file_is_its_content_and_name(submission: Path) -> None:
    assert content_key(submission / "hw.md", "n", "d") != content_key(submission / "code" / "a.py", "n", "d")
