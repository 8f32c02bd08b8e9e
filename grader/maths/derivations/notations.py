"""Parse derivatives, sums, products and limits, in the notations people have for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.maths.derivations.names import is_differential, joined, name_of, name_of_token
from grader.maths.derivations.scripts import is_index_letter, read_scripts
from grader.maths.derivations.tree import (
    Application,
    Factors,
    Folded,
    Limit,
    Numeral,
    Rate,
    Ratio,
    Slope,
    Symbol,
    Transposed,
    Tree,
)
from grader.maths.notation.tokens import Token, TokenKind, spell
from grader.maths.values import OPERATORS, NotUnderstood

if TYPE_CHECKING:
    from grader.maths.derivations.parse import Parser


_DROPPED = frozenset({"displaystyle", "boxed", "bigl", "bigr", "mathstrut", "ensuremath", "hbox"})
_ARROWS = frozenset({"underbrace", "overbrace", "cancel", "colorbox", "underline", "overline"})


def read_command(parser: Parser, name: str) -> Tree:
    """What stands behind a command that is no name."""
    if name == "frac":
        return read_fraction(parser)
    if name == "sqrt":
        return Application(Symbol("sqrt"), (parser.braced(),))
    if name in _DROPPED or name in _ARROWS:
        inner = parser.braced()
        if name in ("underbrace", "overbrace") and parser.at("_", "^"):
            parser.take()
            parser.script()
        return inner
    raise NotUnderstood(f"the command \\{name}")


def read_fraction(parser: Parser) -> Tree:
    """The two arguments of a fraction: a quotient, or a derivative."""
    above, below = parser.digit_or_argument(), parser.digit_or_argument()
    if len(below) > 1 and is_differential(below[0]) and not below[1].is_operator("_", "^"):
        by = parser.inside(below[1:])
        if above and is_differential(above[0]):
            if len(above) > 1:
                return Rate(parser.inside(above[1:]), by)
            return Rate(_operand(parser), by)
    return Ratio(parser.inside(above), parser.inside(below))


def read_inline_rate(parser: Parser) -> Tree | None:
    """``dw/du`` or ``\\partial h_t / \\partial h_{t-1}``; None where the letter is only a letter."""
    start = parser.place
    try:
        above: Tree | None = None
        if not parser.at("/"):
            above = _rated(parser)
        if parser.at("/"):
            parser.take()
            token = parser.peek()
            if token is not None and is_differential(token):
                parser.take()
                by = _rated(parser)
                return Rate(above if above is not None else _operand(parser), by)
        if above is not None and parser.tokens[start - 1].text == "partial":
            raise NotUnderstood("half a derivative")
    except NotUnderstood:
        if parser.tokens[start - 1].text == "partial":
            raise
    parser.place = start
    return None


def read_gradient(parser: Parser) -> Tree:
    """What stands behind ``nabla``: its variable and what it acts on; alone, it is a name, ``grad``."""
    by: Tree | None = None
    name = "grad"
    if parser.at("_"):
        parser.take()
        tokens = parser.argument()
        name = f"grad_{spell(tokens)}"
        if parser.starts_factor():
            by = parser.inside(tokens)
    elif _is_variable(parser):
        by = Symbol(parser.take().text)
    if not parser.starts_factor():
        return Symbol(name)
    operand = _operand(parser)
    if isinstance(operand, Transposed) and name_of(operand.operand) in parser.grammar.opaque:
        # a number needs no transposing: what is transposed is its gradient
        return Transposed(Rate(operand.operand, by, nabla=True))
    return Rate(operand, by, nabla=True)


_FACTOR = 24
"""So many tokens on, at most, stands the function that a gradient is of."""


def _is_variable(parser: Parser) -> bool:
    """Whether a name behind ``nabla`` is its variable, the index lost: ``∇θ L``."""
    name, operand = parser.peek(), parser.peek(1)
    is_operand = operand is not None and (
        operand.text in parser.grammar.opaque or operand.text in ("sum", "Sigma")
    )
    if operand is not None and operand.text in (
        "(",
        "[",
        "1",
        "frac",
    ):  # a factor before it: ``∇θ (1/m) Σ L``
        behind = parser.tokens[parser.place + 2 : parser.place + _FACTOR]
        is_operand = any(token.text in parser.grammar.opaque for token in behind)
    return is_operand and _is_coefficient(parser, Symbol(name_of_token(name)))


def read_differential(parser: Parser) -> Tree:
    """``D sigma(h)``: the differential of a function; ``D_h`` in front of it says nothing more.

    Of a vector, ``D_v w`` is its derivative along v.
    """
    if parser.at("_"):
        parser.take()
        along = parser.argument()
        if _is_coefficient(parser, Symbol(name_of_token(parser.peek()))) and not parser.grammar.sequences:
            return Factors((Rate(parser.factor(), None), parser.inside(along)))
    if parser.at("[", "(") and name_of_token(parser.peek(1)) in parser.grammar.functions:
        parser.take()
        inner = read_differential(parser)
        parser.close("(")
        return inner
    token = parser.peek()
    if token is None or token.kind is not TokenKind.NAME or token.text not in parser.grammar.functions:
        raise NotUnderstood("the letter D")
    parser.take()
    function = read_scripts(parser, Symbol(token.text))
    if name_of(function) in OPERATORS:
        raise NotUnderstood("the letter D")
    return _slope_applied(parser, Slope(function, differential=True))


def read_folded(parser: Parser, operator: str, body: Callable[[], Tree] | None = None) -> Tree:
    """A sum or product sign with its range and its body: a product, unless another `body` is to be read."""
    index, lower, upper = "", None, None
    others: list[str] = []
    while parser.at("_", "^"):
        if parser.take().text == "^":
            upper = parser.inside(parser.argument())
            continue
        tokens = parser.argument()
        # one sum over several letters: i, j and i, j = 1
        while len(tokens) > 2 and tokens[0].kind is TokenKind.NAME and tokens[1].is_operator(","):
            others.append(tokens[0].text)
            tokens = tokens[2:]
        while tokens and all(each.kind is TokenKind.NAME and len(each.text) == 1 for each in tokens[:2]):
            if len(tokens) > 1 and not tokens[1].is_operator("in"):
                others.append(tokens[0].text)
                tokens = tokens[1:]
            elif len(tokens) == 1 and _is_another(parser, tokens[0]):
                others.append(tokens[0].text)
                tokens = [parser.take()]
            else:
                break
        if not tokens or tokens[0].kind is not TokenKind.NAME:
            raise NotUnderstood("a sum over no index")
        index = tokens[0].text
        if len(tokens) > 2 and tokens[1].is_operator("="):
            dots = [place for place, token in enumerate(tokens) if token.is_operator("...", ".", ".T")]
            if dots and upper is None:
                # t = 1, ..., T and t=1..T, whose last dot looks like that of a transpose
                last = tokens[dots[-1]]
                ends = [last] if last.is_operator(".T") else tokens[dots[-1] + 1 :]
                ends = [
                    replace(each, kind=TokenKind.NAME, text="T") if each is last else each for each in ends
                ]
                lower, upper = (
                    parser.inside([each for each in side if not each.is_operator(",")])
                    for side in (tokens[2 : dots[0]], ends)
                )
                continue
            lower = parser.inside(tokens[2:])
        elif len(tokens) > 1 and not tokens[1].is_operator("in"):
            raise NotUnderstood("a range that is no interval")
    folded = Folded(operator, index, lower, upper, (body or parser.product)())
    for letter in others:
        folded = Folded(operator, letter, lower, upper, folded)
    return folded


def _is_another(parser: Parser, first: Token) -> bool:
    """Whether a second index letter is glued to the first: ``sum_ij``."""
    second = parser.peek()
    return second is not None and not second.spaced and is_index_letter(first) and is_index_letter(second)


def read_limit(parser: Parser) -> Tree:
    """``lim`` with what grows and its body."""
    index = "T"
    if parser.at("_"):
        parser.take()
        tokens = parser.argument()
        if not any(token.is_operator("->") for token in tokens):
            raise NotUnderstood("a limit of no index")
        index = tokens[0].text
        if spell(tokens[-1:]) not in ("infinity", "inf"):
            raise NotUnderstood("a limit elsewhere than at infinity")
    return Limit(index, parser.product())


def _operand(parser: Parser) -> Tree:
    """What a derivative sign in front acts on: one factor, with the scalars before a sum or norm."""
    start = parser.place
    factors = [parser.factor()]
    if isinstance(factors[0], (Ratio, Numeral)):
        while parser.starts_factor():
            factors.append(parser.factor())
    elif _is_coefficient(parser, factors[0]) and (
        parser.at("||", "lVert") or parser.at_name("sum") or _at_fraction(parser)
    ):
        factors.append(parser.factor())
    elif _is_coefficient(parser, factors[0]) and _is_number(factors[0], parser):
        while parser.starts_factor():
            factors.append(parser.factor())
    if parser.place == start:
        raise NotUnderstood("a derivative of nothing")
    return joined(factors)


def _is_number(factor: Tree, parser: Parser) -> bool:
    """Whether a name is a number that nothing else is said of: ``γ`` before ``θ^T θ``."""
    return name_of(factor) in parser.grammar.numbers


def _at_fraction(parser: Parser) -> bool:
    token = parser.peek()
    return token is not None and token.kind is TokenKind.COMMAND and token.text == "frac"


def _is_coefficient(parser: Parser, factor: Tree) -> bool:
    """Whether a factor is a known name that takes no arguments: the ``γ`` of ``∇ γ‖θ‖²``."""
    known = parser.grammar.known - parser.grammar.opaque - parser.grammar.functions
    return isinstance(factor, Symbol) and factor.name in known


def _rated(parser: Parser) -> Tree:
    """What stands behind a differential sign."""
    if parser.at("||", "lVert", "("):
        return parser.factor()
    if parser.at_name("sum", "Sigma"):
        parser.take()
        return read_folded(parser, "sum", parser.factor)
    token = parser.take()
    if token.kind is not TokenKind.NAME:
        raise NotUnderstood("a differential of no name")
    return parser.applied(read_scripts(parser, Symbol(token.text)))


def _slope_applied(parser: Parser, function: Tree) -> Tree:
    return Application(function, parser.arguments()) if parser.at("(", "[") else function


def read_own_differential(parser: Parser) -> Tree | None:
    """``dw``, ``d||u||`` where the world has such a differential, ``d hat(u)`` where it has any."""
    mark = "||" if parser.at("||", "lVert") else ""
    name = name_of_token(parser.peek(1 if mark else 0))
    joint = f"d {mark}{name}{mark}"
    if name.startswith("hat(") and not mark and f"d {parser.grammar.variable}" in parser.grammar.known:
        return Application(Symbol("d"), (parser.factor(),))
    if not name or joint not in parser.grammar.known:
        return None
    if mark and not parser.at("||", "rVert", ahead=2):
        return None
    parser.place += 3 if mark else 1
    return Symbol(joint)


def stands_for_sum(parser: Parser, letter: str) -> bool:
    """Whether a capital letter is a sign: it has an index, or is no name and stands before a factor."""
    if parser.at("_") and f"{letter}_{name_of_token(parser.peek(1))}" in parser.grammar.known:
        return False
    if letter == "Sigma" and _is_entry(parser):
        return True
    return parser.at("_") or (
        letter in ("Sigma", "Pi") and letter not in parser.grammar.known and parser.starts_factor()
    )


def _is_entry(parser: Parser) -> bool:
    """Whether a name with an index letter follows: ``Σ u_i x_i`` is a sum."""
    name, index = parser.peek(), parser.peek(2)
    is_name = name is not None and name.kind is TokenKind.NAME and parser.at("_", ahead=1)
    return is_name and index is not None and index.text in ("i", "j", "k")
