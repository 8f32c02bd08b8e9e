"""Parse one side of a relation in a derivation, in LaTeX, Unicode or ASCII, into a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.maths.derivations.tree import (
    Application,
    Bars,
    Dots,
    Factors,
    Folded,
    Indexed,
    Limit,
    Numeral,
    Raised,
    Rate,
    Ratio,
    Slope,
    Superscripted,
    Symbol,
    Terms,
    Transposed,
    Tree,
)
from grader.maths.derivations.values import OPERATORS, NotUnderstood
from grader.maths.tokens import Token, TokenKind, spell

WORDS = frozenset(
    {"Var", "var", "Variance", "Cov", "cov", "std", "Std", "diag", "Diag", "reg", "wd", "eigmax"}
)
"""Words that the tokeniser must not take apart."""
_MAX_DEPTH = 60
_CLOSING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}
_BARS = {"||": "||", "|": "|", "lVert": "rVert", "lvert": "rvert"}
_DROPPED = frozenset({"displaystyle", "boxed", "bigl", "bigr", "mathstrut", "ensuremath", "hbox"})
_ARROWS = frozenset({"underbrace", "overbrace", "cancel", "colorbox", "underline", "overline"})


@dataclass(frozen=True)
class Grammar:
    """What a parser must know of a world: which names take arguments, and which ones swallow them."""

    functions: frozenset[str]
    opaque: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """All names."""
    vocabulary: frozenset[str] = field(default=WORDS)
    tight: bool = False
    """Whether ``a/2b`` means a/(2b)."""


def parse(tokens: Sequence[Token], grammar: Grammar) -> Tree:
    """The tree of one side; raises NotUnderstood."""
    parser = _Parser(list(tokens), grammar)
    tree = parser.expression()
    if parser.place < len(parser.tokens):
        raise NotUnderstood(f"'{parser.tokens[parser.place].text}' where nothing more was expected")
    return tree


class _Parser:
    def __init__(self, tokens: list[Token], grammar: Grammar) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.place = 0
        self.depth = 0
        self.fences: list[str] = []

    # --- reading tokens

    def peek(self, ahead: int = 0) -> Token | None:
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def at(self, *operators: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token is not None and token.is_operator(*operators)

    def at_name(self, *names: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token is not None and token.kind is TokenKind.NAME and token.text in names

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise NotUnderstood("the formula ends too early")
        self.place += 1
        return token

    def expect(self, operator: str) -> None:
        if not self.at(operator):
            found = self.peek()
            raise NotUnderstood(f"'{operator}' missing before '{found.text if found else 'the end'}'")
        self.place += 1

    # --- sums and products

    def expression(self) -> Tree:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise NotUnderstood("brackets too deep")
        terms = [(self.sign(), self.product())]
        while self.at("+", "-"):
            terms.append((self.sign(), self.product()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Terms(tuple(terms))

    def sign(self) -> int:
        sign = 1
        while self.at("+", "-"):
            sign = -sign if self.take().text == "-" else sign
        return sign

    def product(self) -> Tree:
        factors: list[Tree] = [self.factor()]
        entrywise = False
        while True:
            if self.at("·", "×", "*", "@"):
                self.take()
                if self.at("·", "*"):
                    factors.append(self.typed_dots())
                    continue
                factors.append(self.signed_factor())
            elif self.at("odot"):
                self.take()
                entrywise = True
                factors = [_joined(factors), self.signed_factor()]
                factors = [Factors(tuple(factors), entrywise=True)]
            elif self.at("/", "÷"):
                self.take()
                self.divide(factors)
            elif self.starts_factor():
                factors.append(self.factor())
            else:
                return factors[0] if entrywise and len(factors) == 1 else _joined(factors)

    def typed_dots(self) -> Tree:
        """Several dots in a row are an ellipsis, with or without a sign of multiplication after it."""
        while self.at("·", "*"):
            self.take()
        return Dots()

    def divide(self, factors: list[Tree]) -> None:
        denominator: Tree = self.signed_factor()
        if self.grammar.tight:
            group = [denominator]
            while self.starts_factor() and not self.at("(", "["):
                group.append(self.factor())
            denominator = _joined(group)
        factors[-1] = Ratio(factors[-1], denominator)

    def signed_factor(self) -> Tree:
        sign = self.sign()
        factor = self.factor()
        return factor if sign == 1 else Terms(((-1, factor),))

    def starts_factor(self) -> bool:
        token = self.peek()
        if token is None:
            return False
        if token.kind in (TokenKind.NAME, TokenKind.NUMBER):
            return True
        if token.kind is TokenKind.COMMAND:
            return token.text not in ("end", "\\", "over")
        if token.is_operator("||", "|"):
            return not (self.fences and self.fences[-1] == token.text)
        return token.is_operator("lVert", "lvert", "(", "[", "\\{", "{", "...", "<|")

    # --- factors

    def factor(self) -> Tree:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise NotUnderstood("brackets too deep")
        try:
            return self.postfixed(self.atom())
        finally:
            self.depth -= 1

    def atom(self) -> Tree:
        token = self.take()
        if token.kind is TokenKind.NUMBER:
            return Numeral(float(token.text))
        if token.kind is TokenKind.COMMAND:
            return self.command(token.text)
        if token.kind is TokenKind.NAME:
            return self.name(token)
        if token.is_operator("..."):
            return Dots()
        if token.is_operator("(", "[", "\\{", "{"):
            return self.group(token.text)
        if token.is_operator("||", "|", "lVert", "lvert"):
            return self.bars(token.text)
        raise NotUnderstood(f"'{token.text}' where a quantity was expected")

    def group(self, opening: str) -> Tree:
        self.fences.append(opening)
        inner = self.expression()
        self.fences.pop()
        self.close(opening)
        return inner

    def close(self, opening: str) -> None:
        """A round bracket may close a square one: students mix them up."""
        if opening in ("(", "[") and self.at(")", "]"):
            self.place += 1
            return
        if opening in ("(", "[") and self.peek() is None and not self.fences:
            return  # a bracket that is never closed holds all the rest
        self.expect(_CLOSING[opening])

    def bars(self, mark: str) -> Tree:
        self.fences.append(mark)
        inner = self.expression()
        self.fences.pop()
        if not self.at(_BARS[mark], *(("||",) if mark == "lVert" else ("|",) if mark == "lvert" else ())):
            self.expect(_BARS[mark])
        self.take()
        order = "2" if mark in ("||", "lVert") else ""
        if order and self.at("_"):
            self.take()
            order = {"2": "2", "F": "F", "1": "1", "infinity": "inf", "op": "2"}.get(self.script(), "?")
            if order == "?":
                raise NotUnderstood("an unknown norm")
        return Bars(inner, order)

    def command(self, name: str) -> Tree:
        if name == "frac":
            return self.fraction()
        if name == "sqrt":
            return Application(Symbol("sqrt"), (self.braced(),))
        if name in _DROPPED or name in _ARROWS:
            inner = self.braced()
            if name in ("underbrace", "overbrace") and self.at("_", "^"):
                self.take()
                self.script()
            return inner
        raise NotUnderstood(f"the command \\{name}")

    def braced(self) -> Tree:
        if self.at("{"):
            self.take()
            return self.group("{")
        return self.atom()

    def fraction(self) -> Tree:
        above, below = self.digit_or_argument(), self.digit_or_argument()
        if len(below) > 1 and _is_differential(below[0]) and not below[1].is_operator("_", "^"):
            by = self.inside(below[1:])
            if above and _is_differential(above[0]):
                if len(above) > 1:
                    return Rate(self.inside(above[1:]), by)
                return Rate(self.operand(), by)
        return Ratio(self.inside(above), self.inside(below))

    def digit_or_argument(self) -> list[Token]:
        """An argument of a fraction: ``\\frac13`` has two, of one digit each."""
        token = self.peek()
        if token is not None and token.kind is TokenKind.NUMBER and token.text.isdigit():
            rest = token.text[1:]
            if rest:
                self.tokens[self.place] = Token(token.kind, rest, token.start + 1)
            else:
                self.place += 1
            return [Token(token.kind, token.text[0], token.start)]
        return self.argument()

    def argument(self) -> list[Token]:
        """The tokens of a braced argument, or the one token that stands for it."""
        if not self.at("{"):
            return [self.take()]
        self.take()
        start, depth = self.place, 1
        while depth:
            token = self.take()
            depth += token.is_operator("{") - token.is_operator("}")
        return self.tokens[start : self.place - 1]

    def inside(self, tokens: list[Token]) -> Tree:
        parser = _Parser(tokens, self.grammar)
        parser.depth = self.depth
        tree = parser.expression()
        if parser.place < len(tokens):
            raise NotUnderstood(f"'{tokens[parser.place].text}' where nothing more was expected")
        return tree

    def script(self) -> str:
        return spell(self.argument()).replace(" ", "").strip()

    # --- names, functions, operators

    def name(self, token: Token) -> Tree:
        text = token.text
        if text in ("nabla", "grad"):
            return self.gradient()
        if text in ("partial", "d") and _is_differential(token):
            found = self.inline_rate()
            if found is not None:
                return found
        if text in ("sum", "prod", "Pi", "Sigma") and (text in ("sum", "prod") or self.at("_")):
            return self.folded("prod" if text in ("prod", "Pi") else "sum")
        if text == "lim":
            return self.limit()
        if text == "sqrt":
            return Application(Symbol("sqrt"), (self.braced() if self.at("{") else self.factor(),))
        if text == "D" and "D" not in self.grammar.known and self.peek() is not None:
            start = self.place
            try:
                return self.differential()
            except NotUnderstood:
                self.place = start  # then it is a letter like any other
        if text == "Delta":
            joint = f"Delta {name_of_token(self.peek())}"
            if joint in self.grammar.known:
                self.take()
                return self.applied(self.scripted(Symbol(joint)))
        if text in ("ones", "infinity"):
            raise NotUnderstood(f"'{text}'")
        return self.applied(self.scripted(Symbol(text)))

    def scripted(self, base: Tree) -> Tree:
        """A name with its index and primes; a power before the index waits for it."""
        raised: Tree | None = None
        while True:
            if self.at("_"):
                self.take()
                base = self.indexed(base)
            elif self.at("'"):
                self.take()
                base = Slope(base)
            elif self.at("^") and self.at("'", ahead=1):
                self.place += 2
                base = Slope(base)
            elif self.at("^") and self.at("{", ahead=1) and self.at("'", ahead=2):
                self.place += 2
                self.expect("'")
                self.expect("}")
                base = Slope(base)
            elif self.at_name("perp"):
                self.take()
                base = Superscripted(base, "perp")
            elif self.at("^") and raised is None and self.index_follows_power():
                self.take()
                raised = self.exponent()
            else:
                return base if raised is None else Raised(base, raised)

    def index_follows_power(self) -> bool:
        """Whether this is ``sigma^2_y``: a power, then an index."""
        token = self.peek(1)
        return token is not None and not token.is_operator("{") and self.at("_", ahead=2)

    def indexed(self, base: Tree) -> Tree:
        tokens = self.argument()
        spelling = spell(tokens).replace(" ", "")
        indices: tuple[Tree, ...] = ()
        pieces: list[list[Token]] = [[]]
        for token in tokens:
            if token.is_operator(","):
                pieces.append([])
            else:
                pieces[-1].append(token)
        try:
            indices = tuple(self.inside(piece) for piece in pieces)
        except NotUnderstood:
            indices = ()
        return Indexed(base, spelling, indices)

    def applied(self, function: Tree) -> Tree:
        """A function with its arguments, or the name by itself."""
        name = name_of(function)
        if name in self.grammar.opaque:
            self.swallow()
            return function
        is_function = name in self.grammar.functions
        if self.at("^") and is_function and self.at("(", "[", ahead=2) and name not in self.grammar.known:
            self.take()
            exponent = self.exponent()
            return Raised(Application(function, self.arguments()), exponent)
        if is_function and (self.at("(", "[", "\\{")):
            return Application(function, self.arguments())
        if name in OPERATORS and is_function and self.starts_factor():
            return Application(function, (self.factor(),))
        return function

    def arguments(self) -> tuple[Tree, ...]:
        opening = self.take().text
        self.fences.append(opening)
        found = [self.expression()]
        while self.at(","):
            self.take()
            found.append(self.expression())
        self.fences.pop()
        self.close(opening)
        return tuple(found)

    def swallow(self) -> None:
        """Pass over the arguments of an opaque value."""
        if not self.at("(", "["):
            return
        depth = 0
        while True:
            token = self.take()
            depth += token.is_operator("(", "[", "{") - token.is_operator(")", "]", "}")
            if depth == 0:
                return

    def differential(self) -> Tree:
        """``D sigma(h)``: the differential of a function; ``D_h`` in front of it says nothing more."""
        if self.at("_"):
            self.take()
            self.argument()
        if self.at("[", "(") and name_of_token(self.peek(1)) in self.grammar.functions:
            self.take()
            inner = self.differential()
            self.close("(")
            return inner
        token = self.peek()
        if token is None or token.kind is not TokenKind.NAME or token.text not in self.grammar.functions:
            raise NotUnderstood("the letter D")
        self.take()
        function = self.scripted(Symbol(token.text))
        if name_of(function) in OPERATORS:
            raise NotUnderstood("the letter D")
        return self.slope_applied(Slope(function, differential=True))

    def slope_applied(self, function: Tree) -> Tree:
        return Application(function, self.arguments()) if self.at("(", "[") else function

    def gradient(self) -> Tree:
        by: Tree | None = None
        if self.at("_"):
            self.take()
            by = self.inside(self.argument())
        return Rate(self.operand(), by, nabla=True)

    def operand(self) -> Tree:
        """What a derivative sign in front acts on: one factor, with the scalars before a sum or norm."""
        start = self.place
        factor = self.factor()
        if isinstance(factor, (Ratio, Numeral)) and self.starts_factor():
            factors: list[Tree] = [factor]
            while self.starts_factor():
                factors.append(self.factor())
            return _joined(factors)
        if self.place == start:
            raise NotUnderstood("a derivative of nothing")
        return factor

    def inline_rate(self) -> Tree | None:
        """``dw/du`` or ``\\partial h_t / \\partial h_{t-1}``; None where the letter is only a letter."""
        start = self.place
        try:
            above: Tree | None = None
            if not self.at("/"):
                above = self.rated()
            if self.at("/"):
                self.take()
                token = self.peek()
                if token is not None and _is_differential(token):
                    self.take()
                    by = self.rated()
                    return Rate(above if above is not None else self.operand(), by)
            if above is not None and self.tokens[start - 1].text == "partial":
                raise NotUnderstood("half a derivative")
        except NotUnderstood:
            if self.tokens[start - 1].text == "partial":
                raise
        self.place = start
        return None

    def rated(self) -> Tree:
        """What stands behind a differential sign."""
        if self.at("||", "lVert", "("):
            return self.factor()
        token = self.take()
        if token.kind is not TokenKind.NAME:
            raise NotUnderstood("a differential of no name")
        return self.applied(self.scripted(Symbol(token.text)))

    def folded(self, operator: str) -> Tree:
        index, lower, upper = "", None, None
        while self.at("_", "^"):
            if self.take().text == "^":
                upper = self.inside(self.argument())
                continue
            tokens = self.argument()
            if not tokens or tokens[0].kind is not TokenKind.NAME:
                raise NotUnderstood("a sum over no index")
            index = tokens[0].text
            if len(tokens) > 2 and tokens[1].is_operator("="):
                if any(token.is_operator("...") for token in tokens):
                    raise NotUnderstood("a range with dots")
                lower = self.inside(tokens[2:])
            elif len(tokens) > 1:
                raise NotUnderstood("a range that is no interval")
        if not index:
            raise NotUnderstood("a sum over no index")
        return Folded(operator, index, lower, upper, self.product())

    def limit(self) -> Tree:
        index = "T"
        if self.at("_"):
            self.take()
            tokens = self.argument()
            if not any(token.is_operator("->") for token in tokens):
                raise NotUnderstood("a limit of no index")
            index = tokens[0].text
            if spell(tokens[-1:]) != "infinity":
                raise NotUnderstood("a limit elsewhere than at infinity")
        return Limit(index, self.product())

    # --- what may follow a factor

    def exponent(self) -> Tree:
        token = self.peek()
        if token is not None and token.is_operator("top"):
            self.take()
            return Symbol("top")
        tokens = self.argument()
        if len(tokens) == 1 and tokens[0].is_operator("top"):
            return Symbol("top")
        if len(tokens) == 1 and tokens[0].text == "perp":
            return Symbol("perp")
        if len(tokens) == 2 and tokens[0].is_operator("-") and tokens[1].text in ("T", "top"):
            raise NotUnderstood("the transpose of an inverse")
        return self.inside(tokens)

    def postfixed(self, base: Tree) -> Tree:
        while True:
            if self.at("^") and self.superscript() is not None and not isinstance(base, Application):
                spelling = self.superscript() or ""
                self.take()
                self.argument()
                base = Superscripted(base, spelling)
            elif self.at("^"):
                self.take()
                base = self.raised(base)
            elif self.at(".T") or (self.at("'") and not isinstance(base, (Numeral, Dots))):
                self.take()
                base = Transposed(base)
            elif self.at("_") and isinstance(base, (Bars, Superscripted, Application, Raised, Terms)):
                self.take()
                base = self.indexed(base)
            elif self.at("!"):
                raise NotUnderstood("a factorial")
            else:
                return base

    def raised(self, base: Tree) -> Tree:
        if self.at("+", "-"):
            sign = self.sign()
            exponent = self.factor_token()
            return Raised(base, exponent if sign == 1 else Terms(((-1, exponent),)))
        start = self.place
        name = name_of(base)
        if name and f"{name}^{self.script()}" in self.grammar.known:
            end, self.place = self.place, start
            spelling = self.script()
            self.place = end
            return Superscripted(base, spelling)
        self.place = start
        exponent = self.exponent()
        if exponent == Symbol("top"):
            return Transposed(base)
        if exponent == Symbol("perp"):
            return Superscripted(base, "perp")
        return Raised(base, exponent)

    def factor_token(self) -> Tree:
        return self.inside([self.take()])

    def superscript(self) -> str | None:
        """The superscript in brackets, such as ``(j)``, that counts and does not raise."""
        if not (self.at("{", ahead=1) and self.at("(", ahead=2)):
            return None
        end, depth = self.place + 2, 1
        while end < len(self.tokens) and depth:
            depth += self.tokens[end].is_operator("{") - self.tokens[end].is_operator("}")
            end += 1
        inner = self.tokens[self.place + 2 : end - 1]
        if inner and inner[-1].is_operator(")") and sum(token.is_operator("(") for token in inner) == 1:
            return spell(inner)
        return None


def _joined(factors: list[Tree]) -> Tree:
    return factors[0] if len(factors) == 1 else Factors(tuple(factors))


def _is_differential(token: Token) -> bool:
    return token.kind is TokenKind.NAME and token.text in ("partial", "d")


def name_of_token(token: Token | None) -> str:
    """The name that a token is, or nothing."""
    return token.text if token is not None and token.kind is TokenKind.NAME else ""


def name_of(tree: Tree) -> str:
    """The full name of a named tree, its index as written included; empty for anything else."""
    if isinstance(tree, Symbol):
        return tree.name
    if isinstance(tree, Indexed):
        base = name_of(tree.base)
        return f"{base}_{tree.spelling}" if base else ""
    if isinstance(tree, Superscripted):
        base = name_of(tree.base)
        return f"{base}^{tree.spelling}" if base else ""
    if isinstance(tree, Slope) and not tree.differential:
        return name_of(tree.function)
    return ""
