"""Where attacks are fought: planted secrets, places to write, a server to reach, and what must not happen."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from grader.execution.calls import Call, Run, SandboxError, WrongSignature
from grader.execution.limits import Limits
from grader.execution.sandbox import Sandbox, open_sandbox
from grader.model.submission import CodeFile

CANARY = "canary-7d1f0a"
QUICK = Limits(patience=3.0, grace_seconds=0.3)
HONEST = b"import numpy as np\n\ndef double(values):\n    return 2.0 * values\n"
INPUTS = [np.array([1.0, 2.5, -3.0]), np.array([0.25, 4.0, 8.0])]
HIDDEN_NUMBER = 731.4375
HIDDEN = [np.array([HIDDEN_NUMBER, float(count), 2.0]) for count in range(4)]
_WATCHED = ("/tmp", "/var/tmp", "/dev/shm")


@dataclass
class Arena:
    """One sandbox and its surroundings, for many attacks one after another."""

    box: Sandbox
    folder: Path
    server: socket.socket
    canary: str = CANARY
    inputs: Sequence[np.ndarray] = tuple(INPUTS)
    hidden: Sequence[np.ndarray] = tuple(HIDDEN)
    hidden_number: str = str(HIDDEN_NUMBER)
    grader_secret: list[str] = field(default_factory=lambda: [f"{CANARY}-in-memory"])

    @property
    def outside(self) -> Path:
        """A folder that everybody may write to."""
        return self.folder / "outside"

    def source(self, path: Path) -> bytes:
        """The attack's source with the names of the places it may want, so that it need not guess."""
        names = {
            "SECRET": self.folder / "private" / "answers.py",
            "READABLE": self.folder / "open" / "rubric.yaml",
            "OUTSIDE": self.outside,
            "FOLDER": self.folder,
            "REPOSITORY": Path(__file__).parents[2],
            "PID": os.getpid(),
            "PORT": self.server.getsockname()[1],
        }
        return re.sub(r"@([A-Z]+)@", lambda match: str(names[match[1]]), path.read_text()).encode()

    def fight(self, source: bytes) -> tuple[list[str], list[Run]]:
        """Load and call the attack: every text that it got out, and what became of its calls."""
        code = self.box.load([CodeFile("attack.py", source)], ["double"])
        calls = [Call((values,), timeout_seconds=0.2, public=True) for values in INPUTS]
        runs = self.box.run("double", calls)
        return [*texts_in(code), *texts_in(runs)], runs

    def fight_hidden(self, source: bytes) -> tuple[list[Run], list[str]]:
        """What became of hidden calls, and every text of theirs, and of public ones after them, that is shown."""
        self.box.load([CodeFile("attack.py", source)], ["double"])
        hidden = self.box.run("double", [Call((values,), timeout_seconds=0.2) for values in HIDDEN])
        self.box.renew()
        public = self.box.run(
            "double", [Call((values,), timeout_seconds=0.2, public=True) for values in INPUTS]
        )
        signatures = [run.outcome.signature for run in hidden if isinstance(run.outcome, WrongSignature)]
        return hidden, [*texts_in(public), *signatures]

    def honest_passes(self) -> bool:
        """Whether an honest submission, graded next, gets all its cases."""
        self.box.load([CodeFile("solutions.py", HONEST)], ["double"])
        runs = self.box.run(
            "double", [Call((values,)) for values in INPUTS], recheck=lambda index, outcome: True
        )
        return all(
            is_right(run, values) and not run.depends_on_history
            for run, values in zip(runs, INPUTS, strict=True)
        )

    def is_right(self, run: Run, values: np.ndarray) -> bool:
        """Whether the call gave exactly what is expected."""
        return is_right(run, values)

    def left_behind(self) -> list[str]:
        """Files that should not be there."""
        found = [str(path) for path in self.outside.iterdir()]
        for folder in _WATCHED:
            found += [str(path) for path in Path(folder).glob("*gotcha*")]
        if (self.folder / "open" / "rubric.yaml").read_text() != f"{CANARY}-open\n":
            found.append("rubric.yaml was changed")
        if self.outside.stat().st_mode & 0o777 != 0o777:
            found.append("the modes of a folder were changed")
        return found

    def processes(self) -> list[int]:
        """Every process that came from this sandbox's zygote and lives."""
        zygote = self.box._workers._zygote
        return [] if zygote is None else processes_marked(zygote.mark)

    def processes_are_few(self) -> bool:
        """Whether there are but the zygote, and the worker that waits for the next call."""
        return len(self.processes()) <= 2

    def connections(self) -> int:
        """How many connections the server was asked for."""
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self.server.accept()[0].close()
                count += 1
        return count


def texts_in(found: object) -> Iterator[str]:
    """Every text anywhere in an outcome."""
    if isinstance(found, str):
        yield found
    elif dataclasses.is_dataclass(found) and not isinstance(found, type):
        for entry in dataclasses.fields(found):
            yield from texts_in(getattr(found, entry.name))
    elif isinstance(found, Mapping):
        for key, value in found.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(found, (list, tuple)):
        for value in found:
            yield from texts_in(value)


def is_right(run: Run, values: np.ndarray) -> bool:
    """Whether the call gave exactly what is expected."""
    value = getattr(run.outcome, "value", None)
    if getattr(run.outcome, "mutated", ()):
        return False
    return (
        isinstance(value, np.ndarray) and value.shape == values.shape and bool(np.all(value == 2.0 * values))
    )


def processes_marked(mark: str) -> list[int]:
    """The processes with this mark on their command line."""
    found = []
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if entry.isdigit() and mark.encode() in Path(f"/proc/{entry}/cmdline").read_bytes():
                found.append(int(entry))
    return found


@contextlib.contextmanager
def open_arena(without: Sequence[str] = ()) -> Iterator[Arena]:
    """An arena with a proven sandbox; `SandboxError` where this machine cannot have one."""
    # Not pytest's folder, which is closed to other users: the layers are to be tried, not its modes.
    folder = Path(tempfile.mkdtemp(prefix="grader-arena-"))
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    box = open_sandbox(import_seconds=0.4, limits=QUICK, private=[str(folder / "private" / "answers.py")])
    box._workers.without = without
    os.environ["GRADER_SECRET"] = f"{CANARY}-in-environment"
    try:
        folder.chmod(0o755)
        for name, mode in (("private", 0o700), ("open", 0o755), ("outside", 0o777)):
            (folder / name).mkdir()
            (folder / name).chmod(mode)
        (folder / "private" / "answers.py").write_text(f"{CANARY}-private\n")
        (folder / "open" / "rubric.yaml").write_text(f"{CANARY}-open\n")
        yield Arena(box, folder, server)
    finally:
        del os.environ["GRADER_SECRET"]
        box.close()
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def arena() -> Iterator[Arena]:
    """One sandbox for all the attacks of a module: what one of them leaves behind would harm the next."""
    try:
        with open_arena() as found:
            assert found.honest_passes()
            yield found
    except SandboxError as error:
        pytest.skip(f"no sandbox here: {error}")


@pytest.fixture(scope="session")
def box() -> Iterator[Sandbox]:
    """One proven sandbox for tests of plain programs."""
    try:
        with open_sandbox(import_seconds=0.4, limits=QUICK) as found:
            found.load([CodeFile("solutions.py", HONEST)], ["double"])
            yield found
    except SandboxError as error:
        pytest.skip(f"no sandbox here: {error}")
