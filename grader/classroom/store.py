"""What was graded, on disk: one SQLite file in which nothing that was committed can be lost."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.job import Outcome

FILE_NAME = "grades.sqlite"
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS graded (
    name TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    results BLOB NOT NULL,
    page BLOB NOT NULL,
    answers TEXT NOT NULL,
    problem TEXT NOT NULL,
    seconds REAL NOT NULL
) WITHOUT ROWID
"""
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Store:
    """The open file; `key` of a row says what was graded with what, so that a change is noticed."""

    connection: sqlite3.Connection

    def keys(self) -> dict[str, str]:
        """Name to key of every submission that was graded (failures are tried again)."""
        return dict(self.connection.execute("SELECT name, key FROM graded WHERE problem = ''"))

    def holds(self, name: str) -> bool:
        """Whether anything is known of a submission, graded or failed."""
        return self.connection.execute("SELECT 1 FROM graded WHERE name = ?", (name,)).fetchone() is not None

    def seconds(self) -> list[tuple[str, float]]:
        """Name and seconds of every submission, the slowest first."""
        query = "SELECT name, seconds FROM graded ORDER BY seconds DESC, name"
        return [(str(name), float(seconds)) for name, seconds in self.connection.execute(query)]

    def put(self, outcome: Outcome, key: str) -> None:
        """Keep an outcome; when this returns, a kill cannot lose it."""
        row = (
            outcome.name,
            key,
            zlib.compress(outcome.results.encode(), 6),
            zlib.compress(outcome.page.encode("utf-8", "replace"), 6),
            outcome.answers,
            outcome.problem,
            outcome.seconds,
        )
        with self.connection:
            self.connection.execute("INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def get(self, name: str) -> Outcome | None:
        """What came of one submission, or None."""
        row = self.connection.execute(
            "SELECT results, page, answers, problem, seconds FROM graded WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            return None
        results, page = (zlib.decompress(blob).decode() for blob in row[:2])
        return Outcome(name, results, page, row[2], row[3], row[4])


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """Open or make the store; a file that is no store of ours is put aside, not lost."""
    path = folder / FILE_NAME
    try:
        connection = _connect(path)
    except sqlite3.OperationalError:
        raise  # a full disk, a lock: nothing is wrong with the file
    except sqlite3.DatabaseError:
        _put_aside(path)
        connection = _connect(path)
    try:
        yield Store(connection)
    finally:
        connection.close()


def _put_aside(path: Path) -> None:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.replace(aside)
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    with ExitStack() as undo:
        connection = sqlite3.connect(path, timeout=30)
        undo.callback(connection.close)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _SCHEMA_VERSION):
            raise sqlite3.DatabaseError(f"made by another version ({version})")
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        connection.execute("SELECT name, key, problem FROM graded LIMIT 1").fetchone()
        connection.commit()
        undo.pop_all()
    return connection


def content_key(path: Path, name: str, digest: str) -> str:
    """A hash of everything a grade depends on: the submission's files, its name, assignment and grader."""
    hasher = hashlib.sha256()
    for piece in (name, digest):
        hasher.update(piece.encode() + b"\0")
    for file in _files(path):
        relative = file.relative_to(path).as_posix() if file != path else file.name
        hasher.update(relative.encode("utf-8", "surrogatepass") + b"\0")
        hasher.update(_file_hash(file) + b"\0")
    return hasher.hexdigest()


def _files(path: Path) -> list[Path]:
    """The regular files of a submission in a fixed order; links are not followed."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def _file_hash(file: Path) -> bytes:
    """A file that cannot be read has a hash too: it is for the readers to say what is wrong with it."""
    hasher = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK_BYTES):
                hasher.update(chunk)
    except OSError as problem:
        return f"unreadable {problem.errno}".encode()
    return hasher.digest()
