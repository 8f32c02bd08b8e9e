"""What pseudo-code of a dynamic programme over steps and states plainly does, rightly or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.model.words import Word
from grader.pseudocode import vectors
from grader.pseudocode.assignments import APPENDED, Assignment, Loop
from grader.pseudocode.lines import CodeLine
from grader.pseudocode.references import Ref
from grader.pseudocode.statements import Program


class Finding(Word):
    """Something that pseudo-code plainly does."""

    RECURRENCE = "recurrence"  # a table filled from its earlier row
    WALK_BACK = "walk-back"  # the path is read from the back-pointers
    READS_OWN_ROW = "reads-own-row"
    WALKS_OVER_STATES = "walks-over-states"
    NO_WALK_BACK = "no-walk-back"
    CHOOSES_GREEDILY = "chooses-greedily"
    SUMS = "sums"
    TRANSPOSES = "transposes"
    STARTS_UNIFORMLY = "starts-uniformly"
    KEEPS_START = "keeps-start"
    STOPS_EARLY = "stops-early"


@dataclass(frozen=True)
class Vocabulary:
    """Names that stand for the problem's sizes and arrays, in lower case."""

    steps: frozenset[str]
    states: frozenset[str]
    transitions: tuple[str, ...]
    """Beginnings of the names of the transition matrix, whose first index is the earlier state."""
    starts: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A finding and the line that shows it."""

    finding: Finding
    line: CodeLine


def find(program: Program, vocabulary: Vocabulary) -> tuple[Found, ...]:
    """All findings, in the order of `Finding`."""
    found = list(_findings(program, vocabulary))
    order = list(Finding)
    return tuple(sorted(found, key=lambda item: order.index(item.finding)))


def _findings(program: Program, vocabulary: Vocabulary) -> Iterator[Found]:
    chosen = {step.target.name for step in program.assignments if "argmax" in step.operators}
    copies = _copies(program)
    rows = list(_vector_rows(program, vocabulary))
    tables = [step for step in program.assignments if _is_recurrence(step, chosen, copies)]
    tables += [step for step in program.assignments if _is_row_built(step, vocabulary)]
    tables += [step for step in rows if step not in tables]
    pointers = {step.target.name for step in program.assignments if _keeps_pointer(step, vocabulary)}
    walks = [step for step in program.assignments if _walks(step, pointers) and step not in tables]
    for step in tables:
        own = _reads_own_row(step)
        yield Found(Finding.READS_OWN_ROW if own else Finding.RECURRENCE, step.line)
        if "sum" in step.operators and not step.operators & {"max", "argmax"}:
            yield Found(Finding.SUMS, step.line)
        if _is_transposed(step, vocabulary):
            yield Found(Finding.TRANSPOSES, step.line)
    for step in rows:
        text = vectors.expanded(step, program.assignments)
        if vectors.sums(step, text, vocabulary.transitions):
            yield Found(Finding.SUMS, step.line)
        elif vectors.reads_columns(text, step.target.name, vocabulary.transitions):
            yield Found(Finding.TRANSPOSES, step.line)
    for step in walks:
        over = _walked_over(step, vocabulary)
        yield Found(Finding.WALKS_OVER_STATES if over == "states" else Finding.WALK_BACK, step.line)
    if (
        tables
        and not walks
        and not pointers
        and not any(_LOOKS_BACK.search(each.plain) for each in program.lines)
    ):
        names = {table.target.name for table in tables}
        names |= {copy for copy, original in copies.items() if original in names}
        for step in program.assignments:
            if _takes_best_of_row(step, names):
                yield Found(Finding.NO_WALK_BACK, step.line)
    if not tables:
        for step in program.assignments:
            if _chooses_greedily(step, vocabulary):
                yield Found(Finding.CHOOSES_GREEDILY, step.line)
        for line in program.lines:
            if _GREEDY_WORDS.search(line.plain) and not _PATHS.search(line.plain):
                yield Found(Finding.CHOOSES_GREEDILY, line)
    yield from _starts(program, {table.target.name for table in tables}, vocabulary)
    yield from _stops(program, tables, vocabulary)


_LOOKS_BACK = re.compile(r"\bback-?\s?(?:track|point|ptr)|\bptrs?\b|\bpointers?\b|\breversed\b|\bprepend")
"""Words of a walk back whose statements are not read."""
_GREEDY_WORDS = re.compile(
    r"\b(?:most (?:likely|probable)|best|likeliest|highest probability) (?:\w+ )?(?:next )?word\b.*"
    r"\b(?:given|after|from|following|knowing)\b.*\b(?:current|previous|last|preceding|chosen)\b"
    r"|\bmot suivant\b.*\b(?:maximise|plus probable)\b"
    r"|\bmot le plus probable\b.*\b(?:courant|precedent|précédent|sachant)\b"
)
_PATHS = re.compile(r"\bdelta\b|back-?\s?(?:track|point)|\bpaths?\b|\bbest score\b|\btable\b|\bchemin")


def _copies(program: Program) -> dict[str, str]:
    """Names that are given to another array as it is: ``delta = new``."""
    bare = (step for step in program.assignments if not step.target.indices and not step.operators)
    return {
        step.target.name: step.value.strip()
        for step in bare
        if re.fullmatch(r"[a-z]\w*", step.value.strip()) and step.loops
    }


def _vector_rows(program: Program, vocabulary: Vocabulary) -> Iterator[Assignment]:
    """Assignments of a whole row at once, from the row before and the transition matrix."""
    for step in program.assignments:
        if "argmax" in step.operators or len(step.target.indices) > 1 or APPENDED in step.target.indices:
            continue
        if _is_transition(step.target, vocabulary):
            continue
        text = vectors.expanded(step, program.assignments)
        if not vectors.is_vector_recurrence(step, text, vocabulary.transitions):
            continue
        if vectors.maximises(text) or vectors.sums(step, text, vocabulary.transitions):
            yield step


def _is_row_built(step: Assignment, vocabulary: Vocabulary) -> bool:
    """A row of maxima made entry by entry from itself: ``d = [max(P[i][j] * d[i] for i ...) for j ...]``."""
    return (
        not step.target.indices
        and not _is_transition(step.target, vocabulary)
        and bool(step.operators & {"max", "sum"})
        and any(read.name == step.target.name and len(read.indices) == 1 for read in step.reads)
        and any(_is_transition(read, vocabulary) and len(read.indices) >= 2 for read in step.reads)
    )


def _is_recurrence(step: Assignment, chosen: set[str], copies: dict[str, str]) -> bool:
    """A table with a step and a state, filled with a maximum (or sum) over the same table.

    It may also be read at the index that an arg max has `chosen` before.
    """
    name = step.target.name
    own = [read for read in step.reads if name in (read.name, copies.get(read.name)) and read.indices]
    if not step.target.indices or not own or "argmax" in step.operators - {"max", "sum"}:
        return False
    return bool(step.operators) or any(
        index.split("[")[0] in chosen for read in own for index in read.indices
    )


def _keeps_pointer(step: Assignment, vocabulary: Vocabulary) -> bool:
    if "argmax" not in step.operators:
        return False
    rowwise = any(
        not read.indices or ":" in read.indices for read in step.reads if _is_transition(read, vocabulary)
    )
    along_axis = re.search(r"argmax \(\s*(?:axis\s*=\s*)?-?\d\s*\)|axis\s*=", step.value) is not None
    return len(step.target.indices) >= 2 or (
        len(step.target.indices) == 1 and (rowwise or along_axis or step.value.strip().startswith("["))
    )


_POINTER_NAMES = re.compile(r"^(?:back|bp|ptr|pointer|psi|phi|prev|parent|a$|trace|pred|path|argmax)")


_GROWS = re.compile(r"\+\s*\[|\bappend|\bconcat")
"""A path made longer, not walked back."""


def _walks(step: Assignment, pointers: set[str]) -> bool:
    """Whether an entry of the back-pointers is looked up to get the next (earlier) word."""
    if step.operators or _GROWS.search(step.value):
        return False
    return any(
        read.indices
        and (
            read.name in pointers
            or _runs_through(read.name, step.loops, pointers)
            or (_POINTER_NAMES.match(read.name) is not None and read.name != step.target.name)
        )
        for read in step.reads
    )


def _runs_through(name: str, loops: tuple[Loop, ...], pointers: set[str]) -> bool:
    """Whether a name stands for one row of the back-pointers after another: ``for b in reversed(back)``."""
    return any(
        loop.variable == name and not pointers.isdisjoint(re.findall(r"[a-z]\w*", _head(loop)))
        for loop in loops
    )


def _reads_own_row(step: Assignment) -> bool:
    """Whether the maximum is taken over the row being filled; the outer loop's variable tells the row."""
    reads = [
        read
        for read in step.reads
        if read.name == step.target.name and len(read.indices) == len(step.target.indices)
    ]
    if not reads or len(step.target.indices) < 2:
        return False
    for position in _row_positions(step):
        if all(_same(read.indices[position], step.target.indices[position]) for read in reads):
            return True
    return False


