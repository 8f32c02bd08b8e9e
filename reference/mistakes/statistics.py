"""Normalization statistics with switches for their slips."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from grader.model.programs import Program, Repair

Floats = npt.NDArray[np.float64]
Statistics = tuple[Floats, Floats]


def statistics_program(axes: tuple[int, ...], *, sample: bool = False, rooted: bool = False) -> Program:
    """Mean and variance over `axes`: `sample` divides by one less, `rooted` gives the deviation."""

    def statistics(x: Floats) -> Statistics:
        variance = np.var(x, axis=axes, ddof=int(sample))
        return np.mean(x, axis=axes), np.sqrt(variance) if rooted else variance

    return statistics


def reshaping(kept: tuple[int, ...]) -> tuple[Repair, ...]:
    """Repairs that bring statistics which keep those axes of the tensor into their own shape."""

    def reshape(value: object, arguments: tuple[object, ...], *, is_transposed: bool) -> object:
        if not isinstance(value, (list, tuple)):
            return None
        shape = np.asarray(arguments[0]).shape
        own = tuple(shape[axis] for axis in kept)
        return tuple(_reshape(item, shape, kept, own[::-1] if is_transposed else own) for item in value)

    def in_order(value: object, arguments: tuple[object, ...]) -> object:
        return reshape(value, arguments, is_transposed=False)

    def transposed(value: object, arguments: tuple[object, ...]) -> object:
        turned = reshape(value, arguments, is_transposed=True)
        return None if not isinstance(turned, tuple) else tuple(item.T for item in turned)

    return (in_order, transposed) if len(kept) > 1 else (in_order,)


def _reshape(item: object, shape: tuple[int, ...], kept: tuple[int, ...], own: tuple[int, ...]) -> Floats:
    numbers = np.asarray(item, dtype=np.float64)
    if numbers.shape == shape:
        # Repeated along the axes it was taken over, as normalizing needs it.
        first = tuple(slice(None) if axis in kept else slice(0, 1) for axis in range(len(shape)))
        if not np.array_equal(np.broadcast_to(numbers[first], shape), numbers):
            raise ValueError(shape)
        numbers = numbers[first]
    return numbers.reshape(own)
