"""Every process that came from one is ended, orphans included."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

PROGRAM = """
import subprocess, sys, time
from grader.gradescope.processes import adopt_orphans, descendants, end_descendants
adopt_orphans()
child = "import subprocess, sys; subprocess.Popen(['sleep', '77'], start_new_session=True)"
subprocess.run([sys.executable, "-c", child], check=True)
direct = subprocess.Popen(["sleep", "77"])
print(len(descendants()), end_descendants(), len(descendants()))
"""

PARENT = """
import os, subprocess, sys, time
child = (
    "import os, sys; from grader.gradescope.processes import end_with; "
    f"end_with({os.getpid()}); print('here', flush=True); __import__('time').sleep(77)"
)
process = subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE)
process.stdout.readline()
print(process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_orphan_of_another_session_is_ended() -> None:
    assert run(PROGRAM).split() == ["2", "True", "0"]


def test_child_ends_with_its_parent() -> None:
    command = Path("/proc") / run(PARENT).strip() / "cmdline"
    limit = time.monotonic() + 5
    while command.exists() and b"end_with" in command.read_bytes():
        assert time.monotonic() < limit
        time.sleep(0.01)