def _row_positions(step: Assignment) -> list[int]:
    """Which index tells the step: the one with the outermost loop's variable, else the first."""
    named = [place for place, index in enumerate(step.target.indices) if re.fullmatch(r"t(?:[+-]1)?", index)]
    if step.loops and not named:
        variable = step.loops[0].variable
        found = [
            place
            for place, index in enumerate(step.target.indices)
            if re.fullmatch(rf"{re.escape(variable)}(?:[+-]1)?", index)
        ]
        if found and variable:
            return found[:1]
    return named[:1] or [0]


def _same(first: str, second: str) -> bool:
    return first.replace(" ", "") == second.replace(" ", "")


def _is_transposed(step: Assignment, vocabulary: Vocabulary) -> bool:
    """Whether the transition is read as later, earlier: the state being filled before the one ranged over."""
    if not step.target.indices:
        earlier = {read.indices[-1] for read in step.reads if read.name == step.target.name and read.indices}
        return any(
            len(read.indices) >= 2 and read.indices[-1] in earlier and read.indices[-2] not in earlier
            for read in step.reads
            if _is_transition(read, vocabulary)
        )
    row = _row_positions(step)[0]
    states = [index for place, index in enumerate(step.target.indices) if place != row]
    if not states:
        return False
    target = states[0]
    for read in step.reads:
        if _is_transition(read, vocabulary) and len(read.indices) >= 2:
            first, second = read.indices[-2:]
            if _same(first, target) and not _same(second, target) and re.fullmatch(r"[a-z]'?\w*", second):
                return True
    return False


