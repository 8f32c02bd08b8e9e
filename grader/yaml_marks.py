"""YAML with places: plain data beside the line of every value, for complaints that name file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

Data = object
Path_ = tuple[str | int, ...]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a wheel without libyaml: slower, the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


_PLAIN_TAGS = {f"tag:yaml.org,2002:{word}" for word in ("str", "seq", "map")}


@dataclass(frozen=True)
class Marked:
    """A YAML document: its data, the tree that knows the lines, and what is wrong with it as YAML."""

    file: str
    data: Data
    root: yaml.Node | None = None
    complaints: tuple[str, ...] = ()

    def at(self, path: Path_) -> str:
        """``file:line`` of the nearest enclosing value of `path` that stands in the file."""
        line, node = 1, self.root
        if node is not None:
            line = node.start_mark.line + 1
        for piece in path:
            found = _child(node, piece)
            if found is None:
                break
            line, node = found
        return f"{self.file}:{line}"


def _child(node: yaml.Node | None, piece: str | int) -> tuple[int, yaml.Node] | None:
    """What stands under a key or at a place of a list, and the line where it begins."""
    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            if str(key.value) == piece:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(piece, int) and piece < len(node.value):
        return node.value[piece].start_mark.line + 1, node.value[piece]
    return None


_REMEDIES = {
    "cannot start any token": "; indent with spaces, not with a tab, and put a text that begins with a sign "
    "between quotation marks",
    "mapping values are not allowed": '; put a text with a colon between quotation marks ("Title: more")',
    "expected <block end>": "; the lines of one mapping must begin in one column",
    "unknown escape character": "; write a backslash twice, or the text between single quotation marks",
}
"""What YAML's words for the mistakes of a beginner mean."""


def _remedy(problem: str) -> str:
    return next((remedy for words, remedy in _REMEDIES.items() if words in problem), "")


def load_marked(path: Path, name: str) -> Marked:
    """Read one YAML file with safe types only; `name` is how complaints call it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Marked(name, None, None, (f"{name}: cannot be read: {error}",))
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        complaints: list[str] = []
        if node is None:
            return Marked(name, None, None, (f"{name}:1: the file is empty",))
        data = _data(node, loader, complaints, name)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Marked(
            name,
            None,
            None,
            (f"{name}:{line}: not valid YAML: {error.problem}{_remedy(str(error.problem))}",),
        )
    except (yaml.YAMLError, ValueError) as error:
        return Marked(name, None, None, (f"{name}:1: not valid YAML: {error}",))
    finally:
        loader.dispose()
    return Marked(name, data, node, tuple(complaints))


def _data(node: yaml.Node, loader: Loader, complaints: list[str], name: str) -> Data:
    """What a node says; the common kinds without the loader, which takes twice as long."""
    is_plain = node.tag in _PLAIN_TAGS
    if isinstance(node, yaml.SequenceNode):
        entries = [_data(entry, loader, complaints, name) for entry in node.value]
        return entries if is_plain else loader.construct_object(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Data] = {}
        seen: set[str] = set()
        for key, value in node.value:
            word = str(key.value)
            if word in seen:
                complaints.append(f"{name}:{key.start_mark.line + 1}: '{word}' stands here twice")
            seen.add(word)
            is_plain = is_plain and key.tag in _PLAIN_TAGS and isinstance(key, yaml.ScalarNode)
            found[word] = _data(value, loader, complaints, name)
        return found if is_plain else loader.construct_object(node, deep=True)
    return node.value if is_plain else loader.construct_object(node)
