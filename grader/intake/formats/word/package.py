"""The parts of a Word document's package that hold text: unpacked within bounds, packed anew for pandoc."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import Element

from grader.intake.formats.word.ooxml import WordProblem, parsed, written

_MAX_PARTS = 3000
_MAX_XML = 8 * 1024 * 1024  # bytes, of all parts that hold text, unpacked: some 200 pages of equations
_MAX_DEPTH = 300  # elements in elements: rules that look into all that is below stay fast
_DAMAGED = "it is not a Word document, or it is damaged"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
NOTES = ("footnotes", "endnotes")
_OTHERS = ("styles", "numbering", *NOTES)


def unpack_text(data: bytes) -> dict[str, Element]:
    """The roots of the parts that hold text: ``document``, and where they are there, styles and the like."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unpacked(package)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise WordProblem(_DAMAGED) from error


def _unpacked(package: zipfile.ZipFile) -> dict[str, Element]:
    members = {member.filename: member for member in package.infolist()}
    if len(members) > _MAX_PARTS:
        raise WordProblem(f"it consists of more than {_MAX_PARTS} files")
    document = _main_document(package, members)
    names = {"document": document}
    names |= {other: posixpath.join(posixpath.dirname(document), f"{other}.xml") for other in _OTHERS}
    wanted = {part: members[path] for part, path in names.items() if path in members}
    if "document" not in wanted:
        raise WordProblem(_DAMAGED)
    if sum(member.file_size for member in wanted.values()) > _MAX_XML:
        raise WordProblem(
            f"its text is larger than {_MAX_XML >> 20} MB when unpacked: leave out all that is no answer"
        )
    roots = {part: parsed(package.read(member)) for part, member in wanted.items()}
    for root in roots.values():
        _check_depth(root)
    return roots


def _main_document(package: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> str:
    """Where the text is: ``word/document.xml``, or where the package says (Word online)."""
    relations = members.get("_rels/.rels")
    if "word/document.xml" not in members and relations and relations.file_size <= 1 << 20:
        for each in parsed(package.read(relations)):
            if each.get("Type", "").endswith("/officeDocument"):
                return each.get("Target", "").lstrip("/")
    return "word/document.xml"


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(_MAX_DEPTH):
        level = [child for each in level for child in each]
        if not level:
            return
    raise WordProblem("its structure is nested too deeply")


def pack_text(roots: dict[str, Element]) -> bytes:
    """A document of these parts alone."""
    stream = io.BytesIO()
    kinds = {part: "document.main" if part == "document" else part for part in roots}
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE.format(kind)}"/>'
        for part, kind in kinds.items()
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
        )
        package.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        others = {part: f"{part}.xml" for part in roots if part != "document"}
        package.writestr("word/_rels/document.xml.rels", _relations(others))
        for part, root in roots.items():
            package.writestr(f"word/{part}.xml", written(root))
    return stream.getvalue()


def _relations(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'
