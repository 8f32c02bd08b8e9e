"""The tables of answers with what each claim check must find, one file a part in ``cases/``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from grader.checks.claim import ClaimParams, check_claim
from grader.checks.request import Request
from grader.intake.text.answer_text import read_answer_text
from grader.lexicons import with_lexicon
from grader.model.assignment import Reference
from grader.model.judgement import Judgement, Truth
from grader.model.submission import Answer, Place

_CASES = Path(__file__).parent / "cases"
_RUBRICS = Path(__file__).parents[2] / "rubrics"
_SHARED = {"points", "kind", "evidence", "function", "output", "confirm", "outcomes", "implies"}
_WORDS = {"R": Truth.RIGHT, "W": Truth.WRONG, "A": Truth.ABSENT, "V": Truth.REVIEW}


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(_CASES.glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for text, *expected in table["rows"]:
            for check, word in zip(table["checks"], expected, strict=True):
                yield path.stem, check, text, word


@lru_cache
def _checks(part: str) -> tuple[dict[str, ClaimParams], frozenset[str]]:
    rubric = yaml.safe_load((_RUBRICS / f"{part}.yaml").read_text(encoding="utf-8"))
    complaints: list[str] = []
    checks = {
        check: ClaimParams(
            **{
                key: value
                for key, value in with_lexicon(entry, _RUBRICS, complaints).items()
                if key not in _SHARED
            }
        )
        for check, entry in rubric["checks"].items()
        if entry["kind"] == "claim"
    }
    assert complaints == []
    return checks, frozenset(rubric.get("mistakes", {}))


@lru_cache
def _judge(part: str, text: str) -> dict[str, Judgement]:
    checks, mistakes = _checks(part)
    answer = Answer(part, read_answer_text(text, Place("answer.md", 1)))
    reference = Reference({}, {}, {}, {})
    return dict(check_claim(Request(part, checks, answer, reference, mistakes=mistakes)))


ROWS = list(_rows())


@pytest.mark.parametrize(
    ("part", "check", "text", "expected"),
    ROWS,
    ids=[f"{part}-{check}-{number}" for number, (part, check, *_) in enumerate(ROWS)],
)
def test_an_answer_is_read_as_its_table_says(part: str, check: str, text: str, expected: str) -> None:
    word, _, mistake = expected.partition(":")
    found = _judge(part, text)[check]
    assert found.truth is _WORDS[word], (text, found)
    if word != "V":
        assert found.mistakes == ((mistake,) if mistake else ()), (text, found)
