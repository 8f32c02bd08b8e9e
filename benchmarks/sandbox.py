"""Measure the sandbox: a worker's life with and without layers, a call, a whole submission, memory.

    .venv/bin/python benchmarks/sandbox.py [--repeat N]

Prints one line for each figure: the measured value, what it is compared with, and the bound it should keep.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from grader.execution.calls import Call, Returned, Value
from grader.execution.limits import Limits
from grader.execution.sandbox import Sandbox
from grader.execution.wire import HEADER, Buffer, Reader, pack, unpack_skeleton, write_value
from grader.execution.workers import Workers
from grader.model.submission import CodeFile

_LAYERS = ("user", "landlock", "seccomp")
_FUNCTIONS = 20
_CASES = 30


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=40)
    repeat = parser.parse_args().repeat
    locked, layers = worker_milliseconds(repeat, ())
    plain, _ = worker_milliseconds(repeat, _LAYERS)
    print(f"layers: {', '.join(layers)}")
    report("worker: start, lock, reap", locked, "the same without layers", plain, "ms", 1.5)
    for name, value in (("an int", 3), ("a 100x100 array", np.zeros((100, 100)))):
        locked, plain = call_microseconds(value, repeat)
        report(f"batched case with {name}", locked, "a plain round trip of the same frames", plain, "us", 2.0)
    seconds, memory = submission(_FUNCTIONS, _CASES)
    report(f"submission: {_FUNCTIONS} functions of {_CASES} cases", seconds, "the bound", 3.0, "s", 1.0)
    report("memory: grader, zygote, worker", memory, "the bound", 400.0, "MB", 1.0)


def report(what: str, value: float, other: str, bound: float, unit: str, times: float) -> None:
    """One line: value, what it is compared with, and whether it is within so many times that."""
    verdict = "ok" if value <= times * bound else "TOO MUCH"
    print(f"{what}: {value:.2f} {unit}; {other}: {bound:.2f} {unit}; at most {times:g} times: {verdict}")


def worker_milliseconds(repeat: int, without: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """Median time of a worker's life, and the layers it had."""
    workers = Workers(Limits(), ("numpy",), unsafe=True, without=without)
    try:
        workers.end(workers.spawn())
        return 1e3 * median(lambda: workers.end(workers.spawn()), repeat), workers.layers
    finally:
        workers.close()


def call_microseconds(value: Value, repeat: int) -> tuple[float, float]:
    """Time of a hidden case in a batch for a function that returns its argument, and of a plain round trip.

    The plain one sends the same frames through two pipes to an unlocked process. Both are measured in turn.
    """
    with Sandbox(Workers(Limits(), ("numpy",), unsafe=True)) as box, echo() as (request, reply):
        box.load([CodeFile("a.py", b"def f(x): return x")], ["f"])
        calls = [Call((value,))] * repeat
        box.run("f", calls)  # the worker that waits is there from now on

        def round_trips() -> None:
            for _ in range(repeat):
                send(request, value)
                receive(reply)

        rounds = [[median(lambda: box.run("f", calls), 3), median(round_trips, 3)] for _ in range(8)]
        batched, plain = zip(*rounds, strict=True)
        return 1e6 * statistics.median(batched) / repeat, 1e6 * statistics.median(plain) / repeat


@contextlib.contextmanager
def echo() -> Iterator[tuple[int, int]]:
    """Pipes to and from a process that reads values and sends them back."""
    request_end, request = os.pipe()
    reply, reply_end = os.pipe()
    for pipe in (request, reply):
        fcntl.fcntl(pipe, 1031, 1 << 18)
    if os.fork() == 0:
        os.close(request)
        with contextlib.suppress(EOFError):
            while True:
                send(reply_end, receive(request_end))
        os._exit(0)
    os.close(request_end)
    try:
        yield request, reply
    finally:
        os.close(request)
        os.wait()


def send(descriptor: int, value: Value) -> None:
    """Write a value as a frame."""
    buffers: list[Buffer] = []
    rest = memoryview(pack(2, 1, write_value(value, buffers), buffers))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int) -> Value:
    """Read a frame's value."""
    _, _, head, body = HEADER.unpack(read(descriptor, HEADER.size))
    skeleton = unpack_skeleton(read(descriptor, head))
    return Reader(read(descriptor, body), from_student=True).read(skeleton)


def read(descriptor: int, count: int) -> bytes:
    """So many bytes; EOFError at the end."""
    data = b""
    while len(data) < count:
        more = os.read(descriptor, count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def submission(functions: int, cases: int) -> tuple[float, float]:
    """Seconds and megabytes of a submission whose functions all return at once, zygote's start included."""
    names = [f"f{number}" for number in range(functions)]
    source = "import numpy as np\n" + "".join(f"def {name}(x): return x\n" for name in names)
    started = time.perf_counter()
    with Sandbox(Workers(Limits(), ("numpy",), unsafe=True)) as box:
        box.load([CodeFile("solutions.py", source.encode())], names)
        for name in names:
            runs = box.run(name, [Call((np.ones((30, 30)),))] * cases)
            assert all(isinstance(run.outcome, Returned) for run in runs)
        seconds = time.perf_counter() - started
        zygote = box._workers._zygote
        assert zygote is not None
        assert box._warm is not None
        processes = (os.getpid(), zygote._process.pid, box._warm.worker.process)
        return seconds, sum(map(resident_megabytes, processes))


def resident_megabytes(process: int) -> float:
    """Its resident memory, what it shares with others counted in full."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def median(action: Callable[[], object], repeat: int) -> float:
    """Median seconds of the action."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
