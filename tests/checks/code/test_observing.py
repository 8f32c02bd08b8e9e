"""What is looked at when mistakes are recognised: no value that holds more than any answer does."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks.code.observing import is_large


@pytest.mark.parametrize(
    "value", [None, 1.0, [], [[0] * 300, -3.5], (np.zeros((40, 40)), [1.0] * 5000), "x" * 99_999]
)
def test_value_of_the_size_of_an_answer(value: object) -> None:
    assert not is_large(value)


@pytest.mark.parametrize(
    "value",
    [[([0], 0.0)] * 90_000, [[0] * 300] * 300, np.zeros(30_000), [[np.zeros(15_000)], np.zeros(15_000)]],
)
def test_value_larger_than_any_answer(value: object) -> None:
    assert is_large(value)
