"""A folder becomes an `Assignment`; every complaint has a place and the nearest valid word."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from grader.checks import WORDS, load_kind
from grader.checks.request import Params
from grader.errors import AssignmentError
from grader.model.assignment import Assignment, Check, Evidence, KnownMistake, Part, Reference
from grader.part_order import part_order
from grader.rubric_schema import AssignmentFile, CheckEntry, RubricFile
from grader.yaml_marks import Marked, Path_, load_marked

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What an instructor's own code may raise: a complaint with its place."""

_SHARED_KEYS = frozenset(CheckEntry.model_fields)


def load_assignment(folder: Path) -> Assignment:
    """The assignment in `folder`; AssignmentError with all its complaints where it is not sound."""
    complaints: list[str] = []
    settings = _load_settings(folder, complaints)
    reference = load_reference(folder, complaints)
    rubrics = sorted((folder / "rubrics").glob("*.yaml"), key=lambda path: part_order(path.stem))
    parts = []
    for path in rubrics:
        if settings and settings.handout and path == folder / settings.handout:
            continue
        part = _load_part(path, f"rubrics/{path.name}", reference, complaints)
        if part is not None:
            parts.append(part)
    if not rubrics:
        complaints.append(
            f"{folder / 'rubrics'}: no rubric files; write one rubrics/<part>.yaml for each part"
        )
    complaints += _twice(part.id for part in parts)
    if complaints or settings is None:
        raise AssignmentError(complaints)
    return Assignment(
        title=settings.title,
        folder=folder,
        parts=tuple(parts),
        reference=reference,
        questions=MappingProxyType(dict(settings.questions)),
        seed=settings.seed,
        time_limit_seconds=settings.time_limit_seconds,
        call_seconds=settings.call_seconds,
        import_seconds=settings.import_seconds,
        packages=tuple(settings.packages),
        handout=_load_handout(folder, settings),
        digest=digest_folder(folder),
    )


def digest_folder(folder: Path) -> str:
    """A hash of everything that decides a grade: the assignment's files and the grader's own."""
    engine = Path(__file__).parent
    hasher = hashlib.sha256()
    own = [folder / "assignment.yaml", *_sources(folder / "rubrics"), *_sources(folder / "reference")]
    for root, paths in ((folder, own), (engine, _sources(engine))):
        for path in paths:
            if path.is_file():
                hasher.update(path.relative_to(root).as_posix().encode() + b"\0")
                hasher.update(hashlib.sha256(path.read_bytes()).digest())
    return hasher.hexdigest()


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".yaml"})


def load_reference(folder: Path, complaints: list[str]) -> Reference:
    """Import ``reference/`` of the folder, under a name of its own so that two assignments can be loaded."""
    init = folder / "reference" / "__init__.py"
    if not init.is_file():
        complaints.append(f"{init}: missing; the reference computes every expected answer")
        return Reference({}, {}, {}, {}, folder)
    name = "reference_" + hashlib.sha256(str(init.resolve()).encode()).hexdigest()[:12]
    module = sys.modules.get(name)
    if module is None:
        try:
            module = _import_package(name, init)
        except FAULTS as error:
            for loaded in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
                del sys.modules[loaded]
            complaints.append(f"{place_in(error, folder)}: the reference cannot be imported: {said(error)}")
            return Reference({}, {}, {}, {}, folder)

    def table(word: str) -> Mapping[str, object]:
        found = getattr(module, word, {})
        if not isinstance(found, Mapping):
            complaints.append(
                f"reference/__init__.py: {word} should be a dict, and is a {type(found).__name__}"
            )
            return MappingProxyType({})
        return MappingProxyType(dict(found))

    return Reference(
        answers=table("ANSWERS"),  # type: ignore[arg-type]
        worlds=table("WORLDS"),
        functions=table("FUNCTIONS"),  # type: ignore[arg-type]
        cases=table("CASES"),
        folder=folder / "reference",
        package=name,
    )


def place_in(error: BaseException, folder: Path) -> str:
    """``file:line`` of the last frame in the assignment's folder, or of the syntax error in it."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    root = folder.resolve()
    for file, line in reversed(frames):
        path = Path(file).resolve()
        if path.is_relative_to(root):
            return f"{path.relative_to(root).as_posix()}:{line or 1}"
    return "reference/__init__.py:1"


def said(error: BaseException) -> str:
    """What an exception says, in one line."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return re.sub(r"reference_[0-9a-f]{12}", "reference", f"{type(error).__name__}: {text}")[:300]


