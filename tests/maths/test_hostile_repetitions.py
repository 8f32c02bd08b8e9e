"""Long repetitions, found by throwing near-mathematics at every kind: each is answered, and soon."""

from __future__ import annotations

import json
import time

import pytest

from grader.maths.compare import compare_line

REPEATED = (
    "\\hat ", "\\hat{", "\\(", "\\[", "$", "`", "the", "and", "x", "\\cdot", "\\ln", "a = b ", "n=u,", "1 2\n", "|1|2|\n",
    "\\frac{1}{3}", "np.sum(", "C_n^", "O(T)+", "\\sum_{j\\ne ", "5%", "where ",
)  # fmt: skip
QUESTIONS = (
    ("matrix", "uu^T", {"u": "vector[d]"}),
    ("tensor", "[[1, 2], [3, 4]]", {}),
    ("number", "3.5", {}),
    ("asymptotic", "O(T N)", {"T": "posint", "N": "posint"}),
)
SECONDS = 1.0
"""Of processor time, so that a busy machine changes nothing."""


@pytest.mark.parametrize(("kind", "reference", "symbols"), QUESTIONS, ids=[each[0] for each in QUESTIONS])
def test_a_repetition_is_answered_soon(kind: str, reference: str, symbols: dict[str, str]) -> None:
    for piece in REPEATED:
        student = (piece * 9_000)[:18_000]
        row = {"kind": kind, "student": student, "reference": reference, "symbols": symbols}
        began = time.process_time()
        answer = compare_line(json.dumps(row))
        assert answer["verdict"] != "equal", piece
        assert time.process_time() - began < SECONDS, piece
