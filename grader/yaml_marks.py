"""YAML with places: plain data beside the line of every value, for complaints that name file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Data = object
Path_ = tuple[str | int, ...]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a wheel without libyaml: slower, the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(frozen=True)
class Marked:
    """A YAML document: its data, the line of each path into it, and what is wrong with it as YAML."""

    file: str
    data: Data
    lines: Mapping[Path_, int]
    complaints: tuple[str, ...] = ()

    def at(self, path: Path_) -> str:
        """``file:line`` of the nearest enclosing value of `path` that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.file}:{self.lines.get(path, 1)}"


def load_marked(path: Path, name: str) -> Marked:
    """Read one YAML file with safe types only; `name` is how complaints call it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Marked(name, None, {}, (f"{name}: cannot be read: {error}",))
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path_, int] = {}
        complaints: list[str] = []
        if node is None:
            return Marked(name, None, {}, (f"{name}:1: the file is empty",))
        _collect_lines(node, (), lines, complaints, name)
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Marked(name, None, {}, (f"{name}:{line}: not valid YAML: {error.problem}",))
    except (yaml.YAMLError, ValueError) as error:
        return Marked(name, None, {}, (f"{name}:1: not valid YAML: {error}",))
    finally:
        loader.dispose()
    return Marked(name, data, lines, tuple(complaints))


def _collect_lines(
    node: yaml.Node, path: Path_, lines: dict[Path_, int], complaints: list[str], name: str
) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            word = str(key.value)
            if word in seen:
                complaints.append(f"{name}:{key.start_mark.line + 1}: '{word}' stands here twice")
            seen.add(word)
            inner: Path_ = (*path, word)
            lines[inner] = key.start_mark.line + 1
            _collect_lines(value, inner, lines, complaints, name)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _collect_lines(value, (*path, index), lines, complaints, name)
