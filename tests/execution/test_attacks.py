"""Every program under attacks/ tries for an answer, a point, a file, a process or a connection, and gets none."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

_ON_HIDDEN_CASES = ("ahead", "telling")
"""Folders of attacks on hidden cases: each is sent while the last is answered, and nothing of it may be told."""
_ALL = sorted(Path(__file__).parent.glob("attacks/*/*.py"))
ATTACKS = [path for path in _ALL if path.parent.name not in _ON_HIDDEN_CASES]
HIDDEN_ATTACKS = [path for path in _ALL if path.parent.name in _ON_HIDDEN_CASES]
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def test_attacks_are_many() -> None:
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_attack_gets_nothing(path: Path, arena) -> None:
    texts, runs = arena.fight(arena.source(path))

    assert [text for text in texts if "canary" in text] == []
    assert [text for text in texts if _HARMFUL.search(text)] == []
    assert sum(map(len, texts)) < 300_000
    assert not any(arena.is_right(run, values) for run, values in zip(runs, arena.inputs, strict=True))
    assert arena.left_behind() == []
    assert arena.connections() == 0
    assert arena.processes_are_few()
    assert arena.honest_passes()


@pytest.mark.parametrize("path", HIDDEN_ATTACKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_attack_on_hidden_cases_gets_nothing(path: Path, arena) -> None:
    runs, shown = arena.fight_hidden(arena.source(path))

    assert not any(arena.is_right(run, values) for run, values in zip(runs, arena.hidden, strict=True))
    assert not any(run.printed for run in runs)
    assert [text for text in shown if arena.hidden_number in text or "grader" in text] == []
    assert arena.processes_are_few()
    assert arena.honest_passes()


def test_layers_are_all_that_this_machine_can_have(arena) -> None:
    names = {layer.partition("-")[0] for layer in arena.box.layers}

    assert "limits" in names
    assert "user" in names or {"landlock", "seccomp"} <= names
    assert os.geteuid() != 0 or "user" in names
