"""Find the c·x^a·y^b that an exactly computed function of whole numbers is, and print it as LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

_PROBE = (2, 3, 5)
_SECOND_PROBE = (7, 4, 9)
_LARGEST_EXPONENT = 6

_Exact = Callable[..., int | Fraction]


def monomial(names: Sequence[str], function: _Exact) -> str:
    """The LaTeX of `function` (one positional int a name) as a product of powers.

    ArithmeticError if the function is no such product.
    """
    base = list(_PROBE[: len(names)])
    value = Fraction(function(*base))
    exponents = [_exponent(function, base, place, value) for place in range(len(base))]
    coefficient = value
    for number, exponent in zip(base, exponents, strict=True):
        coefficient /= Fraction(number) ** exponent
    _check(function, coefficient, exponents)
    return _latex(coefficient, dict(zip(names, exponents, strict=True)))


def _exponent(function: _Exact, base: list[int], place: int, value: Fraction) -> int:
    doubled = list(base)
    doubled[place] *= 2
    ratio = Fraction(function(*doubled)) / value
    for exponent in range(-_LARGEST_EXPONENT, _LARGEST_EXPONENT + 1):
        if ratio == Fraction(2) ** exponent:
            return exponent
    raise ArithmeticError(f"argument {place} does not enter as a whole power")


def _check(function: _Exact, coefficient: Fraction, exponents: list[int]) -> None:
    arguments = _SECOND_PROBE[: len(exponents)]
    expected = coefficient
    for number, exponent in zip(arguments, exponents, strict=True):
        expected *= Fraction(number) ** exponent
    if function(*arguments) != expected:
        raise ArithmeticError("not a product of powers")


def _latex(coefficient: Fraction, exponents: Mapping[str, int]) -> str:
    above = [_power(name, exponent) for name, exponent in exponents.items() if exponent > 0]
    below = [_power(name, -exponent) for name, exponent in exponents.items() if exponent < 0]
    if abs(coefficient.numerator) != 1 or not above:
        above.insert(0, str(abs(coefficient.numerator)))
    if coefficient.denominator != 1:
        below.insert(0, str(coefficient.denominator))
    sign = "-" if coefficient < 0 else ""
    over = " ".join(above)
    return rf"{sign}\frac{{{over}}}{{{' '.join(below)}}}" if below else f"{sign}{over}"


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}^{{{exponent}}}"
