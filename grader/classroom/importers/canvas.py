"""Canvas' bulk download: flat files, `<name>[_LATE]_<user>_<attachment>_<file>`, text entries as HTML."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from grader.classroom.importers.entry import Found, Importer, Student, children
from grader.classroom.importers.text_entry import text_entry_markdown

_WHAT = r"(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<entry>text|link)\.html)"
_NAMED = re.compile(r"(?P<who>.*?)(?P<late>_LATE)?_(?P<user>\d+)_" + _WHAT, re.DOTALL)
_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<who>anon)_(?P<user>[A-Za-z0-9]+)_" + _WHAT, re.DOTALL)


def recognises_canvas(root: Path) -> bool:
    """Whether all files (but for a stray one in ten) are named as Canvas names them."""
    files = [path for path in children(root) if path.is_file()]
    named = sum(_match(path.name) is not None for path in files)
    return named > 0 and named >= 0.9 * len(files) and not any(path.is_dir() for path in children(root))


def find_in_canvas(root: Path, copies: Path) -> Iterator[Found]:
    """One for each user id: its files under their own names, a text entry as Markdown."""
    matched = [(path, found) for path in children(root) if (found := _match(path.name)) is not None]
    matched.sort(key=lambda pair: (pair[1]["user"], pair[0].name))
    for user, group in groupby(matched, key=lambda pair: pair[1]["user"]):
        files = list(group)
        folder = copies / f"{user}"
        folder.mkdir()
        remarks = [remark for path, found in files if (remark := _copy(path, found, folder))]
        who = files[0][1]["who"]
        yield Found(
            origin=user,
            label=f"{who}-{user}",
            path=folder,
            students=(Student("" if who == "anon" else who, user),),
            late=any(found["late"] for _, found in files),
            submission_id=user,
            remarks=tuple(remarks),
            sources=tuple(path for path, _ in files),
        )


def _match(name: str) -> re.Match[str] | None:
    return _ANONYMOUS.fullmatch(name) or _NAMED.fullmatch(name)


def _copy(path: Path, found: re.Match[str], folder: Path) -> str:
    """Put one file into the student's folder; the answer says what was not taken, if anything."""
    if found["entry"] == "link":
        return "handed in as a link, which is not followed"
    if found["entry"] == "text":
        text = path.read_bytes().decode("utf-8", "replace")
        (folder / "text-entry.md").write_text(text_entry_markdown(text), encoding="utf-8")
        return ""
    target = folder / found["file"]
    if target.exists():
        target = folder / f"{found['attachment']}-{found['file']}"
    shutil.copyfile(path, target)
    return ""


CANVAS = Importer("canvas", recognises_canvas, find_in_canvas)
