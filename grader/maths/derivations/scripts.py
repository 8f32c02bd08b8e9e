"""Parse subscripts, superscripts, primes and powers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.maths.derivations.names import name_of
from grader.maths.derivations.tree import (
    Indexed,
    Numeral,
    Raised,
    Slope,
    Superscripted,
    Symbol,
    Terms,
    Transposed,
    Tree,
)
from grader.maths.notation.tokens import Token, TokenKind, spell
from grader.maths.values import NotUnderstood

if TYPE_CHECKING:
    from grader.maths.derivations.parse import Parser


def read_scripts(parser: Parser, base: Tree) -> Tree:
    """A name with its index and primes; a power before the index waits for it."""
    raised: Tree | None = None
    base = _numbered(parser, base)
    while True:
        if parser.at("_", "^") and _is_label(parser, base):
            parser.take()
            parser.argument()
        elif parser.at("_"):
            parser.take()
            base = read_index(parser, base)
        elif parser.at("'") and f"{name_of(base)}'" in parser.grammar.known - _primed(parser):
            parser.take()
            base = Symbol(f"{name_of(base)}'")
        elif parser.at("'"):
            parser.take()
            base = Slope(base)
        elif parser.at("^") and parser.at("'", ahead=1):
            parser.place += 2
            base = Slope(base)
        elif parser.at("^") and parser.at("{", ahead=1) and parser.at("'", ahead=2):
            parser.place += 2
            parser.expect("'")
            parser.expect("}")
            base = Slope(base)
        elif parser.at_name("perp"):
            parser.take()
            base = Superscripted(base, "perp")
        elif parser.at("^") and raised is None and _index_follows_power(parser):
            parser.take()
            raised = parser.exponent()
        else:
            return base if raised is None else Raised(base, raised)


def _numbered(parser: Parser, base: Tree) -> Tree:
    """``h0`` and ``λ1``, where the names ``h_0`` and ``λ_1`` are known; entries, ``u1`` and ``ud``."""
    number, grammar = parser.peek(), parser.grammar
    if base == Symbol("xi") and "xi" not in grammar.known and "x" in grammar.columns:
        return Indexed(Symbol("x"), "i", (Symbol("i"),))  # no Greek letter, beside ui
    if number is None or not isinstance(base, Symbol):
        return base
    is_glued = len(base.name) == 1 and not number.spaced
    if is_glued and base.name in grammar.columns and _is_entry_number(number):
        return Indexed(base, number.text, (parser.inside([parser.take()]),))
    if is_glued and base.name in grammar.sequences and number.text in ("t", "T"):
        return _glued_step(parser, base)
    if number.kind is not TokenKind.NUMBER:
        return base
    name = f"{base.name}_{number.text}"
    if not {name, f"the {name}"} & parser.grammar.known:
        return base
    parser.take()
    return Indexed(base, number.text, (Numeral(float(number.text)),))


def _glued_step(parser: Parser, base: Symbol) -> Tree:
    """``ht`` and ``hT-1``: a number is no vector, so that what is subtracted belongs to the step."""
    tokens = [parser.take()]
    tokens += _glued_offset(parser)
    return Indexed(base, spell(tokens).replace(" ", ""), (parser.inside(tokens),))


def _glued_offset(parser: Parser) -> list[Token]:
    """The ``-1`` of ``h_t-1``, taken; nothing where what follows is no such thing."""
    sign, number = parser.peek(), parser.peek(1)
    if sign is None or number is None or sign.spaced or number.spaced or not parser.at("+", "-"):
        return []
    return [parser.take(), parser.take()] if number.kind is TokenKind.NUMBER else []


def _is_entry_number(token: Token) -> bool:
    """Whether what is glued to a vector's name counts its entries."""
    if token.kind is TokenKind.NUMBER:
        return token.text.isdigit()
    return token.kind is TokenKind.NAME and token.text in "dijkn"


def _is_label(parser: Parser, base: Tree) -> bool:
    """Whether a script comes that only says which variant is meant: the ``WD`` of ``theta_{t+1}^{WD}``."""
    named = base.base if isinstance(base, Indexed) else base
    if not parser.grammar.labels or not isinstance(named, Symbol):
        return False
    start = parser.place
    mark = parser.take().text
    try:
        spelling = parser.script()
    finally:
        parser.place = start
    known = f"{name_of(base)}{mark}{spelling}" in parser.grammar.known
    return not known and (named.name, spelling.strip("()")) in parser.grammar.labels


