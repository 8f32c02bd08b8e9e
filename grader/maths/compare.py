"""`grader compare`: JSON lines in, verdicts out, one line each and in order (contract, section 7)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from grader.maths.answers.formulas import Form, Target, judge_answer, read_target
from grader.maths.equality.decide import Outcome, Verdict, undecided
from grader.maths.equality.problem import Problem, state_problem
from grader.maths.expressions.symbols import DeclarationError
from grader.maths.growth.answers import compare_growth
from grader.maths.numbers.answers import compare_number
from grader.maths.reasons import Reason, Unread
from grader.maths.sequences.answers import compare_sequence
from grader.maths.tensors.answers import compare_tensor

MAX_LINE_CHARACTERS = 1_000_000
MAX_JSON_DEPTH = 40
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Row:
    """One comparison asked for."""

    id: object
    kind: str
    student: str
    reference: str
    symbols: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    given: tuple[str, ...] = ()
    tolerance: object = None


class _BadRow(Exception):
    """A row that cannot be compared for a reason that is not the student's."""

    def __init__(self, detail: str, row_id: object = None) -> None:
        super().__init__(detail)
        self.row_id = row_id


def compare_lines(lines: Iterable[str]) -> Iterator[str]:
    """One JSON line of verdict for each line that is not blank; a bad row never stops the rest."""
    for line in lines:
        if line.strip():
            yield json.dumps(compare_line(line), ensure_ascii=True, allow_nan=False)


def compare_line(line: str) -> dict[str, object]:
    """The verdict on one row, as JSON data."""
    try:
        row = read_row(line)
    except _BadRow as bad:
        return {"id": bad.row_id, "verdict": "undecided", "reason": f"limit: {bad}"}
    if row.kind == "derivation":
        return _compare_derivation(row)
    return {"id": row.id, **answer_of(compare_row(row))}


def answer_of(verdict: Verdict) -> dict[str, object]:
    """A verdict in the words of the contract."""
    if verdict.outcome is Outcome.UNDECIDED:
        return {"verdict": "undecided", "reason": f"{verdict.reason}: {verdict.detail}"}
    if verdict.outcome is Outcome.DIFFERENT:
        reason = verdict.detail or "differs at a point"
        return {"verdict": "different", "reason": reason, "witness": verdict.witness}
    return {"verdict": "equal", "reason": verdict.detail or "agrees at every point tried"}


def read_row(line: str) -> Row:
    """The row of one line; raises with what is wrong with it."""
    data = _read_json(line)
    if not isinstance(data, dict):
        raise _BadRow("the line is not a JSON object")
    row_id = data.get("id")
    if not isinstance(row_id, (str, int, float, bool, type(None))):
        row_id = None
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _BadRow(f"unknown kind {str(kind)[:40]!r} (one of {', '.join(KINDS)})", row_id)
    for name in ("student", "reference"):
        if name not in data:
            raise _BadRow(f"the row has no {name!r}", row_id)
    symbols = data.get("symbols") or {}
    given = data.get("given") or []
    if isinstance(given, str):
        given = [given]
    if not isinstance(symbols, dict) or not all(isinstance(each, str) for each in symbols.values()):
        raise _BadRow("'symbols' must be an object of names and types", row_id)
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise _BadRow("'given' must be a list of equations", row_id)
    return Row(
        row_id,
        kind,
        _text(data["student"]),
        _text(data["reference"]),
        symbols,
        tuple(given),
        data.get("tolerance"),
    )


def _read_json(line: str) -> object:
    if len(line) > MAX_LINE_CHARACTERS:
        raise _BadRow(f"the line is longer than {MAX_LINE_CHARACTERS} characters")
    depth = 0
    for character in _JSON_STRING.sub("", line):
        depth += (character in "[{") - (character in "]}")
        if depth > MAX_JSON_DEPTH:
            raise _BadRow(f"the line nests deeper than {MAX_JSON_DEPTH} levels")
    try:
        return json.loads(line, parse_constant=_no_constant)
    except ValueError as error:
        raise _BadRow(f"the line is not JSON: {str(error)[:80]}") from None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _text(value: object) -> str:
    """A value of the row as the student may have typed it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def compare_row(row: Row) -> Verdict:
    """The verdict on one row of any kind but `derivation`."""
    if not row.student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    return _COMPARERS[row.kind](row)


def _compare_formula(row: Row) -> Verdict:
    prepared = _prepared(row.kind, row.reference, tuple(row.symbols.items()), row.given)
    if isinstance(prepared, Unread):
        return undecided(prepared.reason, prepared.detail)
    problem, target = prepared
    verdict = judge_answer(row.student, target, problem).verdict
    if row.tolerance is None or verdict.is_equal or row.kind != "scalar":
        return verdict
    as_number = _compare_number(row)  # a formula without symbols may be given as a decimal
    return verdict if as_number.reason is Reason.UNPARSED else as_number


@lru_cache(maxsize=512)
def _prepared(
    kind: str, reference: str, symbols: tuple[tuple[str, str], ...], given: tuple[str, ...]
) -> tuple[Problem, Target] | Unread:
    """The problem and its expected formula; the same for every answer to one question."""
    try:
        problem = state_problem(dict(symbols), given)
    except DeclarationError as error:
        return Unread(Reason.LIMIT, f"the declarations: {error}")
    target = read_target(reference, Form(kind), problem)
    if isinstance(target, Unread):
        return Unread(target.reason, f"the reference: {target.detail}")
    return problem, target


def _compare_derivation(row: Row) -> dict[str, object]:
    # imported when first used: only this kind needs it
    from grader.maths.working.compare import compare_derivation

    return {"id": row.id, **compare_derivation(row.student, row.reference, row.symbols, row.given).as_json()}


def _compare_growth(row: Row) -> Verdict:
    return compare_growth(row.student, row.reference, row.symbols, row.given)


def _compare_tensor(row: Row) -> Verdict:
    return compare_tensor(row.student, row.reference, row.tolerance)


def _compare_number(row: Row) -> Verdict:
    return compare_number(row.student, row.reference, row.tolerance)


def _compare_sequence(row: Row) -> Verdict:
    return compare_sequence(row.student, row.reference)


_COMPARERS: Mapping[str, Callable[[Row], Verdict]] = {
    "scalar": _compare_formula,
    "matrix": _compare_formula,
    "recurrence": _compare_formula,
    "relation": _compare_formula,
    "asymptotic": _compare_growth,
    "tensor": _compare_tensor,
    "number": _compare_number,
    "sequence": _compare_sequence,
}
KINDS = (*_COMPARERS, "derivation")
