"""Unpack the zip of a class: nothing outside the folder, no link, bounded; damage costs one student."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_MAX_FILE_BYTES = 150_000_000
_MAX_CLASS_BYTES = 50_000_000_000
_MAX_FILES_PER_SUBMISSION = 3000
_MAX_NAME_BYTES = 200


@dataclass(frozen=True)
class Unpacked:
    """What became of an archive."""

    damaged: dict[Path, str]
    """Files that could not be taken out (empty files stand for them), and why."""
    remarks: tuple[str, ...] = ()


class DamagedArchive(Exception):
    """The archive as a whole cannot be read."""


def unpack_class(archive: Path, folder: Path) -> Unpacked:
    """Unpack into `folder`, which exists and is empty; OSError (a full disk) as it comes."""
    damaged: dict[Path, str] = {}
    remarks: list[str] = []
    files: Counter[str] = Counter()
    try:
        with zipfile.ZipFile(archive) as opened:
            total = 0
            for member in opened.infolist():
                parts = _safe_parts(member)
                if parts is None:
                    remarks.append(f"{member.filename!r} is a link or leads out of the archive; left out")
                    continue
                if member.is_dir():
                    continue
                top = "/".join(parts[:2])
                files[top] += 1
                total += member.file_size
                if total > _MAX_CLASS_BYTES:
                    raise DamagedArchive("it unpacks to more than 50 GB")
                if files[top] <= _MAX_FILES_PER_SUBMISSION or len(parts) < 3:
                    _unpack_member(opened, member, folder.joinpath(*parts), damaged)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError) as problem:
        raise DamagedArchive(str(problem) or "not a zip") from problem
    for top, count in files.items():
        if count > _MAX_FILES_PER_SUBMISSION and "/" in top:
            remarks.append(f"{top!r} holds {count} files; the first {_MAX_FILES_PER_SUBMISSION} were taken")
    return Unpacked(damaged, tuple(remarks))


def _safe_parts(member: zipfile.ZipInfo) -> tuple[str, ...] | None:
    """The path inside the archive as clean parts, or None for a link or a path that leads out."""
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return None
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return None
    return tuple(
        part.replace("\x00", "").encode("utf-8", "replace")[:_MAX_NAME_BYTES].decode("utf-8", "ignore")
        for part in path.parts
    )


def _unpack_member(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, damaged: dict[Path, str]
) -> None:
    """Take one file out; what is wrong with it is noted, and an empty file stands in its place."""
    why = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return  # a file and a folder of the same name: the first one stands
    if target.is_dir():
        return
    if member.file_size > _MAX_FILE_BYTES:
        why = f"{member.file_size} bytes are too many"
    elif member.flag_bits & 1:
        why = "it is encrypted"
    else:
        try:
            with opened.open(member) as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
            why = str(problem) or "it is damaged"
    if why:
        target.write_bytes(b"")
        damaged[target] = why
