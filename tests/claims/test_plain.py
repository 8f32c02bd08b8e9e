"""Prose as plain tokens: English, French, LaTeX, Unicode, damaged or not."""

from __future__ import annotations

import pytest

from grader.claims.plain import plain_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It isn't", "it is not"),
        ("it can't", "it can not"),
        ("they dont", "they do not"),
        ("INSUFFICIENT", "not sufficient"),
        ("a non-Markovian model", "not markovian model"),
        ("Ce n'est pas nécessaire", "ce not est necessaire"),
        ("il ne dépend que du passé", "il depend only passe"),
        ("c'est pas suffisant", "ce est not suffisant"),
        (r"$\boldsymbol{\theta}_{\text{small}}$", "theta small"),
        ("θ_small", "theta small"),
        ("λθ", "lambda theta"),
        ("√r̂", "sqrt r"),
        ("N²", "n ^ 2"),
        (r"$w_T^\star$", "w t"),
        (r"$a \leq b$", "<= b"),
        ("rac{\\delta}{\\gamma}", "rac delta gamma"),
        ("-9.1 < -8.2", "-9.1 < -8.2"),
        ("long-term n-gram", "long term n gram"),
        ("the model’s state", "model state"),
        ("arg max", "argmax"),
        ("insuficient", "not sufficient"),
        ("nec. but not suff", "necessary but not sufficient"),
        ("it dosn't", "it does not"),
        ("bc it", "because it"),
        ("rien ne le garantit", "nothing garantit"),
        ("lazy (Y) useful (N)", "lazy : yes , useful : no ,"),
        ("lazy ✓", "lazy yes"),
    ],
)
def test_tokens_are_the_same_however_written(text: str, tokens: str) -> None:
    assert plain_tokens(text) == tuple(tokens.split())


def test_a_long_text_is_cut() -> None:
    assert len(plain_tokens("word " * 5000)) < 1000
