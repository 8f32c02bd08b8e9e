"""Time `./run_autograder` on one submission against importing numpy and sympy plus one call of pandoc.

    .venv/bin/python benchmarks/grade_one.py [SUBMISSION] [ROUNDS]

Both are run in turn in the same session; printed are medians, their ratio (promised: at most 2.5) and the
peak memory of the whole process tree's largest process (promised: at most 400 MB).
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"


def seconds(command: list[str], stdin: bytes = b"") -> float:
    begin = time.perf_counter()
    subprocess.run(command, input=stdin, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begin


def main() -> None:
    submission = sys.argv[1] if len(sys.argv) > 1 else "submissions_example/sample_answer"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    grade, base = [], []
    with tempfile.TemporaryDirectory() as out:
        command = [str(ROOT / "run_autograder"), submission, "--out", out]
        seconds(command)
        for _ in range(rounds):
            grade.append(seconds(command))
            base.append(
                seconds([str(PYTHON), "-c", "import numpy, sympy"])
                + seconds([pandoc, "-f", "markdown", "-t", "json"], b"# A\n\n$x$\n")
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    spread = f"(min {min(grade):.3f}, max {max(grade):.3f})"
    print(f"grade {submission}: median {statistics.median(grade):.3f} s {spread}")
    print(f"import numpy, sympy + pandoc: median {statistics.median(base):.3f} s")
    print(f"ratio {statistics.median(grade) / statistics.median(base):.2f}, largest process {peak:.0f} MB")


if __name__ == "__main__":
    main()
