"""Imports point one way, and the engine names nothing of the assignment."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GRADER = ROOT / "grader"

ALLOWED = {
    "model": set(),
    "damage": set(),
    "macros": set(),
    "maths": {"model", "damage", "macros"},
    "claims": {"model"},
    "pseudocode": {"model"},
    "execution": {"model", "errors"},
    "intake": {"model", "errors", "damage", "macros"},
    "reports": {"model", "messages", "errors"},
    "checks": {"model", "maths", "claims", "pseudocode", "execution", "intake", "errors", "damage", "macros"},
}
"""What a package may import of the others; packages that are not listed stand above all of these."""

MATHS = [
    {"reasons", "values", "notation"},
    {"expressions", "worlds"},
    {"reading", "evaluation", "derivations"},
    {"equality"},
    {"answers", "growth"},
    {"working"},
    {"numbers", "sequences"},
    {"tensors"},
    {"compare"},
]
"""The packages and modules of `grader.maths`, from the ground up: each imports only of the rows below its own."""

INTAKE = [
    {"labels"},
    {"text"},
    {"files"},
    {"pandoc"},
    {"formats", "parts", "handout", "passes"},
    {"submission", "answers"},
]
"""The packages and modules of `grader.intake`, likewise."""

FILES = sorted(GRADER.rglob("*.py"))


def _package(path: Path) -> str:
    parts = path.relative_to(GRADER).parts
    return parts[0] if len(parts) > 1 else path.stem


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [node.module] if node.module != "grader" else [f"grader.{alias.name}" for alias in node.names]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("grader.")}
    return found


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_package_imports_only_what_stands_below_it(package: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(extra)
        for path in FILES
        if _package(path) == package and (extra := _imported(path) - ALLOWED[package] - {package})
    }
    assert wrong == {}


@pytest.mark.parametrize(("package", "rows"), [("maths", MATHS), ("intake", INTAKE)])
def test_package_is_built_from_the_ground_up(package: str, rows: list[set[str]]) -> None:
    place = {name: row for row, names in enumerate(rows) for name in names}
    wrong = []
    for path in FILES:
        parts = path.relative_to(GRADER).with_suffix("").parts
        if parts[0] != package or parts[1] == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"grader.{package}."):
                other = str(node.module).split(".")[2]
                if other != parts[1] and place[other] >= place[parts[1]]:
                    wrong.append(f"{path.relative_to(ROOT)}: {node.module}")
    assert wrong == []


def test_broad_excepts_stand_only_around_student_code_and_at_the_top() -> None:
    allowed = {"grader/cli.py"}
    found = []
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if name in allowed or "/execution/" in name:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                if caught in {"Exception", "BaseException"}:
                    found.append(f"{name}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("word", ["viterbi", "weight_norm", "beam_search", "theta_small", "2.2.a"])
def test_engine_names_nothing_of_the_assignment(word: str) -> None:
    names = [
        f"{path.relative_to(ROOT)}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == word)
        or (isinstance(node, ast.Constant) and node.value == word)
    ]
    assert names == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): count
        for path in FILES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert lengths == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GRADER).as_posix())
def test_untrusted_text_never_reaches_an_evaluator(path: Path) -> None:
    forbidden = {"eval", "sympify", "parse_expr", "parse_latex"}
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not called & forbidden
