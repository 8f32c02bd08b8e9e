"""What a reader of one file format takes and gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.model.submission import Block, CodeFile, Field, Remark


@dataclass(frozen=True)
class SourceFile:
    """One file of a submission, named as the student named it (with its folder, slashes forward)."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The last extension in lower case, dot included."""
        base = self.name.rpartition("/")[2]
        return "." + base.rpartition(".")[2].lower() if "." in base.lstrip(".") else ""

    @property
    def stem(self) -> str:
        """The name without folder and extension."""
        base = self.name.rpartition("/")[2]
        return base.rpartition(".")[0] or base


@dataclass(frozen=True)
class Document:
    """What one file says: blocks to be sorted by part, fields already sorted, code, and remarks."""

    blocks: tuple[Block, ...] = ()
    fields: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)
    """Part id to the fields that ``answers.yaml`` gives it; the field of a lone answer is named ``""``."""
    code: tuple[CodeFile, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: bool = False
    """Whether the file may hold answers that we cannot read."""
