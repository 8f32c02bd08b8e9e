"""Read YAML as a student means it: scalars as written, nothing constructed, all bounded."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_MAX_NODES = 20_000
_MAX_DEPTH = 30
_MAX_RECOVERIES = 3
_MAX_SCALAR = 200_000  # characters
_QUOTED = re.compile(r'(?<![^\s:\[{,\-?])"(?:[^"\\]|\\.)*"', re.DOTALL)
_INDENT = re.compile(r"(?m)^ *\t[ \t]*")
_TAB_AFTER_KEY = re.compile(r"(?m)^([ \t]*(?:-[ \t]+)?[^\s:#][^:\n]{0,60}:)[ \t]*\t[ \t]*")
_FOLDED = re.compile(r"(?m)(:[ \t]+|^[ \t]*-[ \t]+)>([+-]?[1-9]?[+-]?[ \t]*(?:#[^\n]*)?)$")
_BLOCK_HEAD = re.compile(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:#[^\n]*)?\n")
_ESCAPE = re.compile(r"\\(?P<pair>[\\\"/])|\\(?P<word>[A-Za-z]+)|\\(?P<sign>.)", re.DOTALL)
_LATEX_WORDS = frozenset(
    (  # noqa: SIM905
        "alpha approx arg argmax argmin array ast beta bar begin bf big bigl bigr bigg bigcup bigoplus "
        "binom bm bmatrix boldsymbol bot boxed bullet nabla natural ne neq neg nexists ni nleq nmid "
        "nolimits norm not notin nu theta tau text textbf textit textrm texttt textsf tfrac therefore "
        "tilde times to top triangle triangleq tr tanh tan vec varepsilon varphi varsigma vartheta vdots "
        "vee vert frac forall flat fbox forall rho right rangle rightarrow rVert rvert rm rceil rfloor ref "
        "eta epsilon ell emph emptyset end equiv exists exp left Lambda Leftrightarrow Longrightarrow Phi "
        "Psi Pi Pr Pmatrix Xi xi xrightarrow xleftarrow underbrace underline underset upsilon uparrow "
        "Upsilon Upsilon Nabla and limits ln log leq"
    ).split()
)
"""Commands whose first letter is an escape of YAML's double quotes (``"\\nabla"`` would begin a line)."""
_YAML_ESCAPES = frozenset("0abtnvfre NLPxuU\n\t")


@dataclass(frozen=True)
class Scalar:
    """A value as written."""

    text: str
    line: int
    plain: bool = False
    """Whether it stood without quotation marks."""


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """A mapping in the order written, repeated keys and all."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Problem:
    """What is wrong with a YAML text, and at which line."""

    line: int
    detail: str


def parse_yaml(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a YAML text, and its problems; a text that cannot be parsed is read key by key."""
    text = repair_quotes(_as_written(text))
    problems: list[Problem] = []
    try:
        return _Builder(text, 0, problems).document(), tuple(problems)
    except yaml.YAMLError as error:
        line = _line_of(error)
        problems = [Problem(line, _words_of(error))]
    except _TooMuch as error:
        return None, (Problem(error.line, str(error)),)
    pairs: list[tuple[Scalar, Node]] = []
    for first, chunk in _chunks(text):
        pairs += _recovered(chunk, first, problems)
    return (Mapping(tuple(pairs), 1) if pairs else None), tuple(problems)


def _as_written(text: str) -> str:
    """The text with blanks for the tabs that YAML refuses, and blocks that keep their lines."""
    if "\t" in text:
        text = _INDENT.sub(lambda match: match[0].expandtabs(4), _TAB_AFTER_KEY.sub(r"\1 ", text))
    return _FOLDED.sub(r"\1|\2", text)


