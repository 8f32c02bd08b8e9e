r"""Links that say where something tends, ``a^t \to 0``, or how it grows, ``T N^2 = O(TN^2)``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from grader.maths.equality.decide import Outcome
from grader.maths.equality.problem import Problem, environments, names_behind, settle
from grader.maths.evaluation.evaluate import Environment, Undefined, evaluate
from grader.maths.expressions.expression import (
    ZERO,
    Constant,
    Expression,
    Negation,
    Number,
    Relation,
    names_in,
)
from grader.maths.expressions.symbols import Sort
from grader.maths.growth.orders import Growth, is_dominated, read_growth, same_class
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Reason, Unread
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import Step, StepVerdict

_TO = r"(?:\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→|⟶|->|tends to|goes to|tend vers)"
_VARIABLE = re.compile(
    rf"(?<![\w^_}}\\])(?P<name>\\?[A-Za-zα-ω]+(?:_\{{?\w+\}}?)?)\s*{_TO}\s*"
    r"(?P<end>[+-]?\s*(?:\\infty|∞|inf\w*|0|1)(?![\d.]))"
)
_LIMIT = re.compile(
    r"^\s*(?P<factor>-?\s*(?:\d+(?:\.\d+)?|\\[dt]?frac\s*(?:\{\d+\}|\d)\s*(?:\{\d+\}|\d))?\s*"
    r"(?:\\cdot|\\times|[*·])?)\s*"
    r"\\?lim(?:\\limits)?\s*_\s*(?:\{(?P<braced>[^{}]*)\}|\((?P<round>[^()]*)\))\s*"
)
_FAR = (5, 20, 80, 320, 1280)
_NEAR = (0.1, 0.02, 0.004, 0.0008)
_POINTS = 4
_ENOUGH = 3
_ARRIVED = 2e-3
_STALLED = 0.97
_CLOSING = 0.8
_WHOLE = frozenset({Sort.POSINT, Sort.INT, Sort.INDEX})


def limits_in(text: str) -> Mapping[str, str]:
    """The letters that a text lets tend somewhere, and where."""
    return {_key(found["name"]): re.sub(r"\s", "", found["end"]) for found in _VARIABLE.finditer(text)}


def _key(name: str) -> str:
    return re.sub(r"[\s{}\\]", "", name)


def is_passage(sides: Sequence[str], signs: Sequence[str], problem: Problem) -> bool:
    r"""Whether a chain only says which letter tends where: ``T \to \infty``."""
    if list(signs) != ["->"] or not _VARIABLE.fullmatch(f"{sides[0].strip()} -> {sides[1].strip()}"):
        return False
    symbol = problem.declarations.get(_key(sides[0]))
    return symbol is not None and (symbol.sort in _WHOLE or not re.fullmatch(r"\s*[01]\s*", sides[1]))


# --- limits


def split_limit(side: str) -> tuple[str, Mapping[str, str]]:
    r"""What stands behind ``\lim_{T\to\infty}``, and which letter tends where."""
    found = _LIMIT.match(side)
    if found is None:
        return side, {}
    body, factor = side[found.end() :], found["factor"].strip()
    if factor and _is_sum(body):
        return side, {}  # how far the limit reaches is not to be seen
    return f"{factor} ({body})" if factor else body, limits_in(found["braced"] or found["round"])


def _is_sum(text: str) -> bool:
    """Whether a plus or minus stands outside brackets."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter in "+-" and depth == 0 and text[:place].strip():
            return True
    return False


def judge_limit(
    line: str, left: Expression, right: Expression, limits: Mapping[str, str], problem: Problem
) -> Step:
    """Whether the left side tends to the right one."""
    behind = names_behind(Relation((left,), ()), problem)
    moving = [(key, end) for key, end in limits.items() if key in behind]
    if not moving:
        moving = [
            (key, "∞")
            for key in sorted(behind - names_in(right))
            if (symbol := problem.declarations.get(key)) is not None and symbol.sort in _WHOLE
        ]
    if len(moving) != 1:
        return _untold(line, "which letter tends where")
    key, end = moving[0]
    places = _FAR if end.strip("+-") not in ("0", "1") else _NEAR
    verdicts: set[StepVerdict] = set()
    for environment in environments(problem, _POINTS):
        values = [_value(left, _at(key, end, place, environment, problem)) for place in places]
        target = _target(right, environment)
        known = list(takewhile(lambda value: value is not None, values))
        if target is None or len(known) < _ENOUGH:
            return _untold(line, "a limit that could not be measured")
        verdicts.add(_tends([value for value in known if value is not None], target))
    if verdicts == {StepVerdict.HOLDS}:
        return Step(line, StepVerdict.HOLDS)
    if verdicts == {StepVerdict.FALSE}:  # where it is so for some values only, a condition may be meant
        return Step(line, StepVerdict.FALSE, "", f"it does not tend to {line} as {key} tends to {end}")
    return _untold(line, "a limit that could not be measured")


def _at(key: str, end: str, place: float, environment: Environment, problem: Problem) -> Environment | None:
    if key in environment.sizes:
        return None
    if end.strip("+-") == "1":
        place = 1 - place
    elif end.startswith("-"):
        place = -place
    try:
        return settle(problem, environment.override({key: place}), frozenset({key}))
    except Undefined:
        return None


def _value(expression: Expression, environment: Environment | None) -> float | None:
    try:
        value = evaluate(expression, environment) if environment is not None else None
    except (Undefined, OverflowError):
        return None
    return float(value) if isinstance(value, (int, float)) else None


