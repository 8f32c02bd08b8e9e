"""The corpus of derivations: nothing true is called false, and every slip is found where it was put."""

from __future__ import annotations

import time
from functools import lru_cache

import pytest

from grader.maths.derivations.court import Court, open_court
from grader.maths.derivations.fragments import read_text
from grader.maths.derivations.judge import Judged, judge_statements
from grader.maths.derivations.relations import Verdict
from grader.maths.derivations.statements import read_statements
from grader.model.submission import Place
from reference.worlds import WORLDS
from tests.maths.derivations.corpus import ROWS

_FALSE = (Verdict.FALSE, Verdict.ILL_TYPED)
Links = list[tuple[tuple[str, str, str], Verdict]]


@lru_cache(maxsize=16)
def court(world: str) -> Court:
    return open_court(WORLDS[world])  # type: ignore[arg-type]


def judge(world: str, text: str) -> tuple[Judged, ...]:
    found = court(world)
    return judge_statements(found, read_statements(read_text(text, Place("a")), found.vocabulary))


def links(world: str, text: str) -> Links:
    return [
        (
            (
                judged.statement.sides[link.number].text,
                judged.statement.signs[link.number],
                judged.statement.sides[link.number + 1].text,
            ),
            link.finding.verdict,
        )
        for judged in judge(world, text)
        for link in judged.links
    ]


RIGHT = [pytest.param(world, text, id=f"{world}: {name}") for world, name, text, _ in ROWS]
SLIPS = [
    pytest.param(world, text, slip, id=f"{world}: {name}: {slip[1]}")
    for world, name, text, slips in ROWS
    for slip in slips
]


def test_there_are_a_hundred_derivations() -> None:
    assert len(RIGHT) + len(SLIPS) >= 100


@pytest.mark.parametrize(("world", "text"), RIGHT)
def test_no_true_line_is_called_false(world: str, text: str) -> None:
    found = links(world, text)
    assert found
    assert [link for link, verdict in found if verdict in _FALSE] == []


def test_right_lines_are_understood() -> None:
    verdicts = [verdict for world, _, text, _ in ROWS for _, verdict in links(world, text)]
    assert verdicts.count(Verdict.HOLDS) >= 0.95 * len(verdicts)


@pytest.mark.parametrize(("world", "text", "slip"), SLIPS)
def test_only_the_line_with_the_slip_is_false(world: str, text: str, slip: tuple[str, str]) -> None:
    assert slip[0] in text
    unchanged = {link for link, _ in links(world, text)}
    wrong = [link for link, verdict in links(world, text.replace(*slip, 1)) if verdict in _FALSE]
    assert all(link not in unchanged for link in wrong)


def test_slips_are_found() -> None:
    found = [
        any(verdict in _FALSE for _, verdict in links(world, text.replace(*slip, 1)))
        for world, _, text, slips in ROWS
        for slip in slips
    ]
    assert sum(found) >= 0.95 * len(found)


def test_judging_is_quick() -> None:
    for world, _, text, _ in ROWS:
        judge(world, text)  # worlds are built once
    start = time.process_time()
    for world, _, text, _ in ROWS:
        judge(world, text)
    # a few milliseconds each; the bound leaves room for a busy machine
    assert (time.process_time() - start) / len(ROWS) < 0.1
