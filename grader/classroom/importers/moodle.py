"""Moodle's download: `Full Name_<id>_assignsubmission_file`, in folders or flat, text entries as HTML."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from grader.classroom.importers.entry import Found, Importer, Student, children
from grader.classroom.importers.text_entry import text_entry_markdown

_NAMED = re.compile(
    r"(?P<who>.*?)_(?P<id>[A-Za-z]?\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<file>.*))?",
    re.DOTALL,
)


def recognises_moodle(root: Path) -> bool:
    """Whether most of what lies there is named as Moodle names it."""
    paths = children(root)
    named = sum(_NAMED.fullmatch(path.name) is not None for path in paths)
    return named > 0 and named >= 0.9 * len(paths)


def find_in_moodle(root: Path, copies: Path) -> Iterator[Found]:
    """One for each participant or team: files and text entry together."""
    matched = [(path, found) for path in children(root) if (found := _NAMED.fullmatch(path.name)) is not None]
    matched.sort(key=lambda pair: (pair[1]["id"], pair[1]["who"], pair[0].name))
    for (number, who), group in groupby(matched, key=lambda pair: (pair[1]["id"], pair[1]["who"])):
        pieces = list(group)
        folder = copies / f"{len(list(copies.iterdir())):06}"
        folder.mkdir()
        for path, found in pieces:
            _copy(path, found, folder)
        anonymous = who.strip().casefold() in {"participant", ""}
        yield Found(
            origin=f"{who}_{number}",
            label=f"{who} {number}".strip(),
            path=folder,
            students=(Student("" if anonymous else who, number),),
            submission_id=number,
            sources=tuple(path for path, _ in pieces),
        )


def _copy(path: Path, found: re.Match[str], folder: Path) -> None:
    """Put a folder's contents, or a file of the download without folders, into the student's folder."""
    if path.is_dir():
        for inner in children(path):
            if inner.is_dir():
                shutil.copytree(inner, folder / inner.name, symlinks=True, dirs_exist_ok=True)
            else:
                _copy_file(inner, inner.name, found["kind"], folder)
    else:
        _copy_file(path, found["file"] or path.name, found["kind"], folder)


def _copy_file(path: Path, name: str, kind: str, folder: Path) -> None:
    if kind == "onlinetext" and path.suffix.lower() in (".html", ".htm"):
        text = path.read_bytes().decode("utf-8", "replace")
        (folder / "online-text.md").write_text(text_entry_markdown(text), encoding="utf-8")
    else:
        shutil.copyfile(path, folder / name)


MOODLE = Importer("moodle", recognises_moodle, find_in_moodle)
