"""Prove the sandbox from the inside before anybody's code runs in it: each layer must do its work."""

from __future__ import annotations

from collections.abc import Sequence

from grader.execution.calls import Outcome, Returned, SandboxError

FUNCTION = "probe"
SOURCE = b"""
import os, socket
import numpy

def attempt(action):
    try:
        action()
    except OSError as error:
        return error.errno or -1
    except Exception:
        return -1
    return 0

def fork():
    if os.fork() == 0:
        os._exit(0)

def read(path):
    with open(path, "rb") as file:
        file.read(1)

def enter(path):
    os.listdir(path) if os.path.isdir(path) else read(path)

def write(folder):
    path = os.path.join(folder, f"grader-probe-{os.getpid()}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    os.unlink(path)

ATTEMPTS = {
    "fork": fork,
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "socket": lambda: socket.socket().close(),
    "signal": lambda: os.kill(os.getppid(), 0),
    "read": lambda: read("/etc/passwd"),
    "memory": lambda: numpy.ones(1 << 29),
}

def probe(promised, private):
    findings = [[name, attempt(ATTEMPTS[name])] for name in promised if name in ATTEMPTS]
    if "write" in promised:
        places = ("/tmp", "/var/tmp", "/dev/shm", ".", "/")
        findings.append(["write", min(attempt(lambda: write(place)) for place in places)])
    findings.append(["private", min([attempt(lambda: enter(path)) for path in private] or [1])])
    return [*findings, ["uid", os.getuid()]]
"""
"""Each finding is an error number, 0 where what should be refused was allowed."""

_BY_LAYER = {
    "limits": ("memory",),
    "seccomp": ("fork", "exec", "socket", "signal"),
    "landlock": ("read", "write"),
    "user": ("fork", "signal"),
}


def promised_by(layers: Sequence[str]) -> list[str]:
    """What these layers refuse a worker, in the probe's words."""
    names = [layer.partition("-")[0] for layer in layers]
    return sorted({what for name in names for what in _BY_LAYER.get(name, ())})


def demand(layers: Sequence[str], *, unsafe: bool) -> None:
    """Refuse a set of layers that does not keep student code in: `SandboxError` says what is missing."""
    names = {layer.partition("-")[0] for layer in layers}
    if unsafe or "user" in names or {"landlock", "seccomp"} <= names:
        return
    missing = sorted({"landlock", "seccomp"} - names)
    raise SandboxError(
        "student code is not run here: neither can workers run as another user (that takes root), nor does "
        f"this machine have Landlock (Linux 5.13) together with seccomp (missing: {', '.join(missing)}). Run "
        "the grader in a container as root, or accept the risk with --unsafe."
    )


def judge(outcome: Outcome, layers: Sequence[str], *, unsafe: bool) -> None:
    """Compare what the probe could do with what the layers promise: `SandboxError` names what fails."""
    findings = _findings(outcome)
    names = {layer.partition("-")[0] for layer in layers}
    if "user" in names and findings.get("uid") == 0:
        raise SandboxError("the sandbox's user drop does not hold: a worker still runs as root")
    allowed = [what for what in (*promised_by(layers), "private") if findings.get(what, 0) == 0]
    if allowed == ["private"] and unsafe:
        return
    if allowed == ["private"]:
        raise SandboxError(
            "without Landlock, student code could read the assignment: close its folder to other users "
            "(chmod 700), and run the grader again"
        )
    if allowed:
        raise SandboxError(
            f"the sandbox ({', '.join(layers)}) does not hold on this machine: a worker was allowed what it "
            f"should be refused ({', '.join(sorted(allowed))})"
        )


def _findings(outcome: Outcome) -> dict[str, int]:
    if isinstance(outcome, Returned) and isinstance(outcome.value, list):
        pairs = [pair for pair in outcome.value if isinstance(pair, list) and len(pair) == 2]
        return {str(name): number for name, number in pairs if isinstance(number, int)}
    raise SandboxError(f"the sandbox could not be proven: its own probe ended in {outcome}")