def _import_package(name: str, init: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[str(init.parent)])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _load_settings(folder: Path, complaints: list[str]) -> AssignmentFile | None:
    path = folder / "assignment.yaml"
    if not path.is_file():
        complaints.append(
            f"{path}: missing; an assignment is a folder with assignment.yaml, rubrics/, reference/"
        )
        return None
    marked = load_marked(path, "assignment.yaml")
    return _validate(AssignmentFile, marked.data, marked, (), complaints)


def _load_handout(folder: Path, settings: AssignmentFile) -> frozenset[int]:
    if not settings.handout:
        return frozenset()
    from grader.intake.handout import load_fingerprints

    path = folder / settings.handout
    if not path.is_file():
        raise AssignmentError([f"assignment.yaml: handout: {settings.handout} does not exist"])
    return load_fingerprints(path)


def _load_part(path: Path, name: str, reference: Reference, complaints: list[str]) -> Part | None:
    marked = load_marked(path, name)
    rubric = _validate(RubricFile, marked.data, marked, (), complaints)
    if rubric is None:
        return None
    before = len(complaints)
    checks = [_load_check(check, entry, marked, complaints) for check, entry in rubric.checks.items()]
    if len(complaints) == before:
        complaints += _part_complaints(
            rubric, [check for check in checks if check], reference, marked, path.stem
        )
    if len(complaints) > before:
        return None
    return Part(
        id=rubric.part,
        title=rubric.title,
        points=rubric.points,
        checks=tuple(check for check in checks if check),
        mistakes=MappingProxyType(
            {
                mistake: KnownMistake(
                    mistake,
                    entry.feedback,
                    MappingProxyType(dict(entry.credit)),
                    None if entry.code_credit is None else MappingProxyType(dict(entry.code_credit)),
                    entry.example,
                )
                for mistake, entry in rubric.mistakes.items()
            }
        ),
        functions=tuple(rubric.functions),
        symbols=MappingProxyType(dict(rubric.symbols)),
        given=tuple(rubric.given),
        visibility=rubric.visibility,
        show_counterexample=rubric.show_counterexample,
    )


def _load_check(check: str, entry: dict[str, object], marked: Marked, complaints: list[str]) -> Check | None:
    place: Path_ = ("checks", check)
    shared = _validate(
        CheckEntry,
        {key: value for key, value in entry.items() if key in _SHARED_KEYS},
        marked,
        place,
        complaints,
    )
    if shared is None:
        return None
    if shared.kind not in WORDS:
        where = marked.at((*place, "kind"))
        complaints.append(f"{where}: {check}: unknown kind '{shared.kind}'{_nearest(shared.kind, WORDS)}")
        return None
    if shared.kind == "code" and "evidence" not in entry:
        shared = shared.model_copy(update={"evidence": [Evidence.CODE]})
    own = {key: value for key, value in entry.items() if key not in _SHARED_KEYS}
    model = load_kind(shared.kind).params
    params = _validate(model, own, marked, place, complaints, extra_words=_SHARED_KEYS)
    if params is None:
        return None
    return Check(
        id=check,
        points=shared.points,
        kind=shared.kind,
        params=params,
        evidence=tuple(shared.evidence),
        function=shared.function,
        output=shared.output,
        confirm=frozenset(shared.confirm),
        outcomes=MappingProxyType(dict(shared.outcomes)),
        implies=tuple(shared.implies),
    )


_BY_MISTAKE = ("mistakes", "mendings", "patterns", "without", "swapped")
"""Parameters of kinds whose keys are known mistakes."""


def _named_mistakes(check: Check) -> Iterator[tuple[str, str]]:
    """The known mistakes that a kind's parameters name, each with the parameter."""
    for key in _BY_MISTAKE:
        value = getattr(check.params, key, None)
        if isinstance(value, Mapping):
            yield from ((key, str(mistake)) for mistake in value)


