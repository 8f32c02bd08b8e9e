"""Distributions as pictures inside the page: SVG drawn by pygal, stripped of scripts, styles and dates."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = ("defs", "desc", "style", "script")
_OVERLAYS = ("tooltip-overlay",)


def histogram(labels: Sequence[str], counts: Sequence[int], title: str) -> str:
    """Bars, one a label, as an ``<svg>`` element with a title for screen readers."""
    pygal = _pygal()
    chart = pygal.Bar(**_settings(760, 240), print_values=True, x_label_rotation=0)
    chart.x_labels = list(labels)
    chart.value_formatter = lambda value: str(int(value)) if value else ""
    chart.y_labels = _ticks(max(counts, default=0))
    chart.add("", list(counts))
    return _stripped(chart, title)


def shares(rows: Sequence[tuple[str, Sequence[int]]], series: Sequence[str], title: str) -> str:
    """A bar a row, divided into `series`, as an ``<svg>`` element; counts are drawn as they are."""
    pygal = _pygal()
    chart = pygal.HorizontalStackedBar(**_settings(760, 26 * len(rows) + 60))
    chart.x_labels = [label for label, _ in reversed(rows)]
    chart.value_formatter = lambda value: str(int(value))
    for index, name in enumerate(series):
        chart.add(name, [counts[index] for _, counts in reversed(rows)])
    return _stripped(chart, title)


def sparkline(counts: Sequence[int], title: str) -> str:
    """A small histogram without axes, to stand in a table's row."""
    pygal = _pygal()
    settings = _settings(110, 26) | {
        "margin": 0,
        "spacing": 1,
        "show_x_labels": False,
        "show_y_labels": False,
    }
    chart = pygal.Bar(**settings)
    chart.add("", list(counts))
    return _stripped(chart, title)


def bins(values: Sequence[float], maximum: float, count: int) -> list[int]:
    """How many values lie in each of `count` equal stretches of [0, maximum]; the top belongs to the last."""
    counts = [0] * count
    for value in values:
        place = int(value / maximum * count) if maximum > 0 else 0
        counts[min(max(place, 0), count - 1)] += 1
    return counts


def _pygal() -> Any:
    import pygal

    # pygal hooks every later import of the process with a finder of the old kind, which Python warns of.
    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    return pygal


def _settings(width: int, height: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "js": (),
        "css": (),
        "disable_xml_declaration": True,
        "show_legend": False,
        "no_prefix": True,
        "explicit_size": False,
        "spacing": 6,
        "margin": 6,
        "show_minor_y_labels": True,
    }


def _ticks(highest: int) -> list[int]:
    """Whole numbers for the axis: about five."""
    step = max(1, -(-highest // 5))
    return list(range(0, highest + step, step))


def _stripped(chart: Any, title: str) -> str:
    """The drawing alone: our page styles it; nothing of it runs, links out or tells the day."""
    chart.uuid = "chart"
    root = ElementTree.fromstring(chart.render(is_unicode=True))
    _strip(root)
    root.attrib.pop("id", None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", title)
    root.set("xmlns", _SVG.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode")


def _strip(element: ElementTree.Element) -> None:
    element.attrib.pop("style", None)
    element.tail = None
    element.tag = element.tag.removeprefix(_SVG)
    for child in list(element):
        name = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else "comment"
        classes = (child.get("class") or "").split()
        empty = name == "g" and not len(child)
        if (
            name in _DROPPED
            or name in ("comment", "title")
            or empty
            or any(word in classes for word in _OVERLAYS)
        ):
            element.remove(child)
        else:
            _strip(child)
