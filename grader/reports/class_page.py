"""The page of a class: distributions, mistakes by frequency, what awaits a person, every submission."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from grader.reports.gradebook import ClassRow
from grader.reports.html import anchor, render_page
from grader.reports.plots import bins, histogram, shares, sparkline
from grader.reports.prose import one_line, points_text

_SCRIPT = Path(__file__).parent / "templates" / "sort.js"
_BARS = 16
_SPARKS = 9
_MAX_GROUPS = 300
_MAX_LINKS = 60


@dataclass(frozen=True)
class PartFigures:
    """How the class did on one part."""

    id: str
    title: str
    max_score: Decimal
    mean: Decimal
    full: int
    some: int
    none: int
    awaiting: int
    picture: str


@dataclass(frozen=True)
class MistakeFigures:
    """How often one mistake was made, and by whom."""

    part: str
    id: str
    rows: tuple[ClassRow, ...]


@dataclass(frozen=True)
class LikeAnswers:
    """Submissions that await a person on one part with the same answer."""

    answer: str
    rows: tuple[ClassRow, ...]


def render_class(rows: Sequence[ClassRow], titles: Mapping[str, str], assignment: str) -> str:
    """The page; `titles` gives the parts in order. Links lead to each submission's own report beside it."""
    from markupsafe import Markup

    graded = [row for row in rows if not row.problem]
    figures = [_part_figures(part_id, title, graded) for part_id, title in titles.items()]
    return render_page(
        "class.html.jinja",
        script=_SCRIPT.read_text(encoding="utf-8"),
        assignment=assignment,
        rows=rows,
        graded=graded,
        failed=[row for row in rows if row.problem],
        summary=_summary(graded),
        totals=Markup(_totals_picture(graded)),
        overview=Markup(_overview_picture(figures)) if graded else "",
        parts=figures,
        mistakes=_mistakes(graded),
        awaiting=_awaiting(graded, titles),
        link=report_link,
        max_links=_MAX_LINKS,
        picture=Markup,
        percent=_percent,
    )


def report_link(row: ClassRow, part_id: str = "") -> str:
    """Where the submission's own page lies, relative to the class page."""
    return f"{quote(row.name)}/report.html" + (f"#{anchor(part_id)}" if part_id else "")


def _summary(graded: Sequence[ClassRow]) -> Mapping[str, str]:
    totals = [row.score for row in graded]
    if not totals:
        return {}
    quartiles = statistics.quantiles(totals, n=4, method="inclusive") if len(totals) > 1 else totals * 3
    return {
        "Mean": _figure(statistics.mean(totals)),
        "Median": _figure(statistics.median(totals)),
        "Middle half": f"{_figure(quartiles[0])} to {_figure(quartiles[2])}",
        "Lowest": _figure(min(totals)),
        "Highest": _figure(max(totals)),
        "Out of": points_text(graded[0].max_score),
    }


def _figure(value: Decimal) -> str:
    return points_text(value.quantize(Decimal("0.01")))


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.0f} %" if total else "–"


def _totals_picture(graded: Sequence[ClassRow]) -> str:
    maximum = max((row.max_score for row in graded), default=Decimal(0))
    if not maximum:
        return ""
    counts = bins([float(row.score) for row in graded], float(maximum), _BARS)
    labels = [points_text((maximum * index / _BARS).quantize(Decimal("0.1"))) for index in range(_BARS)]
    return histogram(labels, counts, f"How many submissions have which total, in {_BARS} steps")


def _overview_picture(figures: Sequence[PartFigures]) -> str:
    rows = [(part.id, (part.full, part.some, part.none)) for part in figures]
    return shares(rows, ("full marks", "some points", "no points"), "Full, some and no points on each part")


def _part_figures(part_id: str, title: str, graded: Sequence[ClassRow]) -> PartFigures:
    grades = [row.parts[part_id] for row in graded if part_id in row.parts]
    maximum = max((grade.max_score for grade in grades), default=Decimal(0))
    full = sum(grade.score >= grade.max_score for grade in grades)
    none = sum(grade.score <= 0 < grade.max_score for grade in grades)
    counts = bins([float(grade.score) for grade in grades], float(maximum), _SPARKS)
    return PartFigures(
        id=part_id,
        title=title,
        max_score=maximum,
        mean=statistics.mean(grade.score for grade in grades) if grades else Decimal(0),
        full=full,
        some=len(grades) - full - none,
        none=none,
        awaiting=sum(grade.review for grade in grades),
        picture=sparkline(counts, f"Points on {part_id}, from 0 to {points_text(maximum)}"),
    )


def _mistakes(graded: Sequence[ClassRow]) -> list[MistakeFigures]:
    made: dict[tuple[str, str], list[ClassRow]] = defaultdict(list)
    for row in graded:
        for part_id, grade in row.parts.items():
            for mistake in grade.mistakes:
                made[part_id, mistake].append(row)
    figures = [MistakeFigures(part, mistake, tuple(rows)) for (part, mistake), rows in made.items()]
    return sorted(figures, key=lambda one: (-len(one.rows), one.part, one.id))


def _awaiting(graded: Sequence[ClassRow], titles: Mapping[str, str]) -> list[dict[str, object]]:
    """For each part with anything to look at: its groups of like answers, the largest first."""
    waiting = []
    for part_id, title in titles.items():
        groups: dict[str, list[ClassRow]] = defaultdict(list)
        for row in graded:
            grade = row.parts.get(part_id)
            if grade is not None and grade.review:
                groups[_likeness(grade.answer)].append(row)
        ordered = sorted(groups.values(), key=lambda rows: (-len(rows), rows[0].name))
        if ordered:
            waiting.append(
                {
                    "id": part_id,
                    "title": title,
                    "count": sum(len(rows) for rows in ordered),
                    "groups": [
                        LikeAnswers(one_line(rows[0].parts[part_id].answer, 500), tuple(rows))
                        for rows in ordered[:_MAX_GROUPS]
                    ],
                    "left_out": len(ordered) - len(ordered[:_MAX_GROUPS]),
                }
            )
    return waiting


def _likeness(answer: str) -> str:
    """Answers that differ in spaces, capitals or delimiters only are alike."""
    return "".join(
        character for character in answer.casefold() if not character.isspace() and character not in "$.,;"
    )
