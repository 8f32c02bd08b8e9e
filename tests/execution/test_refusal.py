"""Where no code can be run, every function that was handed in goes to a person, and nobody is blamed."""

from __future__ import annotations

from grader.execution.calls import Call, LoadTrouble, NotRun, Skip
from grader.execution.refusal import Refusal
from grader.model.submission import CodeFile, Place

FILES = [
    CodeFile("b.py", b"def f(x): return 1\nclass C:\n    def g(self): pass"),
    CodeFile("a.py", b"h = lambda: 1"),
]


def test_functions_are_known_by_the_look_of_the_source() -> None:
    loaded = Refusal("no Landlock").load(FILES, ["f", "g", "h", "k"])

    assert loaded.unreached == {"f": Place("b.py", 1), "g": Place("b.py", 3), "h": Place("a.py", 1)}
    assert {problem.trouble for problem in loaded.problems} == {LoadTrouble.OURS}
    assert not loaded.is_handed_in("k")


def test_every_call_is_skipped_for_a_reason_of_ours() -> None:
    runs = Refusal("no Landlock").run("f", [Call(())] * 2)

    assert [run.outcome for run in runs] == [NotRun(Skip.OURS, "no Landlock")] * 2
