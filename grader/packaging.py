"""The zip to upload to Gradescope: the same bytes for the same files, runnable scripts at its root."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import AssignmentError
from grader.gradescope.partial import partial_results, read_outlines

_ENGINE = Path(__file__).parent
_SCRIPTS = ("setup.sh", "run_autograder")
_ROOT_FILES = (*_SCRIPTS, "requirements.lock", "requirements-dev.lock")
_KINDS = {".py", ".yaml", ".html", ".css", ".js", ".svg", ".jinja", ".typed", ".json", ".txt"}
_NOTHING_GRADED = "nothing_graded.json"
"""What run_autograder puts in place where not even Python starts: every part, left to staff."""
_WHY_NOTHING = "We could not grade this submission automatically, for a reason that is ours."
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Packed:
    """What went into the zip: sizes in bytes by top-level name."""

    path: Path
    files: int
    sizes: dict[str, int]


def pack(folder: Path, output: Path) -> Packed:
    """Write the zip for the assignment in `folder`; AssignmentError where a file that it needs is missing.

    Entries are stored, not deflated: another version of zlib would give other bytes for the same files.
    """
    entries = sorted([*_entries(folder), (_NOTHING_GRADED, None)])
    sizes: dict[str, int] = {}
    temporary = output.with_name(output.name + ".part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
        for name, path in entries:
            content = _content(folder, name, path)
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.create_system = 3
            info.external_attr = (0o100755 if name in _SCRIPTS else 0o100644) << 16
            archive.writestr(info, content)
            top = name.split("/")[0]
            sizes[top] = sizes.get(top, 0) + len(content)
    temporary.replace(output)
    return Packed(output, len(entries), sizes)


def _content(folder: Path, name: str, path: Path | None) -> bytes:
    if path is None:
        results = partial_results(read_outlines(folder), {}, _WHY_NOTHING)
        return json.dumps(results, indent=1, allow_nan=False).encode() + b"\n"
    content = path.read_bytes()
    if name in _SCRIPTS or path.suffix in _KINDS:
        content = content.replace(b"\r\n", b"\n")  # a carriage return in a script stops Gradescope
    return content


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in _ROOT_FILES:
        path = _ENGINE.parent / name
        if path.is_file():
            yield name, path
        elif name != "requirements-dev.lock":
            raise AssignmentError([f"{path}: missing; pack from a complete checkout of the grader"])
    yield "assignment.yaml", folder / "assignment.yaml"
    yield from _tree(folder / "rubrics", "rubrics")
    yield from _tree(folder / "reference", "reference")
    yield from _tree(_ENGINE, "grader")


def _tree(root: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in root.rglob("*"):
        inner = path.relative_to(root)
        hidden = any(piece.startswith(".") or piece == "__pycache__" for piece in inner.parts)
        if path.is_file() and not path.is_symlink() and path.suffix in _KINDS and not hidden:
            yield f"{name}/{inner.as_posix()}", path
