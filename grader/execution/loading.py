"""Load the student's files in the worker: from memory, statement by statement, importing one another.

A file is a module of the package ``handed_in``, so that relative imports work; ``import helpers`` finds the
student's ``helpers.py`` wherever it lies. A statement that fails is noted, and what stands after it is still
executed where that makes sense, so that a plot that cannot be drawn costs no function.
"""

from __future__ import annotations
import __future__

import ast
import importlib
import importlib.util
import linecache
import sys
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

from grader.execution.calls import LoadTrouble
from grader.execution.sources import Piece, decode_source, pieces

PACKAGE = "handed_in"
_FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag
_MAX_PROBLEMS = 8
"""Kept of one file: the first ones are the causes."""
_RARE_STANDARD_NAMES = frozenset(
    ("test", "code", "cmd", "this", "turtle", "trace", "profile", "calendar", "chunk", "token", "parser")
)
"""Modules of the standard library that a student's file of that name may stand for."""

Step = Callable[[str, int], None]


@dataclass
class Problem:
    """One thing that went wrong, as it is sent to the grader."""

    trouble: LoadTrouble
    file: str
    line: int
    type_name: str = ""
    message: str = ""
    package: str = ""
    is_fatal: bool = False

    def skeleton(self) -> list[Any]:
        """As JSON, texts cut."""
        texts = [self.type_name[:200], self.message[:2000], self.package[:200]]
        return [self.trouble.value, self.file, self.line, *texts, self.is_fatal]


@dataclass
class Files:
    """The student's files, as modules that may or may not have been loaded yet."""

    sources: Mapping[str, bytes]
    """File name to content, in alphabetical order."""
    skip: Mapping[str, Collection[int]]
    """Lines of the statements that are known to hang or kill, and are left out."""
    step: Step
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unparsed: set[str] = field(default_factory=set)
    """Files of which at least one piece is no Python."""

    def module_name(self, file: str) -> str:
        """The full name of the module made from that file."""
        stem, _, suffix = file.rpartition(".")
        dotted = stem.replace("/", ".") + ("" if suffix == "py" else f".{suffix}")
        return f"{PACKAGE}.{dotted.removesuffix('.__init__')}"

    def note(self, problem: Problem) -> None:
        """Keep a problem, unless its file has plenty."""
        if sum(known.file == problem.file for known in self.problems) < _MAX_PROBLEMS:
            self.problems.append(problem)


class Finder:
    """Finds the student's files for ``import``; it stands before Python's own finders."""

    def __init__(self, files: Files, others: Collection[str]) -> None:
        self._files = files
        self._modules = {files.module_name(name): name for name in files.sources}
        self._folders = {PACKAGE}
        for module in self._modules:
            parts = module.split(".")
            self._folders.update(".".join(parts[:length]) for length in range(1, len(parts)))
        self._taken = (sys.stdlib_module_names - _RARE_STANDARD_NAMES) | set(others)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The spec of a student's module, of a folder of theirs, or of a short name for one."""
        if name == PACKAGE or name.startswith(f"{PACKAGE}."):
            if name in self._modules:
                is_package = self._modules[name].endswith("__init__.py")
                return ModuleSpec(
                    name, cast("Loader", self), origin=self._modules[name], is_package=is_package
                )
            return ModuleSpec(name, cast("Loader", self), is_package=True) if name in self._folders else None
        if name.partition(".")[0] in self._taken:
            return None
        full = self._full_name(name)
        return ModuleSpec(name, cast("Loader", self), loader_state=full) if full else None

    def create_module(self, spec: ModuleSpec) -> None:
        """Python's default."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Execute the file, or put the module that the short name stands for in its place."""
        spec = module.__spec__
        assert spec is not None
        if spec.loader_state:
            sys.modules[spec.name] = importlib.import_module(spec.loader_state)
        elif spec.name in self._modules:
            file = self._modules[spec.name]
            module.__file__ = file
            execute_file(self._files, file, module)

    def _full_name(self, name: str) -> str:
        exact = f"{PACKAGE}.{name}"
        if exact in self._modules or exact in self._folders:
            return exact
        endings = [full for full in self._modules if full.endswith(f".{name}")]
        endings += sorted(folder for folder in self._folders if folder.endswith(f".{name}"))
        return endings[0] if endings else ""


