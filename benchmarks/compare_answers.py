"""Accepted, rejected, undecided and times of `grader compare` on the case tables, beside public libraries.

Usage: ``.venv/bin/python benchmarks/compare_answers.py [--alone] [--every N]``. The peers are installed into
``.venv/peers`` the first time, since their parsers clash with our environment's; ``--alone`` leaves them out,
``--every 5`` takes each fifth row. The rows are the same for all, in the same run.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
import venv
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from grader.maths.compare import compare_line

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "maths" / "cases"
PEERS_FOLDER = ROOT / ".venv" / "peers"
PEERS = ("math-verify", "latex2sympy2_extended", "sympy lark")
PACKAGES = (
    "math-verify[antlr4_13_2]==0.9.0",
    "latex2sympy2_extended==1.11.0",
    "sympy==1.14.0",
    "lark==1.3.1",
)


def read_rows() -> list[dict[str, Any]]:
    """Every row of the case tables with the verdict wanted under ``wanted``."""
    rows = []
    for file in sorted(CASES.glob("*.yaml")):
        for question in yaml.safe_load(file.read_text(encoding="utf-8")):
            keys = ("kind", "symbols", "given", "reference", "tolerance")
            shared = {key: question[key] for key in keys if key in question}
            for wanted in ("equal", "different", "undecided"):
                for entry in question.get(wanted, []):
                    student = entry[0] if isinstance(entry, list) else entry
                    rows.append({**shared, "student": student, "wanted": wanted})
    return rows


def judge_ours(rows: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """Our verdicts and seconds, everything loaded."""
    compare_line(json.dumps(rows[0]))
    found = []
    for row in rows:
        line = json.dumps(row)
        started = time.perf_counter()
        verdict = str(compare_line(line)["verdict"])
        found.append((verdict, time.perf_counter() - started))
    return found


def judge_peer(peer: str, rows: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """A peer's verdicts and seconds; the first answer, which loads it, is left out of the times."""
    questions = ({"student": str(row["student"]), "reference": str(row["reference"])} for row in rows)
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run(
        [str(PEERS_FOLDER / "bin" / "python"), str(ROOT / "benchmarks" / "peers.py"), peer],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    answers += [{"verdict": "unparsed", "seconds": 0.0}] * (len(rows) - len(answers))
    return [(answer["verdict"], answer["seconds"]) for answer in answers]


def install_peers() -> None:
    """Make the peers' own environment, once."""
    if (PEERS_FOLDER / "bin" / "python").exists():
        return
    venv.create(PEERS_FOLDER, with_pip=True)
    python = str(PEERS_FOLDER / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)


def print_figures(name: str, rows: list[dict[str, Any]], found: list[tuple[str, float]]) -> None:
    """One line of the table."""
    counts = Counter((row["wanted"], verdict) for row, (verdict, _) in zip(rows, found, strict=True))
    right = sum(counts[("equal", verdict)] for verdict in ("equal", "different", "undecided", "unparsed"))
    accepted, rejected = counts[("equal", "equal")], counts[("equal", "different")]
    wrong = counts[("different", "equal")]
    doubtful = counts[("undecided", "equal")]
    seconds = sorted(seconds for _, seconds in found)
    p95 = seconds[int(len(seconds) * 0.95)]
    share = accepted / max(right, 1)
    undecided = right - accepted - rejected
    print(
        f"{name:24} {right:6} {accepted:8} {share:7.1%} {rejected:8} {undecided:9} {wrong:6} "
        f"{doubtful:9} {statistics.median(seconds) * 1e3:9.2f} {p95 * 1e3:8.1f} {seconds[-1] * 1e3:8.0f}"
    )


def main() -> int:
    """Print the figures by kind, then beside the peers'."""
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    rows = read_rows()[::every]
    ours = judge_ours(rows)
    print(
        f"{'':24} {'right':>6} {'accepted':>8} {'':>7} {'rejected':>8} {'undecided':>9} {'wrong':>6} "
        f"{'doubtful':>9} {'median ms':>9} {'p95 ms':>8} {'max ms':>8}"
    )
    print(f"{'':24} {'rows':>6} {'':>8} {'':>7} {'':>8} {'':>9} {'accepted':>6}")
    for kind in sorted({row["kind"] for row in rows}):
        chosen = [place for place, row in enumerate(rows) if row["kind"] == kind]
        print_figures(kind, [rows[place] for place in chosen], [ours[place] for place in chosen])
    print_figures("grader compare, all", rows, ours)
    if "--alone" in sys.argv:
        return 0
    install_peers()
    for peer in PEERS:
        print_figures(peer, rows, judge_peer(peer, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