def repair_quotes(text: str) -> str:
    """Double the single backslashes of LaTeX in double-quoted scalars, which YAML would take for escapes."""
    return _QUOTED.sub(lambda match: _ESCAPE.sub(_meant, match[0]), text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    if match["pair"]:
        return match[0]
    if match["sign"]:
        return match[0] if match["sign"] in _YAML_ESCAPES else f"\\{match[0]}"
    word = match["word"]
    is_command = word in _LATEX_WORDS or any(
        word.startswith(command)
        for command in ("nabla", "theta", "beta", "frac", "eta")
        if len(word) > len(command)
    )
    if word[0] not in _YAML_ESCAPES or (is_command and len(word) > 1):
        return f"\\{match[0]}"
    return match[0]


class _TooMuch(Exception):
    def __init__(self, line: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line


class _Builder:
    """Builds the tree from parser events; aliases are counted as what they stand for."""

    def __init__(self, text: str, offset: int, problems: list[Problem]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)
        self._offset = offset
        self._problems = problems
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def document(self) -> Node | None:
        """The first document of the stream."""
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(self._events), 0)
                rest = [each for each in self._events if isinstance(each, yaml.DocumentStartEvent)]
                if rest:
                    self._problem(rest[0], "a second document begins here; only the first is read")
                return node
        return None

    def _problem(self, event: yaml.Event, detail: str) -> None:
        self._problems.append(Problem(self._line(event), detail))

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return (mark.line if mark else 0) + 1 + self._offset

    def _counted(self, event: yaml.Event, nodes: int, depth: int) -> None:
        self._count += nodes
        if self._count > _MAX_NODES:
            raise _TooMuch(self._line(event), "it holds too many values, or aliases that multiply")
        if depth > _MAX_DEPTH:
            raise _TooMuch(self._line(event), "it is nested too deeply")

    def _node(self, event: yaml.Event, depth: int) -> Node:
        before = self._count
        self._counted(event, 1, depth)
        node = self._built(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[anchor] = (node, self._count - before)
        return node

    def _built(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                self._problem(event, f"*{event.anchor} stands for nothing")
                return Scalar("", line)
            node, size = self._anchors[event.anchor]
            self._counted(event, size, depth)
            return node
        tag = getattr(event, "tag", None)
        if tag and (not tag.startswith("tag:yaml.org,2002:") or "python" in tag):
            self._problem(event, "a tag (a word beginning with !) has no meaning here and was left out")
        if isinstance(event, yaml.ScalarEvent):
            text = str(event.value)[:_MAX_SCALAR]
            plain = event.style is None
            return Scalar("" if plain and text in ("~", "null", "Null", "NULL") else text, line, plain)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), line)
        return Mapping(tuple(self._pairs(depth)), line)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if isinstance(key, Scalar):
                yield key, value
            else:
                self._problem(event, "a list or mapping cannot be the name of an answer")


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return int(mark.line) + 1 if mark else 1


def _words_of(error: yaml.YAMLError) -> str:
    problem = str(getattr(error, "problem", "") or "it cannot be understood")
    return re.sub(r"[^\x20-\x7e]", "?", problem)[:120]


_KEY = re.compile(r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#:'"\[\]{},][^:\n]*?)[ \t]*:(?=[ \t\n]|$)""")


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of a text from one key at the margin to the next, each with its first line from 0.

    A key holds a digit, or opens a mapping: ``Space: O(N)`` is a line of an answer.
    """
    rows = text.split("\n")
    starts = [
        index
        for index, row in enumerate(rows)
        if (key := _KEY.match(row)) and (re.search(r"\d", key["key"]) or not row[key.end() :].strip())
    ]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        yield start, "\n".join(rows[start:end])


def _recovered(chunk: str, first: int, problems: list[Problem], depth: int = 0) -> list[tuple[Scalar, Node]]:
    """What can be made of one key and its value: as YAML, key by key, or as plain text."""
    try:
        node = _Builder(chunk, first, problems).document()
        return list(node.pairs) if isinstance(node, Mapping) else []
    except _TooMuch as error:
        problems.append(Problem(error.line, str(error)))
        return []
    except yaml.YAMLError as error:
        line = first + _line_of(error)
        if all(problem.line != line for problem in problems):
            problems.append(Problem(line, _words_of(error)))
    match = _KEY.match(chunk)
    if match is None:
        return []
    key, rest = Scalar(match["key"].strip("\"'"), first + 1), chunk[match.end() :]
    block = _BLOCK_HEAD.match(rest.lstrip(" "))
    if block:
        text = textwrap.dedent(rest.lstrip(" ")[block.end() :]).strip("\n")
        return [(key, Scalar(text, first + 2))] if text.strip() else []
    if rest.startswith("\n") and depth < _MAX_RECOVERIES:
        inner = textwrap.dedent(rest[1:])
        pairs = [
            pair
            for start, each in _chunks(inner)
            for pair in _recovered(each, first + 1 + start, problems, depth + 1)
        ]
        return [(key, Mapping(tuple(pairs), first + 1))] if pairs else []
    value = rest.strip()
    if not value or value[0] in "{[&*!%@`":
        return []
    doubled = value[0] == '"' and not re.search(r"(?<!\\)\\(?!\\)", value)
    value = value.replace("\\\\", "\\") if doubled else value
    return [(key, Scalar(value.strip("\"'"), first + 1))]