def _part_complaints(
    rubric: RubricFile, checks: list[Check], reference: Reference, marked: Marked, stem: str
) -> list[str]:
    """What the schema cannot see: sums, and names that must stand elsewhere."""
    found = []

    def complain(path: Path_, text: str) -> None:
        found.append(f"{marked.at(path)}: {rubric.part}: {text}")

    if rubric.part != stem:
        complain(("part",), f"the file of part {rubric.part} should be called {rubric.part}.yaml")
    total = sum((check.points for check in checks), Decimal(0))
    if total != rubric.points:
        complain(("points",), f"the checks add up to {total}, the part says {rubric.points}")
    ids = [check.id for check in checks]
    for check in checks:
        place: Path_ = ("checks", check.id)
        if check.function and check.function not in rubric.functions:
            complain(
                (*place, "function"),
                f"'{check.function}' is not among the part's functions"
                + _nearest(check.function, rubric.functions),
            )
        if Evidence.CODE in check.evidence and not check.function:
            complain((*place, "evidence"), "evidence names code, but no function says which")
        for name in check.params.reference_names() if isinstance(check.params, Params) else ():
            if name not in reference.answers:
                complain(place, f"the reference has no answer '{name}'{_nearest(name, reference.answers)}")
            elif not callable(answer := reference.answers[name]):
                found.append(
                    f"reference/__init__.py: ANSWERS['{name}'] should be a function that computes the answer"
                )
            else:
                try:
                    answer()
                except FAULTS as error:
                    source = place_in(error, reference.folder.parent)
                    found.append(
                        f"{source}: {rubric.part}: the answer '{name}' cannot be computed: {said(error)}"
                    )
        for name in check.params.worlds() if isinstance(check.params, Params) else ():
            if name not in reference.worlds:
                complain(
                    (*place, "world"),
                    f"the reference has no world '{name}'{_nearest(name, reference.worlds)}",
                )
        for key, mistake in _named_mistakes(check):
            if mistake not in rubric.mistakes:
                complain(
                    (*place, key, mistake),
                    f"no known mistake '{mistake}'{_nearest(mistake, rubric.mistakes)}",
                )
        for implied in check.implies:
            if implied not in ids:
                complain((*place, "implies"), f"no check '{implied}'{_nearest(implied, ids)}")
        for outcome, points in check.outcomes.items():
            if points > check.points:
                complain((*place, "outcomes", outcome), f"leaves {points} of {check.points} points")
    for mistake, entry in rubric.mistakes.items():
        for key, credit in (("credit", entry.credit), ("code_credit", entry.code_credit or {})):
            for check_id, points in credit.items():
                where: Path_ = ("mistakes", mistake, key, check_id)
                if check_id not in ids:
                    complain(where, f"no check '{check_id}'{_nearest(check_id, ids)}")
                elif not 0 <= points <= next(check.points for check in checks if check.id == check_id):
                    complain(where, f"credit {points} is more than the check has, or less than nothing")
    for function in rubric.functions:
        if function not in reference.functions:
            complain(
                ("functions",),
                f"the reference has no function '{function}'{_nearest(function, reference.functions)}",
            )
    return found


Model = TypeVar("Model", bound=BaseModel)


def _validate(
    model: type[Model],
    data: object,
    marked: Marked,
    prefix: Path_,
    complaints: list[str],
    extra_words: Iterable[str] = (),
) -> Model | None:
    """`data` as `model`, or None with its complaints appended."""
    if not prefix and marked.complaints:
        complaints.extend(marked.complaints)
        if marked.data is None:
            return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for problem in error.errors():
            path = (*prefix, *problem["loc"])
            words = [*_fields_at(model, problem["loc"]), *extra_words]
            complaints.append(f"{marked.at(path)}: {_wording(problem, path, words)}")
        return None


def _fields_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The valid keys beside the one complained of, as far as the model tells."""
    return list(model.model_fields) if len(location) == 1 else _nested_fields(model, location)


def _nested_fields(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    words: list[str] = []
    for name in re.findall(r"\b[A-Z]\w+", str([field.annotation for field in model.model_fields.values()])):
        nested = getattr(sys.modules[model.__module__], name, None)
        if isinstance(nested, type) and issubclass(nested, BaseModel):
            words += nested.model_fields
    return words


def _wording(problem: Mapping[str, object], path: tuple[str | int, ...], words: list[str]) -> str:
    dotted = ".".join(str(piece) for piece in path)
    last = str(path[-1]) if path else ""
    if problem["type"] == "extra_forbidden":
        return f"{dotted}: unknown key '{last}'{_nearest(last, words)}"
    if problem["type"] == "missing":
        return f"{dotted}: '{last}' is missing"
    if problem["type"] == "enum":
        value = str(problem["input"])
        allowed = re.findall(r"'([^']+)'", str(problem["msg"]))
        return f"{dotted}: '{value}' is not one of {', '.join(allowed)}{_nearest(value, allowed)}"
    return f"{dotted}: {problem['msg']} (found {problem['input']!r:.60})"


def _nearest(word: str, words: Iterable[str]) -> str:
    close = get_close_matches(word, list(words), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""


def _twice(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [f"rubrics: part {i} stands in two files" for i in ids if i in seen or seen.add(i)]  # type: ignore[func-returns-value]
