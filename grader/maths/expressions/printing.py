"""Print a typed expression: as LaTeX for people, and in Unicode and ASCII as students type it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.maths.expressions.expression import (
    Apply,
    Array,
    Call,
    Cases,
    Constant,
    Derivative,
    Entry,
    Expression,
    Identity,
    Index,
    Name,
    Negation,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Reduction,
    Relation,
    Sum,
    Transpose,
)
from grader.maths.notation.tokens import tokenise
from grader.maths.notation.vocabulary import GREEK

_GREEK_WORDS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi "
    "omega Gamma Delta Theta Lambda Sigma Phi Psi Omega"
)
_UNICODE_GREEK = dict(zip(_GREEK_WORDS.split(), "αβγδεζηθικλμνξπρστφχψωΓΔΘΛΣΦΨΩ", strict=True))
_ACCENT = re.compile(r"\b(hat|bar|tilde|dot|ddot|check|breve)\(([^()]*)\)")
_ADD, _MULTIPLY, _POWER, _ATOM = range(4)
_BIG = {
    "sum": "\\sum",
    "prod": "\\prod",
    "max": "\\max",
    "min": "\\min",
    "argmax": "\\arg\\max",
    "argmin": "\\arg\\min",
}


@dataclass(frozen=True)
class Notation:
    """A way to write mathematics."""

    name: str

    @property
    def is_latex(self) -> bool:
        """Whether it is LaTeX."""
        return self.name == "latex"


LATEX, UNICODE, ASCII = Notation("latex"), Notation("unicode"), Notation("ascii")


def print_expression(expression: Expression, notation: Notation = LATEX) -> str:
    """The expression as text that reads back as the same expression."""
    return _printed(expression, notation)[0]


def _printed(expression: Expression, notation: Notation) -> tuple[str, int]:
    """The text and how tightly it holds together."""
    if isinstance(expression, Number):
        return _number(expression, notation)
    if isinstance(expression, Constant):
        name = {"infinity": "\\infty"}.get(expression.name, expression.name)
        return (_word(name, notation), _ATOM)
    if isinstance(expression, (Name, Index)):
        return _word(expression.key if isinstance(expression, Name) else expression.name, notation), _ATOM
    if isinstance(expression, Identity):
        return "I", _ATOM
    if isinstance(expression, Sum):
        return _sum(expression, notation), _ADD
    if isinstance(expression, Product):
        return _product(expression, notation), _MULTIPLY
    if isinstance(expression, Negation):
        return "-" + _within(expression.operand, _MULTIPLY, notation), _ADD
    if isinstance(expression, Quotient):
        return _quotient(expression, notation)
    if isinstance(expression, Power):
        return _power(expression, notation), _POWER
    if isinstance(expression, Transpose):
        mark = {"latex": "^\\top", "unicode": "ᵀ", "ascii": "^T"}[notation.name]
        return _within(expression.operand, _ATOM, notation) + mark, _POWER
    return _compound(expression, notation)


def _compound(expression: Expression, notation: Notation) -> tuple[str, int]:
    if isinstance(expression, Norm):
        inside = print_expression(expression.operand, notation)
        order = {"2": "", "inf": "_{\\infty}"}.get(expression.order, f"_{expression.order}")
        if notation.is_latex:
            return rf"\left\| {inside} \right\|{order}", _ATOM
        bars = "||{}||" if notation is ASCII else "‖{}‖"
        nested = "|" in inside or "‖" in inside
        return (f"norm({inside})" if nested and not order else bars.format(inside)) + order, _ATOM
    if isinstance(expression, Entry):
        indices = ", ".join(print_expression(index, notation) for index in expression.indices)
        return f"{_within(expression.base, _ATOM, notation)}_{{{indices}}}", _ATOM
    if isinstance(expression, Apply):
        arguments = ", ".join(print_expression(argument, notation) for argument in expression.arguments)
        return f"{_word(expression.function, notation)}({arguments})", _ATOM
    if isinstance(expression, Call):
        return _call(expression, notation)
    if isinstance(expression, Reduction):
        return _reduction(expression, notation), _ADD
    if isinstance(expression, Relation):
        return _relation(expression, notation), _ADD
    if isinstance(expression, Array):
        rows = r" \\ ".join(
            " & ".join(print_expression(entry, notation) for entry in row) for row in expression.rows
        )
        if len(expression.shape) == 1:
            rows = rows.replace(" & ", r" \\ ")
        return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}", _ATOM
    if isinstance(expression, Cases):
        return _cases(expression, notation), _ATOM
    assert isinstance(expression, Derivative)
    of, by = print_expression(expression.of, notation), print_expression(expression.by, notation)
    if notation.is_latex:
        return rf"\frac{{\partial {of}}}{{\partial {by}}}", _ATOM
    return f"∂{of}/∂{by}", _POWER


def _within(expression: Expression, tightness: int, notation: Notation) -> str:
    text, own = _printed(expression, notation)
    if own >= tightness:
        return text
    return rf"\left({text}\right)" if notation.is_latex else f"({text})"


def _number(expression: Number, notation: Notation) -> tuple[str, int]:
    value = expression.value
    if value.denominator == 1:
        return str(value.numerator), _ATOM if value >= 0 else _ADD
    sign = "-" if value < 0 else ""
    if notation.is_latex:
        return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", _ADD if sign else _ATOM
    return f"({value.numerator}/{value.denominator})", _ATOM


def _word(key: str, notation: Notation) -> str:
    """A key with its Greek words as letters of the notation."""
    pieces: list[str] = []
    words = frozenset(word for word in key.replace("_", " ").split())
    for token in tokenise(_ACCENT.sub(r"\\\1{\2}", key), words):
        text = token.text
        if text in GREEK or text in ("nabla", "partial", "perp", "top"):
            if notation.is_latex:
                text = f"\\{text} "
            elif notation is UNICODE:
                text = _UNICODE_GREEK.get(text, {"nabla": "∇", "partial": "∂", "perp": "⊥"}.get(text, text))
        elif text.startswith(("hat(", "bar(", "tilde(")):
            accent, _, base = text[:-1].partition("(")
            text = f"\\{accent}{{{_word(base, notation).strip()}}}"
        elif len(text) > 1 and text.isalpha() and notation.is_latex:
            text = f"{{{text}}}" if pieces and pieces[-1] in ("_", "^") else f"\\mathrm{{{text}}}"
        if pieces and pieces[-1][-1:].isalnum() and text[:1].isalnum():
            text = " " + text
        pieces.append(text)
    return "".join(pieces).strip()


def _sum(expression: Sum, notation: Notation) -> str:
    text = ""
    for place, term in enumerate(expression.terms):
        if isinstance(term, Negation):
            text += (" - " if place else "-") + _within(term.operand, _MULTIPLY, notation)
        elif isinstance(term, Number) and term.value < 0:
            text += (" - " if place else "-") + print_expression(Number(-term.value), notation)
        else:
            # a big operator would swallow what follows it
            inner = _within(
                term, _MULTIPLY if isinstance(term, (Sum, Reduction, Relation)) else _ADD, notation
            )
            text += (" + " if place else "") + inner
    return text


def _product(expression: Product, notation: Notation) -> str:
    parts = []
    for factor in expression.factors:
        tightness = _POWER if isinstance(factor, (Quotient, Product)) and not notation.is_latex else _MULTIPLY
        if isinstance(factor, (Product,)):
            tightness = _POWER
        parts.append(_within(factor, tightness, notation))
    if notation is ASCII:
        return "*".join(parts)
    text = parts[0]
    for part, factor in zip(parts[1:], expression.factors[1:], strict=True):
        joint = (
            " "
            if not part[:1].isdigit() and not isinstance(factor, Number)
            else r" \cdot "
            if notation.is_latex
            else " · "
        )
        text += joint + part
    return text


def _quotient(expression: Quotient, notation: Notation) -> tuple[str, int]:
    if notation.is_latex:
        above = print_expression(expression.numerator, notation)
        return rf"\frac{{{above}}}{{{print_expression(expression.denominator, notation)}}}", _ATOM
    above = _within(expression.numerator, _POWER, notation)
    return f"{above}/{_within(expression.denominator, _POWER, notation)}", _MULTIPLY


def _power(expression: Power, notation: Notation) -> str:
    base = _within(expression.base, _ATOM, notation)
    exponent = print_expression(expression.exponent, notation)
    if notation is ASCII:
        return f"{base}**({exponent})"
    return f"{base}^{{{exponent}}}"


def _call(expression: Call, notation: Notation) -> tuple[str, int]:
    arguments = [print_expression(argument, notation) for argument in expression.arguments]
    name = expression.function
    if name == "abs":
        return (rf"\left| {arguments[0]} \right|" if notation.is_latex else f"abs({arguments[0]})"), _ATOM
    if name == "sqrt" and notation.is_latex:
        return rf"\sqrt{{{arguments[0]}}}", _ATOM
    if name == "factorial":
        return _within(expression.arguments[0], _ATOM, notation) + "!", _POWER
    if name == "binomial" and notation.is_latex:
        return rf"\binom{{{arguments[0]}}}{{{arguments[1]}}}", _ATOM
    if name == "inner" and notation.is_latex:
        return rf"\langle {arguments[0]}, {arguments[1]} \rangle", _ATOM
    if name == "hadamard" and notation.is_latex:
        return " \\odot ".join(_within(each, _POWER, notation) for each in expression.arguments), _MULTIPLY
    word = {"maximum": "max", "minimum": "min", "hadamard": "multiply", "quotient": "divide"}.get(name, name)
    word = word.removesuffix("_entries")
    return (
        f"\\{word}" if notation.is_latex and word in ("exp", "log", "sin", "cos", "max", "min") else word
    ) + (f"({', '.join(arguments)})"), _ATOM


def _reduction(expression: Reduction, notation: Notation) -> str:
    ranges = []
    for each in expression.ranges:
        text = _word(each.index, notation) if not each.index.startswith("#") else each.index
        if each.lower is not None and each.upper is not None:
            lower, upper = print_expression(each.lower, notation), print_expression(each.upper, notation)
            text = rf"{lower} \le {text} \le {upper}"
        ranges.append(text)
    body = _within(expression.body, _MULTIPLY, notation)
    sign = _BIG[expression.operator] if notation.is_latex else expression.operator
    return f"{sign}_{{{', '.join(ranges)}}} {body}"


def _relation(expression: Relation, notation: Notation) -> str:
    text = print_expression(expression.sides[0], notation)
    for sign, side in zip(expression.signs, expression.sides[1:], strict=True):
        if notation.is_latex:
            sign = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne", "~": r"\approx"}.get(sign, sign)
        text += f" {sign} {print_expression(side, notation)}"
    return text


def _cases(expression: Cases, notation: Notation) -> str:
    rows = []
    for value, condition in expression.branches:
        when = r"\text{otherwise}" if condition is None else print_expression(condition, LATEX)
        rows.append(f"{print_expression(value, LATEX)} & {when}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"
