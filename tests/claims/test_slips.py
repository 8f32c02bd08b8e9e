"""Typing slips in cue words: mended, and other words left as they are."""

from __future__ import annotations

import pytest

from grader.claims.slips import cues_mended, swapped


@pytest.mark.parametrize(
    "text",
    [
        "what falling rates provide",  # failing, provided
        "it provides curtains",  # provided, certain
        "noting there are three",  # nothing
        r"\becuase",  # a command
        "it violates or violated that",
        "independent of it",
    ],
)
def test_words_of_their_own_stay(text: str) -> None:
    assert cues_mended(text) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("beacuse", "because"),
        ("Becuse it", "because it"),
        ("it coudl, it mihgt", "it could, it might"),
        ("possbile or imposible", "possible or impossible"),
        ("alwyas", "always"),
        ("withuot", "without"),
        ("neccessarily", "necessarily"),
        ("insuficient", "insufficient"),
        ("independant", "independent"),
    ],
)
def test_a_slip_in_a_cue_is_mended(text: str, mended: str) -> None:
    assert cues_mended(text) == mended


def test_neighbours_are_exchanged_only_for_a_word_that_is_meant() -> None:
    assert swapped("bigarm", {"bigram"}.__contains__) == "bigram"
    assert swapped("bigarm", {"digram"}.__contains__) == "bigarm"
