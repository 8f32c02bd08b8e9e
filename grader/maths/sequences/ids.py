"""Sequences of whole numbers in text: ``2 → 0 → 1``, ``w_1 = 2, w_2 = 0``, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.maths.answers.conclusions import put_forward
from grader.maths.equality.decide import EQUAL, Verdict, different, undecided
from grader.maths.reasons import Reason
from grader.maths.sequences.directions import second_is_meant
from grader.maths.sequences.text import plain_text

Ids = tuple[int, ...]
_MAX_NUMBERS = 400
_SCRIPT = re.compile(r"[_^]\s*(?:\{[^{}]*\}|\(\d+\)|[\d*]+(?:\s*:\s*\w)?)")
_NUMBER = re.compile(r"(?<![\w.])(?:(?<![\d)])-)?\d{1,9}(?!\w)(?!\.\d)")
_JOINT = re.compile(r"[\s,;→>|&-]*(?:(?:←|<-|\band\b|\bet\b|\bthen\b|\bpuis\b)[\s,]*)?", re.IGNORECASE)
_BACK = re.compile(r"←|<-")
_PLACE = (
    r"(?<![A-Za-z\\])(?:[A-Za-zα-ω]\s*(?:\^?\s*\{?\s*[*⋆∗]\s*\}?)?\s*_\s*\{?(?P<script>\d{1,2})\}?\s*=|"
    r"(?:t|step|time|word|token|position|étape|pas|mot)\s*=?\s*(?P<step>\d{1,2})\s*[:→,=)])"
)
_PLACED = re.compile(rf"{_PLACE}\s*(?P<value>-?\d{{1,9}})(?![\w}}])(?!\.\d)", re.IGNORECASE)


@dataclass(frozen=True)
class _Run:
    """Numbers one after another, and where they stand; `back` where arrows point from right to left."""

    ids: Ids
    start: int
    end: int
    back: bool = False


def whole_numbers(text: str) -> list[int]:
    """The whole numbers of a text, without scripts and the digits of decimals."""
    plain = re.sub(r"[−–]", "-", text)
    return [int(found) for found in re.findall(r"(?<![\w^{])(?<!\d\.)-?\d+(?![\w}])(?!\.\d)", plain)]


def compare_ids(text: str, wanted: Sequence[int]) -> Verdict:
    """Whether a text gives just this sequence of numbers, whatever other numbers stand beside it."""
    text = re.sub(r"\s{4,}", "   ", text)
    own, target = whole_numbers(text), tuple(wanted)
    if tuple(own) == target:
        return EQUAL
    text = re.sub(r"(\\[A-Za-z]+)(?=\d)", r"\1 ", text)
    plain = plain_text(re.sub(r"\\(?:leftarrow|longleftarrow|gets)(?![A-Za-z])", "←", text))
    bare = _SCRIPT.sub(lambda found: " " * len(found.group()), plain)
    runs = [*_placed(plain, len(target)), *_runs(bare)]
    whole = [run for run in runs if len(run.ids) == len(target)]
    if whole:
        return _verdict(_chosen(plain, whole), target)
    if not own:
        return undecided(Reason.UNPARSED, "the sequence was not found")
    several = [run for run in runs if len(run.ids) > 1]
    if any(_holds(run.ids, target) for run in runs) or (len(several) != 1 and len(own) != len(target)):
        return undecided(Reason.AMBIGUOUS, "other numbers stand beside the sequence")
    return different(f"{' '.join(map(str, own[:12]))} and not {' '.join(map(str, target))}")


def _holds(ids: Ids, target: Ids) -> bool:
    size = len(target)
    return any(ids[place : place + size] == target for place in range(len(ids) - size + 1))


def _verdict(chosen: _Run | None, target: Ids) -> Verdict:
    if chosen is None:
        return undecided(Reason.AMBIGUOUS, "several sequences stand there and none is chosen")
    if chosen.back and target in (chosen.ids, chosen.ids[::-1]):
        return undecided(Reason.AMBIGUOUS, "arrows from right to left")
    if chosen.ids == target:
        return EQUAL
    return different(f"{' '.join(map(str, chosen.ids[:12]))} and not {' '.join(map(str, target))}")


def _runs(text: str) -> Iterator[_Run]:
    """The numbers of a text, those that only joints part together."""
    run: list[re.Match[str]] = []
    for count, number in enumerate(_NUMBER.finditer(text)):
        if count >= _MAX_NUMBERS:
            break
        if run and not _JOINT.fullmatch(text, run[-1].end(), number.start()):
            yield _run(text, run)
            run = []
        run.append(number)
    if run:
        yield _run(text, run)


def _run(text: str, run: list[re.Match[str]]) -> _Run:
    start, end = run[0].start(), run[-1].end()
    return _Run(tuple(int(each.group()) for each in run), start, end, bool(_BACK.search(text, start, end)))


def _placed(text: str, length: int) -> Iterator[_Run]:
    """Numbers behind the names of their places, in whatever order these come."""
    told: dict[int, int] = {}
    start = 0
    for found in _PLACED.finditer(text):
        place = int(found["script"] or found["step"])
        if place in told:
            told = {}
        start = found.start() if not told else start
        told[place] = int(found["value"])
        if sorted(told) in (list(range(length)), list(range(1, length + 1))):
            yield _Run(tuple(told[each] for each in sorted(told)), start, found.end())
            told = {}


def _chosen(text: str, runs: list[_Run]) -> _Run | None:
    """The only sequence, the one in order of two that are each other's reverse, or the one put forward."""
    ordered = sorted(runs, key=lambda run: run.start)
    if len({run.ids for run in ordered}) == 1:
        return ordered[-1]
    kept = [ordered[place] for place in put_forward(text, [(run.start, run.end) for run in ordered])]
    if kept and len({run.ids for run in kept}) == 1:
        return kept[-1]
    first, second = ordered[0], ordered[-1]
    if len(ordered) == 2 and first.ids == second.ids[::-1]:
        later = second_is_meant(text[: first.start], text[first.end : second.start])
        return None if later is None else second if later else first
    return None
