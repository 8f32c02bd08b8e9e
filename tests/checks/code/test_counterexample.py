"""The failing case that a student is shown: small, simple, the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from grader.checks.code import judge_code
from grader.execution.calls import Call, Run, TimedOut
from grader.execution.executor import Executor
from grader.model.assignment import Assignment

ROOT = Path(__file__).parents[3]
PROGRAMS = ROOT / "tests" / "programs"


@pytest.fixture
def counterexample(assignment: Assignment, local_executor: Callable[..., Executor]) -> Callable[[str], str]:
    def find(name: str) -> str:
        function = name.split("/")[0]
        namespace: dict[str, object] = {"__name__": "solutions"}
        exec(compile((PROGRAMS / f"{name}.py").read_bytes(), f"{name}.py", "exec"), namespace)
        judgement = judge_code((), assignment, local_executor({function: namespace[function]}))
        run = judgement.judgement(function).run
        assert run is not None
        return run.counterexample

    return find


@pytest.mark.parametrize(
    ("name", "words", "steps"),
    [
        ("most_likely_sequence/greedy", 2, 2),
        ("most_likely_sequence/beam2", 3, 2),  # with two words, two steps in a beam of two are exact
        ("most_likely_sequence/markov", 2, 3),  # after two steps each prefix is one word
        ("greedy_decode/beam2", 2, 2),
    ],
)
def test_model_is_shrunk_to_the_fewest_words_and_steps(
    name: str, words: int, steps: int, counterexample: Callable[[str], str]
) -> None:
    snippet = counterexample(name)

    assert f"(log_prob, {steps}))" in snippet
    assert f"[-np.inf] * {words})" in snippet
    assert {len(decimals) for decimals in re.findall(r"\d\.(\d+)", snippet)} == {1}


def test_shrinking_gives_the_same_case_each_time(counterexample: Callable[[str], str]) -> None:
    name = "greedy_decode/beam2"

    assert counterexample(name) == counterexample(name)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("beam_search/wrong_keeps_impossible", "beam_search(log_prob, 3, 1)"),
        ("beam_search/one_child", "beam_search(log_prob, 3, 2)"),
        ("sgd_l2_step/no_two_no_rate", "sgd_l2_step(np.array([1.0]), np.array([0.0]), 0.1, 0.25)"),
        ("viterbi/underflow_numpy", "viterbi(np.array([[0.4, 0.6], [0.55, 0.45]]), 0, 1500)"),
        ("viterbi/greedy", "viterbi(np.array([[0.6, 0.4], [1.0, 0.0]]), 1, 3)"),
    ],
)
def test_call_of_the_counterexample(name: str, call: str, counterexample: Callable[[str], str]) -> None:
    assert f"print({call})" in counterexample(name).splitlines()


def test_numbers_are_written_as_a_student_would(counterexample: Callable[[str], str]) -> None:
    results = [line for line in counterexample("most_likely_sequence/greedy").splitlines() if line[:1] == "#"]

    assert all(len(line) < 50 for line in results)


_SCRIPT = """
import sys
sys.path[:0] = [{root!r}]
from tests.checks.code.conftest import LocalExecutor, code_assignment
from grader.checks.code import judge_code
for module in [name for name in sys.modules if name.startswith("hypothesis")]:
    del sys.modules[module]
assignment = code_assignment()
right = assignment.reference.functions
judge_code((), assignment, LocalExecutor({{"greedy_decode": right["greedy_decode"]}}))
judge_code((), assignment, LocalExecutor({{"weight_norm": lambda u, gamma: u}}))
assert "hypothesis" not in sys.modules
greedy = {{"most_likely_sequence": right["greedy_decode"]}}
assert judge_code((), assignment, LocalExecutor(greedy)).judgement("most_likely_sequence").run.counterexample
assert "hypothesis" in sys.modules
"""


def test_shrinking_ends_with_the_first_call_that_takes_too_long(
    assignment: Assignment, local_executor: type
) -> None:
    greedy = assignment.reference.functions["greedy_decode"]

    class Slow(local_executor):  # type: ignore[misc]
        asked = -1

        def renew(self) -> None:
            self.asked = 0

        def run(self, function: str, calls: Sequence[Call], **options: object) -> list[Run]:
            if self.asked < 0 or len(calls) > 1:
                return super().run(function, calls)  # type: ignore[no-any-return]
            self.asked += 1
            return [Run(TimedOut(2.0))]

    executor = Slow({"most_likely_sequence": greedy})
    judgement = judge_code((), assignment, executor).judgement("most_likely_sequence")

    assert judgement.mistakes == ("greedy-for-optimum",)
    assert executor.asked == 1


def test_hypothesis_is_loaded_for_a_large_failing_case_only_and_leaves_nothing(tmp_path: Path) -> None:
    script = _SCRIPT.format(root=str(ROOT))

    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
