"""Turn the bytes of a text file into text, whatever editor wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.intake.text.marks import PRIVATE

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_TERMINAL = re.compile(
    r"(?:\x1b\[|\x9b)[0-9;?]*[ -/]*[@-~]"
    r"|\x1b[\]P^_X][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?|[\x80-\x9f]"
)
"""Commands to a terminal (colours, titles), which are no part of the text, and controls of the C1 set."""
_DAMAGE = (
    (re.compile("\x07(?=lpha|rg|pprox|st(?![a-z]))"), r"\\a"),
    (re.compile("\x08(?=eta|oldsymbol|ar(?![a-z])|egin|m[ {]|f[ {]|inom|ig)"), r"\\b"),
    (re.compile("\t(?=heta|imes|au(?![a-z])|ext[a-z]*[{]|op(?![a-z])|ilde|frac)"), r"\\t"),
    (re.compile("\n(?=abla(?![a-z]))"), r"\\n"),
    (re.compile("\x0b(?=ec(?![a-z])|ar(?![a-z])|arepsilon|arphi|dots)"), r"\\v"),
    (re.compile("\x0c(?=rac|orall)"), r"\\f"),
    (re.compile("\r(?=ho(?![a-z])|ight|angle)"), r"\\r"),
)
"""Control characters that an unescaped command (``\\beta``, ``\\frac``) became in some other program."""
_MAX_CONTROL_SHARE = 0.02


@dataclass(frozen=True)
class Decoded:
    """A file's text; `guessed` names the encoding where it had to be guessed; None when it is no text."""

    text: str | None
    guessed: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file: UTF-8, UTF-16 by its mark or its zeros, else Windows-1252 as a stated guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"), "")
    encoding = _utf_16_by_zeros(data)
    if encoding:
        return _checked(data.decode(encoding, errors="replace"), "UTF-16")
    try:
        return _checked(data.decode("utf-8"), "")
    except UnicodeDecodeError as error:
        if _mostly_utf_8(data, error.start):
            return _checked(data.decode("utf-8", errors="replace"), "UTF-8 with damaged characters")
    return _checked(data.decode("cp1252", errors="replace"), "Windows-1252 (Latin-1)")


def clean_text(text: str) -> str:
    """Text with one kind of line end and blank, and without invisible or private characters."""
    text = text.replace("\r\n", "\n")
    for damage, command in _DAMAGE:
        text = damage.sub(command, text)
    text = text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\u00a0", " ").replace("\u202f", " ")
    return _CONTROL.sub("", _INVISIBLE.sub("", PRIVATE.sub("\ufffd", _TERMINAL.sub("", text))))


def _checked(text: str, guessed: str) -> Decoded:
    sample = text[:200_000]
    controls = len(_CONTROL.findall(_TERMINAL.sub("", sample).replace("\x08", ""))) + sample.count("\ufffd")
    if controls > 8 and controls > _MAX_CONTROL_SHARE * len(sample):
        return Decoded(None)
    return Decoded(clean_text(text), guessed)


def _utf_16_by_zeros(data: bytes) -> str:
    sample = data[:4000]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _mostly_utf_8(data: bytes, first_fault: int) -> bool:
    """Whether a file is UTF-8 but for a few bytes: its well-formed sequences outnumber the faults."""
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    return good > 4 * bad
