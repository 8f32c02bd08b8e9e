"""Declarations: which names a formula may use, and what each of them is (contract, section 7)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from grader.maths.expressions.expression import SCALAR, Expression, Shape, Size
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import Token, TokenKind, spell, tokenise
from grader.model.words import Word


class DeclarationError(ValueError):
    """A symbol's type that cannot be understood; the author's mistake, never a student's."""


class Sort(Word):
    """What a declared name stands for."""

    REAL = "real"
    POSREAL = "posreal"
    POSINT = "posint"
    INT = "int"
    PROB = "prob"
    INDEX = "index"
    VECTOR = "vector"
    MATRIX = "matrix"
    IDENTITY = "identity"
    FUNCTION = "function"  # of scalars, by value: sigma(x)
    TABLE = "table"  # a quantity for each of its arguments: delta_t(j), h_t
    ELEMENTWISE = "elementwise"
    CONDITIONAL = "conditional"  # p(w_t = j | w_{t-1} = i), written for the entry P_{ij}
    FUNCTIONAL = "functional"  # takes the expression itself, such as an expectation: E[y^2]


CODE_NAMES = {
    "lambda": ("lam", "lamb", "lambd", "lamda", "lmbda"),
    "epsilon": ("eps",),
    "gamma": ("gam",),
}
"""What Greek letters are called in code, where `lambda` is a keyword and others are long."""

SHAPED = "expression"
"""The argument of a functional whose value is shaped as its argument, or as the square of it."""
CALLABLE = frozenset({Sort.FUNCTION, Sort.TABLE, Sort.ELEMENTWISE, Sort.FUNCTIONAL})


@dataclass(frozen=True)
class Symbol:
    """One declared name: its key, how it is spelt in tokens, its sort and shape."""

    key: str
    spelling: tuple[str, ...]
    sort: Sort
    shape: Shape = SCALAR
    """Of a callable symbol: the shape of its value."""
    arguments: tuple[str, ...] = ()
    """Of a callable symbol: the declared types of its arguments."""

    @property
    def is_callable(self) -> bool:
        """Whether it takes arguments."""
        return self.sort in CALLABLE


@dataclass(frozen=True)
class Declarations:
    """All names that a formula may use."""

    symbols: tuple[Symbol, ...]
    vocabulary: frozenset[str] = field(default=frozenset())
    """The words that occur in names, for the tokeniser."""
    understood: tuple[tuple[str, Expression], ...] = ()
    """The argument of functions that may be written without any."""

    @cached_property
    def by_key(self) -> Mapping[str, Symbol]:
        """Symbol by key."""
        return {symbol.key: symbol for symbol in self.symbols}

    @cached_property
    def by_spelling(self) -> Mapping[tuple[str, ...], Symbol]:
        """Symbol by token texts, spelling variants included."""
        found = {variant: symbol for symbol in self.symbols for variant in _variants(symbol.spelling)}
        for symbol in self.symbols:
            for alias in CODE_NAMES.get(symbol.key, ()):
                if alias in self.vocabulary:
                    found.setdefault((alias,), symbol)
        return found

    @cached_property
    def openings(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Spellings by first token, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for spelling in self.by_spelling:
            found.setdefault(spelling[0], []).append(spelling)
        return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}

    @cached_property
    def derivatives(self) -> Mapping[tuple[tuple[str, ...], tuple[str, ...]], Symbol]:
        """Names that are derivatives, by the spellings of numerator and denominator."""
        found = {}
        for symbol in self.symbols:
            split = _derivative(symbol.spelling)
            if split is not None:
                found[split] = symbol
        return found

    @cached_property
    def sizes(self) -> frozenset[str]:
        """The size letters used in shapes."""
        return frozenset(size for symbol in self.symbols for size in symbol.shape if isinstance(size, str))

    @cached_property
    def _hash(self) -> int:
        return hash((self.symbols, self.vocabulary, self.understood))

    def __hash__(self) -> int:
        return self._hash

    def get(self, key: str) -> Symbol | None:
        """The symbol of that key, or None."""
        return self.by_key.get(key)


