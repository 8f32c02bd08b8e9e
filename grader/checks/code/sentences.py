"""What a student is told of a function that was run: no hidden case, no reference value."""

from __future__ import annotations

import builtins
from collections.abc import Mapping

from grader.execution.calls import LoadProblem, LoadTrouble

NOT_CALLABLE = "`{function}` is defined in {place}, but it is not a function. Give the function that name."
NESTED = (
    "`{function}` stands inside a class, another function or an `if __name__` block ({place}), where it"
    " cannot be called. Move it to the top level of the file."
)
UNREACHED = "`{function}` ({place}) was not loaded: {problem}"
ALSO_IN = "`{function}` is defined in {also} too; the one in {file} counts."
WRONG_SIGNATURE = (
    "`{function}` could not be called with the arguments of the assignment; yours is `{signature}`."
    " Take the parameters in the order and with the names that the assignment gives."
)
RAISED = "It stopped with {type_name}{where}{circumstance}."
TOOK_LONG = "It took longer than {seconds:g} s{circumstance}."
OUT_OF_MEMORY = "It asked for more than {megabytes} MB{circumstance}."
DIED = "It ended the whole program ({detail}){circumstance}."
UNREADABLE = "It returned {what}{circumstance}, which cannot be read as numbers."
NOTHING_RETURNED = "It returned None{circumstance}: is a `return` missing?"
GIVEN_UP = "After several calls that took too long, the rest was given up."
WAITED = "Several calls waited instead of working; the rest was not made, and a person will look at it."
CHANGED_INPUT = "It changes an array that it was given; work on a copy."
KEEPS_STATE = "It gives another answer when it is called again: something is kept from call to call."
RANDOM = "It gives another answer each time, although nothing else has changed."
WHILE_LOADING = "While its file was loaded: {problem}."
WRONG_VALUE = "It gives a wrong result{circumstance}."
WRONG_SHAPE = "It gives an array of shape {found}{circumstance}, where one of shape {wanted} is wanted."
OURS = "We could not run it; a person will look at it. Nothing has been taken off."

_NUMPY_ERRORS = frozenset({"AxisError", "LinAlgError", "UFuncTypeError"})
_OTHER_TYPES = frozenset({"function", "generator", "ndarray", "complex128", "datetime64", "deque", "Counter"})

_PROBLEMS: Mapping[LoadTrouble, str] = {
    LoadTrouble.SYNTAX: "the file has a syntax error at {place}",
    LoadTrouble.INDENTATION: "the indentation is wrong at {place}",
    LoadTrouble.TABS: "tabs and spaces are mixed at {place}",
    LoadTrouble.ENCODING: "{place} is not in UTF-8",
    LoadTrouble.MISSING_PACKAGE: (
        "the package `{package}` ({place}) is not available here; use numpy and the standard library"
    ),
    LoadTrouble.RAISED: "{type_name} at {place}: {message}",
    LoadTrouble.LEFT: "the file ends the program while it is loaded ({place})",
    LoadTrouble.TIMED_OUT: (
        "loading the file took too long ({place}); keep experiments under `if __name__ == '__main__':`"
    ),
    LoadTrouble.OUT_OF_MEMORY: "loading the file took too much memory ({place})",
    LoadTrouble.DIED: "the file ended the whole program while it was loaded ({place})",
    LoadTrouble.TOO_LARGE: "{place} is too large",
    LoadTrouble.OURS: "we could not load {place}",
}


def load_problem(problem: LoadProblem) -> str:
    """What went wrong while a file was loaded, as the end of a sentence."""
    return _PROBLEMS[problem.trouble].format(
        place=problem.place,
        package=problem.package,
        type_name=problem.type_name or "an exception",
        message=problem.message,
    )


def exception_name(type_name: str) -> str:
    """An exception's name where it is Python's or numpy's own: another could spell out a hidden input."""
    found = getattr(builtins, type_name, None)
    is_known = isinstance(found, type) and issubclass(found, BaseException)
    return type_name if is_known or type_name in _NUMPY_ERRORS else "an exception of its own"


def kind_of(type_name: str) -> str:
    """The same of a value's type."""
    is_known = isinstance(getattr(builtins, type_name, None), type) or type_name in _OTHER_TYPES
    return f"a {type_name}" if is_known else "something"


def circumstance(label: str) -> str:
    """`` for T = 40``, or nothing where nothing is special."""
    return f" for {label}" if label else ""
