"""Write what Obsidian, HackMD, Quarto and pandoc add to Markdown in the form that all readers know."""

from __future__ import annotations

import re

_CALLOUT = re.compile(r"^(?P<quote>[ \t]*(?:>[ \t]*)+)\[!(?P<kind>[\w|-]+)\][+-]?[ \t]*(?P<title>.*)$")
_DIVISION = re.compile(r"^(?P<lead>[ \t>]*):{3,}[ \t]*(?P<rest>\{[^\n]*\}|[\w-]*(?:[ \t][^\n]*)?)[ \t]*:*$")
_DIVISION_TITLE = re.compile(r"""title[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')""")
_PLAIN_TITLE = re.compile(
    r"(?:(?:my|the)\s+)?(?:answer|solution|proof|r[ée]ponse|preuve|hint|note|details?)s?\s*[.:]?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}(?=[ \t])")
_ATTRIBUTES = re.compile(
    r"[ \t]*\{[ \t]*(?:(?:[#.][\w:.-]+|-|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[\w.-]+))[ \t]*)+\}[ \t]*#*[ \t]*$"
)
_UNNUMBERED = re.compile(r"\{(?:[^{}]*\s)?(?:-|\.unnumbered)(?:\s[^{}]*)?\}")
_HIGHLIGHT = re.compile(r"(?<![=<>!\w:])==(?=[^\s=])([^=\n]+?)(?<=[^\s=<>!])==(?![=\w])")
_UNDERLINED = re.compile(r"\[([^\[\]\n]+)\]\{\.(?:underline|ul|mark|smallcaps)\}")
_BLOCK_NAME = re.compile(r"^[ \t>]*\^[\w-]{2,40}[ \t]*$")
_EQUATION_NAME = re.compile(r"(?<=\S)[ \t]*\{#eq[-:][\w:.-]+\}")
NUMBERED = re.compile(r"(?mi)^[ \t]*-?[ \t]*number[-_]?sections?[ \t]*:[ \t]*(?:true|yes)\b")
"""What a document's front matter says where its headings are to be numbered."""


def plain_row(row: str) -> str:
    """A line without what only one program understands; a box's own title becomes a heading."""
    if ":::" in row and (division := _DIVISION.match(row)):
        title = _DIVISION_TITLE.search(division["rest"])
        words = division["rest"].partition(" ")[2] if not division["rest"].startswith("{") else ""
        return _titled(division["lead"], (title[1] or title[2]) if title else words)
    if "[!" in row and (callout := _CALLOUT.match(row)):
        return _titled(callout["quote"], callout["title"])
    if "{" in row:
        row = _EQUATION_NAME.sub("", _UNDERLINED.sub(r"\1", row))
        row = _ATTRIBUTES.sub("", row) if _HEADING.match(row) else row
    if "==" in row:
        row = _HIGHLIGHT.sub(r"\1", row)
    return "" if "^" in row and _BLOCK_NAME.match(row) else row


def _titled(lead: str, title: str) -> str:
    title = title.strip()
    return f"{lead}###### {title}" if title and not _PLAIN_TITLE.fullmatch(title) else lead.rstrip()


def heading_level(row: str) -> int:
    """The level of a heading that shows a number where headings do; 0 for any other line."""
    match = _HEADING.match(row)
    return match[0].count("#") if match and not _UNNUMBERED.search(row) else 0
