"""What the documentation shows is what the program prints, and nothing a user meets is left undocumented."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml

from grader import cli
from grader.checks import WORDS
from grader.model.report import Verdict
from grader.rubric_schema import json_schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _sessions(page: str) -> list[tuple[str, list[str]]]:
    """The commands that a page shows, each with the lines it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in _CONSOLE.findall((DOCS / page).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line.rstrip())
    return found


def _run(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    words = shlex.split(command)
    if words[0] == "sed":
        _, _, rule, file = words
        _, before, after = rule.split("/")[:3]
        path = Path(file)
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        return []
    assert words[0] == "grader"
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit):
        cli.main()
    output = capsys.readouterr()
    return [line.rstrip() for line in (output.out + output.err).splitlines()]


@pytest.mark.parametrize(("command", "lines"), _sessions("kinds.md"))
def test_example_of_a_kind_is_what_the_program_prints(
    command: str,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    printed = [line for line in _run(command, monkeypatch, capsys) if line]
    assert printed == lines


def test_writing_a_rubric_can_be_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, lines in _sessions("writing-a-rubric.md"):
        printed = _run(command, monkeypatch, capsys)
        assert set(lines) <= set(printed), command


def test_rubric_on_the_page_is_the_starters_own() -> None:
    page = (DOCS / "writing-a-rubric.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)))
    starter = yaml.safe_load((ROOT / "grader/starter/rubrics/1.1.yaml").read_text(encoding="utf-8"))
    for words, own in ((shown, starter), (shown["checks"]["gradient"], starter["checks"]["gradient"])):
        assert all(own[key] == value for key, value in words.items() if key not in ("checks", "mistakes"))
    assert shown["mistakes"].items() <= starter["mistakes"].items()


@pytest.mark.parametrize("word", WORDS)
def test_every_kind_is_documented_with_its_parameters(word: str) -> None:
    from grader.checks import load_kind

    page = (DOCS / "kinds.md").read_text(encoding="utf-8")
    assert f"## `{word}`" in page
    pages = page + (DOCS / "claims.md").read_text("utf-8") + (DOCS / "derivations.md").read_text("utf-8")
    missing = [name for name in load_kind(word).params.model_fields if f"`{name}" not in pages]
    if word != "claim":  # whose parameters are shown in YAML
        assert not missing


def test_every_proof_of_check_is_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    _run("grader new homework", monkeypatch, capsys)
    rows = [
        line.split("│")[1].strip()
        for line in _run("grader check homework", monkeypatch, capsys)
        if "│" in line
    ]
    assert len(rows) >= 10
    page = (DOCS / "writing-a-rubric.md").read_text(encoding="utf-8").replace("… ", "full marks ")
    assert [row for row in rows if row not in page] == []


def test_readme_lists_the_commands_that_there_are() -> None:
    there = set(cli.COMMANDS) - {"autograder"}
    shown = set(re.findall(r"^\| `\.venv/bin/grader (\w+)", README, re.MULTILINE))
    assert shown == there - {"grade"}  # which is ./run_autograder
    assert "./run_autograder PATH" in README


def test_verdicts_and_exit_statuses_are_documented() -> None:
    grading = (DOCS / "grading.md").read_text(encoding="utf-8")
    assert [verdict for verdict in Verdict if f"`{verdict}`" not in grading] == []
    assert re.search(r"Exit status: 0 .* 1 .* 2 ", README, re.DOTALL)


def test_links_between_pages_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_schema_for_editors_is_the_one_that_the_program_prints() -> None:
    kept = json.loads((DOCS / "rubric.schema.json").read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(json_schema())), "grader check --schema > docs/rubric.schema.json"
    assert set(WORDS) <= set(kept["$defs"])
