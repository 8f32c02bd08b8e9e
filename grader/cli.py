"""Arguments in, exit status out: 0 all done, 1 something could not be graded, 2 wrong usage or assignment.

A command is a function that adds its arguments to a parser, reads them, and does its work; only the parser of
the command that was asked for is made.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from grader.errors import AssignmentError, GraderError, UsageError

FAILED = 1
MISUSED = 2

_HERE = Path(__file__).parent.parent


def main() -> None:
    """Run the command line; the top of the program, where any failure of ours becomes a sentence."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except AssignmentError as error:
        _stop(f"The assignment is not sound:\n{error}", MISUSED)
    except UsageError as error:
        _stop(str(error), MISUSED)
    except GraderError as error:
        _stop(str(error), FAILED)
    except KeyboardInterrupt:
        _stop("Stopped. What was graded so far is kept.", FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except Exception as error:  # the top of the program: a sentence, and for staff where it was
        from grader.grading import describe

        _stop(f"an error of ours, please report it: {describe(error)}", FAILED)


def _stop(text: str, status: int) -> None:
    print(f"grader: {text}", file=sys.stderr)
    sys.exit(status)


def _run(words: Sequence[str]) -> int:
    if not words or words[0] in ("-h", "--help"):
        print(_overview())
        return 0 if words else MISUSED
    name = words[0]
    if name not in COMMANDS:
        raise UsageError(f"'{name}' is no command; `grader --help` lists them")
    command = COMMANDS[name]
    return command(
        ArgumentParser(f"grader {name}", description=command.__doc__, allow_abbrev=False), words[1:]
    )


def _overview() -> str:
    shown = {name: str(command.__doc__) for name, command in COMMANDS.items() if name != "autograder"}
    lines = [f"  {name:9}{purpose}" for name, purpose in shown.items()]
    return "\n".join(
        [
            "usage: grader COMMAND ...",
            "",
            "Grade homework with mathematics and code. `grader COMMAND --help` says more of a command.",
            "",
            *lines,
        ]
    )


def _add_assignment(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--assignment",
        type=Path,
        metavar="FOLDER",
        default=_HERE,
        help="the assignment; the repository itself unless given",
    )


def _add_unsafe(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--unsafe",
        action="store_true",
        help="run student code even where no sandbox can be had (says what is off)",
    )


def _add_grading(parser: ArgumentParser, paths: str) -> None:
    parser.add_argument(
        "paths", nargs=paths, type=Path, metavar="PATH", help="submissions: folder, file, .zip, .tar.gz"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        default=Path("results"),
        help="where the reports go; results/ unless given",
    )
    _add_assignment(parser)
    _add_unsafe(parser)


def _grade(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Grade submissions: a table here, results.json and report.html in DIR (DIR/NAME for several)."""
    _add_grading(parser, "+")
    given = parser.parse_intermixed_args(words)
    from grader.commands.grade import grade_paths

    return grade_paths(given.paths, given.out, given.assignment, unsafe=given.unsafe)


def _class(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Grade a whole class; run again, only what changed or is missing is graded."""
    parser.add_argument(
        "source", type=Path, metavar="SOURCE", help="folder, or a Gradescope, Canvas or Moodle export"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="where grades and reports go")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes; all cores unless given")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler")
    _add_assignment(parser)
    _add_unsafe(parser)
    given = parser.parse_intermixed_args(words)
    from grader.commands.class_ import grade_class

    return grade_class(
        given.source,
        given.out,
        given.assignment,
        jobs=given.jobs,
        scheduler=given.scheduler,
        unsafe=given.unsafe,
    )


def _try(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Grade one answer text to one part and say why, or every line of a file."""
    parser.add_argument("part", nargs="?", metavar="PART", default="")
    parser.add_argument("answer", nargs="?", metavar="ANSWER", default="")
    parser.add_argument("--file", type=Path, metavar="FILE.jsonl", help="lines of id, part, answer")
    _add_assignment(parser)
    given = parser.parse_intermixed_args(words)
    from grader.commands.try_ import try_answer, try_file

    if given.file is not None:
        return try_file(given.file, given.assignment)
    return try_answer(given.part, given.answer, given.assignment)


def _compare(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Compare expressions with their references: one JSON object a line in, one out."""
    parser.add_argument(
        "file", type=Path, metavar="FILE.jsonl", help="lines of id, kind, student, reference, symbols"
    )
    given = parser.parse_args(words)
    from grader.commands.compare import compare_file

    return compare_file(given.file)


def _check(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Prove an assignment sound: schema, points, reference, every known mistake."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", default=_HERE)
    parser.add_argument("--results", type=Path, metavar="FILE", help="check a results.json instead")
    parser.add_argument(
        "--schema",
        action="store_true",
        help="print the JSON schema of rubric files instead, for editors",
    )
    given = parser.parse_intermixed_args(words)
    from grader.commands.check import check_assignment, check_results, print_schema

    if given.schema:
        return print_schema()
    return check_assignment(given.folder) if given.results is None else check_results(given.results)


def _pack(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Make the zip to upload to Gradescope."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="ZIP",
        default=Path("autograder.zip"),
        help="autograder.zip unless given",
    )
    parser.add_argument(
        "--try",
        dest="submission",
        type=Path,
        metavar="SUBMISSION",
        help="run the zip as Gradescope would",
    )
    _add_assignment(parser)
    given = parser.parse_args(words)
    from grader.commands.pack import pack_assignment

    return pack_assignment(given.output, given.assignment, given.submission)


def _new(parser: ArgumentParser, words: Sequence[str]) -> int:
    """Make a small, complete assignment to start from."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that does not exist yet")
    given = parser.parse_args(words)
    from grader.commands.new import new_assignment

    return new_assignment(given.folder)


def _autograder(parser: ArgumentParser, words: Sequence[str]) -> int:
    """What ./run_autograder calls: Gradescope mode without a path, else the same as `grade`."""
    _add_grading(parser, "*")
    given = parser.parse_intermixed_args(words)
    if given.paths:
        from grader.commands.grade import grade_paths

        return grade_paths(given.paths, given.out, given.assignment, unsafe=given.unsafe)
    from grader.gradescope.supervisor import supervise

    return supervise(given.assignment)


COMMANDS: dict[str, Callable[[ArgumentParser, Sequence[str]], int]] = {
    "grade": _grade,
    "class": _class,
    "try": _try,
    "compare": _compare,
    "check": _check,
    "pack": _pack,
    "new": _new,
    "autograder": _autograder,
}
"""What can be asked for, in the order of the overview; `autograder` is for our own script and not shown."""
