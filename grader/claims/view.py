"""One clause with all that decides how a claim in it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.claims import language
from grader.claims.clauses import Clause
from grader.claims.vocabulary import Occurrence


@dataclass(frozen=True)
class View:
    tokens: tuple[str, ...]
    clause: Clause
    occurrences: list[Occurrence]
    subjects: tuple[str, ...]
    inherited: tuple[str, ...]
    """Subjects named before, the likeliest antecedent last."""
    contrary: bool
    conditional: bool
    targets: Mapping[str, tuple[str, ...]]
    refused: bool
    """Whether the clause is a label and *no* is what stands behind it (``sufficient: no``)."""
    plurals: frozenset[str]
    """Of those, the ones that were named in the plural last."""
    singulars: frozenset[str]
    """And those that were named as one beyond doubt: no *they* means them."""
    denied: bool
    """Whether the sentence goes on to say that its condition does not hold (*but it is not*)."""


def content_words(tokens: tuple[str, ...], indices: tuple[int, ...]) -> Iterable[str]:
    for index in indices:
        token = tokens[index]
        if (
            token not in language.FILLER and any(letter.isalpha() for letter in token) and len(token) > 1
        ) or (len(token) == 1 and token.isalpha() and token not in language.FILLER):
            yield token