def _is_transition(read: Ref, vocabulary: Vocabulary) -> bool:
    return read.name in vocabulary.transitions or any(
        len(name) > 2 and read.name.startswith(name) for name in vocabulary.transitions
    )


def _walked_over(step: Assignment, vocabulary: Vocabulary) -> str:
    """Whether the loop round a walk runs over ``steps`` or over ``states``; empty if it does not say."""
    if not step.loops:
        return ""
    words = set(re.findall(r"[a-z]+", _head(step.loops[-1])))
    if words & vocabulary.states and not words & vocabulary.steps:
        return "states"
    return "steps" if words & vocabulary.steps else ""


def _head(loop: Loop) -> str:
    return re.split(r":(?!\d|t\b|n\b)|\bdo\b", loop.range, maxsplit=1)[0]


def _takes_best_of_row(step: Assignment, tables: set[str]) -> bool:
    return "argmax" in step.operators and bool(step.loops) and any(read.name in tables for read in step.reads)


def _chooses_greedily(step: Assignment, vocabulary: Vocabulary) -> bool:
    """Whether the next word is the best after the word just chosen, with no table of best paths."""
    transitions = [read for read in step.reads if _is_transition(read, vocabulary)]
    chosen = step.target.name
    return (
        "argmax" in step.operators
        and len(step.target.indices) <= 1
        and (bool(step.loops) or step.target.indices == ("t",))
        and any(chosen in index or "[-1]" in index for read in transitions for index in read.indices)
    )


