"""How much a worker may use, in one place."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of one worker; the defaults fit a container of 768 MB with half a processor."""

    address_space_bytes: int = 512 * MEBIBYTE
    """Python with numpy takes about 104 MiB of it."""
    stack_bytes: int = 64 * MEBIBYTE
    processor_seconds: int = 120
    """A backstop: the grader's own clock stops a call long before."""
    open_files: int = 32
    printed_bytes_kept: int = 64 * 1024
    printed_bytes_killed: int = 4 * MEBIBYTE
    answer_bytes: int = 8 * MEBIBYTE
    answers_kept_bytes: int = 48 * MEBIBYTE
    """Of all answers to a run of calls, which are kept together; each may have the least all the same."""
    least_answer_bytes: int = 256 * 1024
    import_seconds: float = 10.0
    patience: float = 2.5
    """How many times its limit a call may take by the wall clock, where it was not given the processor."""
    grace_seconds: float = 1.0
    """Added to that."""


MAX_FILES = 200
MAX_SOURCE_BYTES = MEBIBYTE
"""Of one file."""
MAX_TOTAL_SOURCE_BYTES = 6 * MEBIBYTE
