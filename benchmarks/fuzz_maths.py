"""Throw near-mathematics at the reader of answers and report crashes, slow inputs and memory.

    .venv/bin/python benchmarks/fuzz_maths.py [--count N] [--seed S] [--what compare|try] [--rows FILE ...]

Inputs are token soup, the rows of the case tables (or of JSONL files) with characters and tokens exchanged,
and plain garbage; for `compare` of every kind, derivations included, for `try` an answer to every part.
Exit status 1 where any crashed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import yaml

from grader.assignment import load_assignment
from grader.commands.try_ import grade_text
from grader.maths.compare import compare_line

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "maths" / "cases"
ANSWERS = ROOT / "tests" / "answers"
SLOW_SECONDS = 1.0
SOUP_WORDS = (
    r"N T u w X y \gamma \delta \sigma \frac \sqrt \sum \prod \max \arg\max \log \ln exp \binom "
    r"\begin{bmatrix} "
    r"\end{bmatrix} \begin{cases} \end{cases} & \\ { } ( ) [ ] | || \|"
    r" _ ^ ^T ^\top ' ! + - * / = < > \le \ge \cdot "
    r"\times \odot , ; . : 0 1 2 3.5 10^9 1e300 i j t _{ij} _{t-1} (t) \infty \pi e I \partial \nabla d "
    r"\hat \bar \mathbf \text{if} \text{otherwise} \left \right $ $$ \( \) \boxed{ \underbrace{ "
    r"\newcommand{\a}{\a\a} "
    r"\def\b{\b} for in range or not hence maybe where if the of over np. .T @ ** ‖ ² ᵀ Σ √ ½ γ − "
    r"× ∂ ∇ é \u \x "
    r"np.exp( np.sum( .sum(axis=0) .mean() .reshape(-1,1) [:,None] [None,:] np.einsum('ij,j->i', // << "
    r"if else for i in range(N)) [t-1] [i,j] np.where( .T@ .max(1) **2 "
    r"^{-1} ^{10^{10}} 9^{9^{9^{9}}} (10^7)! \displaystyle \langle \rangle \lfloor % # ~ `"
)
SOUP = SOUP_WORDS.split(" ")
GARBAGE = [chr(code) for code in (*range(9, 14), *range(32, 127), *range(0xA0, 0x180), *range(0x370, 0x400))]
GARBAGE += list("\u0302\u0304\u200b\u202e\u2028\ufeff\U0001d400\U0001d6fc\ud800𝐍≤≥⊤∑∏⟨⟩\x00\x01")


Row = dict[str, object]


def compared_rows() -> list[Row]:
    """The rows of the case tables; each question once more as a derivation."""
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for question in yaml.safe_load(file.read_text(encoding="utf-8")):
            named = ("kind", "symbols", "given", "reference", "tolerance")
            shared = {key: question[key] for key in named if key in question}
            for verdict in ("equal", "different", "undecided"):
                for entry in question.get(verdict, []):
                    found.append({**shared, "student": entry[0] if isinstance(entry, list) else entry})
    return found + [{**row, "kind": "derivation"} for row in found[::3]]


def tried_rows() -> list[Row]:
    """Answers to every part."""
    return read_rows(sorted(ANSWERS.glob("*.jsonl")))


def read_rows(files: list[Path]) -> list[Row]:
    """The rows of JSONL files."""
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def trying() -> Callable[[Row], str]:
    """What grades the answer of a row, and says how that ended."""
    assignment = load_assignment(ROOT)

    def grade(row: Row) -> str:
        report = grade_text(assignment.part(str(row["part"])), row["answer"], assignment)
        return "review" if report.review else "judged"

    return grade


def comparing(row: Row) -> str:
    """The verdict on a row."""
    return str(compare_line(json.dumps(row))["verdict"])


def soup(source: random.Random) -> str:
    """Tokens in any order, sometimes very many of one."""
    length = source.choice((3, 8, 20, 60, 400))
    if source.random() < 0.05:
        return source.choice(SOUP) * source.choice((50, 500, 3000))
    return source.choice(("", " ")).join(source.choice(SOUP) for _ in range(length))


def bent(student: str, source: random.Random) -> str:
    """An answer with a few places changed."""
    characters = list(student)
    for _ in range(source.randint(1, 4)):
        place = source.randint(0, len(characters))
        change = source.randint(0, 4)
        if change == 0 and characters:
            del characters[place : place + source.randint(1, 5)]
        elif change == 1:
            characters[place:place] = source.choice(SOUP)
        elif change == 2:
            characters[place:place] = source.choice(GARBAGE)
        elif change == 3 and characters:
            start = source.randint(0, len(characters))
            characters[place:place] = characters[start : start + source.randint(1, 12)]
        else:
            source.shuffle(characters) if source.random() < 0.1 else characters.reverse()
    return "".join(characters)


def garbage(source: random.Random) -> str:
    """Characters in any order."""
    return "".join(source.choice(GARBAGE) for _ in range(source.choice((1, 5, 30, 200))))


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--what", choices=("compare", "try"), default="compare")
    parser.add_argument("--rows", type=Path, nargs="+", default=[])
    options = parser.parse_args()
    source = random.Random(options.seed)
    table = read_rows(options.rows) or (compared_rows() if options.what == "compare" else tried_rows())
    judge, text = (comparing, "student") if options.what == "compare" else (trying(), "answer")
    verdicts: Counter[str] = Counter()
    crashes = 0
    slowest = (0.0, "")
    started = time.perf_counter()
    for number in range(options.count):
        row = dict(source.choice(table))
        make = source.random()
        written = str(row[text])
        row[text] = soup(source) if make < 0.3 else bent(written, source) if make < 0.9 else garbage(source)
        before = time.perf_counter()
        try:
            verdicts[judge(row)] += 1
        except Exception as error:  # a crash is what we are looking for
            crashes += 1
            if crashes <= 20:
                print("CRASH", type(error).__name__, str(error)[:100], json.dumps(row), flush=True)
        seconds = time.perf_counter() - before
        if seconds > slowest[0]:
            slowest = (seconds, json.dumps(row))
        if seconds > SLOW_SECONDS:
            print("SLOW", round(seconds, 2), json.dumps(row)[:2000], flush=True)
        if number % 50_000 == 49_999:
            print(number + 1, dict(verdicts), crashes, flush=True)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.perf_counter() - started
    print(f"{options.count} inputs, {crashes} crashes, {dict(verdicts)}, {seconds:.0f} s, {megabytes:.0f} MB")
    print(f"slowest {slowest[0]:.2f} s: {slowest[1][:400]}")
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
