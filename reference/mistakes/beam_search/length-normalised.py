"""The log-likelihoods are divided by the length, or by a power of it."""

from __future__ import annotations

from collections.abc import Callable

from grader.model.programs import Repair

from ..decoded import change_each

CHANGES = ({"divided": True},)


def _multiply(factor: Callable[[int], float]) -> Repair:
    def repair(value: object, arguments: tuple[object, ...]) -> object:
        T = arguments[2]
        assert isinstance(T, int)
        return change_each(value, lambda words, number: (words, number * factor(T)))

    return repair


REPAIRS = (
    _multiply(lambda T: T),
    _multiply(lambda T: T + 1),
    _multiply(lambda T: T**0.5),
    _multiply(lambda T: T**0.6),
    _multiply(lambda T: T**0.65),
    _multiply(lambda T: T**0.7),
    _multiply(lambda T: T**0.75),
    _multiply(lambda T: T**0.8),
    _multiply(lambda T: T**0.9),
    _multiply(lambda T: ((5 + T) / 6) ** 0.6),
    _multiply(lambda T: ((5 + T) / 6) ** 0.65),
    _multiply(lambda T: ((5 + T) / 6) ** 0.7),
)
