"""The corpus of student programs: right ones pass, wrong ones are caught, their mistakes named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from grader.checks.code import judge_code
from grader.execution.calls import SandboxError
from grader.execution.executor import Executor
from grader.execution.sandbox import open_sandbox
from grader.model.assignment import Assignment
from grader.model.judgement import Judgement, Truth
from grader.model.submission import CodeFile

PROGRAMS = Path(__file__).parents[2] / "programs"
EXPECTED: dict[str, str | list[str]] = yaml.safe_load((PROGRAMS / "expected.yaml").read_text("utf-8"))

SLOW = ("exponential-time", "not-pruned", "optimum-for-greedy")
"""What takes time without end on long cases, and so needs the sandbox."""

ALONE = {
    "viterbi/wrong_infinite",
    "beam_search/pair_exact_bos",
    "beam_search/pair_exact_only_best",
    "viterbi/wrong_exit",
    "viterbi/wrong_state_kept",
    "viterbi/fresh_memo_of_another_matrix",
    "viterbi/fresh_right_missing_packages",
    "viterbi/log_zero_assert",
    "viterbi/right_memo_recursion",
    "count_sequences/right_enumeration_small",
    "beam_search/second_heapq_class",
    "greedy_decode/third_optimum_last",
    "viterbi/third_state_list",
    "viterbi/third_state_cache",
    "viterbi/third_state_back_first_only",
    "viterbi/third_random_walk",
    "viterbi_step/third_state",
    "greedy_decode/third_state_prefix",
    "most_likely_sequence/third_state_rows",
    "viterbi/third_state_greedy",
    "viterbi/third_state_generator",
    "beam_search/third_state_default",
    "adam_l2_step/third_state_moments",
    "rnn_h/third_state_h",
}
"""Programs that would harm this process, or want a module of their own."""

LOCAL = [name for name, wanted in EXPECTED.items() if wanted not in SLOW and name not in ALONE]
SANDBOXED = [name for place, name in enumerate(EXPECTED) if name not in LOCAL or place % 20 == 0]


def describe(judgement: Judgement) -> str | list[str]:
    """A judgement in the words of ``expected.yaml``."""
    if judgement.truth is Truth.REVIEW:
        return f"review {' '.join(sorted(judgement.mistakes))}"
    if judgement.truth is not Truth.WRONG:
        return str(judgement.truth)
    if judgement.mistakes:
        return sorted(judgement.mistakes)
    return "edge" if judgement.outcome else "unnamed"


def as_told(wanted: str | list[str]) -> str | list[str]:
    if isinstance(wanted, list):
        return sorted(wanted)
    is_word = wanted in ("right", "edge", "unnamed", "caught") or wanted.startswith("review")
    return wanted if is_word else [wanted]


def check(name: str, judgement: Judgement) -> None:
    wanted = as_told(EXPECTED[name])
    if wanted == "caught":
        assert judgement.truth is Truth.WRONG
    else:
        assert describe(judgement) == wanted, judgement.reason
    if judgement.truth is Truth.WRONG:
        assert judgement.run is not None
        assert judgement.run.messages


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Executor]:
    try:
        executor = open_sandbox()
        executor.load([], [])
    except SandboxError as error:
        pytest.skip(f"no sandbox here: {error}")
    yield executor
    executor.close()


@pytest.mark.parametrize("name", LOCAL)
def test_program_in_this_process(
    name: str, assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    function = name.split("/")[0]
    namespace: dict[str, object] = {"__name__": "solutions"}
    exec(compile((PROGRAMS / f"{name}.py").read_bytes(), f"{name}.py", "exec"), namespace)
    executor = local_executor({function: namespace[function]})
    check(name, judge_code((), assignment, executor).judgement(function))


@pytest.mark.parametrize("name", SANDBOXED)
def test_program_in_the_sandbox(name: str, assignment: Assignment, sandbox: Executor) -> None:
    source = (PROGRAMS / f"{name}.py").read_bytes()
    impatient = replace(assignment, call_seconds=0.5)
    findings = judge_code([CodeFile("solutions.py", source)], impatient, sandbox)
    check(name, findings.judgement(name.split("/")[0]))


def test_corpus_is_large_enough() -> None:
    right = [name for name, wanted in EXPECTED.items() if wanted == "right"]
    assert len(EXPECTED) >= 150
    assert len(right) >= 60


@pytest.mark.parametrize("name", [name for name in sorted(ALONE) if "state" in name])
def test_no_value_counts_of_a_program_whose_answers_hang_on_earlier_calls(
    name: str, assignment: Assignment, sandbox: Executor
) -> None:
    function = name.split("/")[0]
    source = (PROGRAMS / f"{name}.py").read_bytes()
    findings = judge_code([CodeFile("solutions.py", source)], assignment, sandbox)

    assert all(findings.judgement(function, place).truth is Truth.WRONG for place in (None, 0, 1))
    judgement = findings.judgement(function)
    assert judgement.run is not None
    assert any("kept from call to call" in message for message in judgement.run.messages)


KEEPS_INPUTS = b"""
seen = []

def greedy_decode(log_prob, T):
    seen.append(T)
    print("seen", seen)
    raise type(f"Seen{len(seen)}", (Exception,), {})(f"seen {seen}")

def most_likely_sequence(log_prob, T):
    seen.append(T)
    print("seen", seen)
    return seen
"""


@pytest.mark.parametrize("function", ["greedy_decode", "most_likely_sequence"])
def test_nothing_kept_of_hidden_inputs_is_shown(
    function: str, assignment: Assignment, sandbox: Executor
) -> None:
    judgement = judge_code([CodeFile("solutions.py", KEEPS_INPUTS)], assignment, sandbox).judgement(function)

    assert judgement.run is not None
    assert judgement.run.printed == "seen [3]\n"
    assert not [text for text in judgement.run.messages if "seen [3, " in text]
    # The case that is shown was called alone.
    (got,) = (line for line in judgement.run.counterexample.splitlines() if line.startswith("# got:"))
    assert re.fullmatch(r"# got:      (\[\d\]|an exception of its own)", got)
