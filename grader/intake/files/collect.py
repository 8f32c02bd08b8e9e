"""Gather the files of a submission from a folder, a single file or an archive, within bounds."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import EmptySubmission, SubmissionError
from grader.intake.files.archive import is_archive, unpack
from grader.intake.files.documents import SourceFile
from grader.model.submission import Place, Remark, RemarkKind

_MEGABYTE = 1024 * 1024
_MAX_TEXT = 3 * _MEGABYTE // 2
"""Most bytes of a write-up in Markdown or LaTeX that are read, pictures in it not counted."""
_LIMITS = {
    ".md": 24 * _MEGABYTE,
    ".tex": 24 * _MEGABYTE,
    ".yaml": _MEGABYTE,
    ".py": 2 * _MEGABYTE,
    ".ipynb": 24 * _MEGABYTE,
    ".docx": 24 * _MEGABYTE,
}
"""Most bytes of a file of each kind that is read."""
_SAME_AS = {
    ".markdown": ".md",
    ".txt": ".md",
    ".rmd": ".md",
    ".qmd": ".md",
    ".yml": ".yaml",
    ".sty": ".tex",
    ".ltx": ".tex",
}
TYPED = {
    ".odt": "an OpenDocument text",
    ".doc": "a Word document of the old format",
    ".rtf": "a document in Rich Text Format",
    ".pages": "a Pages document",
}
"""Kinds of documents that somebody typed an answer in and that cannot be read; only their names are kept."""
NOTED = {
    ".pdf": "a PDF",
    **TYPED,
    **dict.fromkeys((".html", ".htm"), "a web page"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".heic", ".tif", ".tiff"), "a picture"),
}
"""All kinds that may hold a write-up which cannot be read, and what they are."""
_PICTURE = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{100,}")
_MAX_ARCHIVE = 100 * _MEGABYTE
_MAX_INNER_ARCHIVES = 5
"""Most archives inside an archive that are unpacked; what is packed once more inside them is not."""
_MAX_FILES = 2000
_MAX_NESTING = 40
"""Of folders."""
_MAX_TOTAL = 64 * _MEGABYTE
MAX_WRITEUPS = 100
"""Most write-ups that are read: one for each part, with room; a folder of data in .txt is none."""
_MAX_ALIKE = 5
"""Remarks alike that are made one by one; the others are counted."""
_IGNORED = frozenset({"expected.yaml", "__MACOSX", "__pycache__", "node_modules", "venv", "site-packages"})
"""Names left out wherever they stand; ``expected.yaml`` is what an example submission should earn."""


@dataclass(frozen=True)
class Collected:
    """The files of a submission that may say something, in the order of their names, and what was noticed."""

    name: str
    files: tuple[SourceFile, ...]
    remarks: tuple[Remark, ...] = ()
    lost: bool = False
    """Whether a file that may hold answers could not be read."""


def kind_of(name: str) -> str:
    """The suffix that decides who reads a file (``.yml`` is ``.yaml``)."""
    suffix = SourceFile(name, b"").suffix
    return _SAME_AS.get(suffix, suffix)


def collect(path: Path) -> Collected:
    """All files of a submission worth reading; SubmissionError where there are none."""
    try:
        status = path.stat()
    except OSError as error:
        raise SubmissionError(f"{path}: there is no such file or folder; check the path") from error
    if stat.S_ISDIR(status.st_mode):
        return _checked(path, _Gatherer().folder(path))
    if not stat.S_ISREG(status.st_mode):
        raise SubmissionError(
            f"{path}: it is neither a file nor a folder; hand in a folder, a file, a .zip or a .tar.gz"
        )
    gatherer = _Gatherer()
    if is_archive(path.name) or _looks_like_archive(path):
        name = path.name if is_archive(path.name) else path.name + ".zip"
        return _checked(path, gatherer.archive(SourceFile(name, _read(path, _MAX_ARCHIVE))))
    gatherer.file(path, path.name, status.st_size)
    return _checked(path, gatherer)


def _looks_like_archive(path: Path) -> bool:
    if path.suffix.lower() in _LIMITS or path.suffix.lower() in _SAME_AS or path.suffix.lower() in NOTED:
        return False
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise SubmissionError(
            f"{path}: it cannot be opened ({error.strerror}); check its permissions"
        ) from error
    if len(data) > limit:
        raise SubmissionError(
            f"{path}: it is larger than {limit // _MEGABYTE} MB; hand in the text and the code only"
        )
    return data


def _checked(path: Path, gatherer: _Gatherer) -> Collected:
    files = tuple(sorted(gatherer.within_bounds(), key=lambda file: natural_key(file.name)))
    if files:
        return Collected(
            path.name.partition(".")[0] if path.is_file() else path.resolve().name,
            files,
            tuple(_counted(gatherer.remarks)),
            gatherer.lost,
        )
    if gatherer.remarks:
        problems = "; ".join(f"{remark.place} ({remark.detail})" for remark in gatherer.remarks[:5])
        raise SubmissionError(
            f"{path}: nothing in it can be read: {problems}. "
            "Hand in .md, .tex, .ipynb, .docx, .yaml or .py files"
        )
    raise EmptySubmission(
        f"{path}: it is empty; hand in a write-up (.md, .tex, .ipynb, .docx, .yaml), code (.py), or both"
    )


def _counted(remarks: Sequence[Remark]) -> Iterator[Remark]:
    """The remarks, where many are alike only the first few, and how many more there are."""
    alike = Counter((remark.kind, remark.detail) for remark in remarks)
    said: Counter[tuple[RemarkKind, str]] = Counter()
    for remark in remarks:
        key = (remark.kind, remark.detail)
        said[key] += 1
        if said[key] <= _MAX_ALIKE:
            yield remark
        elif said[key] == alike[key]:
            more = alike[key] - _MAX_ALIKE
            yield Remark(remark.kind, Place(f"{more} more, the last {remark.place}"), remark.detail)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts ``q2`` before ``q10``."""
    pieces = re.findall(r"\d+|\D+", name.lower())
    return tuple(
        (0, int(piece[:18]), "") if piece.isdigit() and piece.isascii() else (1, 0, piece) for piece in pieces
    )


