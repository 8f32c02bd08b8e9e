"""LaTeX whose backslashes an escape or a text recognition has eaten, mended among words."""

from __future__ import annotations

import pytest

from grader.damage import mend_words


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a\tan apple\nor norm\neither the\time", "a\tan apple\nor norm\neither the\time"),
        ("go right\ttop", "go right\ttop"),
        ("abla L and so", r"\nabla L and so"),
        ("we have\nabla L + 2\theta", r"we have\nabla  L + 2\theta "),
        ("\x08eta \times \x0crac{1}{2}", r"\beta  \times  \frac {1}{2}"),
        ("2 heta and rac{1}{2}", r"2 \theta and \frac{1}{2}"),
    ],
)
def test_commands_among_words(text: str, mended: str) -> None:
    assert mend_words(text) == mended
