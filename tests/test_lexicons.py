"""Lexicons: words that several rubrics share."""

from __future__ import annotations

from pathlib import Path

from grader.lexicons import with_lexicon


def _rubrics(folder: Path, text: str) -> Path:
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "shapes.yaml").write_text(text)
    return folder


def test_an_unknown_lexicon_is_named_with_those_there(tmp_path: Path) -> None:
    complaints: list[str] = []
    with_lexicon({"lexicon": "shape"}, _rubrics(tmp_path, "flat: [flat]"), complaints, where="x:1: c")
    assert complaints == ["x:1: c: lexicon 'shape' is no file of rubrics/lexicons (there: shapes)"]


def test_a_lexicon_that_is_a_list_is_refused(tmp_path: Path) -> None:
    complaints: list[str] = []
    with_lexicon({"lexicon": "shapes"}, _rubrics(tmp_path, "- flat"), complaints)
    assert complaints == [
        "rubrics/lexicons/shapes.yaml:1: a lexicon is a mapping, concept to list of phrases"
    ]


def test_own_phrases_follow_those_of_the_lexicon(tmp_path: Path) -> None:
    rubrics = _rubrics(tmp_path, "flat: [flat]\nround: [round]")
    entry = {"kind": "claim", "lexicon": "shapes", "words": {"flat": ["level"], "long": ["long"]}}
    assert with_lexicon(entry, rubrics, []) == {
        "kind": "claim",
        "words": {"flat": ["flat", "level"], "round": ["round"], "long": ["long"]},
    }


def test_a_check_without_lexicon_stays_as_it_is(tmp_path: Path) -> None:
    assert with_lexicon({"words": {"flat": ["flat"]}}, tmp_path, []) == {"words": {"flat": ["flat"]}}
