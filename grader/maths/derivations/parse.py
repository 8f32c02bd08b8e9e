"""Parse one side of a relation in a derivation, in LaTeX, Unicode or ASCII, into a tree."""

from __future__ import annotations

from collections.abc import Sequence

from grader.maths.derivations.brackets import (
    read_bars,
    read_composition,
    read_inner_product,
    read_moved,
    read_step,
    swallow,
)
from grader.maths.derivations.names import Grammar, is_differential, joined, name_of, name_of_token
from grader.maths.derivations.notations import (
    read_command,
    read_differential,
    read_folded,
    read_gradient,
    read_inline_rate,
    read_limit,
    read_own_differential,
    stands_for_sum,
)
from grader.maths.derivations.scripts import bracketed_superscript, read_index, read_power, read_scripts
from grader.maths.derivations.tree import (
    Application,
    Dots,
    Factors,
    Indexed,
    Numeral,
    Raised,
    Ratio,
    Superscripted,
    Symbol,
    Terms,
    Transposed,
    Tree,
)
from grader.maths.notation.tokens import Token, TokenKind, spell
from grader.maths.values import OPERATORS, NotUnderstood

_MAX_DEPTH = 60
_CLOSING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}


def parse(tokens: Sequence[Token], grammar: Grammar) -> Tree:
    """The tree of one side; raises NotUnderstood."""
    parser = Parser(list(tokens), grammar)
    tree = parser.expression()
    if parser.place < len(parser.tokens):
        raise NotUnderstood(f"'{parser.tokens[parser.place].text}' where nothing more was expected")
    return tree


class Parser:
    """A place in the tokens of one side, and what may stand there."""

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
        dotted: set[int] = set()
        while True:
            if self.at("·", "×", "*", "@"):
                is_dot = self.take().text in ("·", "@")
                if self.at("·", "*"):
                    factors.append(self.typed_dots())
                    continue
                dotted |= {len(factors)} if is_dot else set()
                factors.append(self.signed_factor())
            elif self.at("odot"):
                self.take()
                entrywise = True
                factors = [joined(factors, frozenset(dotted)), self.signed_factor()]
                factors = [Factors(tuple(factors), entrywise=True)]
                dotted = set()
            elif self.at("/", "÷"):
                self.take()
                self.divide(factors)
            elif self.starts_factor():
                factors.append(self.factor())
            else:
                return factors[0] if entrywise and len(factors) == 1 else joined(factors, frozenset(dotted))

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
            denominator = joined(group)
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
            return read_command(self, token.text)
        if token.kind is TokenKind.NAME:
            return self.name(token)
        if token.is_operator("..."):
            return Dots()
        if token.is_operator("(", "[", "\\{", "{"):
            return self.group(token.text)
        if token.is_operator("||", "|", "lVert", "lvert"):
            return read_bars(self, token.text)
        if token.is_operator("<|"):
            return read_inner_product(self)
        raise NotUnderstood(f"'{token.text}' where a quantity was expected")

    def group(self, opening: str) -> Tree:
        composed = read_composition(self) if opening == "(" else None
        if composed is not None:
            return composed
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

    def braced(self) -> Tree:
        if self.at("{"):
            self.take()
            return self.group("{")
        return self.atom()

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
        parser = Parser(tokens, self.grammar)
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
            return read_gradient(self)
        if text == "partial" and self.at("_"):
            return read_gradient(self)
        if text in ("partial", "d") and is_differential(token):
            found = read_inline_rate(self)
            if found is not None:
                return found
            if self.at("(", "[") and f"d {self.grammar.variable}" in self.grammar.known:
                return Application(Symbol("d"), self.arguments())
            own = read_own_differential(self)
            if own is not None:
                return own
        if text in ("sum", "prod", "Pi", "Sigma") and (text in ("sum", "prod") or stands_for_sum(self, text)):
            start = self.place
            try:
                return read_folded(self, "prod" if text in ("prod", "Pi") else "sum")
            except NotUnderstood:
                if text not in ("Pi", "Sigma"):
                    raise
                self.place = start  # then it is a letter like any other
        if text in ("O", "o") and text not in self.grammar.known and self.at("("):
            swallow(self)
            return Numeral(0.0)  # what is small of higher order
        if text in ("max", "sup") and self.at("_"):
            return read_folded(self, "max")
        if text == "lim":
            return read_limit(self)
        if text == "sqrt":
            return Application(Symbol("sqrt"), (self.braced() if self.at("{") else self.factor(),))
        if text == "D" and ("D" not in self.grammar.known or self.at_name(*self.grammar.functions)):
            start = self.place
            try:
                return read_differential(self)
            except NotUnderstood:
                self.place = start  # then it is a letter like any other
        if text in ("delta", "Delta") and text not in self.grammar.known:
            own = read_own_differential(self)
            if own is not None:
                return own
        if text == "Delta":
            joint = f"Delta {name_of_token(self.peek())}"
            if joint in self.grammar.known:
                self.take()
                return self.applied(read_scripts(self, Symbol(joint)))
        if text in ("ones", "infinity") and text not in self.grammar.known:
            raise NotUnderstood(f"'{text}'")
        return self.applied(read_scripts(self, Symbol(text)))

    def applied(self, function: Tree) -> Tree:
        """A function with its arguments, or the name by itself."""
        name = name_of(function)
        if (moved := read_moved(self, function)) is not None:
            return moved
        if name in self.grammar.opaque:
            swallow(self)
            return function
        step = read_step(self, name) if isinstance(function, Symbol) else None
        if step is not None:
            return step
        is_function = self.is_function(function)
        if is_function and self.at("odot"):
            composed = read_composition(self, function)
            if composed is not None:
                return composed
        if self.at("^") and is_function and self.at("(", "[", ahead=2) and name not in self.grammar.known:
            self.take()
            exponent = self.exponent()
            return Raised(Application(function, self.arguments()), exponent)
        if is_function and (self.at("(", "[", "\\{")):
            return Application(function, self.arguments())
        if name in OPERATORS and is_function and self.starts_factor():
            return Application(function, (self.factor(),))
        return function

    def is_function(self, tree: Tree) -> bool:
        """Whether a name takes arguments, by itself or as one of those that differ in an index."""
        base = name_of(tree.base) if isinstance(tree, Indexed) else ""
        return name_of(tree) in self.grammar.functions or base in self.grammar.called

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
            if self.at("^") and bracketed_superscript(self) is not None and not isinstance(base, Application):
                spelling = bracketed_superscript(self) or ""
                self.take()
                inner = self.argument()
                if isinstance(base, Symbol) and base.name in self.grammar.sequences:
                    base = Indexed(base, spelling[1:-1], (self.inside(inner[1:-1]),))
                else:
                    base = Superscripted(base, spelling)
            elif self.at("^"):
                self.take()
                base = read_power(self, base)
            elif self.at(".T") or (self.at("'") and not isinstance(base, (Numeral, Dots))):
                self.take()
                base = Transposed(base)
            elif self.at("_") and not isinstance(base, (Numeral, Dots)):
                self.take()
                base = read_index(self, base)
            elif self.at("!"):
                raise NotUnderstood("a factorial")
            else:
                return base
