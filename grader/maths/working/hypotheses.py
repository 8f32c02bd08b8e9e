"""What the words of an assumption say, as equations: *orthonormal*, *symmetric*, *one-hot*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from grader.maths.expressions.symbols import Sort, Symbol

_WORDS = {
    "symmetric": r"symm?[eé]tr\w*|covariance|hessian|gram|kernel|definite|PSD|SPD|adjoint",
    "orthogonal": r"orthogon\w*|orthonorm\w*|perpendicular|rotations?|unitary|isometr\w*|perp|⊥|whiten\w*",
    "unit": r"unit|orthonorm\w*|normali[sz](?:ed|ation)|unitaire|length|norm (?:one|1|is)|sphere|direction",
    "sums-to-one": r"probabilit\w*|distribution\w*|one[- ]hot|soft-?max|stochastic|sums?|summing|adds?|"
    r"adding|simplex|convex|normali[sz](?:ed|ation)|categorical|fractions?|proportions?|mixture|"
    r"complement\w*|failure|weights",
    "idempotent": r"project\w*|idempoten\w*",
    "commuting": r"commut\w*|diagonal|simultaneous\w*",
    "positive": r"positive|smaller|non-?negative|active|activated|greater|larger",
    "mean": r"mean|averages?|moyenne",
    "zero": r"cent(?:re|er)e?\w*|zero[- ]mean|mean (?:is )?zero|ignor\w*|dropp\w*|without|"
    r"bias-free|no [\w-]+|noise-?less|homogeneous|(?:is|are|being) (?:zero|0)",
}
_WORDS["complementary"] = _WORDS["sums-to-one"]
KINDS = tuple(_WORDS)
CONVENTIONS = {
    "symmetric": r"Sigma|Lambda|H|K",
    "orthogonal": r"Q",
    "idempotent": r"P|Pi",
    "unit": r"hat\(\w+\)",
    "sums-to-one": r"p|q|pi|y|hat\(y\)|hat\(p\)|alpha",
}
"""What names of vectors and matrices stand for by convention: assumed silently."""
_COMMAND = re.compile(r"\\(?!perp)[A-Za-z]+")


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of assumption of which a text has words; ``\\sum`` is none."""
    prose = _COMMAND.sub(" ", text)
    return frozenset(
        kind
        for kind, words in _WORDS.items()
        if re.search(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z_^])", prose, re.IGNORECASE)
    )


def equations(kind: str, symbols: Sequence[Symbol]) -> Iterator[str]:
    """What an assumption of a kind says, of each name it may be about."""
    numbers = [_spelled(each) for each in symbols if not each.shape and each.sort is not Sort.INDEX]
    vectors = [_spelled(each) for each in symbols if len(each.shape) == 1]
    matrices = [_spelled(each) for each in symbols if len(each.shape) == 2 and each.sort is Sort.MATRIX]
    square = [_spelled(each) for each in symbols if len(each.shape) == 2 and len(set(each.shape)) == 1]
    if kind == "symmetric":
        yield from (f"{each}^\\top = {each}" for each in square)
    if kind == "orthogonal":
        yield from (f"{one}^\\top {other} = 0" for one, other in combinations(vectors, 2))
        yield from (f"{each}^\\top {each} = I" for each in matrices)
    if kind == "unit":
        yield from (f"{each}^\\top {each} = 1" for each in vectors)
    if kind == "sums-to-one":
        yield from (f"\\sum_i {each}_i = 1" for each in vectors)
        yield from (f"{each} \\mathbf{{1}} = \\mathbf{{1}}" for each in square)
    if kind == "complementary":
        yield from (f"{one} + {other} = 1" for one, other in combinations(numbers, 2))
    if kind == "idempotent":
        yield from (f"{each} {each} = {each}" for each in square)
    if kind == "commuting":
        yield from (f"{one} {other} = {other} {one}" for one, other in combinations(square, 2))
    if kind == "positive":
        yield from (f"{each} > 0" for each in numbers)
        yield from (f"{one} > {other}" for one, other in permutations(numbers, 2))
    if kind == "mean":
        yield from (f"\\sum_i ({one}_i - {other}) = 0" for one in vectors for other in numbers)
    if kind == "zero":
        yield from (f"{each} = 0" for each in (*numbers, *vectors))
        yield from (f"\\sum_i {each}_i = 0" for each in vectors)


def _spelled(symbol: Symbol) -> str:
    return " ".join(symbol.spelling)
