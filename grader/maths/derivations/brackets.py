"""Parse what stands between bars and brackets that do not merely group: norms, inner products, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.maths.derivations.names import name_of
from grader.maths.derivations.scripts import read_scripts
from grader.maths.derivations.tree import (
    Application,
    Bars,
    Factors,
    Indexed,
    Rate,
    Symbol,
    Terms,
    Transposed,
    Tree,
)
from grader.maths.notation.tokens import Token, TokenKind, spell
from grader.maths.values import NotUnderstood

if TYPE_CHECKING:
    from grader.maths.derivations.parse import Parser

_BARS = {"||": "||", "|": "|", "lVert": "rVert", "lvert": "rvert"}


def read_bars(parser: Parser, mark: str) -> Tree:
    parser.fences.append(mark)
    inner = parser.expression()
    parser.fences.pop()
    if not parser.at(_BARS[mark], *(("||",) if mark == "lVert" else ("|",) if mark == "lvert" else ())):
        parser.expect(_BARS[mark])
    parser.take()
    order = "2" if mark in ("||", "lVert") else ""
    if order:
        _lower_first(parser)
    if order and not parser.at("_") and (moved := _moved(parser, inner)):
        name = f"d ||{moved}||"
        if name in parser.grammar.known:
            return Terms(((1, Bars(Symbol(moved), order)), (1, Symbol(name))))
    if order and parser.at("_"):
        parser.take()
        order = {"2": "2", "F": "F", "1": "1", "infinity": "inf", "op": "2"}.get(parser.script(), "?")
        if order == "?":
            raise NotUnderstood("an unknown norm")
    return Bars(inner, order)


def _lower_first(parser: Parser) -> None:
    """``||x||^2_2`` as ``||x||_2^2``: the order of a norm may stand behind the exponent."""
    start = parser.place
    raised = _script_end(parser, start, "^")
    lowered = _script_end(parser, raised, "_")
    if start < raised < lowered:
        tokens = parser.tokens
        tokens[start:lowered] = [*tokens[raised:lowered], *tokens[start:raised]]


def _script_end(parser: Parser, place: int, sign: str) -> int:
    """Where a script of one token, in braces or not, ends; its own place where there is none."""
    tokens = [token.text for token in parser.tokens[place : place + 4]]
    if tokens[:1] != [sign] or len(tokens) < 2:
        return place
    if tokens[1] == "{":
        return place + 4 if tokens[3:] == ["}"] else place
    return place + 2


def read_inner_product(parser: Parser) -> Tree:
    """What stands behind ``\\langle``: two vectors, or what the mean is taken of."""
    parser.fences.append("<|")
    left = parser.expression()
    if parser.at("|>"):
        parser.fences.pop()
        parser.take()
        return Application(Symbol("E"), (left,))
    if not parser.at(",", "|"):
        raise NotUnderstood("an inner product of one vector")
    parser.take()
    right = parser.expression()
    parser.fences.pop()
    parser.expect("|>")
    return Factors((Transposed(left), right))


def read_step(parser: Parser, name: str) -> Tree | None:
    """``h(t)`` or ``theta[i+1]``: a step of a sequence; None for anything else."""
    if not parser.at("(", "["):
        return None
    start = parser.place
    tokens = bracketed(parser)
    if name in parser.grammar.sequences or f"{name}_{spell(tokens)}" in parser.grammar.known:
        try:
            return Indexed(Symbol(name), spell(tokens).replace(" ", ""), (parser.inside(tokens),))
        except NotUnderstood:
            pass
    parser.place = start
    return None


_SMALL = frozenset({"epsilon", "eps", "varepsilon", "h", "v", "xi", "eta", "delta", "z", "p", "e"})


def _moved(parser: Parser, tree: Tree) -> str:
    """The name that a small change is added to: the u of ``u + du``, ``u + h``; empty for anything else."""
    if not isinstance(tree, Terms) or len(tree.terms) != 2 or {sign for sign, _ in tree.terms} != {1}:
        return ""
    (_, base), (_, change) = tree.terms
    name, own = name_of(base), name_of(change)
    is_small = own == f"d {name}" or (own in _SMALL and name == parser.grammar.variable)
    return name if is_small and f"d {name}" in parser.grammar.known else ""


def _step_along(parser: Parser, tree: Tree) -> tuple[Tree, Tree] | None:
    """The number and the direction of ``u + t v``, where u is what derivatives are taken by."""
    if not isinstance(tree, Terms) or len(tree.terms) != 2 or {sign for sign, _ in tree.terms} != {1}:
        return None
    (_, base), (_, change) = tree.terms
    if base != Symbol(parser.grammar.variable) or not isinstance(change, Factors) or len(change.factors) != 2:
        return None
    size, direction = change.factors
    return (size, direction) if name_of(size) in parser.grammar.numbers else None


def _to_first_order(parser: Parser, function: Tree, size: Tree, direction: Tree) -> Tree:
    """``f(u + t v)`` as f and t times its derivative along v: for derivatives where t is 0."""
    variable = Symbol(parser.grammar.variable)
    if name_of(function) in parser.grammar.opaque:
        slope: Tree = Transposed(Rate(function, variable, nabla=True))
    else:
        slope = Rate(function, variable)
    return Terms(((1, function), (1, Factors((size, Factors((slope, direction)))))))


def read_moved(parser: Parser, function: Tree) -> Tree | None:
    """``w(u + du)`` as ``w + dw`` and ``w(u)`` as w, where the world has such differentials; else None."""
    name = name_of(function)
    if not name or not parser.at("(", "[") or f"d {name}" not in parser.grammar.known:
        return None
    start = parser.place
    try:
        inner = parser.inside(bracketed(parser))
    except NotUnderstood:
        parser.place = start
        return None
    if _moved(parser, inner):
        return Terms(((1, function), (1, Symbol(f"d {name}"))))
    if inner == Symbol(parser.grammar.variable):
        return function
    if (step := _step_along(parser, inner)) is not None:
        return _to_first_order(parser, function, *step)
    parser.place = start
    return None


def bracketed(parser: Parser) -> list[Token]:
    """The tokens between a bracket and the one that closes it."""
    start, depth = parser.place + 1, 0
    while True:
        token = parser.take()
        depth += token.is_operator("(", "[", "{") - token.is_operator(")", "]", "}")
        if depth == 0:
            return parser.tokens[start : parser.place - 1]


def swallow(parser: Parser) -> None:
    """Pass over the arguments of an opaque value."""
    if not parser.at("(", "["):
        return
    bracketed(parser)


def read_composition(parser: Parser, first: Tree | None = None) -> Tree | None:
    """Functions composed and applied: ``f o g(x)``, or behind an opening bracket ``(f o g)(x)``.

    None, and nothing read, for anything else.
    """
    start = parser.place
    functions = [first] if first is not None else []
    while not functions or parser.at("odot"):
        if functions:
            parser.take()
        token = parser.peek()
        if token is None or token.kind is not TokenKind.NAME:
            break
        functions.append(read_scripts(parser, Symbol(parser.take().text)))
        if not parser.is_function(functions[-1]):
            break
    is_closed = first is not None or parser.at(")")
    are_functions = len(functions) > 1 and all(map(parser.is_function, functions))
    if not are_functions or not is_closed or not parser.at("(", ahead=0 if first is not None else 1):
        parser.place = start
        return None
    if first is None:
        parser.take()
    composed = parser.arguments()
    for function in reversed(functions):
        composed = (Application(function, composed),)
    return composed[0]