_TYPE = re.compile(r"^(?P<word>[a-z]+)\s*(?:\[(?P<inside>.*?)\])?\s*(?:->\s*(?P<result>.+))?$", re.DOTALL)
_PLAIN = {
    "scalar": Sort.REAL,
    "real": Sort.REAL,
    "posreal": Sort.POSREAL,
    "posint": Sort.POSINT,
    "int": Sort.INT,
    "prob": Sort.PROB,
    "index": Sort.INDEX,
}
_WORDS = (
    *_PLAIN,
    "vector",
    "matrix",
    "identity",
    "function",
    "elementwise",
    "sequence",
    "functional",
    "conditional",
)


def declare(symbols: Mapping[str, str]) -> Declarations:
    """Declarations from name to type words; raises `DeclarationError` naming the nearest valid word.

    >>> declare({"u": "vector[d]"}).by_key["u"].shape
    ('d',)

    Beyond the contract's types, for an assignment's own files: a result after an arrow,
    ``function[index] -> vector[n]`` (a vector for each t), ``function[matrix[n,n]] -> real``; and
    ``functional``, a function of an expression as such, evaluated on samples (an expectation). And
    ``conditional[P]``, a conditional probability that is an entry of a matrix: ``p(j | i)`` is ``P_{ij}``.
    """
    spellings = {name: tuple(token.text for token in _tokens(name)) for name in symbols}
    declared = tuple(_symbol(spellings[name], kind) for name, kind in symbols.items())
    words = frozenset(
        word for spelling in spellings.values() for word in spelling if word[:1].isalpha() and word.isalnum()
    )
    sizes = frozenset(
        size for symbol in declared for size in symbol.shape if isinstance(size, str) and size.isalpha()
    )
    letters = {spelling[0] for spelling in spellings.values() if len(spelling) == 1}
    aliases = {
        alias
        for key in letters & CODE_NAMES.keys()
        for alias in CODE_NAMES[key]
        if alias not in letters and not letters.issuperset(alias)
    }
    return Declarations(declared, words | sizes | aliases)


def key_of(name: str) -> str:
    r"""The key under which a name is declared: ``\gamma`` is ``gamma``, ``W^\perp`` is ``W^perp``."""
    return spell(_tokens(name))


def _tokens(name: str) -> tuple[Token, ...]:
    whole = frozenset(re.findall(r"[A-Za-z]+", name))
    tokens = tokenise(normalise(name), whole)
    if not tokens:
        raise DeclarationError(f"{name!r} is not a name")
    return tokens


def _symbol(spelling: tuple[str, ...], kind: str) -> Symbol:
    key = spell(Token(TokenKind.COMMAND if text in ("frac",) else TokenKind.NAME, text) for text in spelling)
    match = _TYPE.match(kind.strip())
    if match is None or match["word"] not in _WORDS:
        nearest = difflib.get_close_matches(kind.split("[")[0].strip(), _WORDS, n=1)
        hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise DeclarationError(f"{key}: unknown type {kind!r}{hint} (one of {', '.join(_WORDS)})")
    word, inside, result = match["word"], match["inside"], match["result"]
    if word in _PLAIN:
        return Symbol(key, spelling, _PLAIN[word])
    if word in ("vector", "matrix", "identity"):
        return Symbol(key, spelling, Sort(word), _shape(key, word, inside or ""))
    if word == "conditional":
        return Symbol(key, spelling, Sort.CONDITIONAL, SCALAR, (key_of(inside or ""),))
    if word == "elementwise":
        return Symbol(key, spelling, Sort.ELEMENTWISE)
    if word == "functional":
        return Symbol(key, spelling, Sort.FUNCTIONAL, _result(key, result))
    if word == "sequence":
        return Symbol(key, spelling, Sort.TABLE, _result(key, result), ("int",))
    if inside is None:
        return Symbol(key, spelling, Sort.FUNCTION, _result(key, result), ("real",))
    return _function(key, spelling, kind, result)


