"""Arguments in, exit status out: 0 all done, 1 something could not be graded, 2 wrong usage or assignment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.errors import AssignmentError, GraderError, UsageError

app = typer.Typer(
    help="Grade homework with mathematics and code.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FAILED = 1
MISUSED = 2

_HERE = Path(__file__).parent.parent

AssignmentFolder = Annotated[
    Path,
    typer.Option(
        "--assignment", metavar="FOLDER", help="The assignment; the repository itself unless given."
    ),
]
Unsafe = Annotated[
    bool,
    typer.Option("--unsafe", help="Run student code even where no sandbox can be had (says what is off)."),
]


def main() -> None:
    """Run the command line; the top of the program, where any failure of ours becomes a sentence."""
    try:
        app(prog_name="grader")
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


@app.command()
def grade(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Submissions: folder, file, .zip, .tar.gz.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the reports go.")] = Path(
        "results"
    ),
    assignment: AssignmentFolder = _HERE,
    unsafe: Unsafe = False,
) -> None:
    """Grade submissions: a table here, results.json and report.html in DIR (DIR/NAME for several)."""
    from grader.commands.grade import grade_paths

    raise typer.Exit(grade_paths(paths, out, assignment, unsafe=unsafe))


@app.command("class")
def class_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="Folder, or a Gradescope, Canvas or Moodle export.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where grades and reports go.")],
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", help="Processes; all cores unless given.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler.")
    ] = None,
    assignment: AssignmentFolder = _HERE,
    unsafe: Unsafe = False,
) -> None:
    """Grade a whole class; run again, only what changed or is missing is graded."""
    from grader.commands.class_ import grade_class

    raise typer.Exit(grade_class(source, out, assignment, jobs=jobs, scheduler=scheduler, unsafe=unsafe))


@app.command("try")
def try_(
    part: Annotated[str, typer.Argument(metavar="[PART]")] = "",
    answer: Annotated[str, typer.Argument(metavar="[ANSWER]")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE.jsonl", help="Lines of id, part, answer.")
    ] = None,
    assignment: AssignmentFolder = _HERE,
) -> None:
    """Grade one answer text to one part and say why, or every line of a file."""
    from grader.commands.try_ import try_answer, try_file

    if file is not None:
        raise typer.Exit(try_file(file, assignment))
    raise typer.Exit(try_answer(part, answer, assignment))


@app.command()
def compare(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Lines of id, kind, student, reference, symbols.")
    ],
) -> None:
    """Compare expressions with their references: one JSON object a line in, one out."""
    from grader.commands.compare import compare_file

    raise typer.Exit(compare_file(file))


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]")] = _HERE,
    results: Annotated[
        Path | None, typer.Option("--results", metavar="FILE", help="Check a results.json instead.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of rubric files instead, for editors.")
    ] = False,
) -> None:
    """Prove an assignment sound: schema, points, reference, every known mistake."""
    from grader.commands.check import check_assignment, check_results, print_schema

    if schema:
        raise typer.Exit(print_schema())
    raise typer.Exit(check_assignment(folder) if results is None else check_results(results))


@app.command()
def pack(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="ZIP")] = Path("autograder.zip"),
    try_submission: Annotated[
        Path | None, typer.Option("--try", metavar="SUBMISSION", help="Run the zip as Gradescope would.")
    ] = None,
    assignment: AssignmentFolder = _HERE,
) -> None:
    """Make the zip to upload to Gradescope."""
    from grader.commands.pack import pack_assignment

    raise typer.Exit(pack_assignment(output, assignment, try_submission))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that does not exist yet.")],
) -> None:
    """Make a small, complete assignment to start from."""
    from grader.commands.new import new_assignment

    raise typer.Exit(new_assignment(folder))


@app.command(hidden=True)
def autograder(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH...]")] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("results"),
    assignment: AssignmentFolder = _HERE,
    unsafe: Unsafe = False,
) -> None:
    """What ./run_autograder calls: Gradescope mode without a path, else the same as `grade`."""
    if paths:
        return grade(paths, out, assignment, unsafe)
    from grader.gradescope.supervisor import supervise

    raise typer.Exit(supervise(assignment))
