"""The grey zone of floats is settled with more digits."""

from __future__ import annotations

import json

import pytest

from grader.maths.compare import compare_line

SCALAR = {"x": "real"}
MATRIX = {"A": "matrix[n,n]", "B": "matrix[n,n]", "x": "vector[n]"}
PERPENDICULAR = [r"W^\perp=I-\frac{uu^\top}{\|u\|^2}"]

ROWS = [
    ("scalar", r"1-\cos(10^{-4}x)", r"2\sin^2(10^{-4}x/2)", SCALAR, "equal"),
    ("scalar", r"\frac{e^{x}-1-x}{x^2}", r"\sum_{k=2}^{40}\frac{x^{k-2}}{k!}", SCALAR, "equal"),
    ("scalar", r"(x+1)^{9}-x^{9}-9x^{8}", r"\sum_{k=2}^{9}\binom{9}{k}x^{9-k}", SCALAR, "equal"),
    ("scalar", r"x^2(1+10^{-10})", "x^2", SCALAR, "different"),
    ("scalar", r"x^2+10^{-9}", "x^2", SCALAR, "different"),
    ("scalar", r"\sin x + 10^{-8}\cos x", r"\sin x", SCALAR, "different"),
    ("scalar", r"3.14159x", r"\pi x", SCALAR, "undecided"),
    ("scalar", r"3.14x", r"\pi x", SCALAR, "different"),
    ("matrix", "(AB)^{-1}", "B^{-1}A^{-1}", MATRIX, "equal"),
    ("matrix", "((A^{-1})^{-1})^\\top", "A^\\top", MATRIX, "equal"),
    ("matrix", "Ax + 10^{-9}Bx", "Ax", MATRIX, "different"),
]


@pytest.mark.parametrize(("kind", "student", "reference", "symbols", "verdict"), ROWS)
def test_grey_zone(kind: str, student: str, reference: str, symbols: dict[str, str], verdict: str) -> None:
    row = {"kind": kind, "student": student, "reference": reference, "symbols": symbols}
    assert compare_line(json.dumps(row))["verdict"] == verdict


def test_definitions_are_evaluated_with_as_many_digits() -> None:
    row = {
        "kind": "matrix",
        "student": r"10^{9}(W^\perp - I)g",
        "reference": r"-10^{9}\frac{uu^\top}{\|u\|^2}g",
        "symbols": {"u": "vector[d]", "g": "vector[d]"},
        "given": PERPENDICULAR,
    }
    assert compare_line(json.dumps(row))["verdict"] == "equal"
