"""Programs that compute nothing: they earn nothing, and what students are told holds no hidden input."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from grader.checks.code import judge_code
from grader.execution.calls import Call, Definition, LoadedCode, NotRun, Outcome, Raised, Returned, Run, Skip
from grader.execution.executor import Executor
from grader.execution.scripted import ScriptedExecutor
from grader.model.assignment import Assignment
from grader.model.judgement import Truth

from .test_credits import earned, load_part

NAN = float("nan")
ALL_NAN = np.full(3, NAN)

CONSTANTS: list[tuple[str, str, Callable[..., object]]] = [
    ("2.2.d", "viterbi", lambda P, bos, T: ([0] * T, 0.0)),
    ("2.2.d", "viterbi", lambda P, bos, T: ([0] * T, 1.0)),
    ("2.2.d", "viterbi", lambda P, bos, T: ([bos] * T, 0.0)),
    ("2.2.d", "viterbi", lambda P, bos, T: ([NAN] * T, NAN)),
    ("2.2.d", "viterbi", lambda P, bos, T: ([], 0.0)),
    ("2.2.d", "viterbi", lambda P, bos, T: (P.fill(0), ([0] * T, 0.0))[1]),
    ("2.4.a", "most_likely_sequence", lambda log_prob, T: ((0,) * T, 0.0)),
    ("2.4.a", "most_likely_sequence", lambda log_prob, T: ([NAN] * T, NAN)),
    ("2.4.b", "greedy_decode", lambda log_prob, T: ((0,) * T, 0.0)),
    ("2.4.b", "greedy_decode", lambda log_prob, T: ((0,) * T, -np.inf)),
    ("2.4.c", "beam_search", lambda log_prob, B, T: [((0,) * T, 0.0)] * B),
    ("2.4.c", "beam_search", lambda log_prob, B, T: [((NAN,) * T, NAN)] * B),
    ("2.4.c", "beam_search", lambda log_prob, B, T: []),
    ("2.4.c", "beam_search", lambda log_prob, B, T: (log_prob(()).fill(0), [((0,) * T, 0.0)])[1]),
    ("3.2", "adam_l2_step", lambda theta, grad, s, r, *rest, **named: (theta, s, r)),
    ("3.2", "adam_l2_step", lambda theta, grad, s, r, *rest, **named: (grad, grad, grad)),
    ("3.2", "adam_l2_step", lambda theta, *rest, **named: (theta.fill(0), (theta, theta, theta))[1]),
    ("4.1", "batch_norm_stats", lambda x: (np.zeros(x.shape[1]), np.zeros(x.shape[1]))),
    ("4.1", "layer_norm_stats", lambda x: (ALL_NAN, ALL_NAN)),
    ("4.1", "instance_norm_stats", lambda x: (x[:, :, 0], x[:, :, 0])),
]


@pytest.mark.parametrize(
    ("part_id", "function", "program"), CONSTANTS, ids=[f"{row[1]}-{n}" for n, row in enumerate(CONSTANTS)]
)
def test_an_answer_without_work_earns_nothing(
    part_id: str,
    function: str,
    program: Callable[..., object],
    assignment: Assignment,
    local_executor: Callable[..., Executor],
) -> None:
    findings = judge_code((), assignment, local_executor({function: program}))
    part = load_part(part_id)

    points = earned(part, lambda check: findings.judgement(check.function, check.output))

    assert points == 0, findings.judgement(function).mistakes


def viterbi_ends_in(assignment: Assignment, outcomes: Callable[[int], Outcome]) -> tuple[str, ...]:
    calls: list[Call] = []

    def answer(call: Call) -> Run:
        calls.append(call)
        return Run(outcomes(len(calls)))

    loaded = LoadedCode(definitions={"viterbi": Definition("viterbi", "solutions.py")})
    run = judge_code((), assignment, ScriptedExecutor({"viterbi": answer}, loaded)).judgement("viterbi").run
    assert run is not None
    return (*run.messages, run.counterexample)


@pytest.mark.parametrize("name", ["Leak_T3_bos1", "list_of_3", "KeyError3", "__import__"])
def test_name_of_an_exception_of_its_own_is_not_told(name: str, assignment: Assignment) -> None:
    told = viterbi_ends_in(assignment, lambda count: Raised(f"{name}{count % 3 or ''}"))

    assert not [text for text in told if name in text]
    assert "It stopped with an exception of its own." in told


@pytest.mark.parametrize("name", ["KeyError", "LinAlgError", "ZeroDivisionError"])
def test_name_of_a_common_exception_is_told(name: str, assignment: Assignment) -> None:
    assert f"It stopped with {name}." in viterbi_ends_in(assignment, lambda count: Raised(name))


def test_integer_without_end_is_told_by_its_size(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    executor = local_executor({"count_sequences": lambda N, T: 10**30_000})
    run = judge_code((), assignment, executor).judgement("count_sequences").run

    assert run is not None
    assert "# got:      an integer of 99658 bits" in run.counterexample


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (np.zeros((2000, 1)), "# got:      an array of shape (2000, 1)"),
        ([0.1 + 0.2] * 70, "# got:      [0.3, 0.3, "),
        ([[1, 2]] * 10**5, "# got:      [[1, 2], [1, 2], "),
    ],
    ids=["array", "numbers", "lists"],
)
def test_large_value_is_cut(
    value: object, told: str, assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    executor = local_executor({"weight_norm": lambda u, gamma: value})
    run = judge_code((), assignment, executor).judgement("weight_norm").run

    assert run is not None
    last = run.counterexample.splitlines()[-1]
    assert last.startswith(told)
    assert len(last) < 450


def test_shape_that_spells_something_out_is_not_told(
    assignment: Assignment, local_executor: Callable[..., Executor]
) -> None:
    executor = local_executor({"weight_norm": lambda u, gamma: np.zeros((0, 123, 45, 678))})
    run = judge_code((), assignment, executor).judgement("weight_norm").run

    assert run is not None
    assert not [text for text in run.messages if "123" in text]


def test_public_cases_are_called_before_hidden_ones(assignment: Assignment) -> None:
    tables = []

    def answer(call: Call) -> Run:
        tables.append(call.public)
        return Run(Returned(None))

    loaded = LoadedCode(definitions={"beam_search": Definition("beam_search", "solutions.py")})
    judge_code((), assignment, ScriptedExecutor({"beam_search": answer}, loaded))

    public = sum(tables)
    assert public > 0
    assert tables[:public] == [True] * public


@pytest.mark.parametrize(
    ("skip", "why"),
    [(Skip.NOT_LOADED, "solutions.py did not load again"), (Skip.WAITED, "calls waited instead of working")],
)
def test_function_that_did_not_run_to_its_end_goes_to_a_person_without_points(
    skip: Skip, why: str, assignment: Assignment
) -> None:
    program = assignment.reference.functions["weight_norm"]
    asked: list[Call] = []

    def answer(call: Call) -> Run:
        asked.append(call)
        if len(asked) > 3:
            return Run(NotRun(skip))
        return Run(Returned(program(*call.arguments)))  # type: ignore[arg-type]

    loaded = LoadedCode(definitions={"weight_norm": Definition("weight_norm", "solutions.py")})
    judgement = judge_code((), assignment, ScriptedExecutor({"weight_norm": answer}, loaded)).judgement(
        "weight_norm"
    )

    assert (judgement.truth, judgement.leaning) == (Truth.REVIEW, Truth.WRONG)
    assert judgement.reason.endswith(why)


def test_names_of_types_are_told_where_they_are_common() -> None:
    from grader.checks.code.sentences import kind_of

    names: Sequence[str] = ("generator", "set", "Leak_3", "")
    assert [kind_of(name) for name in names] == ["a generator", "a set", "something", "something"]
