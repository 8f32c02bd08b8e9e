"""Read what a worker claims: every frame as if the student had written it."""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from typing import Any

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
    Outcome,
    OutOfMemory,
    Raised,
    Returned,
    WrongSignature,
)
from grader.execution.limits import MEBIBYTE, Limits
from grader.execution.text import MAX_MESSAGE, harmless, harmless_bytes
from grader.execution.wire import BadFrame, Frame, Kind, Reader
from grader.model.submission import Place

FORGED = Garbled(Garble.FORGED)
_MAX_LINE = 1 << 24
_MAX_NAME = 300


class Forged(ValueError):
    """A claim that no honest worker makes."""


def read_answer(frame: Frame, number: int, call: Call, limits: Limits) -> Outcome:
    """What became of the call, as far as the claim can be one."""
    if frame.kind != Kind.ANSWER or frame.number != number:
        return FORGED
    try:
        return _outcome(frame, call, limits)
    except (BadFrame, Forged):
        return FORGED


def _outcome(frame: Frame, call: Call, limits: Limits) -> Outcome:
    said = frame.skeleton
    if type(said) is not list or not said:
        raise Forged
    if said[0] == "returned" and len(said) == 3:
        reader = Reader(frame.buffers, from_student=True)
        value = reader.read(said[1])
        reader.finish()
        return Returned(value, _mutated(said[2], call))
    if frame.buffers:
        raise Forged
    if said[0] == "raised" and len(said) == 6:
        return Raised(
            type_name=_name(said[1]),
            message=harmless(_text(said[2]), MAX_MESSAGE),
            file=_name(said[3]),
            line=_line(said[4]),
            function=_name(said[5]),
        )
    if said[0] == "signature" and len(said) == 2:
        return WrongSignature("", harmless(_text(said[1]), MAX_MESSAGE, one_line=True))
    if said[0] == "garbled" and len(said) == 4 and said[1] in {reason.value for reason in Garble}:
        return Garbled(Garble(said[1]), _name(said[2]), _name(said[3]))
    if said == ["memory"]:
        return OutOfMemory(limits.address_space_bytes // MEBIBYTE)
    raise Forged


def _mutated(claimed: Any, call: Call) -> tuple[int | str, ...]:
    if type(claimed) is not list:
        raise Forged
    if not claimed:
        return ()
    possible: list[int | str] = [*range(len(call.arguments)), *call.named]
    if len(claimed) > len(possible):
        raise Forged
    if not all(type(key) in (int, str) and key in possible for key in claimed):
        raise Forged
    return tuple(key for key in possible if key in claimed)


def death(status: int, limits: Limits) -> Outcome:
    """What a worker's end was, from its status as ``os.waitpid`` gives it; -2 for one that we ended."""
    if status < 0:
        return Died(Death.EXIT, "it closed its pipe")
    ended_by, code = status & 0x7F, status >> 8
    if ended_by == 0:
        return Died(Death.EXIT, f"status {code}")
    if ended_by == signal.SIGKILL:
        # Nobody else kills workers: the kernel did, for want of memory.
        return OutOfMemory(limits.address_space_bytes // MEBIBYTE)
    try:
        return Died(Death.CRASH, signal.Signals(ended_by).name)
    except ValueError:
        return Died(Death.CRASH, f"signal {ended_by}")


def loaded_code(
    report: Any, stops: Sequence[LoadProblem], printed: bytes, files: Sequence[str]
) -> LoadedCode:
    """What the files gave, from the worker's report; what stopped earlier attempts comes first."""
    try:
        return LoadedCode(
            definitions={
                entry.function: entry for entry in map(_definition(files), _entries(report, "definitions"))
            },
            not_callable=_places(report, "not_callable", files),
            unreached=_places(report, "unreached", files),
            nested=_places(report, "nested", files),
            problems=(*stops, *(_problem(entry, files) for entry in _entries(report, "problems"))),
            printed=harmless_bytes(printed, 16_000),
        )
    except Forged:
        lie = LoadProblem(LoadTrouble.DIED, Place(files[0] if files else ""), is_fatal=True)
        return LoadedCode(problems=(*stops, lie), printed=harmless_bytes(printed, 16_000))


def _definition(files: Sequence[str]) -> Any:
    def read(entry: Any) -> Definition:
        if type(entry) is not list or len(entry) != 5 or type(entry[4]) is not list:
            raise Forged
        also = tuple(_file(other, files) for other in entry[4][: len(files)])
        return Definition(_name(entry[0]), _file(entry[1], files), _line(entry[2]), _name(entry[3]), also)

    return read


def _places(report: Any, key: str, files: Sequence[str]) -> Mapping[str, Place]:
    found = {}
    for entry in _entries(report, key):
        if type(entry) is not list or len(entry) != 3:
            raise Forged
        found[_name(entry[0])] = Place(_file(entry[1], files), _line(entry[2]))
    return found


def _problem(entry: Any, files: Sequence[str]) -> LoadProblem:
    if type(entry) is not list or len(entry) != 7 or entry[0] not in {word.value for word in LoadTrouble}:
        raise Forged
    return LoadProblem(
        trouble=LoadTrouble(entry[0]),
        place=Place(_file(entry[1], files), _line(entry[2])),
        type_name=_name(entry[3]),
        message=harmless(_text(entry[4]), MAX_MESSAGE),
        package=_name(entry[5]),
        is_fatal=entry[6] is True,
    )


def _entries(report: Any, key: str) -> list[Any]:
    entries = report.get(key) if type(report) is dict else None
    if type(entries) is not list or len(entries) > 5000:
        raise Forged
    return entries


def _file(claimed: Any, files: Sequence[str]) -> str:
    if type(claimed) is not str or claimed not in files:
        raise Forged
    return claimed


def _line(claimed: Any) -> int:
    if type(claimed) is not int or not 0 <= claimed < _MAX_LINE:
        raise Forged
    return claimed


def _text(claimed: Any) -> str:
    if type(claimed) is not str:
        raise Forged
    return claimed


def _name(claimed: Any) -> str:
    return harmless(_text(claimed), _MAX_NAME, one_line=True)
