"""Judge student code: every wanted function on its hidden cases, its mistakes named by behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType

from grader.checks.code import sentences
from grader.checks.code.judging import EDGE_CASES_ONLY, FunctionFinding, judge_function
from grader.checks.request import CheckKind, Params, Request
from grader.execution.calls import Definition, LoadedCode, LoadTrouble
from grader.execution.executor import Executor
from grader.model.assignment import Assignment
from grader.model.judgement import FunctionRun, Judgement, Truth
from grader.model.submission import CodeFile, Place

__all__ = ["CODE", "EDGE_CASES_ONLY", "CodeFindings", "judge_code"]

_MAX_HINTS = 2
_ABSENT = FunctionFinding(Judgement(Truth.ABSENT))


@dataclass(frozen=True)
class CodeFindings:
    """What the hidden cases say of a submission's functions."""

    functions: Mapping[str, FunctionFinding] = field(default_factory=lambda: MappingProxyType({}))
    """By name: those that were handed in, in whatever state."""
    layers: tuple[str, ...] = ()
    """The layers of the sandbox that held."""
    staff_notes: tuple[str, ...] = ()
    """What staff should know of the run as a whole: what did not load, and why."""

    def judgement(self, function: str, output: int | None = None) -> Judgement:
        """The finding on a function, or on one of the values it returns; ABSENT where it was not handed in.

        >>> CodeFindings().judgement("weight_norm").truth
        <Truth.ABSENT: 'absent'>
        """
        finding = self.functions.get(function, _ABSENT)
        if output is None or not 0 <= output < len(finding.outputs):
            return finding.whole
        return finding.outputs[output]


def judge_code(
    files: Sequence[CodeFile],
    assignment: Assignment,
    executor: Executor,
    *,
    deadline_seconds: float | None = None,
    on_function: Callable[[str, CodeFindings], None] | None = None,
) -> CodeFindings:
    """Run every function that some part of the assignment wants.

    Raises `SandboxError` where the sandbox itself is at fault. Functions whose turn comes after
    `deadline_seconds` (from now) are not run: they go to a person. `on_function` hears of each function that
    is done with, handed in or not, and of the findings so far.
    """
    started = monotonic()
    wanted = {function: tuple(part.mistakes) for part in assignment.parts for function in part.functions}
    loaded = executor.load(files, tuple(wanted))
    findings: dict[str, FunctionFinding] = {}
    found = CodeFindings(
        functions=MappingProxyType(findings), layers=executor.layers, staff_notes=_staff_notes(loaded)
    )
    for function, order in wanted.items():
        definition = loaded.definitions.get(function)
        if not loaded.is_handed_in(function):
            pass
        elif deadline_seconds is not None and monotonic() - started > deadline_seconds:
            findings[function] = _not_run(function, "no time was left to run it")
        elif definition is None:
            findings[function] = _not_loaded(function, loaded)
        else:
            findings[function] = judge_function(
                function,
                definition.file,
                assignment,
                executor,
                order=order,
                notes=_notes(definition),
                hints=_hints(definition, loaded),
            )
        if on_function is not None:
            on_function(function, found)
    return found


def _notes(definition: Definition) -> tuple[str, ...]:
    if not definition.also_in:
        return ()
    also = ", ".join(definition.also_in)
    return (sentences.ALSO_IN.format(function=definition.function, also=also, file=definition.file),)


def _hints(definition: Definition, loaded: LoadedCode) -> tuple[str, ...]:
    """What went wrong while the function's file was loaded, which may be why the function fails."""
    own = [problem for problem in loaded.problems if problem.place.file == definition.file]
    return tuple(
        sentences.WHILE_LOADING.format(problem=sentences.load_problem(problem))
        for problem in own[:_MAX_HINTS]
    )


def _not_run(function: str, reason: str) -> FunctionFinding:
    run = FunctionRun(function, 0, 0, (sentences.OURS,), refused=True)
    return FunctionFinding(Judgement(Truth.REVIEW, leaning=Truth.RIGHT, reason=reason, run=run))


def _not_loaded(function: str, loaded: LoadedCode) -> FunctionFinding:
    """A function that stands in the source and cannot be called."""
    if function in loaded.not_callable:
        place = loaded.not_callable[function]
        message = sentences.NOT_CALLABLE.format(function=function, place=place)
    elif function in loaded.unreached:
        place = loaded.unreached[function]
        if _is_our_fault(loaded, place):
            return _not_run(function, f"{place.file} could not be loaded for a reason that is ours")
        message = sentences.UNREACHED.format(
            function=function, place=place, problem=_problem_of(loaded, place)
        )
    else:
        message = sentences.NESTED.format(function=function, place=loaded.nested[function])
    run = FunctionRun(function, 0, 0, (message,))
    return FunctionFinding(Judgement(Truth.WRONG, reason=message, advice=message, run=run))


def _is_our_fault(loaded: LoadedCode, place: Place) -> bool:
    return any(
        problem.trouble is LoadTrouble.OURS and problem.place.file == place.file
        for problem in loaded.problems
    )


def _problem_of(loaded: LoadedCode, place: Place) -> str:
    own = [problem for problem in loaded.problems if problem.place.file == place.file]
    telling = [problem for problem in own if problem.is_fatal] or own
    return sentences.load_problem(telling[0]) + "." if telling else "the file was not read to its end."


def _staff_notes(loaded: LoadedCode) -> tuple[str, ...]:
    return tuple(f"{problem.place}: {sentences.load_problem(problem)}" for problem in loaded.problems)


class CodeParams(Params):
    """A check on code alone has no parameters: its `function` has the cases and the known mistakes."""


def _judge_writeup(request: Request[CodeParams]) -> Mapping[str, Judgement]:
    """A write-up says nothing to a check that is on code alone."""
    return dict.fromkeys(request.checks, Judgement(Truth.ABSENT))


CODE = CheckKind("code", CodeParams, _judge_writeup)
"""The kind of a check that only code can answer."""
