"""Names of result folders: safe on every system, unique in the class, the same on every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from grader.classroom.importers.entry import Found

_UNSAFE = re.compile(r"[^\w.@+() -]+|[\ud800-\udfff]")
_MAX_BYTES = 100
_RESERVED = frozenset({"grades.csv", "report.html", "grades.sqlite", "timings.csv", "results.json"})
_DEVICES = frozenset({"con", "prn", "aux", "nul"})


def safe_name(label: str) -> str:
    """The label as a folder's name: no separator, control character, leading dot or dash; never empty."""
    text = unicodedata.normalize("NFKC", label.encode("utf-8", "replace").decode())
    text = _UNSAFE.sub("-", " ".join(text.split())).strip(" .-")
    cut = text.encode("utf-8")[:_MAX_BYTES].decode("utf-8", "ignore").strip(" .-")
    return cut or "submission"


def unique_names(found: Sequence[Found]) -> list[str]:
    """A name for each submission. One that had to be changed, or that another has too, ends in a mark.

    The mark is made of the submission's origin, so it does not depend on what else the class holds.
    """
    plain = [safe_name(one.label) for one in found]
    taken = Counter(name.casefold() for name in plain)
    owners = Counter(name.casefold() for one, name in zip(found, plain, strict=True) if one.origin == name)
    names = []
    for one, name in zip(found, plain, strict=True):
        folded = name.casefold()
        owns = one.origin == name and owners[folded] == 1
        keeps = name == one.label and (taken[folded] == 1 or owns) and not _is_reserved(folded)
        names.append(name if keeps else f"{name}-{_mark(one.origin)}")
    return names


def _is_reserved(folded: str) -> bool:
    return folded in _RESERVED or folded.split(".")[0] in _DEVICES


def _mark(origin: str) -> str:
    return hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()[:6]
