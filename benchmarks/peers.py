"""Judge answers with public libraries; run by `compare_answers.py` in an environment of their own.

Reads ``{"student", "reference"}`` lines, writes ``{"verdict", "seconds"}`` lines: ``equal``, ``different``,
or ``unparsed`` where the library gives up, crashes or takes too long.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable

LIMIT_SECONDS = 10


class OutOfTime(Exception):
    """The library took too long."""


def _ring(*_: object) -> None:
    raise OutOfTime


def math_verify(student: str, reference: str) -> str:
    """math-verify as its documentation says: both parsed, then verified; no parse is no answer."""
    from math_verify import parse, verify

    expected = parse(f"${reference}$", parsing_timeout=None)
    found = parse(student, parsing_timeout=None)
    if not expected or not found:
        return "unparsed"
    return "equal" if verify(expected, found, timeout_seconds=None) else "different"


def latex2sympy(student: str, reference: str) -> str:
    """latex2sympy2_extended, then sympy's simplify of the difference."""
    from latex2sympy2_extended import latex2sympy as read

    return _simplified(read(_core(student)), read(reference))


def sympy_lark(student: str, reference: str) -> str:
    """sympy's own LaTeX parser (lark), then simplify."""
    from sympy.parsing.latex import parse_latex

    return _simplified(
        parse_latex(_core(student), backend="lark"), parse_latex(_core(reference), backend="lark")
    )


def _simplified(first: object, second: object) -> str:
    import sympy

    if isinstance(first, sympy.Eq):
        first = first.rhs
    if isinstance(second, sympy.Eq):
        second = second.rhs
    difference = sympy.simplify(first - second)  # type: ignore[operator]
    return "equal" if difference == 0 else "different"


def _core(text: str) -> str:
    """What a perfect extractor would hand on: the inside of the only dollars, else the text."""
    parts = text.split("$")
    return parts[1] if len(parts) == 3 else text


PEERS: dict[str, Callable[[str, str], str]] = {
    "math-verify": math_verify,
    "latex2sympy2_extended": latex2sympy,
    "sympy lark": sympy_lark,
}


def main() -> None:
    """Judge every line of standard input with the peer named."""
    judge = PEERS[sys.argv[1]]
    signal.signal(signal.SIGALRM, _ring)
    for line in sys.stdin:
        row = json.loads(line)
        started = time.perf_counter()
        signal.alarm(LIMIT_SECONDS)
        try:
            verdict = judge(row["student"], row["reference"])
        except Exception:  # whatever a peer raises, it has not decided
            verdict = "unparsed"
        finally:
            signal.alarm(0)
        print(json.dumps({"verdict": verdict, "seconds": time.perf_counter() - started}), flush=True)


if __name__ == "__main__":
    main()
