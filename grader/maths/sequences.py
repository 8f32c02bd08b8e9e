"""Compare a sequence of words or numbers, and the log-likelihood that goes with it, with the expected one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from grader.maths.equality import EQUAL, Verdict, different, undecided
from grader.maths.numbers import Numeral, arithmetic, plain_numbers, read_numeral, uses_decimal_comma
from grader.maths.reasons import Reason

_MAX_CHARACTERS = 20_000
_MAX_FOUND = 100


@dataclass(frozen=True)
class Cluster:
    """Numbers joined by signs and equalities, such as ``-1.5 - 3.4 - 3.3 = -8.2``, and what they come to."""

    value: Numeral
    start: int
    end: int
    chain: bool = False
    """Whether it is a sum or an equality, and not a number alone."""


_TERM = (
    r"\(?\s*[-+]?\s*\(?\s*[-+]?\s*\d+(?:[.,]\d+)?(?:[eE]-\d+)?\s*\)?"
    r"(?:\s*(?:\\times|×|\*)\s*10\s*\^\s*\{?\s*-\d+\}?)?"
)
_CLUSTER = re.compile(
    rf"(?<![\w.^_\\{{:,]){_TERM}(?:\s*[-+]\s*{_TERM})*(?:\s*(?:=|≈|\\approx|"
    rf"~)\s*{_TERM}(?:\s*[-+]\s*{_TERM})*)*"
)
_EXPONENTIAL = re.compile(
    r"(?:\be\s*\^\s*\{?|\\?\bexp\s*[({]|\\exp\s*[({])\s*([-−]\s*\d+(?:[.,]\d+)?)\s*[)}]?"
)


def find_clusters(text: str) -> tuple[Cluster, ...]:
    """The clusters that may be log-likelihoods: with decimals or below zero; offsets are of the text."""
    comma = uses_decimal_comma(text)
    plain = re.sub(r"[−–‐‑]", "-", text[:_MAX_CHARACTERS])
    plain = re.sub(
        r"[$\x02&|]|\\(?:left|right|,|;|!|quad|text\{\s*\}|mathbf|boldsymbol|bf|textbf)",
        lambda match: " " * len(match.group()),
        plain,
    )
    plain = _EXPONENTIAL.sub(lambda match: match[1].rjust(len(match.group())), plain)
    found = []
    for match in _CLUSTER.finditer(plain):
        value = _cluster_value(match.group(), comma=comma)
        if value is not None and (value.value < 0 or (value.decimals and value.decimals > 0)):
            chain = bool(re.search(r"=|≈|\\approx|\d\s*\)?\s*[-+]\s*\(?\s*[-+]?\s*\d", match.group()))
            leading = len(match.group()) - len(match.group().lstrip())
            found.append(Cluster(value, match.start() + leading, match.end(), chain))
    return tuple(found[:_MAX_FOUND])


def _cluster_value(text: str, *, comma: bool) -> Numeral | None:
    last = re.split(r"=|≈|\\approx|~", text)[-1].strip()
    if comma or re.fullmatch(r"[-+\s()]*\d+,\d{1,4}[\s)]*", last):
        last = re.sub(r"(?<=\d),(?=\d)", ".", last)
    last = last.strip("() ") if last.count("(") != last.count(")") else last
    return read_numeral(last) or arithmetic(plain_numbers(last))


_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|not sure|guess|either|or|ou|probably|peut-être|depending|might)\b|\?", re.IGNORECASE
)
_FILLER = frozenset(
    [
        "the",
        "a",
        "an",
        "sequence",
        "is",
        "so",
        "hence",
        "thus",
        "therefore",
        "decoded",
        "best",
        "most",
        "likely",
        "answer",
        "result",
        "of",
        "words",
        "tokens",
        "w",
        "we",
        "get",
        "obtain",
        "log",
        "p",
        "e",
        "exp",
        "likelihood",
        "with",
        "la",
        "le",
        "séquence",
        "est",
        "star",
        "quad",
        "ldots",
        "bos",
    ]
)
_JOINING = frozenset(
    [
        "then",
        "followed",
        "by",
        "and",
        "next",
        "puis",
        "ensuite",
        "et",
        "to",
        "rightarrow",
        "longrightarrow",
        "text",
        "texttt",
        "mathrm",
    ]
)


def compare_sequence(student: str, reference: str) -> Verdict:
    """Whether an answer gives the sequence of the reference, and its number where the reference has one."""
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    expected, number = _reference_parts(reference)
    if not expected:
        return undecided(Reason.UNPARSED, "the reference has no words")
    if _HEDGE.search(student) and not _HEDGE.search(reference):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    items = _items(student)
    if not any(re.search(r"[^\W\d]", item) for item in expected):
        items, expected = _whole_numbers(student), tuple(_whole_numbers(reference))
    return _compare_items(items, expected, number, student)


def _reference_parts(reference: str) -> tuple[tuple[str, ...], Fraction | None]:
    items = _items(reference)
    if not any(re.search(r"[^\W\d]", item) for item in items):
        return tuple(items), None
    clusters = find_clusters(reference)
    words = tuple(item for item in items if re.search(r"[^\W\d]", item))
    return words, clusters[-1].value.value if clusters else None


def _items(text: str) -> list[str]:
    """Words and whole numbers in order, without start tokens and LaTeX."""
    plain = re.sub(r"\\?<[^<>]{1,8}>|\\langle.{0,30}?\\rangle|\bBOS\b", " ", text)
    plain = re.sub(
        r"\\(?:text|texttt|mathrm|textit|textbf|mathtt|mathbf|operatorname)\s*\{([^{}]*)\}", r" \1 ", plain
    )
    plain = re.sub(r"\\[A-Za-z]+|[_^]\s*\{[^{}]*\}|[_^]\s*\S", " ", plain)
    return [match.group().lower() for match in re.finditer(r"[^\W\d_]+|[-−]?\d+(?:[.,]\d+)?", plain)]


def _whole_numbers(text: str) -> list[str]:
    return re.findall(r"(?<![\w^{])[-−]?\d+(?![\w.}])", text)


def _compare_items(
    items: list[str], expected: tuple[str, ...], number: Fraction | None, student: str
) -> Verdict:
    numeric = not any(re.search(r"[^\W\d]", item) for item in expected)
    own = [item for item in items if bool(re.search(r"[^\W\d]", item)) != numeric]
    wanted = list(expected)
    own = [item for item in own if item not in _JOINING or item in wanted]
    places = [
        place for place in range(len(own) - len(wanted) + 1) if own[place : place + len(wanted)] == wanted
    ]
    rest = list(own)
    if places:
        rest = own[: places[-1]] + own[places[-1] + len(wanted) :]
    strange = [item for item in rest if item not in _FILLER]
    if places and not strange:
        return _compare_number(student, number)
    if places:
        return undecided(Reason.AMBIGUOUS, f"other words stand beside the sequence: {' '.join(strange[:5])}")
    content = [item for item in own if item not in _FILLER or item in wanted]
    if not set(content) & set(wanted) and not numeric and len(own) != len(wanted):
        return undecided(Reason.UNPARSED, "the sequence was not found")
    if (
        (len(content) >= len(wanted) and len(own) <= len(wanted) + 2)
        or sorted(content) == sorted(wanted)
        or (content and len(own) <= len(wanted))
    ):
        return different(f"{' '.join(own[:12])} and not {' '.join(expected)}")
    return undecided(Reason.UNPARSED, "the sequence was not found")


def _compare_number(student: str, number: Fraction | None) -> Verdict:
    if number is None:
        return EQUAL
    clusters = find_clusters(student)
    if not clusters:
        return undecided(Reason.UNPARSED, "no number was found")
    if clusters[-1].value.value == number:
        return EQUAL
    return different(f"{clusters[-1].value.text} and not {float(number):g}")
