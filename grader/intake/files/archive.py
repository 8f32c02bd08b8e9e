"""Unpack a submitted archive into memory, refusing whatever could reach outside it or fill the machine."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from grader.errors import SubmissionError
from grader.intake.files.documents import SourceFile

_MAX_UNPACKED = 100 * 1024 * 1024  # bytes
_MAX_MEMBERS = 2000
_MAX_NAME = 300  # characters
_REMEDY = "pack your files again as a plain .zip and hand that in"


def is_archive(name: str) -> bool:
    """Whether a file is an archive by its name."""
    return name.lower().endswith((".zip", ".tar.gz", ".tgz", ".tar"))


def unpack(archive: SourceFile, wanted: Callable[[str], bool]) -> tuple[SourceFile, ...]:
    """The regular files of an archive; those not `wanted` come without their bytes.

    SubmissionError where it is damaged, holds links or ways out, or unpacks to more than 100 MB.
    """
    try:
        if archive.name.lower().endswith(".zip"):
            return _unzip(archive, wanted)
        return _untar(archive, wanted)
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise SubmissionError(f"{archive.name}: the archive is damaged ({error}); {_REMEDY}") from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise SubmissionError(f"{archive.name}: the archive is locked with a password; {_REMEDY}") from error


def _unzip(archive: SourceFile, wanted: Callable[[str], bool]) -> tuple[SourceFile, ...]:
    files: list[SourceFile] = []
    with zipfile.ZipFile(io.BytesIO(archive.data)) as package:
        members = package.infolist()
        _check_size(archive.name, len(members), sum(member.file_size for member in members))
        for member in members:
            name = _safe_name(archive.name, member.filename)
            if stat.S_ISLNK(member.external_attr >> 16):
                raise SubmissionError(f"{archive.name}: it holds a link ({name}); {_REMEDY}")
            if not member.is_dir():
                with package.open(member) as stream:
                    data = (
                        _bounded(archive.name, stream.read(member.file_size + 1), member.file_size)
                        if wanted(name)
                        else b""
                    )
                files.append(SourceFile(name, data))
    return tuple(files)


def _bounded(archive: str, data: bytes, declared: int) -> bytes:
    if len(data) > declared:
        raise SubmissionError(f"{archive}: a file in it is larger than it says; {_REMEDY}")
    return data


class _Meter(io.RawIOBase):
    """A stream that stops once more has come out of it than a submission may hold."""

    def __init__(self, stream: io.BufferedIOBase, archive: str) -> None:
        self._stream, self._archive, self._left = stream, archive, _MAX_UNPACKED + 2 * 1024 * 1024

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise SubmissionError(
                f"{self._archive}: it unpacks to more than 100 MB; hand in the text and the code only"
            )
        return data


def _untar(archive: SourceFile, wanted: Callable[[str], bool]) -> tuple[SourceFile, ...]:
    raw: io.BufferedIOBase = io.BytesIO(archive.data)
    if archive.data[:2] == b"\x1f\x8b":
        raw = gzip.GzipFile(fileobj=raw)
    files: list[SourceFile] = []
    total = count = 0
    with tarfile.open(fileobj=_Meter(raw, archive.name), mode="r|") as package:
        for member in package:
            count, total = count + 1, total + max(0, member.size)
            _check_size(archive.name, count, total)
            name = _safe_name(archive.name, member.name)
            if member.isdir():
                continue
            if not member.isreg():
                raise SubmissionError(f"{archive.name}: it holds a link or a device ({name}); {_REMEDY}")
            stream = package.extractfile(member) if wanted(name) else None
            files.append(SourceFile(name, stream.read() if stream else b""))
    if not count:
        raise SubmissionError(f"{archive.name}: the archive is empty; {_REMEDY}")
    return tuple(files)


def _check_size(archive: str, members: int, size: int) -> None:
    if members > _MAX_MEMBERS:
        raise SubmissionError(
            f"{archive}: it holds more than {_MAX_MEMBERS} files; hand in the text and the code only"
        )
    if size > _MAX_UNPACKED:
        raise SubmissionError(
            f"{archive}: it unpacks to more than 100 MB; hand in the text and the code only"
        )


def _safe_name(archive: str, name: str) -> str:
    plain = name.replace("\\", "/")
    parts = plain.split("/")
    if (
        plain.startswith("/")
        or ".." in parts
        or plain[1:2] == ":"
        or "\x00" in plain
        or len(plain) > _MAX_NAME
    ):
        shown = ascii(name[:60])
        raise SubmissionError(
            f"{archive}: it holds a file that would land outside its folder ({shown}); {_REMEDY}"
        )
    return "/".join(part for part in parts if part not in ("", "."))
