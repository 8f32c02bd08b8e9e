"""A folder becomes an `Assignment`; every complaint has a place and the nearest valid word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from grader.checks import WORDS, load_kind
from grader.checks.request import Params
from grader.errors import AssignmentError
from grader.lexicons import with_lexicon
from grader.model.assignment import Assignment, Check, Evidence, KnownMistake, Part, Reference
from grader.part_order import part_order
from grader.reference_package import FAULTS, load_reference, place_in, said
from grader.rubric_schema import AssignmentFile, CheckEntry, RubricFile
from grader.validation import nearest, validated
from grader.yaml_marks import Marked, Path_, load_marked

_SHARED_KEYS = frozenset(CheckEntry.model_fields)


def load_assignment(folder: Path, *, with_digest: bool = False) -> Assignment:
    """The assignment in `folder`; AssignmentError with all its complaints where it is not sound.

    Its digest is left empty unless asked for: only a class run needs it, and it reads every file.
    """
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
        digest=digest_folder(folder) if with_digest else "",
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


def _load_settings(folder: Path, complaints: list[str]) -> AssignmentFile | None:
    path = folder / "assignment.yaml"
    if not path.is_file():
        complaints.append(
            f"{path}: missing; an assignment is a folder with assignment.yaml, rubrics/, reference/"
        )
        return None
    marked = load_marked(path, "assignment.yaml")
    return validated(AssignmentFile, marked.data, marked, (), complaints)


def _load_handout(folder: Path, settings: AssignmentFile) -> frozenset[int]:
    if not settings.handout:
        return frozenset()
    from grader.intake.handout.fingerprints import load_fingerprints

    path = folder / settings.handout
    if not path.is_file():
        raise AssignmentError([f"assignment.yaml: handout: {settings.handout} does not exist"])
    return load_fingerprints(path)


def _load_part(path: Path, name: str, reference: Reference, complaints: list[str]) -> Part | None:
    marked = load_marked(path, name)
    rubric = validated(RubricFile, marked.data, marked, (), complaints)
    if rubric is None:
        return None
    before = len(complaints)
    checks = [
        _load_check(check, _complete(check, entry, path.parent, marked, complaints), marked, complaints)
        for check, entry in rubric.checks.items()
    ]
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


def _complete(
    check: str, entry: Mapping[str, object], rubrics: Path, marked: Marked, complaints: list[str]
) -> dict[str, object]:
    where = marked.at(("checks", check, "lexicon"))
    return with_lexicon(entry, rubrics, complaints, where=f"{where}: {check}")


def _load_check(check: str, entry: dict[str, object], marked: Marked, complaints: list[str]) -> Check | None:
    place: Path_ = ("checks", check)
    shared = validated(
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
        complaints.append(f"{where}: {check}: unknown kind '{shared.kind}'{nearest(shared.kind, WORDS)}")
        return None
    if shared.kind == "code" and "evidence" not in entry:
        shared = shared.model_copy(update={"evidence": [Evidence.CODE]})
    own = {key: value for key, value in entry.items() if key not in _SHARED_KEYS}
    model = load_kind(shared.kind).params
    params = validated(model, own, marked, place, complaints, extra_words=_SHARED_KEYS)
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
                + nearest(check.function, rubric.functions),
            )
        if Evidence.CODE in check.evidence and not check.function:
            complain((*place, "evidence"), "evidence names code, but no function says which")
        for name in check.params.reference_names() if isinstance(check.params, Params) else ():
            if name not in reference.answers:
                complain(place, f"the reference has no answer '{name}'{nearest(name, reference.answers)}")
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
                    f"the reference has no world '{name}'{nearest(name, reference.worlds)}",
                )
        for key, mistake in _named_mistakes(check):
            if mistake not in rubric.mistakes:
                complain(
                    (*place, key, mistake),
                    f"no known mistake '{mistake}'{nearest(mistake, rubric.mistakes)}",
                )
        for implied in check.implies:
            if implied not in ids:
                complain((*place, "implies"), f"no check '{implied}'{nearest(implied, ids)}")
        for outcome, points in check.outcomes.items():
            if points > check.points:
                complain((*place, "outcomes", outcome), f"leaves {points} of {check.points} points")
    for mistake, entry in rubric.mistakes.items():
        for key, credit in (("credit", entry.credit), ("code_credit", entry.code_credit or {})):
            for check_id, points in credit.items():
                where: Path_ = ("mistakes", mistake, key, check_id)
                if check_id not in ids:
                    complain(where, f"no check '{check_id}'{nearest(check_id, ids)}")
                elif not 0 <= points <= next(check.points for check in checks if check.id == check_id):
                    complain(where, f"credit {points} is more than the check has, or less than nothing")
    for function in rubric.functions:
        if function not in reference.functions:
            complain(
                ("functions",),
                f"the reference has no function '{function}'{nearest(function, reference.functions)}",
            )
        elif not callable(reference.functions[function]):
            found.append(f"reference/__init__.py: FUNCTIONS['{function}'] should be a function")
    return found


def _twice(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [f"rubrics: part {i} stands in two files" for i in ids if i in seen or seen.add(i)]  # type: ignore[func-returns-value]
