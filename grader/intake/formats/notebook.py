"""Read a Jupyter notebook: its text cells are the write-up, its code cells a Python file."""

from __future__ import annotations

import json
import re
from typing import Any

from grader.intake.files.documents import Document, SourceFile
from grader.intake.files.encoding import clean_text, decode
from grader.intake.formats.markdown.reader import read_markdown
from grader.model.submission import CodeFile, Place, Remark, RemarkKind

_MAGIC = re.compile(r"^[ \t]*(?:[%!?]|[\w.]+\?{1,2}[ \t]*$)")
_MAX_CELLS = 2000


def read_notebook(file: SourceFile) -> Document:
    """The text cells as blocks (places count cells and lines in them), the code cells as one file."""
    cells, problem = _cells(file)
    if problem:
        return Document(remarks=(Remark(RemarkKind.UNREADABLE_FILE, Place(file.name), problem),), unread=True)
    lines: list[str] = []
    origin: list[Place] = []
    code: list[str] = []
    for number, (kind, source) in enumerate(cells, start=1):
        if kind == "code":
            code.append(f"# In[{number}]:\n{_without_magics(source)}")
            continue
        rows = clean_text(_closed(source)).split("\n")
        lines += [*rows, ""]
        origin += [Place(f"{file.name} cell {number}", row) for row in range(1, len(rows) + 2)]
    remarks: tuple[Remark, ...] = ()
    blocks, failure = read_markdown("\n".join(lines), lambda line: _origin(origin, line, file.name))
    if failure:
        remarks = (Remark(RemarkKind.READ_PLAINLY, Place(file.name), failure),)
    source = "\n\n".join(code)
    files = (CodeFile(file.name, source.encode("utf-8", errors="replace")),) if source.strip() else ()
    return Document(blocks, code=files, remarks=remarks)


def _origin(origin: list[Place], line: int, name: str) -> Place:
    return origin[min(line, len(origin)) - 1] if origin else Place(name)


def _cells(file: SourceFile) -> tuple[list[tuple[str, str]], str]:
    """Kind and source of every cell, or what is wrong with the file."""
    text = decode(file.data).text
    if text is None:
        return [], "it is not a text file"
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return [], "it is not a notebook: its content is no valid JSON"
    cells = _cell_list(notebook)
    if cells is None:
        return [], "it is not a notebook: it has no cells"
    read = [
        (str(cell.get("cell_type", "")), _source(cell))
        for cell in cells[:_MAX_CELLS]
        if isinstance(cell, dict)
    ]
    return [("code" if kind == "code" else "text", source) for kind, source in read], ""


def _cell_list(notebook: Any) -> list[Any] | None:
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = notebook.get("worksheets")  # notebooks of format 3
    if isinstance(sheets, list):
        return [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or ()]
    return None


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        return "".join(piece for piece in source if isinstance(piece, str))
    return source if isinstance(source, str) else ""


def _closed(source: str) -> str:
    """A cell whose open fence is closed, so that it cannot swallow the next cell."""
    fences = re.findall(r"(?m)^[ \t]*(```|~~~)", source)
    return f"{source}\n{fences[-1]}" if len(fences) % 2 else source


def _without_magics(source: str) -> str:
    """Code without the notebook's own commands, each left as a comment so that lines keep their numbers."""
    if source.lstrip().startswith("%%"):
        first = source.lstrip().split(None, 1)[0]
        keep = first in ("%%time", "%%timeit", "%%capture", "%%prun")
        rows = source.split("\n")
        return "\n".join([f"# {rows[0]}", *rows[1:]]) if keep else "\n".join(f"# {row}" for row in rows)
    return "\n".join(_without_magic(row) for row in source.split("\n"))


def _without_magic(row: str) -> str:
    if not _MAGIC.match(row):
        return row
    indent = row[: len(row) - len(row.lstrip())]
    return f"{indent}pass  # {row.strip()}"
