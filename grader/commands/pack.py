"""`grader pack`: the zip for Gradescope, what is in it, and a trial run of it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from grader.errors import UsageError
from grader.packaging import Packed, pack


def pack_assignment(output: Path, folder: Path, submission: Path | None) -> int:
    """Check the assignment, write the zip, and run a submission through it if one is given."""
    from grader.commands.check import check_assignment

    if not output.absolute().parent.is_dir():
        raise UsageError(f"{output.parent}: no such folder")
    if submission is not None and not submission.exists():
        raise UsageError(f"{submission}: no such submission")
    if check_assignment(folder, brief=True) != 0:
        print("grader: not packed: `grader check` has complaints", file=sys.stderr)
        return 2
    packed = pack(folder, output)
    _summary(packed)
    return 0 if submission is None else _try(packed.path, submission)


def _summary(packed: Packed) -> None:
    print(f"{packed.path}: {packed.files} files, {packed.path.stat().st_size / 1e6:.2f} MB")
    for name, size in sorted(packed.sizes.items()):
        print(f"  {name:24} {size / 1000:8.1f} kB")
    print("Upload it on Gradescope under Configure Autograder.")


def _try(archive: Path, submission: Path) -> int:
    from grader.gradescope import emulator

    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        root = Path(folder)
        emulator.unpack(archive, root)
        print("setup.sh ...", flush=True)
        try:
            print(f"setup.sh took {emulator.build(root):.1f} s")
        except RuntimeError as error:
            print(f"grader: {error}", file=sys.stderr)
            return 1
        done = emulator.run(root, submission)
    print(done.stdout, end="")
    print(f"run_autograder took {done.seconds:.1f} s and ended with status {done.exit_status}")
    if done.results is None or done.problem:
        print(f"grader: Gradescope would report a failure: {done.problem}", file=sys.stderr)
        return 1
    tests = done.results.get("tests")
    print(f"score {done.results.get('score')} in {len(tests) if isinstance(tests, list) else 0} tests")
    return 0