def _function(key: str, spelling: tuple[str, ...], kind: str, result: str | None) -> Symbol:
    head = kind.split("->")[0].strip()
    inside = head[head.index("[") + 1 : head.rindex("]")]
    arguments = tuple(part.strip() for part in re.split(r",(?![^\[]*\])", inside) if part.strip())
    table = all(argument in ("int", "index", "posint") for argument in arguments)
    return Symbol(key, spelling, Sort.TABLE if table else Sort.FUNCTION, _result(key, result), arguments)


def _result(key: str, result: str | None) -> Shape:
    if result is None:
        return SCALAR
    return _symbol((key,), result).shape


def shape_of_type(kind: str) -> Shape:
    """The shape a type word gives: ``matrix[n,d]`` is ``("n", "d")``, any scalar type ``()``."""
    return _symbol(("_",), kind).shape


def _shape(key: str, word: str, inside: str) -> Shape:
    sizes: list[Size] = []
    for part in (piece.strip() for piece in inside.split(",")):
        if part:
            sizes.append(int(part) if part.isdigit() else spell(_tokens(part)))
    wanted = {"vector": (1,), "matrix": (2,), "identity": (0, 1)}[word]
    if len(sizes) not in wanted:
        raise DeclarationError(f"{key}: {word} takes {wanted[-1]} size(s), found {len(sizes)}")
    if word == "identity":
        return (sizes[0], sizes[0]) if sizes else (None, None)
    return tuple(sizes)


def _variants(spelling: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A spelling and its equivalents in other brackets: ``E[y]`` is also ``E(y)`` and ``E\\{y\\}``."""
    found = [spelling]
    if len(spelling) == 3 and spelling[1] == "_" and spelling[2].isdigit():
        found.append((spelling[0], spelling[2]))
    if len(spelling) == 3 and spelling[2] == "perp" and spelling[1] in ("_", "^"):
        found.append((spelling[0], "_" if spelling[1] == "^" else "^", "perp"))
        found.append((spelling[0], "perp"))
    if len(spelling) > 3 and spelling[1] in ("[", "(") and spelling[-1] in ("]", ")"):
        inner = spelling[2:-1]
        for left, right in (("[", "]"), ("(", ")"), ("\\{", "\\}")):
            found.append((spelling[0], left, *inner, right))
    if len(spelling) == 7 and spelling[:2] == ("frac", "{") and spelling[3:5] == ("}", "{"):
        found.append((spelling[2], "/", spelling[5]))
    if len(spelling) > 1 and spelling[0] == "nabla":
        found.append(("grad", *spelling[1:]))
    if len(spelling) == 3 and spelling[1] == "/":
        found.append(("frac", "{", spelling[0], "}", "{", spelling[2], "}"))
    for each in tuple(found):
        if "top" in each:
            found.append(tuple("T" if text == "top" else text for text in each))
        raised = [
            place for place, text in enumerate(each) if text == "T" and place and each[place - 1] == "^"
        ]
        if raised and len(each) > 3:
            found.append(tuple("top" if place in raised else text for place, text in enumerate(each)))
    return tuple(dict.fromkeys(found))


def _derivative(spelling: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Numerator and denominator of a name that is a derivative in any of its spellings."""
    if spelling[:2] in (("nabla", "_"), ("grad", "_")):
        if len(spelling) > 2 and spelling[2] == "{":
            end = spelling.index("}", 2) if "}" in spelling else 0
            return (spelling[end + 1 :], spelling[3:end]) if end and spelling[end + 1 :] else None
        return (spelling[3:], spelling[2:3]) if len(spelling) > 3 else None
    flat = tuple(text for text in spelling if text not in ("frac", "{", "}"))
    signs = [place for place, text in enumerate(flat) if text in ("partial", "d")]
    if "frac" in spelling or "/" in flat:
        flat = tuple(text for text in flat if text != "/")
        signs = [place for place, text in enumerate(flat) if text in ("partial", "d")]
        if len(signs) == 2 and signs[0] == 0 and signs[1] > 1 and len(flat) > signs[1] + 1:
            return flat[1 : signs[1]], flat[signs[1] + 1 :]
    return None
