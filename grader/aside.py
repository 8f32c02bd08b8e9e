"""Do work in a copy of this process, on another core, while this process goes on.

What comes out is the same as without: where there is no second core, or the copy fails for whatever reason,
this process does the work itself.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TypeVar, cast

T = TypeVar("T")
Given = TypeVar("Given")
Item = TypeVar("Item")


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a copy of this process; what is returned waits for its result.

    >>> later = aside(lambda: 6 * 7)
    >>> later()
    42
    """
    return awaiting(lambda: None, lambda _: work())(None)


def awaiting(prepare: Callable[[], object], work: Callable[[Given], T]) -> Callable[[Given], Callable[[], T]]:
    """A copy of this process that prepares itself, and waits to be given what to work on, once.

    >>> double = awaiting(lambda: None, lambda number: 2 * number)
    >>> later = double(21)
    >>> later()
    42
    """
    # a lock that another thread holds would be held in the copy for ever
    if _cores() < 2 or threading.active_count() > 1:
        return lambda given: lambda: work(given)
    (asked, ask), (reader, writer) = os.pipe(), os.pipe()
    copy = os.fork()
    if copy == 0:
        try:
            os.close(ask)
            os.close(reader)
            prepare()
            with os.fdopen(asked, "rb") as source, os.fdopen(writer, "wb") as stream:
                stream.write(pickle.dumps(work(pickle.load(source))))
        finally:
            os._exit(0)
    os.close(asked)
    os.close(writer)

    def give(given: Given) -> Callable[[], T]:
        with suppress(BrokenPipeError), os.fdopen(ask, "wb") as stream:
            stream.write(pickle.dumps(given))

        def result() -> T:
            with os.fdopen(reader, "rb") as stream:
                told = stream.read()
            os.waitpid(copy, 0)
            with suppress(EOFError, pickle.UnpicklingError):
                return cast("T", pickle.loads(told))
            return work(given)

        return result

    return give


def _read_only(content: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(content)


# Records of ours hold such mappings.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


def map_on_two_cores(function: Callable[[Item], T], items: Sequence[Item]) -> list[T]:
    """What `map` gives, every second item by a copy of this process."""
    others = aside(lambda: [function(item) for item in items[1::2]])
    found = {place: function(items[place]) for place in range(0, len(items), 2)}
    found |= zip(range(1, len(items), 2), others(), strict=True)
    return [found[place] for place in range(len(items))]


def _cores() -> int:
    """How many this process may use; elsewhere than on Linux a copy is not safe to make."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
