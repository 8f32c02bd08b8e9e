"""A value of YAML or JSON as an answer."""

from __future__ import annotations

import pytest

from grader.intake.answers import read_answer


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems_are_line_ends(end: str) -> None:
    rows = ["| a | b |", "|---|---|", "| 1 | 2 |"]
    assert (
        read_answer("4.1", end.join(rows), "answer").blocks
        == read_answer("4.1", "\n".join(rows), "answer").blocks
    )


def test_fields_lose_blanks_that_are_not_seen() -> None:
    assert read_answer("2.1", {"count": "N\u00a0T\u200b"}, "answer").fields["count"].value == "N T"
