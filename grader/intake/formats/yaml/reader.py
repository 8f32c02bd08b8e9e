"""Read ``answers.yaml``: part ids to answers, or to mappings of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from grader.intake.files.documents import Document, SourceFile
from grader.intake.files.encoding import decode
from grader.intake.formats.yaml.scalars import Mapping, Node, Scalar, Sequence, parse_yaml
from grader.intake.labels.headings import Label, outline, read_absolute
from grader.intake.text.answer_text import read_answer_text
from grader.model.submission import Field, FieldValue, Place, Remark, RemarkKind

LONE = ""
"""The name of the field that holds an answer given as one value and not as a mapping."""
_WRAPPERS = frozenset({"answers", "parts", "réponses", "reponses", "submission"})
_PIECE = re.compile(
    r"(?:(?:sub-?)?(?:part|partie|question|item|letter|exercise|problem)|[qp](?=[\s_.(\d]))?[\s_.-]*\(?([a-z]|\d{1,2})\)?[.:)]?",
    re.IGNORECASE,
)
_MAX_REMARKS = 20
_MAX_DEPTH = 5


def read_yaml_answers(file: SourceFile, parts: tuple[str, ...]) -> Document:
    """The fields by part, each scalar as written; a file without any part id is left, and it is said."""
    text = decode(file.data).text
    if text is None:
        return Document(
            remarks=(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), "it is not a text file"),),
            unread=True,
        )
    root, problems = parse_yaml(text)
    remarks = [
        Remark(RemarkKind.YAML_PROBLEM, Place(file.name, each.line), each.detail)
        for each in problems[:_MAX_REMARKS]
    ]
    fields: dict[str, MappingProxyType[str, Field]] = {}
    unknown: list[Remark] = []
    for key, value in _answers(root, parts):
        part = part_id(key.text, parts)
        place = Place(file.name, key.line)
        if part is None:
            unknown.append(Remark(RemarkKind.UNKNOWN_PART, place, key.text[:40]))
            continue
        read = _fields(value, file.name, remarks)
        if not read:
            continue
        if part in fields:
            remarks.append(Remark(RemarkKind.REPEATED_PART, place, part=part))
        fields[part] = MappingProxyType(read)
    if not fields and not problems:
        texts = (each.text for _, each in _answers(root, parts) if isinstance(each, Scalar))
        return Document(
            blocks=tuple(block for each in texts for block in read_answer_text(each, Place(file.name))),
            remarks=(Remark(RemarkKind.SKIPPED_FILE, Place(file.name), "no part id stands in it"),),
        )
    unread = bool(problems) and not fields
    return Document(fields=fields, remarks=(*remarks, *unknown[:_MAX_REMARKS]), unread=unread)


def part_id(key: str, parts: tuple[str, ...]) -> str | None:
    """The part that a key names, however it is written (``2.2.a``, ``2.2(a)``, ``Q2.2a``); None for none."""
    text = re.sub(r"(?<=[\dA-Za-z])_+(?=[\dA-Za-z])", ".", key.strip())
    text = re.sub(r"^([A-Za-z]+)\.(?=\d)", r"\1 ", text)
    if text in parts:
        return text
    label = read_absolute(text, outline(parts))
    if label is None or text[label.end :].strip(" .:)"):
        return None
    part = ".".join(label.node)
    return part if part in parts and not label.deeper else None


def _answers(root: Node | None, parts: tuple[str, ...], depth: int = 0) -> Iterator[tuple[Scalar, Node]]:
    """Keys with their values; a mapping of parts (``2.2: {a: …}``) and an outer ``answers:`` opened."""
    if isinstance(root, Sequence) and depth < _MAX_DEPTH:
        for item in root.items:
            yield from _answers(item, parts, depth + 1)
    if not isinstance(root, Mapping) or depth > _MAX_DEPTH:
        return
    for key, value in root.pairs:
        name = key.text.strip()
        if isinstance(value, (Mapping, Sequence)) and name.lower() in _WRAPPERS:
            yield from _answers(value, parts, depth + 1)
        elif isinstance(value, Mapping) and _holds_parts(name, value, parts):
            node = label.node if (label := _question_of(name, parts)) else ()
            inner = tuple(
                (each if _below(each.text, node, parts) else _joined(node, each), item)
                for each, item in value.pairs
            )
            yield from _answers(Mapping(inner, value.line), parts, depth + 1)
        else:
            yield key, value


def _question_of(name: str, parts: tuple[str, ...]) -> Label | None:
    return read_absolute(f"Question {name}" if name.isdigit() else name.replace("_", " "), outline(parts))


def _holds_parts(name: str, value: Mapping, parts: tuple[str, ...]) -> bool:
    """Whether a mapping is a question's parts by letter or number, and not the fields of one part."""
    known = outline(parts)
    label = _question_of(name, parts)
    if label is None or not known.children(label.node) or known.is_part(label.node):
        return False
    letters = {node[-1] for node in known.children(label.node)}
    return any(
        _piece(each.text) in letters or _below(each.text, label.node, parts) for each, _ in value.pairs
    )


def _below(key: str, node: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a key is a whole id of something below a node (``2.2`` or ``2.2.a`` in question 2)."""
    label = read_absolute(key.strip(), outline(parts))
    return label is not None and len(label.node) > len(node) and label.node[: len(node)] == node


def _joined(node: tuple[str, ...], key: Scalar) -> Scalar:
    return Scalar(".".join((*node, _piece(key.text))), key.line)


def _piece(key: str) -> str:
    """The letter or number that a key gives inside its question (``a``, ``(a)``, ``part 2``)."""
    match = _PIECE.fullmatch(key.strip())
    return match[1].lower() if match else key.strip()


def _fields(value: Node, name: str, remarks: list[Remark]) -> dict[str, Field]:
    if not isinstance(value, Mapping):
        plain = _value(value)
        return {LONE: Field(plain, Place(name, value.line))} if _says_something(plain) else {}
    fields: dict[str, Field] = {}
    for key, each in value.pairs:
        plain = _value(each)
        if not _says_something(plain):
            continue
        field_name = key.text.strip()
        if field_name in fields:
            remarks.append(
                Remark(
                    RemarkKind.YAML_PROBLEM,
                    Place(name, key.line),
                    f"{field_name} stands here twice; the last counts",
                )
            )
        fields[field_name] = Field(plain, Place(name, each.line))
    return fields


def _value(node: Node) -> FieldValue:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Sequence):
        return tuple(_value(item) for item in node.items)
    return tuple(
        (key.text.strip(), _value(value))
        if not isinstance(value, Scalar)
        else f"{key.text.strip()}: {value.text.strip()}"
        for key, value in node.pairs
    )


def _says_something(value: FieldValue) -> bool:
    return bool(value) if isinstance(value, str) else any(_says_something(item) for item in value)
