"""Cut an answer into sentences with their places; questions and words to the grader are left aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grader.claims import language
from grader.claims.plain import plain_tokens
from grader.claims.slips import cues_mended
from grader.claims.translation.glossary import Glossary
from grader.claims.translation.glossing import Glossed, gloss, language_of
from grader.model.submission import Block, BlockKind, Field, FieldValue, Place, Span, spans_text

Row = tuple[tuple[Span, ...], ...]
_MAX_SENTENCES = 400
_COLUMNS = 3  # from which a cell is read with its column's heading
_LABEL = 60  # characters of a row's first cell that say what each of its cells is about
_SHORT_LABEL = 2  # words that may stand before *no*
_STATING = language.VERBS | language.NEGATORS | {"yes", "oui", "only"}
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|cf|resp|approx|eq|eqn|fig|sec|w\.r\.t|p\.ex|incl|ex|alg|thm|nec|suff|prob|seq|grad"
    r"|prop|cond|ineq|hyp|distr|vocab|def|cor|lem|est"
    r"|d\.\s?h|z\.\s?b|bzw|usw|ggf|bspw|vgl|ca|ecc|p\.\s?ej|ad es)\.|\b[eidz]\.)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<=[.!?;])[\"')\]»”*_]*(?=\s|$)|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])|\n\s*\n|\n(?=\s*(?:[-*•+]|\d+[.)]|\(?[a-z0-9]\))\s)"
    r"|\n(?=\s*(?:The|It|This|That|These|They|There|We|So|Hence|Thus|Therefore|However|But|Also|No|Yes|Because|"
    r"Since|If|For|As|When|Le|La|Les|Elle|Il|On|Donc|Ce|Cette|Non|Oui)\b)"
    r"|(?:(?<=[✓✔☑✅✗✘✕❌☒])|(?<=\? Yes)|(?<=\? No)|(?<=\? Oui)|(?<=\? Non))\s+(?=[A-Z])"
    r"|\n(?=\s*[^\W\d_][^\n:?.;,=]{0,30}[:?]\s)"
    r"|\n(?=\s*[^\W\d_][^\n:?.;,=]{0,30}\s(?:yes|no|oui|non|[✓✔☑✅✗✘✕❌☒])\s*(?:\n|$))|(?<=[:;]\))(?=\s)|\\\\(?=\s|$)"
    r"|(?:\A|(?<=\n))[^\n.!?;:$\\]{1,34}\n"
)
_ENUMERATED = re.compile(r"\s*\((?:i|a|A|1)\)\s|\s*(?:i|a|A|1)\)\s")
_NEXT_LABEL = re.compile(r"(?<=\s)(?=\(?(?:i{2,3}|iv|v|[b-eB-E]|[2-5])\)\s)")
_OWN_LABEL = re.compile(r"\s*\(?(?:i{1,3}|iv|v|[a-eA-E]|[1-5])\)\s+(?=\S)")
"""Labels in a line: *(i) no (ii) 3*."""
_GOES_ON = re.compile(
    r"(?i)(?:\b(?:and|or|but|the|an?|of|to|in|on|for|with|that|which|is|are|not|be|as|by|than|if|et|ou|mais|le|la|les|de"
    r"|que|un|une|des|du|est)|,)\s*$"
)
"""How a short line ends that the next one continues."""
_CONTINUES = re.compile(
    r"(?i)\s*(?:and|or|but|because|since|so|which|that|than|of|to|in|for|with|as|by|if|unless|when|while|though|et|ou"
    r"|mais|car|donc|que|qui|de|pour)\b"
)
"""How a line begins that continues a short one."""
_MATHS = re.compile(r"\$[^$]{0,2000}\$")
_ASKED = re.compile(
    r"\s*if (?:not|so|yes|no),? (?:please )?(?:name|give|explain|justify|describe|state|provide)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"(?:sorry )?[,.]? ?(?:i |we )?(?:really )?(?:do not know|have no idea|no idea|not sure|not sais"
    r"|je not sais|no answer|skip(?:ped)?|todo|idk"
    r"|(?:(?:ran|run) out of time|did not (?:have|get|find) (?:enough )?time|no (?:more )?time"
    r"|could not (?:do|solve|finish))(?: (?:for|to|on|with|left|it|this)(?: \w+){0,5})?)"
    r"(?: (?:why|exactly|about|of|reason|pourquoi)){0,3}"
    r"[ ,.!]*(?:sorry)?[ .!]*"
)
_GRADER = re.compile(
    r"\b(?:auto-?)?grader\b|\b(?:grading|marking) (?:system|script|scheme|instructions?)\b"
    r"|\bprevious instructions?\b|\bcorrecteur\b|\bnote (?:to|for) (?:the )?(?:ta|marker|instructor)s?\b",
    re.IGNORECASE,
)
_REWARD = re.compile(
    r"\b(?:full|maximum|all|the) (?:marks?|points?|credits?|score)\b|\bfull[- ]credit\b"
    r"|\b(?:give|award|grant|assign|mark|accept|grade|count|treat|consider|donnez|accordez)\b.{0,60}"
    r"\b(?:marks?|points?|credits?|correct|right|score|full|true|pass(?:ed)?|juste)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence, table row or displayed formula as written, and its tokens."""

    text: str
    place: Place
    tokens: tuple[str, ...]
    aside: str = ""
    """Why it takes no part in the reading (a question, *I do not know*, a table's header); or empty."""
    title: bool = False
    """Whether it is a heading without a verb, which names what follows and claims nothing for certain."""
    doubtful: bool = False
    """Whether it is in another language and many of its words are not known."""
    partial: bool = False
    """Whether it is in another language and any of its words is not known."""


