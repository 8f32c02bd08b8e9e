r"""Join the files of a LaTeX write-up: comments dropped, ``\input`` followed inside the submission only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grader.intake.files.documents import SourceFile
from grader.intake.files.encoding import decode
from grader.model.submission import Place, Remark, RemarkKind

_INPUT = re.compile(
    r"\\(?:input|include|subfile|subimport\{[^{}]*\}|import\{[^{}]*\})\s*"
    r"(?:\{(?P<braced>[^{}]*)\}|[ \t]+(?P<bare>[\w./-]+))"
)
_PACKAGE = re.compile(r"\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*$")
_RAW = re.compile(r"\\(?P<edge>begin|end)\{(?P<name>verbatim|Verbatim|lstlisting|minted|comment)\*?\}")
_SKIPPED = re.compile(r"\\iffalse\b|\\begin\{comment\}")
_SKIP_ENDS = {"\\iffalse": re.compile(r"\\fi\b"), "\\begin{comment}": re.compile(r"\\end\{comment\}")}
_END = re.compile(r"\\end\{document\}|\\endinput\b")
_DEFINITION = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|def|DeclareMathOperator|DeclarePairedDelimiter|NewDocumentCommand)\b"
)
_MAX_DEPTH = 10
_MAX_LINES = 60_000


@dataclass
class Source:
    """The joined text, line by line, each with its place in the file that the student wrote."""

    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    guessed: str = ""
    readable: bool = True

    def place(self, line: int) -> Place:
        """The place of a line of the joined text, from 1."""
        return self.places[min(max(line, 1), len(self.places)) - 1] if self.places else Place("")


def included_names(folder: Mapping[str, SourceFile]) -> frozenset[str]:
    """The LaTeX files that others include: they are read there and not by themselves."""
    texts = {
        file.name: _without_comments(decode(file.data).text or "")
        for file in folder.values()
        if file.suffix in (".tex", ".ltx")
    }
    includes = {name: _included_by(name, text, folder) for name, text in texts.items()}
    mentioned = frozenset().union(*includes.values())
    in_circles = sorted(mentioned, key=lambda name: "\\begin{document}" not in texts.get(name, ""))
    roots: set[str] = set()
    reached: set[str] = set()
    for name in [*(each for each in texts if each not in mentioned), *in_circles]:
        if name not in reached:
            roots.add(name)
            reached |= _reachable(name, includes)
    return mentioned - roots


def _included_by(name: str, text: str, folder: Mapping[str, SourceFile]) -> frozenset[str]:
    found = (
        _resolved(match["braced"] or match["bare"] or "", name, folder) for match in _INPUT.finditer(text)
    )
    return frozenset(each for each in found if each is not None and each != name)


def _reachable(name: str, includes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A file and all that it includes, over any number of others."""
    reached, waiting = {name}, [name]
    while waiting:
        new = includes.get(waiting.pop(), frozenset()) - reached
        reached |= new
        waiting += new
    return frozenset(reached)


def join_source(file: SourceFile, folder: Mapping[str, SourceFile]) -> Source:
    """The text of a LaTeX file with everything it includes."""
    source = Source()
    _append(file, folder, source, (file.name,))
    return source


def _append(
    file: SourceFile, folder: Mapping[str, SourceFile], source: Source, chain: tuple[str, ...]
) -> None:
    decoded = decode(file.data)
    if decoded.text is None:
        source.remarks.append(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), "it is not a text file"))
        source.readable = source.readable and len(chain) > 1
        return
    if decoded.guessed:
        source.remarks.append(Remark(RemarkKind.ENCODING, Place(file.name), decoded.guessed))
    for number, line in _kept_lines(decoded.text):
        if len(source.lines) >= _MAX_LINES:
            return
        end = _END.search(line)
        rest = line[: end.start()] if end else line
        position = 0
        for match in _INPUT.finditer(rest):
            _put(source, rest[position : match.start()], file.name, number)
            _follow(match["braced"] or match["bare"] or "", file, number, folder, source, chain)
            position = match.end()
        if position == 0 or rest[position:].strip():
            _put(source, rest[position:], file.name, number)
        for match in _PACKAGE.finditer(rest):
            _local_packages(match[1], file, folder, source)
        if end:
            return


def _put(source: Source, line: str, name: str, number: int) -> None:
    source.lines.append(line)
    source.places.append(Place(name, number))


def _follow(
    name: str,
    file: SourceFile,
    number: int,
    folder: Mapping[str, SourceFile],
    source: Source,
    chain: tuple[str, ...],
) -> None:
    found = _resolved(name.strip(), file.name, folder)
    if found is None:
        source.remarks.append(
            Remark(RemarkKind.OUTSIDE_INPUT, Place(file.name, number), ascii(name.strip()[:80])[1:-1])
        )
    elif found not in chain and len(chain) < _MAX_DEPTH:
        _append(folder[found], folder, source, (*chain, found))


def _resolved(name: str, includer: str, folder: Mapping[str, SourceFile]) -> str | None:
    """The submission's own file that an ``\\input`` names, from its folder or the top; None for none."""
    if not name or name.startswith(("/", "~", "|")) or "\\" in name or ":" in name:
        return None
    for base in (posixpath.dirname(includer), ""):
        path = posixpath.normpath(posixpath.join(base, name))
        for candidate in (path, f"{path}.tex"):
            if candidate in folder:
                return candidate
    last = posixpath.basename(name).removesuffix(".tex") + ".tex"
    alike = [each for each in folder if posixpath.basename(each) == last]
    return alike[0] if len(alike) == 1 and ".." not in name.split("/") else None


def _local_packages(names: str, file: SourceFile, folder: Mapping[str, SourceFile], source: Source) -> None:
    """The definitions of the student's own style files."""
    for name in names.split(","):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file.name), name.strip() + ".sty"))
        style = folder.get(path)
        text = decode(style.data).text if style else None
        for number, line in _kept_lines(text or ""):
            if _DEFINITION.match(line.lstrip()) and line.count("{") == line.count("}"):
                _put(source, line, path, number)


def _without_comments(text: str) -> str:
    return "\n".join(line for _, line in _kept_lines(text))


def _kept_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without comments; one that is all comment is no line at all."""
    text = _without_skipped(text)
    raw = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not raw:
            bare = _COMMENT.sub(r"\1", line)
            if bare != line and not bare.strip():
                continue
            line = bare
        for edge in _RAW.finditer(line):
            raw = edge["name"] if edge["edge"] == "begin" and not raw else "" if edge["name"] == raw else raw
        yield number, line


def _without_skipped(text: str) -> str:
    """The text without what LaTeX skips, its line ends kept; a skip that is never closed skips nothing."""
    pieces: list[str] = []
    position = 0
    while match := _SKIPPED.search(text, position):
        end = _SKIP_ENDS[match[0]].search(text, match.end())
        if end is None:
            return "".join([*pieces, _SKIPPED.sub("", text[position:])])
        pieces += [text[position : match.start()], "\n" * text.count("\n", match.start(), end.end())]
        position = end.end()
    return "".join([*pieces, text[position:]])
