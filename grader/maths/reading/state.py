"""Where the reader stands in the tokens of one formula, and which names are in scope there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from grader.maths.expressions.build import ReadError
from grader.maths.expressions.expression import Expression
from grader.maths.expressions.symbols import Declarations
from grader.maths.notation.tokens import Token, TokenKind
from grader.maths.reasons import Reason

MAX_DEPTH = 40
"""Nested brackets, powers and functions; each level costs up to eight Python frames."""


@dataclass(frozen=True)
class Style:
    """How to read what two habits of writing read differently; the default is the commoner habit."""

    loose_slash: bool = False
    """Whether ``a/bc`` is ``(a/b)c``."""
    narrow_functions: bool = False
    r"""Whether ``\log BN`` is ``(\log B)N``."""
    product_from_right: bool = False
    r"""Whether ``\prod_{t=1}^T J_t`` of matrices begins with the last of them."""
    named_arguments: bool = False
    """Whether ``L(w)``, of a name that is no function, is just that name."""
    power_inside: bool = False
    r"""Whether ``\log (x)^2`` is the logarithm of the square."""
    wide_reductions: bool = False
    r"""Whether ``\sum_i a_i + b`` sums b too."""
    bars_as_norm: bool = False
    """Whether ``|A|`` of a matrix is its norm and not its determinant."""
    row_gradients: bool = False
    """Whether the derivative of a number by a vector is a row."""
    letter_power: bool = False
    """Whether ``A^T`` is a power, where T is declared as a number."""


@dataclass
class State:
    """The reader's position and surroundings; one per formula."""

    tokens: tuple[Token, ...]
    declarations: Declarations
    read_sum: Callable[[State], Expression]
    read_product: Callable[[State], Expression]
    read_primary: Callable[[State], Expression]
    read_name: Callable[[State], Expression | None]
    style: Style = field(default_factory=Style)
    free_indices: bool = False
    entry_powers: bool = False
    """Whether ``**`` stands in it: of a vector, it is a power of each entry."""
    in_range: bool = False
    """Whether the bounds of a range are read, in which dots stand for all between two numbers."""
    in_indicator: bool = False
    """Whether what is compared in brackets is read, where an index may stand by itself."""
    position: int = 0
    depth: int = 0
    scope: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    """Bound indices, innermost last: how they are spelt, and their name."""
    pending_spellings: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    """How the indices met so far were spelt in their ranges."""
    exceptions: list[tuple[str, Expression]] = field(default_factory=list)
    """What ``j \\ne k`` leaves out of a range: the index and the value it does not take."""
    closers: list[str] = field(default_factory=list)
    """The bars that are open, so that a bar can be told to close."""
    choices: set[str] = field(default_factory=set)
    """The fields of `Style` that this formula's reading depended on."""

    @property
    def token(self) -> Token | None:
        """The token to read next."""
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def peek(self, ahead: int = 1) -> Token | None:
        """A token further on."""
        place = self.position + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def at(self, *operators: str) -> bool:
        """Whether the next token is one of these operators."""
        token = self.token
        return token is not None and token.kind is TokenKind.OPERATOR and token.text in operators

    def at_name(self, *names: str) -> bool:
        """Whether the next token is one of these names."""
        token = self.token
        return token is not None and token.kind is TokenKind.NAME and token.text in names

    def at_command(self, *commands: str) -> bool:
        """Whether the next token is one of these LaTeX commands."""
        token = self.token
        return token is not None and token.kind is TokenKind.COMMAND and token.text in commands

    def take(self) -> Token:
        """The next token, passed over."""
        token = self.token
        if token is None:
            raise self.error("the formula ends too early")
        self.position += 1
        return token

    def accept(self, *operators: str) -> bool:
        """Pass over one of these operators if it comes next."""
        if self.at(*operators):
            self.position += 1
            return True
        return False

    def expect(self, operator: str) -> None:
        """Pass over this operator, which must come next."""
        if not self.accept(operator):
            token = self.token
            found = "the end" if token is None else repr(token.text)
            raise self.error(f"expected {operator!r}, found {found}")

    def error(self, detail: str, reason: Reason = Reason.UNPARSED) -> ReadError:
        """An error at the present position."""
        token = self.token or (self.tokens[-1] if self.tokens else None)
        return ReadError(reason, detail, token.start if token else 0)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One level deeper, within the bound."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"more than {MAX_DEPTH} levels of nesting", Reason.LIMIT)
        try:
            yield
        finally:
            self.depth -= 1

    @contextmanager
    def bound(self, indices: list[tuple[tuple[str, ...], str]]) -> Iterator[None]:
        """With these indices in scope."""
        before = len(self.scope)
        self.scope.extend(indices)
        try:
            yield
        finally:
            del self.scope[before:]

    def matches(self, spelling: tuple[str, ...]) -> bool:
        """Whether the next tokens are spelt so."""
        end = self.position + len(spelling)
        if end > len(self.tokens):
            return False
        return all(
            token.text == text for token, text in zip(self.tokens[self.position : end], spelling, strict=True)
        )
