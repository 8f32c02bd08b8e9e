"""A file is there whole, or as it was."""

import os
from pathlib import Path

import pytest

from grader.reports.atomic import write_atomically


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_link_at_the_target_is_replaced_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    path = tmp_path / "results.json"
    path.symlink_to(victim)
    write_atomically(path, b"new")
    assert victim.read_bytes() == b"untouched"
    assert path.read_bytes() == b"new"
    assert not path.is_symlink()


def test_full_disk_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "results.json"
    write_atomically(path, b"old")

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