def _target(right: Expression, environment: Environment) -> float | None:
    if isinstance(right, Constant) and right.name == "infinity":
        return float("inf")
    if isinstance(right, Negation) and right.operand == Constant("infinity"):
        return float("-inf")
    return float(right.value) if isinstance(right, Number) else _value(right, environment)


def _tends(values: list[float], target: float) -> StepVerdict:
    if target in (float("inf"), float("-inf")):
        sizes = [value if target > 0 else -value for value in values]
        growing = all(later > before + 0.05 for before, later in pairwise(sizes))
        if growing and sizes[-1] > 2 * abs(sizes[-2]):
            return StepVerdict.HOLDS
        stays = abs(sizes[-1] - sizes[-2]) <= 1e-3 * max(1.0, abs(sizes[-1]))
        return StepVerdict.FALSE if stays or sizes[-1] < sizes[0] else StepVerdict.UNDECIDED
    gaps = [abs(value - target) / max(1.0, abs(target)) for value in values]
    closing = all(later <= _CLOSING * before + 1e-9 for before, later in pairwise(gaps))
    if closing and gaps[-1] < 0.2:
        return StepVerdict.HOLDS
    stalled = all(later >= _STALLED * before for before, later in pairwise(gaps[-3:]))
    return StepVerdict.FALSE if stalled and gaps[-1] > _ARRIVED else StepVerdict.UNDECIDED


def _untold(line: str, why: str) -> Step:
    return Step(line, StepVerdict.UNDECIDED, f"{Reason.AMBIGUOUS}: {why}")


# --- orders of growth


_ORDER = re.compile(
    r"^\s*(?:\\mathcal\s*\{?\s*(?P<script>O)\s*\}?|(?P<plain>O)|\\?(?P<greek>Theta|Omega)|(?P<letter>[ΘΩ]))\s*"
    r"(?:\\left|\\[bB]ig+l?)?\s*[(\[{](?P<inner>.*)(?:\\right|\\[bB]ig+r?)?[)\]}]\s*$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Order:
    """A side ``O(...)``: its symbol and what stands inside."""

    symbol: str
    growth: Growth


def read_order(side: str, problem: Problem) -> Order | None:
    """The order of growth that a side is; None where it is none."""
    found = _ORDER.match(side)
    if found is None or {"O", "Theta", "Omega"} & problem.declarations.by_key.keys():
        return None
    inner = re.sub(r"\\(?:right|[bB]ig+r?)\s*$", "", found["inner"])
    growth = _growth(inner, problem)
    symbol = {"Θ": "Theta", "Ω": "Omega"}.get(found["letter"] or "", found["greek"] or "O")
    return None if growth is None else Order(symbol, growth)


def _growth(text: str, problem: Problem) -> Growth | None:
    names = tuple(
        symbol.key
        for symbol in problem.declarations.symbols
        if not symbol.shape and not symbol.is_callable and symbol.key.isalnum()
    )
    read = read_growth(text, tuple(dict.fromkeys((*names, *sorted(problem.declarations.sizes)))))
    return None if isinstance(read, Unread) else read


def judge_order(line: str, left: str, right: Order, problem: Problem) -> Step:
    """Whether what stands before an order of growth is of it."""
    known = read_order(left, problem)
    growth = known.growth if known is not None else _growth(left, problem)
    if growth is None:
        return _untold(line, "how its left side grows")
    if right.symbol == "Theta":
        outcome = same_class(growth, right.growth).outcome
        verdict = {Outcome.EQUAL: StepVerdict.HOLDS, Outcome.DIFFERENT: StepVerdict.FALSE}.get(outcome)
        if verdict is None:
            return _untold(line, "orders that could not be compared")
    else:
        small, large = (growth, right.growth) if right.symbol == "O" else (right.growth, growth)
        verdict = StepVerdict.HOLDS if is_dominated(small, large) else StepVerdict.FALSE
    return Step(line, verdict, "", "" if verdict is StepVerdict.HOLDS else "it grows faster")


def same_order(reached: str, wanted: Order, problem: Problem) -> StepVerdict:
    """Whether the end reached is of the order wanted."""
    own = read_order(reached, problem)
    growth = own.growth if own is not None else _growth(reached, problem)
    if growth is None:
        return StepVerdict.UNDECIDED
    outcome = same_class(growth, wanted.growth).outcome
    if own is None and outcome is Outcome.EQUAL:
        return StepVerdict.HOLDS
    verdicts = {Outcome.EQUAL: StepVerdict.HOLDS, Outcome.DIFFERENT: StepVerdict.FALSE}
    return verdicts.get(outcome, StepVerdict.UNDECIDED)


def judge_asymptotic(
    before: str, sign: str, line: str, limits: Mapping[str, str], problem: Problem
) -> Step | None:
    """The step of a link to a limit or an order of growth; None where it is neither."""
    order = read_order(line, problem) if sign in ("=", "<=") else None
    if order is not None:
        return judge_order(line, before, order, problem)
    first, own = split_limit(before)
    second, others = split_limit(line)
    if sign not in ("->", "=") or (sign == "=" and not own and not others):
        return None
    left, right = (read_expression(side, problem.declarations) for side in (first, second))
    if isinstance(left, Unread) or isinstance(right, Unread):
        return None
    if own and others:
        step = judge_link(line, left, "=", right, problem)
        gap = read_expression(f"({first}) - ({second})", problem.declarations)
        if step.verdict is StepVerdict.HOLDS or own != others or isinstance(gap, Unread):
            return step if step.verdict is StepVerdict.HOLDS else _untold(line, "two limits")
        return judge_limit(line, gap, ZERO, own, problem)
    if others:
        left, right = right, left
    return judge_limit(line, left, right, {**limits, **own, **others}, problem)
