"""The kind `derivation` on answers in many styles, and on slips that generous reading must not let through."""

from __future__ import annotations

import pytest

from grader.model.judgement import Judgement, Truth
from tests.checks.derivation_counter_cases import ROWS as COUNTER_CASES
from tests.checks.derivation_manners import ROWS as MANNERS
from tests.checks.derivation_notations import ROWS as NOTATIONS
from tests.checks.derivation_styles import ROWS as STYLES
from tests.checks.one_part import judge


def word(judgement: Judgement) -> str:
    if judgement.truth is Truth.REVIEW:
        return "review+" if judgement.leaning is Truth.RIGHT else "review-"
    return str(judgement.truth)


@pytest.mark.parametrize(
    ("part", "text", "verdicts", "mistakes"),
    [
        pytest.param(part, text, verdicts, mistakes, id=f"{part}: {name}")
        for part, name, text, verdicts, mistakes in (*STYLES, *NOTATIONS, *MANNERS, *COUNTER_CASES)
    ],
)
def test_checks_of_an_answer(part: str, text: str, verdicts: str, mistakes: str) -> None:
    found = judge(part, "derivation", text)
    assert [word(each) for each in found.values()] == verdicts.split()
    assert {mistake for each in found.values() for mistake in each.mistakes} == set(mistakes.split())
