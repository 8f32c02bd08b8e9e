"""Prose of other languages in English words."""

from __future__ import annotations

import pytest

from grader.claims.plain import plain_tokens
from grader.claims.translation.words import in_english, language_of


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        ("Die Bedingung ist notwendig, aber nicht hinreichend.", "german", "condition is necessary , but not sufficient ."),
        ("Weder notwendig noch hinreichend.", "german", "neither necessary nor sufficient ."),
        ("Die Gradienten explodieren nicht unbedingt.", "german", "gradient not necessarily explode ."),
        ("Er waechst nicht, er koennte es aber.", "german", "it not grow , it could it but ."),
        ("El gradiente no puede crecer.", "spanish", "gradient not can grow ."),
        ("No, porque no es suficiente.", "spanish", "no , because not is sufficient ."),
        ("Sí, si se cumple la condición.", "spanish", "yes , if satisfied condition ."),
        ("Non è necessaria e non si può applicare.", "italian", "not is necessary and not can apply ."),
        ("Não, a rede não é de Markov.", "portuguese", "no , network not is of markov ."),
        ("Não se aplica, mas se n é pequeno pode.", "portuguese", "not applies , but if n is small can ."),
    ],
)  # fmt: skip
def test_prose_of_a_language_is_read_in_english(text: str, language: str, tokens: str) -> None:
    assert language_of(text) == language
    assert plain_tokens(in_english(text, language)) == tuple(tokens.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "O(TN)",
        "The bound is sufficient.",
        "Sufficient? No",
        "exploding gradients possible",
        "No: the red rectangle",
        "TODO",
        "Non. L'état caché résume tout le passé.",
        "temps: O(TN)",
        "necessary: yes, sufficient: no",
    ],
)
def test_english_and_french_are_no_other_language(text: str) -> None:
    assert language_of(text) == ""


def test_mathematics_is_left_alone() -> None:
    assert in_english(r"Das ist $\die(der)$, also O(N) und a_{die}.", "german") == (
        r"this is $\die(der)$, so O(N) and a_{die}."
    )