def block_sentences(blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """The sentences of a write-up's blocks."""
    texts = [(block, line, text) for block in blocks for line, text in _block_texts(block)]
    glossary = language_of("\n".join(text for _, _, text in texts))
    found: list[Sentence] = []
    for block, line, text in texts:
        place = Place(block.place.file, block.place.line + line if block.place.line else 0)
        cut = _sentences(text, place, glossary)
        if not line and _heads_columns(block):
            cut = (replace(sentence, aside="header") for sentence in cut)
        found += map(_entitled, cut) if block.kind is BlockKind.HEADING else cut
        if len(found) >= _MAX_SENTENCES:
            return tuple(found[:_MAX_SENTENCES])
    return tuple(found)


def _entitled(sentence: Sentence) -> Sentence:
    """A sentence of a heading, marked as a title where no word of it makes it a statement."""
    return replace(sentence, title=_STATING.isdisjoint(sentence.tokens))


def field_sentences(value: Field) -> tuple[Sentence, ...]:
    """The sentences of a field of ``answers.yaml``."""
    text = _flat(value.value)
    return tuple(_sentences(text, value.place, language_of(text)))[:_MAX_SENTENCES]


def _flat(value: FieldValue) -> str:
    return value if isinstance(value, str) else ". ".join(_flat(item) for item in value)


def _block_texts(block: Block) -> Iterator[tuple[int, str]]:
    if block.kind is BlockKind.TABLE:
        for number, row in enumerate(block.rows):
            yield number, _row_text(row, block.rows[0] if number else ())
    elif block.kind is BlockKind.CODE:
        for number, line in enumerate(block.text.split("\n")):
            yield number, line
    else:
        labelled = f"{block.label} {block.text}" if _ENUMERATED.match(f"{block.label} ") else block.text
        yield 0, labelled if _NEXT_LABEL.search(block.text) else block.text


def _heads_columns(block: Block) -> bool:
    """Whether a table's first row is its header beyond doubt: with an empty corner."""
    first = block.rows[0] if len(block.rows) > 1 else ()
    return len(first) >= _COLUMNS and not spans_text(first[0]).strip()


def _row_text(row: Row, header: Row) -> str:
    """A row's cells behind its first; where there are several, each behind its column and its row."""
    cells = [spans_text(cell) for cell in row]
    if len(cells) < _COLUMNS or len(header) != len(row):
        return " : ".join(cells)
    if len(cells[0]) > _LABEL:
        named = [
            f"{spans_text(head)} {cell}" for head, cell in zip(header[1:], cells[1:], strict=True) if cell
        ]
        return f"{cells[0]} : {' , '.join(named)}"
    named = [
        _cell_text(spans_text(head), cells[0], cell)
        for head, cell in zip(header[1:], cells[1:], strict=True)
        if cell
    ]
    return " , ".join(named)


def _cell_text(head: str, label: str, cell: str) -> str:
    """A cell behind its column and its row; *no* before what a longer row says."""
    if len(label.split()) > _SHORT_LABEL and plain_tokens(cell) in (("no",), ("not",)):
        return f"{head} not {label}"
    return f"{head} {label} {cell}"


def _sentences(text: str, place: Place, glossary: Glossary | None) -> Iterator[Sentence]:
    for start, piece in _cut(text):
        said = _OWN_LABEL.sub("", piece, count=1) if _OWN_LABEL.match(piece) else piece
        read = gloss(said, glossary) if glossary else _mixed(said)
        tokens = plain_tokens(read.text)
        if any(character.isalnum() for token in tokens for character in token):
            line = place.line + text.count("\n", 0, start) if place.line else 0
            yield Sentence(
                piece,
                Place(place.file, line),
                tokens,
                _aside(piece, tokens),
                title=_is_run_in_heading(tokens) and start + len(piece) < len(text.rstrip()),
                doubtful=not read.known,
                partial=not read.complete,
            )


def _mixed(text: str) -> Glossed:
    """A sentence of an English or French answer, of which pieces may be in another language all the same."""
    read = [_piece(piece) for piece in _COLON.split(text)]
    return Glossed(
        " ".join(each.text for each in read),
        all(each.known for each in read),
        all(each.complete for each in read),
    )


def _piece(text: str) -> Glossed:
    glossary = language_of(text) if text.count(" ") >= _TELLING else None
    read = gloss(text, glossary) if glossary else None
    # French looks like its neighbours, but not to the last word
    return read if read and read.complete else Glossed(cues_mended(text), True, True)


_COLON = re.compile(r"(?<=[^\d\s][:;])\s+(?=[^\W\d_]{2})")
_TELLING = 5  # blanks in what is long enough to tell its language by itself


def _is_run_in_heading(tokens: tuple[str, ...]) -> bool:
    """Whether a sentence is one abstract noun, which names what follows: *Sufficiency.*"""
    return len(tokens) == _HEADING and tokens[0].endswith(_ABSTRACT) and tokens[1] in (".", ":")


_HEADING = 2  # tokens of a heading inside a line, its stop among them
_ABSTRACT = ("ity", "iency", "ance", "ence", "ite", "sion", "tion", "iour", "ior")


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offsets; a stop inside mathematics or after an abbreviation ends none."""
    maths = [match.span() for match in _MATHS.finditer(text)]
    start = 0
    labels = _NEXT_LABEL.finditer(text) if _ENUMERATED.match(text) else iter(())
    for match in sorted([*_END.finditer(text), *labels], key=lambda match: match.span()):
        end = match.end()
        inside = any(first < match.start() < last for first, last in maths)
        if inside or (match.group().strip() == "" and _ABBREVIATION.search(text[start : match.start()])):
            continue
        if (
            match.group().endswith("\n")
            and len(match.group()) > 1
            and (_GOES_ON.search(match.group()) or _CONTINUES.match(text, end))
        ):
            continue
        if text[start:end].strip():
            yield start + _indent(text[start:end]), " ".join(text[start:end].split())
        start = end
    if text[start:].strip():
        yield start + _indent(text[start:]), " ".join(text[start:].split())


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _aside(text: str, tokens: tuple[str, ...]) -> str:
    if text.rstrip(" \"')»”*_").endswith("?") or _ASKED.match(text):
        return "question"
    if _BLANK.fullmatch(" ".join(tokens)):
        return "blank"
    if _REWARD.search(text) and (
        _GRADER.search(text) or re.search(r"\b(?:please|must|should|ignore|you)\b", text, re.I)
    ):
        return "grader"
    if _GRADER.search(text) and re.search(r"\b(?:ignore|must|should|please|correct)\b", text, re.I):
        return "grader"
    return ""