class _Gatherer:
    """Files gathered so far, within bounds on their number and size."""

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.remarks: list[Remark] = []
        self.lost = False
        self._total = 0
        self._inner_archives = 0

    def within_bounds(self) -> list[SourceFile]:
        """The files without the write-ups beyond the most that are read (deep ones), and it is said which."""
        writeups = [file for file in self.files if kind_of(file.name) in _LIMITS.keys() - {".py"}]
        writeups.sort(key=lambda file: (file.name.count("/"), natural_key(file.name)))
        left_out = {file.name for file in writeups[MAX_WRITEUPS:]}
        for file in writeups[MAX_WRITEUPS:]:
            detail = f"of {len(writeups)} write-ups {MAX_WRITEUPS} are read"
            self.remark(RemarkKind.SKIPPED_FILE, file.name, detail, lost=True)
        return [file for file in self.files if file.name not in left_out]

    def remark(self, kind: RemarkKind, name: str, detail: str, lost: bool = False) -> None:
        """Note a file that is not read."""
        self.remarks.append(Remark(kind, Place(name), detail))
        self.lost = self.lost or lost

    def folder(self, root: Path) -> _Gatherer:
        """Walk a folder in the order of its names, never through a link."""
        seen = 0
        for folder, names, files in os.walk(root, followlinks=False):
            names[:] = sorted(name for name in names if not _is_ignored(name))
            if names and len(Path(folder).relative_to(root).parts) >= _MAX_NESTING:
                self.remark(
                    RemarkKind.TOO_LARGE, root.name, "folders too deep in folders were left out", lost=True
                )
                names.clear()
            for name in sorted(files, key=natural_key):
                seen += 1
                if seen > _MAX_FILES:
                    self.remark(
                        RemarkKind.TOO_LARGE,
                        root.name,
                        f"more than {_MAX_FILES} files; the rest was left out",
                        lost=True,
                    )
                    return self
                if is_hidden(name) and not name.startswith("._") and kind_of(name) in _LIMITS:
                    self.remark(RemarkKind.SKIPPED_FILE, name, "its name begins with a dot, which hides it")
                elif not _is_ignored(name):
                    self._entry(Path(folder, name), Path(folder, name).relative_to(root).as_posix())
        return self

    def _entry(self, path: Path, name: str) -> None:
        try:
            status = path.lstat()
        except OSError:
            return
        if stat.S_ISLNK(status.st_mode):
            self.remark(
                RemarkKind.SKIPPED_FILE,
                name,
                "it is a link, and links are not followed",
                lost=kind_of(name) in _LIMITS,
            )
        elif stat.S_ISREG(status.st_mode) and is_archive(name):
            self._nested(path, name)
        elif stat.S_ISREG(status.st_mode):
            self.file(path, name, status.st_size)

    def _nested(self, path: Path, name: str) -> None:
        """An archive inside a folder: what a student packed and a portal did not unpack."""
        try:
            self.archive(SourceFile(name, _read(path, _MAX_ARCHIVE)), prefix=name + "/")
        except SubmissionError as error:
            self.remark(RemarkKind.ARCHIVE_PROBLEM, name, str(error).rpartition(f"{name}: ")[2], lost=True)

    def file(self, path: Path, name: str, size: int) -> None:
        """Read one file of the disk."""
        kind = kind_of(name)
        if kind in NOTED:
            self.files.append(SourceFile(name, b""))
        elif self._is_wanted(name, kind, size):
            try:
                with path.open("rb") as stream:
                    self._add(name, stream.read(_LIMITS[kind] + 1))
            except OSError as error:
                self.remark(
                    RemarkKind.UNREADABLE_FILE,
                    name,
                    error.strerror or "it cannot be opened",
                    lost=kind != ".py",
                )

    def archive(self, archive: SourceFile, prefix: str = "", *, inside: bool = False) -> _Gatherer:
        """Read the files of an archive, and of those in it unless it stands `inside` one itself."""
        for file in unpack(archive, _is_read):
            if _hidden(file.name):
                continue
            kind = kind_of(file.name)
            if is_archive(file.name):
                self._inner(file, prefix, too_deep=inside)
            elif kind in NOTED:
                self.files.append(SourceFile(prefix + file.name, b""))
            elif self._is_wanted(prefix + file.name, kind, len(file.data)):
                self._add(prefix + file.name, file.data)
        return self

    def _inner(self, file: SourceFile, prefix: str, *, too_deep: bool) -> None:
        """An archive inside an archive: a student's, who packed the packed folder again."""
        name = prefix + file.name
        self._inner_archives += 1
        if too_deep or self._inner_archives > _MAX_INNER_ARCHIVES:
            detail = "it is packed too often, or with too many others; hand in what is in it"
            self.remark(RemarkKind.SKIPPED_FILE, name, detail, lost=True)
            return
        try:
            self.archive(file, prefix=name + "/", inside=True)
        except SubmissionError as error:
            detail = str(error).rpartition(f"{file.name}: ")[2]
            self.remark(RemarkKind.ARCHIVE_PROBLEM, name, detail, lost=True)

    def _is_wanted(self, name: str, kind: str, size: int) -> bool:
        if kind not in _LIMITS:
            self.remark(
                RemarkKind.SKIPPED_FILE, name, "it is neither a write-up nor Python code that we read"
            )
            return False
        if size > _LIMITS[kind]:
            self.remark(RemarkKind.TOO_LARGE, name, _too_large(size, _LIMITS[kind]), lost=kind != ".py")
            return False
        return True

    def _beginning(self, name: str, data: bytes) -> bytes:
        """As much of a text as is read, up to the end of a line."""
        if len(data) <= _MAX_TEXT:
            return data
        self.remark(RemarkKind.TOO_LARGE, name, _too_large(len(data), _MAX_TEXT), lost=True)
        return data[: data.rfind(b"\n", 0, _MAX_TEXT) + 1 or _MAX_TEXT]

    def _add(self, name: str, data: bytes) -> None:
        if kind_of(name) in (".md", ".tex") and len(data) > _MAX_TEXT:
            data = self._beginning(name, _PICTURE.sub(b"data:,", data))
        self._total += len(data)
        if self._total > _MAX_TOTAL:
            self.remark(
                RemarkKind.TOO_LARGE,
                name,
                f"all files together are larger than {_MAX_TOTAL // _MEGABYTE} MB",
                lost=True,
            )
        else:
            self.files.append(SourceFile(name, data))


def _too_large(size: int, limit: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB, at most {limit / _MEGABYTE:.3g} MB are read"


def is_hidden(name: str) -> bool:
    """Whether a name is of what systems hide: one dot before it (two are a slip of who named it)."""
    return name.startswith(".") and not name.startswith("..")


def _is_ignored(name: str) -> bool:
    return (
        is_hidden(name)
        or name.startswith("~$")
        or name in _IGNORED
        or name.endswith((".pyc", ".aux", ".log", ".synctex.gz"))
    )


def _is_read(name: str) -> bool:
    return (kind_of(name) in _LIMITS or is_archive(name)) and not _hidden(name)


def _hidden(name: str) -> bool:
    return any(_is_ignored(part) for part in name.split("/"))
