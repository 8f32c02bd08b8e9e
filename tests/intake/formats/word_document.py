"""Write small Word documents as Word itself lays them out: runs cut anywhere, equations, tracked changes, text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_document(*paragraphs: str, **others: str) -> bytes:
    """A .docx of these paragraphs, each given as the XML inside ``w:p``; `others` are its other parts' content."""
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_SPACES}><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
        if others:
            package.writestr("word/_rels/document.xml.rels", _relations(others))
        for name, content in others.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {_SPACES}>{content}</w:{name}>")
    return stream.getvalue()


def _relations(names: Iterable[str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    each = "".join(f'<Relationship Id="r{name}" Type="{base}/{name}" Target="{name}.xml"/>' for name in names)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{each}</Relationships>'


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """One level of a list: how it counts and what it shows."""
    return f'<w:lvl w:ilvl="{depth}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(
    *levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
) -> str:
    """The lists of a document: one list of these levels, used as list 1 unless `instances` say more."""
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{instances}'


def style(name: str, title: str, properties: str = "", based: str = "") -> str:
    """A paragraph style."""
    above = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{above}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def styled(name: str) -> str:
    """The properties of a paragraph of that style."""
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def listed(depth: int, number: int = 1) -> str:
    """The properties of a list paragraph."""
    return f"<w:pPr>{in_list(depth, number)}</w:pPr>"


def in_list(depth: int, number: int = 1) -> str:
    """Membership of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return (
        f'<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


def letters(text: str) -> str:
    """A run of mathematics."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def power(base: str, exponent: str) -> str:
    """An equation's superscript."""
    return f"<m:sSup><m:e>{letters(base)}</m:e><m:sup>{letters(exponent)}</m:sup></m:sSup>"


def equation(content: str) -> str:
    """An equation within a line."""
    return f"<m:oMath>{content}</m:oMath>"


def displayed(content: str) -> str:
    """An equation in a line of its own."""
    return f"<m:oMathPara><m:oMath>{content}</m:oMath></m:oMathPara>"


def text_box(paragraph: str) -> str:
    """A text box, with the second copy that Word adds for older programs."""
    inner = f"<w:txbxContent><w:p>{paragraph}</w:p></w:txbxContent>"
    modern = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
