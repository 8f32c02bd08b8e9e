"""Words that several rubrics share: a check names a lexicon, and its concepts join the check's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.yaml_marks import load_marked

FOLDER = "lexicons"
"""The folder beside the rubric files."""


def with_lexicon(
    entry: Mapping[str, object], rubrics: Path, complaints: list[str], *, where: str = ""
) -> dict[str, object]:
    """A check's entry whose ``words`` hold those of the lexicon it names, each concept's own phrases last.

    A lexicon is ``rubrics/lexicons/NAME.yaml``: concept to phrases, as under ``words``.
    """
    found = dict(entry)
    name = found.pop("lexicon", "")
    if not name:
        return found
    path = rubrics / FOLDER / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in (rubrics / FOLDER).glob("*.yaml"))) or "none"
        complaints.append(f"{where}: lexicon '{name}' is no file of rubrics/{FOLDER} (there: {known})")
        return found
    marked = load_marked(path, f"rubrics/{FOLDER}/{path.name}")
    complaints.extend(marked.complaints)
    shared, own = marked.data, found.get("words", {})
    if not isinstance(shared, dict) or not isinstance(own, dict):
        complaints.append(f"{marked.at(())}: a lexicon is a mapping, concept to list of phrases")
        return found
    found["words"] = {
        concept: [*_phrases(shared.get(concept)), *_phrases(own.get(concept))]
        for concept in dict.fromkeys((*shared, *own))
    }
    return found


def _phrases(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]
