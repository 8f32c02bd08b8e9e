"""Gradescope's export: `submission_<id>/` folders, and who they belong to in `submission_metadata.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from grader.classroom.importers.entry import Found, Importer, Student, children

_METADATA = "submission_metadata.yml"
_FOLDER = re.compile(r"submission_(\d+)")
_KEY = re.compile(r"( {2})?(?! |-)(\S+?):(?:\s|$)")
_WANTED = frozenset({":submitters", ":created_at"})
_LoaderBase = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_LoaderBase):  # type: ignore[misc, valid-type]
    """Plain data only; tags of Ruby, if any, are dropped and what they mark is kept."""


def _untagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("!ruby/", _untagged)


def recognises_gradescope(root: Path) -> bool:
    """Whether the metadata lies there, or every folder is named as in an export."""
    folders = [path for path in children(root) if path.is_dir()]
    named = [path for path in folders if _FOLDER.fullmatch(path.name)]
    return bool(named) and ((root / _METADATA).is_file() or len(named) == len(folders))


def find_in_gradescope(root: Path, copies: Path) -> Iterator[Found]:
    """One for each submission's folder, also where the metadata says nothing of it."""
    known = _metadata(root / _METADATA)
    for path in children(root):
        matched = _FOLDER.fullmatch(path.name)
        if matched is None or not path.is_dir():
            continue
        about = known.get(path.name, {})
        students = tuple(_students(about.get(":submitters")))
        named = " and ".join(student.name for student in students if student.name)
        yield Found(
            origin=path.name,
            label=f"{named} {matched[1]}" if named else path.name,
            path=path,
            students=students,
            submitted=str(about.get(":created_at") or ""),
            submission_id=matched[1],
            remarks=() if about else ("the export's metadata does not say who handed it in",),
        )


def _metadata(path: Path) -> Mapping[str, Mapping[str, object]]:
    """Folder name to what the export says of it; nothing where the file is absent or damaged."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            loaded: object = yaml.load("".join(_needed(lines)), Loader=_Loader)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(key): value for key, value in loaded.items() if isinstance(value, dict)}


def _needed(lines: Iterable[str]) -> Iterator[str]:
    """The lines on who handed in and when.

    The export also holds every result and the whole history: for a class of 1,500, more than a parser
    takes in a minute, and none of it is wanted. What belongs to a key is indented deeper or a dash.
    """
    wanted = True
    for line in lines:
        key = _KEY.match(line)
        if key is not None:
            wanted = not key[1] or key[2] in _WANTED
        if wanted:
            yield line


def _students(submitters: object) -> Iterator[Student]:
    for one in submitters if isinstance(submitters, list) else []:
        if isinstance(one, dict):
            yield Student(*(str(one.get(key) or "").strip() for key in (":name", ":sid", ":email")))


GRADESCOPE = Importer("gradescope", recognises_gradescope, find_in_gradescope)