def load_files(files: Files, wanted: Sequence[str], others: Collection[str]) -> dict[str, types.ModuleType]:
    """Import these files, in order; `others`: packages that are not the student's. File name to module."""
    sys.meta_path.insert(0, Finder(files, others))
    loaded = {}
    for name in wanted:
        files.step(name, 0)
        try:
            loaded[name] = importlib.import_module(files.module_name(name))
        except ImportError as error:
            files.note(Problem(LoadTrouble.RAISED, name, 0, "ImportError", message_of(error), is_fatal=True))
    return loaded


def execute_file(files: Files, file: str, module: types.ModuleType) -> None:
    """Execute a file's pieces in its module; whatever goes wrong is noted in `files`."""
    text, guessed = decode_source(files.sources[file])
    files.texts[file] = text
    if guessed:
        files.note(Problem(LoadTrouble.ENCODING, file, 1))
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    if file.endswith(".ipynb"):
        module.__dict__.setdefault("display", print)
    found = pieces(file, text)
    flags = 0
    for piece in found:
        tree = _parse(files, file, piece, alone=len(found) == 1)
        if tree is None:
            continue
        flags, goes_on = _execute(files, file, tree, module, flags)
        if not goes_on and not file.endswith(".ipynb"):
            return


def _parse(files: Files, file: str, piece: Piece, *, alone: bool) -> ast.Module | None:
    try:
        return ast.parse(piece.text, file)
    except SyntaxError as error:
        trouble = LoadTrouble.SYNTAX
        if isinstance(error, IndentationError):
            trouble = LoadTrouble.TABS if isinstance(error, TabError) else LoadTrouble.INDENTATION
        problem = Problem(trouble, file, error.lineno or piece.line, type(error).__name__, error.msg or "")
    except (ValueError, RecursionError, MemoryError) as error:
        problem = Problem(LoadTrouble.SYNTAX, file, piece.line, type(error).__name__, str(error))
    problem.is_fatal = alone
    files.unparsed.add(file)
    files.note(problem)
    return None


def _execute(
    files: Files, file: str, tree: ast.Module, module: types.ModuleType, flags: int
) -> tuple[int, bool]:
    """Execute the statements of one piece; the future flags in force after it, and whether to go on."""
    skipped = files.skip.get(file, ())
    for statement in tree.body:
        line = min([statement.lineno, *(mark.lineno for mark in getattr(statement, "decorator_list", ()))])
        if line in skipped:
            continue
        files.step(file, line)
        try:
            code = compile(ast.Module([statement], []), file, "exec", flags=flags, dont_inherit=True)
            flags |= code.co_flags & _FUTURE_FLAGS
            exec(code, module.__dict__)
        except BaseException as error:
            files.note(_problem(file, line, error))
            if isinstance(error, SystemExit) or isinstance(statement, ast.Raise):
                return flags, False
    return flags, True


def _problem(file: str, line: int, error: BaseException) -> Problem:
    trouble, package = LoadTrouble.RAISED, ""
    if isinstance(error, ModuleNotFoundError) and error.name:
        trouble, package = LoadTrouble.MISSING_PACKAGE, error.name.partition(".")[0]
    elif isinstance(error, MemoryError):
        trouble = LoadTrouble.OUT_OF_MEMORY
    elif isinstance(error, SystemExit):
        trouble = LoadTrouble.LEFT
    elif isinstance(error, SyntaxError):
        trouble = LoadTrouble.SYNTAX
    return Problem(trouble, file, line, type(error).__name__, message_of(error), package)


def message_of(error: BaseException) -> str:
    """The exception's message, cut; asking for it may itself fail."""
    try:
        return str(error)[:2000]
    except BaseException:
        return ""
