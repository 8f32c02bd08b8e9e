"""Run pandoc on bytes of a student: sandboxed, bounded in time, memory and output; JSON comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SECONDS = 6.0
_HEAP = "256m"
_STATUSES = {251: "it is too large to be taken apart", 91: "its macros go round in circles"}
"""What some of its exit statuses mean: no memory left, a macro loop."""
_MAX_OUTPUT = 16 * 1024 * 1024  # bytes


class PandocFailure(Exception):
    """Pandoc is not there, gave up, or ran into a limit; the text says which, in a few words."""


@cache
def pandoc_path() -> str:
    """Where the program is: in the wheel that carries it, else on the path; empty when nowhere."""
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        program = Path(folder) / "files" / "pandoc"
        if program.is_file():
            return str(program)
    return shutil.which("pandoc") or ""


def parse_document(data: bytes, source_format: str, *options: str) -> list[Any]:
    """The blocks of pandoc's syntax tree of a document; PandocFailure where there is none."""
    output = _run(data, ["--from", source_format, "--to", "json", *options])
    try:
        blocks = json.loads(output)["blocks"]
    except (ValueError, KeyError, RecursionError) as error:
        raise PandocFailure("its structure is nested too deeply") from error
    if not isinstance(blocks, list):
        raise PandocFailure("its structure could not be read")
    return blocks


def _run(data: bytes, arguments: list[str]) -> bytes:
    program = pandoc_path()
    if not program:
        raise PandocFailure("pandoc is not installed")
    command = [program, "+RTS", f"-M{_HEAP}", "-RTS", "--sandbox", *arguments]
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        return _bounded_output(command, source.fileno())


def _bounded_output(command: list[str], stdin: int) -> bytes:
    try:
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
        )
    except OSError as error:
        raise PandocFailure("pandoc could not be started") from error
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(_SECONDS, stop)
    timer.start()
    try:
        assert process.stdout is not None
        output = process.stdout.read(_MAX_OUTPUT + 1)
        if len(output) > _MAX_OUTPUT:
            process.kill()
            raise PandocFailure("it is too large to be taken apart")
        code = process.wait()
    finally:
        timer.cancel()
        process.kill()
        if process.stdout is not None:
            process.stdout.close()
        process.wait()
    if late.is_set():
        raise PandocFailure("it took too long to be taken apart")
    if code in _STATUSES:
        raise PandocFailure(_STATUSES[code])
    if code != 0:
        raise PandocFailure(f"pandoc gave up on it (exit status {code})")
    return output
