"""setup.sh says what is missing and what to do, and does nothing the second time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def set_up(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", str(folder / "setup.sh")],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("setup.sh", "requirements.lock", "requirements-dev.lock"):
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def test_no_python_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "cksum", "cat"):
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    done = set_up(checkout, PATH=str(tools), PYTHON="")
    assert done.returncode == 1
    assert "no Python 3.10 to 3.13 was found" in done.stderr
    assert "what to do: install one" in done.stderr


def test_package_that_cannot_be_had_is_named(checkout: Path) -> None:
    done = set_up(checkout, PYTHON=sys.executable, PIP_NO_INDEX="1", PIP_FIND_LINKS="/nowhere")
    assert done.returncode == 1
    assert "a package could not be installed" in done.stderr
    assert "what to do: check the network connection" in done.stderr
    assert "No matching distribution found for" in done.stderr
    assert not list((checkout / ".venv").glob("ready-*"))


def test_what_is_ready_is_left_alone(checkout: Path) -> None:
    binary = checkout / ".venv" / "bin"
    binary.mkdir(parents=True)
    (binary / "python").write_text("#!/bin/sh\nexit 9\n")
    (binary / "python").chmod(0o755)
    stamp = subprocess.run(
        ["/bin/bash", "-c", 'echo -n "$(cksum < requirements.lock) $(cksum < requirements-dev.lock) $PWD"'],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (checkout / ".venv" / "ready-requirements.lock").write_text(stamp)
    done = set_up(checkout, PATH="/usr/bin:/bin")
    assert (done.returncode, done.stderr) == (0, "")
