"""Pictures are plain SVG: the same every day, without script, style or link."""

import re

import pytest

from grader.reports.plots import bins, histogram, shares, sparkline

PICTURES = [
    histogram(["0", "<4>"], [3, 5], "Totals & more"),
    histogram([], [], "empty"),
    shares([("1.1", (1, 2, 3)), ("2", (0, 0, 0))], ("full", "some", "none"), "Parts"),
    sparkline([0, 1, 5], "Points"),
    sparkline([0, 0, 0], "none"),
]


@pytest.mark.parametrize("picture", PICTURES)
def test_picture_is_a_harmless_element(picture: str) -> None:
    assert picture.startswith("<svg ")
    assert picture.endswith("</svg>")
    assert not re.search(r"<(script|style|defs|a|image|foreignObject)\b", picture)
    assert "style=" not in picture
    assert "<!--" not in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert 'role="img" aria-label="' in picture


def test_picture_is_the_same_each_time() -> None:
    assert histogram(["0", "1"], [1, 2], "t") == histogram(["0", "1"], [1, 2], "t")


@pytest.mark.parametrize(
    ("values", "maximum", "counts"),
    [
        ([0, 1, 2, 3, 4], 4, [1, 1, 1, 2]),
        ([], 4, [0, 0, 0, 0]),
        ([0, 0], 0, [2, 0, 0, 0]),
        ([-1, 9], 4, [1, 0, 0, 1]),
    ],
)
def test_values_fall_into_equal_bins(values: list[float], maximum: float, counts: list[int]) -> None:
    assert bins(values, maximum, 4) == counts