def _starts(program: Program, tables: set[str], vocabulary: Vocabulary) -> Iterator[Found]:
    for step in program.assignments:
        value = step.value.strip()
        if step.target.name in tables and not step.target.indices and not step.loops:
            if _is_uniform_row(value, vocabulary):
                yield Found(Finding.STARTS_UNIFORMLY, step.line)
        elif step.target.name in tables and not step.operators and step.target.indices:
            uniform = any(
                re.match(rf"\(?1(?:\.0)?\s*/\s*\(?{re.escape(size)}\b", value) for size in vocabulary.states
            )
            first = step.target.indices[0] in ("0", "1")
            named = any(name in index for name in vocabulary.starts for index in step.target.indices)
            if not named and (uniform or (first and _is_all_ones(value))):
                yield Found(Finding.STARTS_UNIFORMLY, step.line)
    keeps = any(
        re.match(r"^\W*\w+\[0\]\s*(?:<-|=)", line.plain)
        and any(name in line.plain for name in vocabulary.starts)
        for line in program.lines
    )
    for line in program.returns:
        text = re.sub(r"^\W*return\b", "", line.plain)
        from_start = re.search(r"\w\[0(?::|\s*,|\])", text) and (
            keeps or "_{0" in line.text or "_0" in line.text
        )
        if from_start or any(re.search(rf"\b{re.escape(name)}\b", text) for name in vocabulary.starts):
            yield Found(Finding.KEEPS_START, line)


def _is_uniform_row(value: str, vocabulary: Vocabulary) -> bool:
    sizes = "|".join(map(re.escape, sorted(vocabulary.states)))
    return bool(re.match(rf"\W*(?:np\.)?(?:ones\W.*/\s*(?:{sizes})\b|uniform|full\W.*1(?:\.0)?\s*/)", value))


def _is_all_ones(value: str) -> bool:
    return (
        re.fullmatch(
            r"(?:1(?:\.0)?|ones[\[(].*)\s*(?:(?:for (?:all|each|every)|pour tout|forall)\b.*)?", value
        )
        is not None
    )


def _stops(program: Program, tables: list[Assignment], vocabulary: Vocabulary) -> Iterator[Found]:
    """A table begun at row 0 and filled up to one step before the last, in a loop that says so."""
    starts_at_zero = any(
        step.target.name in {table.target.name for table in tables}
        and step.target.indices[:1] == ("0",)
        and not any(_is_transition(read, vocabulary) and read.indices for read in step.reads)
        for step in program.assignments
    )
    for table in tables:
        if not table.loops or not starts_at_zero:
            continue
        head = _head(table.loops[0]).replace(" ", "")
        position = _row_positions(table)[0]
        stops = any(
            re.search(rf"^1(?:to|,?(?:\.\.+|,)+,?|:){size}-1$|^range\(1,{size}\):?$", head)
            for size in vocabulary.steps
        )
        ends = any(
            re.search(rf"\[{size}-1\]", line.plain) for line in program.lines for size in vocabulary.steps
        )
        if (
            stops
            and ends
            and table.target.indices[position] == table.loops[0].variable
            and _last_row(program, table, vocabulary)
        ):
            yield Found(Finding.STOPS_EARLY, table.line)


def _last_row(program: Program, table: Assignment, vocabulary: Vocabulary) -> bool:
    """Whether the last word is taken from row T-1 of a table whose row 0 is the start token's."""
    return any(
        "argmax" in step.operators
        and any(
            read.name == table.target.name
            and read.indices
            and any(read.indices[0] == f"{size}-1" for size in vocabulary.steps)
            for read in step.reads
        )
        for step in program.assignments
        if step is not table
    )
