"""Load the known mistakes of a function from ``reference/mistakes/<function>/<id>.py``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from grader.model.assignment import Reference
from grader.model.programs import MistakePrograms, Program

_PROGRAM = "program"
"""The module that builds a function's program from switches, beside its mistakes."""

_UNNAMED = "unnamed"
"""The module of slips that the rubric has no name for, in the form of a mistake: they earn nothing."""


@dataclass(frozen=True)
class Catalogue:
    """The known mistakes of one function."""

    mistakes: tuple[MistakePrograms, ...] = ()
    build: Callable[..., Program] | None = None
    """Switches to a program; without switches it is a right one."""
    unnamed: MistakePrograms = MistakePrograms(id="")  # noqa: RUF009
    """Slips without a name: so that none is put to them, and that mistakes beside them are named."""


def load_catalogue(reference: Reference, function: str, order: Sequence[str]) -> Catalogue:
    """The known mistakes of a function, in the rubric's order; those not in the rubric come last."""
    if not reference.package:
        return Catalogue()
    return _load(reference.package, str(reference.folder), function, tuple(order))


@lru_cache(maxsize=512)
def _load(package: str, folder: str, function: str, order: tuple[str, ...]) -> Catalogue:
    home = Path(folder) / "mistakes" / function
    paths = {path.stem: path for path in sorted(home.glob("*.py"))}
    paths.pop("__init__", None)
    has_program = paths.pop(_PROGRAM, None) is not None
    parent = f"{package}.mistakes.{function}"
    unnamed = paths.pop(_UNNAMED, None)
    places = {mistake: place for place, mistake in enumerate(order)}
    ids = sorted(paths, key=lambda mistake: (places.get(mistake, len(places)), mistake))
    return Catalogue(
        mistakes=tuple(_read(_import(f"{parent}.{mistake}", paths[mistake]), mistake) for mistake in ids),
        build=getattr(import_module(f"{parent}.{_PROGRAM}"), _PROGRAM) if has_program else None,
        unnamed=_read(import_module(f"{parent}.{_UNNAMED}"), "") if unnamed else MistakePrograms(""),
    )


def _import(name: str, path: Path) -> ModuleType:
    """Import a file whose name holds hyphens, so that relative imports work in it."""
    if name in sys.modules:
        return sys.modules[name]
    import_module(name.rpartition(".")[0])
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _read(module: ModuleType, mistake: str) -> MistakePrograms:
    contents: Mapping[str, object] = vars(module)
    return MistakePrograms(
        id=mistake,
        variants=tuple(contents.get("VARIANTS", ())),  # type: ignore[arg-type]
        changes=tuple(contents.get("CHANGES", ())),  # type: ignore[arg-type]
        repairs=tuple(contents.get("REPAIRS", ())),  # type: ignore[arg-type]
        explains=contents.get("explains"),  # type: ignore[arg-type]
        accompanies=contents.get("accompanies"),  # type: ignore[arg-type]
    )
