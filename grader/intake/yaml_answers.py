"""Read ``answers.yaml``: part ids to answers, or to mappings of fields."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from grader.intake.documents import Document, SourceFile
from grader.intake.encoding import decode
from grader.intake.headings import outline, read_absolute
from grader.intake.yaml_text import Mapping, Node, Scalar, Sequence, parse_yaml
from grader.model.submission import Field, FieldValue, Place, Remark, RemarkKind

LONE = ""
"""The name of the field that holds an answer given as one value and not as a mapping."""
_MAX_REMARKS = 20


def read_yaml_answers(file: SourceFile, parts: tuple[str, ...]) -> Document:
    """The fields by part, each scalar as written; a file without any part id is left alone, and it is said."""
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
    for key, value in _answers(root):
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
        return Document(
            remarks=(Remark(RemarkKind.SKIPPED_FILE, Place(file.name), "no part id stands in it"),)
        )
    unread = bool(problems) and not fields
    return Document(fields=fields, remarks=(*remarks, *unknown[:_MAX_REMARKS]), unread=unread)


def part_id(key: str, parts: tuple[str, ...]) -> str | None:
    """The part that a key names, however it is written (``2.2.a``, ``2.2(a)``, ``Q2.2a``); None for none."""
    text = key.strip()
    if text in parts:
        return text
    label = read_absolute(text, outline(parts))
    if label is None or text[label.end :].strip(" .:)"):
        return None
    part = ".".join(label.node)
    return part if part in parts and not label.deeper else None


def _answers(root: Node | None, prefix: str = "", depth: int = 0) -> Iterator[tuple[Scalar, Node]]:
    """Keys with their values; a question's mapping of parts (``2.2: {a: …}``) and an outer ``answers:`` are opened."""
    if isinstance(root, Sequence):
        for item in root.items:
            yield from _answers(item, prefix, depth + 1) if depth < 3 else ()
    if not isinstance(root, Mapping):
        return
    for key, value in root.pairs:
        name = key.text.strip().lower()
        if (
            isinstance(value, (Mapping, Sequence))
            and depth < 3
            and name in ("answers", "parts", "réponses", "reponses", "submission")
        ):
            yield from _answers(value, prefix, depth + 1)
        elif depth < 4 and isinstance(value, Mapping) and _holds_letters(name, value):
            for inner, each in value.pairs:
                joined = Scalar(f"{key.text.strip()}.{inner.text.strip().strip('()')}", inner.line)
                yield from _answers(Mapping(((joined, each),), inner.line), prefix, depth + 1)
        else:
            yield key, value


def _holds_letters(name: str, value: Mapping) -> bool:
    """Whether a mapping is a question's parts by letter or number, and not the fields of one part."""
    if not any(character.isdigit() for character in name) or not value.pairs:
        return False
    return all(
        len(inner.text.strip().strip("()")) == 1 and inner.text.strip().strip("()").isalnum()
        for inner, _ in value.pairs
    )


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
