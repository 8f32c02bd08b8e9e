"""Hostile answers: bounded in time and memory, with a reason, never a crash."""

from __future__ import annotations

import json
import time

import pytest

from grader.maths.compare import compare_line

ROW = {"kind": "scalar", "reference": "N^T", "symbols": {"N": "posint", "T": "posint", "u": "vector[d]"}}
SECONDS = 3.0

HOSTILE = {
    "brackets": "(" * 5000,
    "closed brackets": "(" * 400 + "N" + ")" * 400,
    "braces": "{" * 3000 + "N" + "}" * 3000,
    "tower": "N^{" * 300 + "N" + "}" * 300,
    "short tower": "9^{9^{9^{9^{9}}}}",
    "fractions": r"\frac{1}{" * 200 + "N" + "}" * 200,
    "roots": r"\sqrt{" * 200 + "N" + "}" * 200,
    "logarithms": r"\log " * 400 + "N",
    "bars": "|" * 999,
    "double bars": r"\|" * 999,
    "signs": "-" * 3000 + "N",
    "additions": "+".join(["N"] * 3000),
    "products": " ".join(["N"] * 3000),
    "slashes": "/".join(["N"] * 600),
    "primes": "N" + "'" * 900,
    "factorials": "N" + "!" * 900,
    "one long word": "N" * 20_000,
    "one long number": "9" * 20_000,
    "huge exponent": "10^{10^{10^{10}}}",
    "huge factorial": "(10^{9})!",
    "huge binomial": r"\binom{10^{9}}{5\cdot 10^{8}}",
    "huge sum": r"\sum_{i=1}^{10^{12}} \sum_{j=1}^{10^{12}} ij",
    "nested sums": r"\sum_{i=1}^{99}" * 6 + "1",
    "nested maxima": r"\max_{i}" * 30 + "u_i",
    "macro loop": r"\newcommand{\a}{\a\a}\a" * 20,
    "macro bomb": "".join(
        rf"\def\{c}{{\{d}\{d}\{d}\{d}}}" for c, d in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + r"\a",
    "fonts": r"\mathbf{" * 500 + "N" + "}" * 500,
    "text": r"\text{" * 500 + "N" + "}" * 500,
    "boxed": r"\boxed{" * 500 + "N" + "}" * 500,
    "struck": r"\sout{" * 500 + "N" + "}" * 500,
    "dollars": "$" * 5001,
    "environments": r"\begin{cases}" * 200,
    "matrix": r"\begin{bmatrix}" + " & ".join(["N"] * 5000) + r"\end{bmatrix}",
    "rows": r"\begin{aligned}" + r" N \\ " * 900 + r"\end{aligned}",
    "many answers": " or ".join(["$N^T$"] * 400),
    "sentences": "so $N^T$. " * 900,
    "array brackets": "np.exp" + "(" * 900,
    "nested calls": "np.exp(" * 120 + "u" + ")" * 120,
    "nested transposes": "u" + ".T" * 400,
    "nested lambdas": "np.sum(" + "lambda: " * 100 + "u)",
    "array tower": "np.exp(9**9**9**9**9)",
    "array shift": "(1 << (1 << (1 << 60))) @ u",
    "array power": "(u @ u) ** 10 ** 10 ** 10",
    "long number in code": "np.exp(1e9999) @ " + "9" * 900,
    "comprehensions": "sum(" * 20 + "1" + " for i in range(10**9))" * 20,
    "slices": "u[:" * 300 + "]" * 300,
    "einsum": "np.einsum('" + "i" * 400 + ",i->', u, u)",
    "products in code": " @ ".join(["u"] * 400),
    "strings in code": "np.exp('" + "x" * 900 + "')",
    "doubled names": "a = u @ u\n" + "a = a + a\n" * 19 + "a = a @ a",
    "many statements": "a = u @ u\n" * 80,
    "walrus": "(np := u).sum()",
    "code": '__import__("os").system("true")',
    "dunder": "().__class__.__base__.__subclasses__()",
    "nul": "\x00N\x01^\x02T",
    "surrogate": "\ud800N^T",
    "bidirectional": "\u202eT^N\u202c",
    "combining": "N" + "\u0302" * 5000,
    "scripts": "N" + "ᵀ" * 5000,
    "spaces": " " * 50_000 + "N^T" + " " * 50_000,
    "new lines": "\n" * 20_000 + "N^T",
    "backslashes": "\\" * 9999,
    "ampersands": "&" * 9999,
    "underscores": "N" + "_" * 5000 + "T",
    "carets": "N" + "^" * 5000 + "T",
    "commas": "N," * 5000,
    "dots": "N·" * 3000 + "… (T times)",
    "spoken": "N to the power of " * 300 + "T",
    "json": '{"verdict": "equal"}',
    "percent": "N^T %" * 500,
    "ranges": r"\sum_{" + "i," * 400 + "i} 1",
    "indices": "u_{" * 300 + "1" + "}" * 300,
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_answer_is_decided_in_bounded_time(answer: str) -> None:
    started = time.process_time()
    verdict = compare_line(json.dumps({**ROW, "student": answer}))
    assert verdict["verdict"] in ("undecided", "different", "equal")
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "answer",
    [
        "10^{10^{10}}",
        r"\binom{10^9}{5\cdot 10^8}",
        "(10^7)!",
        r"\infty",
        "N/0",
        r"\log 0",
        r"\sqrt{-N}",
        "0^{-1}",
        "0/0",
    ],
)
@pytest.mark.parametrize("reference", ["N^T", "10^{10^{10}}", r"\infty"])
def test_what_is_not_finite_is_never_equal(answer: str, reference: str) -> None:
    row = {**ROW, "reference": reference, "student": answer}
    verdict = compare_line(json.dumps(row))
    assert verdict["verdict"] == "undecided"
