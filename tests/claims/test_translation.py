"""Answers in other languages, put into the English of the rubrics' concepts."""

from __future__ import annotations

import pytest

from grader.claims.plain import plain_tokens
from grader.claims.translation.glossary import LANGUAGES, Kind, load_glossary
from grader.claims.translation.glossing import gloss, language_of


@pytest.mark.parametrize(
    "text",
    [
        "Yes, both shrink by the same factor.",
        "Oui, les deux ensembles sont réduits de la même manière.",
        "the red rectangle, with r hat small",
        "No.",
        "x_t = W h_{t-1} + b",
        "It is due to the term per parameter; more or less the same rate.",
        "Beam search with B = 2 is suboptimal",
        "O(TN)",
        "The bound is sufficient.",
        "Sufficient? No",
        "exploding gradients possible",
        "No: the red rectangle",
        "TODO",
        "Non. L'état caché résume tout le passé.",
        "temps: O(TN)",
        "necessary: yes, sufficient: no",
        "",
    ],
)
def test_what_needs_no_dictionary_gets_none(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("text", "name", "english"),
    [
        (
            "Die Bedingung ist notwendig, aber nicht hinreichend.",
            "german",
            "condition is necessary , but not sufficient .",
        ),
        ("Weder notwendig noch hinreichend.", "german", "neither necessary nor sufficient ."),
        ("Die Gradienten explodieren nicht unbedingt.", "german", "gradients not necessarily explode ."),
        ("Er waechst nicht, er koennte es aber.", "german", "it not grows , it could it ."),
        ("El gradiente no puede crecer.", "spanish", "gradient can not grow ."),
        ("No, porque no es suficiente.", "spanish", "no , because is not sufficient ."),
        ("Sí, si se cumple la condición.", "spanish", "yes , if satisfied condition ."),
        ("Non è necessaria e non si può applicare.", "italian", "is not necessary and can not apply ."),
        ("Não, a rede não é de Markov.", "portuguese", "no , network is not of markov ."),
        ("Não se aplica, mas se n é pequeno pode.", "portuguese", "not applies , but if n is small can ."),
        ("Die Antwort ändert sich nicht.", "german", "answer not changes ."),
        ("Die Antwort aendert sich nicht.", "german", "answer not changes ."),
        ("Die Antwort bleibt gleich.", "german", "answer stays same ."),
        ("weil er nicht durch $r$ geteilt wird", "german", "because it is not divided by r"),
        ("weil er durch $r$ nicht geteilt wird", "german", "because it is not divided by r"),
        ("weil r bei diesen Gewichten klein ist", "german", "because r is small for this weights"),
        ("da r für diese nicht klein ist", "german", "since r is not small for this"),
        ("Es wird durch die Wurzel geteilt.", "german", "it is divided by root ."),
        ("Sie hängt nur vom letzten Wort ab.", "german", "they depends only on last word ."),
        ("Das Verfahren setzt die Annahme voraus.", "german", "scheme requires assumption ."),
        ("Die Gradienten müssen nicht explodieren.", "german", "gradients not necessarily explode ."),
        ("Nein, das gilt nicht.", "german", "no , not holds ."),
        ("Los gradientes pequeños no cambian.", "spanish", "small gradients not change ."),
        ("Sí, los pesos no son iguales.", "spanish", "yes , weights are not same ."),
        ("No, la respuesta no cambia.", "spanish", "no , answer not changes ."),
        ("Non è diviso per la radice.", "italian", "is not divided by root ."),
        ("L'effetto dell'aggiornamento è più grande.", "italian", "effect of update is larger ."),
        ("Não, o termo não é dividido.", "portuguese", "no , term is not divided ."),
        ("Não.", "portuguese", "no ."),
        ("No modelo há uma condição.", "portuguese", "in model there is condition ."),
    ],
)
def test_a_sentence_is_put_into_english(text: str, name: str, english: str) -> None:
    glossary = language_of(text)
    assert glossary is not None
    assert glossary.name == name
    assert " ".join(plain_tokens(gloss(text, glossary).text)) == english


def test_mathematics_stands_as_it_is() -> None:
    text = r"Der Term $\lambda\theta$ wird durch √r̂ geteilt, weil θ_small klein ist."
    english, known, _ = gloss(text, load_glossary("german"))
    assert r"$\lambda\theta$" in english
    assert "√r̂" in english
    assert "θ_small" in english
    assert known


def test_a_sentence_of_unknown_words_is_doubtful() -> None:
    assert not gloss("Der Schornsteinfeger klettert nicht übers Kirchendach", load_glossary("german")).known


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_dictionary_says_of_each_form_one_thing(name: str) -> None:
    glossary = load_glossary(name)
    assert all(entry.english or entry.kind is Kind.DROPPED for entry in glossary.forms.values())
    assert glossary.marks


def test_letters_of_formulas_are_no_words() -> None:
    english = gloss(r"Das ist $\die(der)$, also O(N) und a_{die}.", load_glossary("german")).text
    assert r"$\die(der)$" in english
    assert "O(N)" in english
    assert "a_{die}" in english