def _primed(parser: Parser) -> frozenset[str]:
    """Names with a prime that may as well be derivatives."""
    return frozenset(f"{name}'" for name in parser.grammar.opaque)


def _index_follows_power(parser: Parser) -> bool:
    """Whether this is ``sigma^2_y``: a power, then an index."""
    token = parser.peek(1)
    return token is not None and not token.is_operator("{") and parser.at("_", ahead=2)


def read_index(parser: Parser, base: Tree) -> Tree:
    """A subscript, as text and as trees where it can be read."""
    braced = parser.at("{")
    tokens = parser.argument()
    if not braced and _takes_two(base, tokens) and is_index_letter(parser.peek()):
        tokens = [*tokens, parser.take()]  # typed as δ_ij
    if not braced and len(tokens) == 1 and tokens[0].kind is TokenKind.NAME:
        start = parser.place
        whole = [*tokens, *_glued_offset(parser)]
        name = f"{name_of(base)}_{spell(whole)}".replace(" ", "")
        if name_of(base) in parser.grammar.sequences or name in parser.grammar.known:
            tokens = whole  # typed as h_t-1, from which no number is taken
        else:
            parser.place = start
    spelling = spell(tokens).replace(" ", "")
    indices: tuple[Tree, ...] = ()
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.is_operator(","):
            pieces.append([])
        else:
            pieces[-1].append(token)
    try:
        indices = tuple(parser.inside(piece) for piece in pieces)
    except NotUnderstood:
        indices = ()
    return Indexed(base, spelling, indices)


def _takes_two(base: Tree, tokens: list[Token]) -> bool:
    name = name_of(base)
    is_matrix = name == "delta" or (len(name) == 1 and name.isupper())
    return is_matrix and len(tokens) == 1 and tokens[0].text in "ijklmn"


def is_index_letter(token: Token | None) -> bool:
    """Whether a token is an index right behind what stands before it."""
    return token is not None and token.kind is TokenKind.NAME and not token.spaced and token.text in "ijklmn"


def bracketed_superscript(parser: Parser) -> str | None:
    """The superscript in brackets, such as ``(j)``, that counts and does not raise."""
    if not (parser.at("{", ahead=1) and parser.at("(", ahead=2)):
        return None
    end, depth = parser.place + 2, 1
    while end < len(parser.tokens) and depth:
        depth += parser.tokens[end].is_operator("{") - parser.tokens[end].is_operator("}")
        end += 1
    inner = parser.tokens[parser.place + 2 : end - 1]
    if inner and inner[-1].is_operator(")") and sum(token.is_operator("(") for token in inner) == 1:
        return spell(inner)
    return None


def read_power(parser: Parser, base: Tree) -> Tree:
    """What stands behind ``^``: a transpose, a name's superscript, or a power."""
    if parser.at("+", "-"):
        sign = parser.sign()
        exponent = _one_token(parser)
        return Raised(base, exponent if sign == 1 else Terms(((-1, exponent),)))
    start = parser.place
    name = name_of(base)
    if name and f"{name}^{parser.script()}" in parser.grammar.known:
        end, parser.place = parser.place, start
        spelling = parser.script()
        parser.place = end
        return Superscripted(base, spelling)
    parser.place = start
    if _is_perp_turned(parser):
        parser.argument()
        return Transposed(Superscripted(base, "perp"))
    exponent = parser.exponent()
    is_number_turned = exponent == Symbol("T") and name in parser.grammar.opaque
    if exponent == Symbol("top") or is_number_turned:
        return Transposed(base)
    if exponent == Symbol("perp"):
        return Superscripted(base, "perp")
    return Raised(base, exponent)


def _is_perp_turned(parser: Parser) -> bool:
    """Whether ``{\\perp\\top}`` comes: a transpose of what has the sign as its name."""
    inner = [parser.peek(ahead) for ahead in range(4)]
    marks = [token.text if token is not None else "" for token in inner]
    return marks[0] == "{" and marks[3] == "}" and marks[1] == "perp" and marks[2] in ("top", "T")


def _one_token(parser: Parser) -> Tree:
    return parser.inside([parser.take()])
