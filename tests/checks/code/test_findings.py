"""What is said of a submission's functions: truth, outputs, messages, counterexamples."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.checks.code import judge_code
from grader.checks.code.cases import hidden_cases
from grader.execution.calls import (
    Call,
    Death,
    Definition,
    Died,
    Garble,
    Garbled,
    LoadedCode,
    LoadProblem,
    LoadTrouble,
    NotRun,
    Outcome,
    Raised,
    Returned,
    Run,
    Skip,
    TimedOut,
    WrongSignature,
)
from grader.execution.executor import Executor
from grader.execution.scripted import ScriptedExecutor
from grader.model.assignment import Assignment
from grader.model.judgement import Judgement, Truth
from grader.model.submission import Place

COUNT = "count_sequences"
LOADED = LoadedCode(definitions={COUNT: Definition(COUNT, "solutions.py", 1)})


def judge(
    assignment: Assignment, answer: Callable[[Call], Run] | Run, loaded: LoadedCode = LOADED
) -> Judgement:
    executor = ScriptedExecutor({COUNT: answer}, loaded)
    return judge_code((), assignment, executor).judgement(COUNT)


def right_unless(outcome: Outcome, *bad: tuple[int, int]) -> Callable[[Call], Run]:
    """Answers rightly but for these arguments."""

    def answer(call: Call) -> Run:
        N, T = call.arguments
        return Run(outcome if (N, T) in bad else Returned(N**T))

    return answer


def test_function_that_is_not_there_is_absent(assignment: Assignment) -> None:
    assert judge(assignment, Run(Returned(1)), LoadedCode()).truth is Truth.ABSENT


def test_right_function_passes_all_its_cases(assignment: Assignment) -> None:
    judgement = judge(assignment, right_unless(Returned(0)))
    assert judgement.truth is Truth.RIGHT
    assert judgement.run is not None
    assert judgement.run.cases == judgement.run.passed
    assert judgement.run.messages == ()


def test_function_wrong_at_one_word_is_right_but_for_edges(assignment: Assignment) -> None:
    judgement = judge(assignment, right_unless(Returned(0), (1, 4), (1, 1)))
    assert (judgement.truth, judgement.outcome) == (Truth.WRONG, "edge-cases-only")
    assert "It gives a wrong result for N = 1." in judgement.advice


def test_function_wrong_on_an_ordinary_case_is_wrong(assignment: Assignment) -> None:
    judgement = judge(assignment, right_unless(Returned(0), (3, 4)))
    assert (judgement.truth, judgement.outcome, judgement.mistakes) == (Truth.WRONG, "", ())


OUTCOMES = [
    (
        Raised("ZeroDivisionError", "hidden 42", "solutions.py", 3),
        "It stopped with ZeroDivisionError in line 3 of solutions.py.",
    ),
    (TimedOut(2.0), "It took longer than 2 s."),
    (Died(Death.CRASH, "SIGSEGV"), "It ended the whole program (SIGSEGV)."),
    (Died(Death.EXIT, "status 42"), "It ended the whole program (exit)."),
    (Garbled(Garble.TYPE, "generator"), "It returned a generator, which cannot be read as numbers."),
    (Returned(None), "It returned None: is a `return` missing?"),
    (Returned(7), "It gives a wrong result."),
    (
        WrongSignature("count_sequences(T)"),
        "`it` could not be called with the arguments of the assignment; yours is `count_sequences(T)`."
        " Take the parameters in the order and with the names that the assignment gives.",
    ),
]


@pytest.mark.parametrize(
    ("outcome", "sentence"), OUTCOMES, ids=[type(row[0]).__name__ + row[1][3:12] for row in OUTCOMES]
)
def test_each_way_to_fail_is_said(assignment: Assignment, outcome: Outcome, sentence: str) -> None:
    judgement = judge(assignment, right_unless(outcome, (3, 4)))
    assert judgement.truth is Truth.WRONG
    assert judgement.run is not None
    assert sentence.replace("`it`", f"`{COUNT}`") in judgement.run.messages
    assert "42" not in " ".join(judgement.run.messages)


def test_array_of_another_shape_is_said(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    def weight_norm(u: Any, gamma: float) -> Any:
        return (gamma * u / np.linalg.norm(u)).reshape(-1, 1)

    executor = local_executor({"weight_norm": weight_norm})
    judgement = judge_code([], assignment, executor).judgement("weight_norm")
    assert judgement.run is not None
    assert "It gives an array of shape (2, 1), where one of shape (2,) is wanted." in judgement.run.messages


def test_case_that_was_not_run_for_our_reason_goes_to_a_person(assignment: Assignment) -> None:
    judgement = judge(assignment, right_unless(NotRun(Skip.OURS), (3, 4)))
    assert judgement.truth is Truth.REVIEW
    assert judgement.leaning is Truth.RIGHT
    assert judgement.run is not None
    assert judgement.run.refused


def test_wrong_case_stays_wrong_where_others_were_not_run(assignment: Assignment) -> None:
    def answer(call: Call) -> Run:
        return Run(Returned(7)) if call.arguments == (3, 4) else Run(NotRun(Skip.NO_TIME))

    assert judge(assignment, answer).truth is Truth.WRONG


def test_given_up_calls_are_no_excuse(assignment: Assignment) -> None:
    assert judge(assignment, right_unless(NotRun(Skip.GIVEN_UP), (3, 4))).truth is Truth.WRONG


def test_function_that_keeps_state_fails_though_its_values_are_right_alone(assignment: Assignment) -> None:
    def answer(call: Call) -> Run:
        N, T = call.arguments
        if (N, T) == (3, 4):
            return Run(Returned(5), alone=Returned(81), depends_on_history=True)
        return Run(Returned(N**T))

    judgement = judge(assignment, answer)
    assert judgement.truth is Truth.WRONG
    assert "something is kept from call to call" in judgement.advice


def test_function_past_the_deadline_is_not_run(assignment: Assignment) -> None:
    executor = ScriptedExecutor({COUNT: Run(Returned(1))}, LOADED)
    judgement = judge_code((), assignment, executor, deadline_seconds=-1.0).judgement(COUNT)
    assert (judgement.truth, judgement.leaning) == (Truth.REVIEW, Truth.RIGHT)
    assert executor.asked == []


@pytest.mark.parametrize(("value", "count"), [(1, 1), (8, 0)], ids=["wrong", "right"])
def test_what_went_wrong_while_loading_is_told_where_a_function_fails(
    assignment: Assignment, value: int, count: int
) -> None:
    problem = LoadProblem(LoadTrouble.MISSING_PACKAGE, Place("solutions.py", 1), package="torch")
    loaded = LoadedCode(definitions={COUNT: Definition(COUNT, "solutions.py")}, problems=(problem,))

    def answer(call: Call) -> Run:
        N, T = call.arguments
        return Run(Returned(1 if value == 1 else N**T))  # type: ignore[operator]

    run = judge_code((), assignment, ScriptedExecutor({COUNT: answer}, loaded)).judgement(COUNT).run
    assert run is not None
    hints = [
        text for text in run.messages if text.startswith("While its file was loaded: the package `torch`")
    ]
    assert len(hints) == count


PLACE = Place("solutions.py", 4)
NOT_LOADED = [
    (LoadedCode(not_callable={COUNT: PLACE}), Truth.WRONG, "is not a function"),
    (LoadedCode(nested={COUNT: PLACE}), Truth.WRONG, "Move it to the top level"),
    (
        LoadedCode(
            unreached={COUNT: PLACE},
            problems=(LoadProblem(LoadTrouble.SYNTAX, Place("solutions.py", 2), is_fatal=True),),
        ),
        Truth.WRONG,
        "the file has a syntax error at solutions.py:2",
    ),
    (
        LoadedCode(
            unreached={COUNT: PLACE},
            problems=(LoadProblem(LoadTrouble.MISSING_PACKAGE, PLACE, package="torch"),),
        ),
        Truth.WRONG,
        "the package `torch`",
    ),
    (
        LoadedCode(unreached={COUNT: PLACE}, problems=(LoadProblem(LoadTrouble.OURS, PLACE, is_fatal=True),)),
        Truth.REVIEW,
        "Nothing has been taken off",
    ),
]


@pytest.mark.parametrize(("loaded", "truth", "words"), NOT_LOADED, ids=[row[2] for row in NOT_LOADED])
def test_function_that_cannot_be_called_is_explained(
    assignment: Assignment, loaded: LoadedCode, truth: Truth, words: str
) -> None:
    judgement = judge(assignment, Run(Returned(1)), loaded)
    assert judgement.truth is truth
    assert judgement.run is not None
    assert words in " ".join(judgement.run.messages)


def test_second_definition_is_mentioned(assignment: Assignment) -> None:
    loaded = LoadedCode(definitions={COUNT: Definition(COUNT, "a.py", 1, also_in=("b.py",))})
    judgement = judge(assignment, right_unless(Returned(0)), loaded)
    assert judgement.run is not None
    assert judgement.run.messages == ("`count_sequences` is defined in b.py too; the one in a.py counts.",)


def test_output_that_is_right_stays_right(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    def batch_norm_stats(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return x.mean(axis=(0, 2)), x.std(axis=(0, 2))

    findings = judge_code((), assignment, local_executor({"batch_norm_stats": batch_norm_stats}))
    mean, variance = (findings.judgement("batch_norm_stats", output) for output in (0, 1))
    assert (mean.truth, mean.mistakes) == (Truth.RIGHT, ())
    assert (variance.truth, variance.mistakes) == (Truth.WRONG, ("deviation-for-variance",))
    assert findings.judgement("batch_norm_stats").truth is Truth.WRONG


def _broken(function: Callable[..., object]) -> Callable[..., object]:
    """A program that is wrong in a way nobody has a name for."""

    def wrong(*arguments: object, **named: object) -> object:
        value = function(*arguments, **named)
        if isinstance(value, tuple):
            return (*value[:-1], value[-1] + 0.75)
        return [] if isinstance(value, list) else value * 3 + 0.75

    return wrong


FUNCTIONS = ("rnn_h", "count_sequences", "viterbi", "greedy_decode", "beam_search", "adam_l2_step", "grad_u")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_counterexample_runs_and_shows_what_was_got(
    function: str,
    assignment: Assignment,
    local_executor: Callable[..., Executor],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = _broken(assignment.reference.functions[function])
    judgement = judge_code((), assignment, local_executor({function: wrong})).judgement(function)
    assert judgement.run is not None
    snippet = judgement.run.counterexample
    module = ModuleType("solutions")
    setattr(module, function, wrong)
    monkeypatch.setitem(sys.modules, "solutions", module)
    exec(compile(snippet, "snippet.py", "exec"), {})
    assert capsys.readouterr().out.strip()
    assert f"from solutions import {function}" in snippet
    assert "# expected: " in snippet
    assert len(snippet.splitlines()) < 30


def test_expected_values_are_not_those_a_student_can_change(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    def batch_norm_stats(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x[:] = 0.0
        return x.mean(axis=(0, 2)), x.var(axis=(0, 2))

    judgement = judge_code((), assignment, local_executor({"batch_norm_stats": batch_norm_stats}))
    assert judgement.judgement("batch_norm_stats").truth is Truth.WRONG
    cases = hidden_cases(assignment.reference, "batch_norm_stats", assignment.seed)
    assert all(np.any(case.arguments[0]) for case, _ in cases)


def test_same_submission_gives_the_same_findings(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    wrong = {"viterbi": _broken(assignment.reference.functions["viterbi"])}
    first, again = (judge_code((), assignment, local_executor(wrong)) for _ in range(2))
    assert first == again
