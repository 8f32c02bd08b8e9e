"""Dictionaries into the English of the rubrics' concepts: one file each in ``languages/``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Union

import yaml

from grader.claims import language
from grader.claims.words import word_set
from grader.model.words import Word

LANGUAGES = ("german", "italian", "portuguese", "spanish")
LONGEST = 4  # words of a form
_FOLDER = Path(__file__).parent / "languages"
_SEPARATOR = re.compile(r"[ -]")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ENGLISH_TOO = word_set("hat die due per come item non sin con rate ad era solo more do as no sum para fine")
"""Forms of other languages that English text holds as well."""
HOME = (
    language.FILLER
    | language.VERBS
    | word_set("a an the le la les un une des du very plus pas ne alors aussi bien mais cette le leurs")
    | frozenset(word for lead in language.LEADS for word in lead)
)
"""Function words of the languages that need no dictionary."""


class Kind(Word):
    """What a form is, as far as its place in the sentence depends on it."""

    WORDS = "words"
    ADJECTIVES = "adjectives"
    DESCRIBING = "describing"  # adjectives that take no endings
    NOUNS = "nouns"
    VERBS = "verbs"
    AUXILIARIES = "auxiliaries"
    PARTICIPLES = "participles"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Entry:
    """What a form says in English."""

    english: str
    kind: Kind


@dataclass(frozen=True)
class Glossary:
    """The forms of one language; those of several words as their words."""

    name: str
    forms: Mapping[tuple[str, ...], Entry]
    stems: tuple[tuple[str, Entry], ...]
    endings_of: Mapping[tuple[str, ...], list[tuple[str, Entry]]]
    """The beginnings of last words, by the words before them (*n gramm* by *n*)."""
    separable: Mapping[tuple[str, str], str]
    """Verbs cut in two, by their first half and the one at the end of the clause (*hängt ... ab*)."""
    marks: frozenset[str]
    """The words that no English text holds."""

    def entry(self, words: tuple[str, ...]) -> Entry | None:
        """What the words say, if they are a form of the language."""
        found = self.forms.get(words)
        if found is None:
            stems = self.stems if len(words) == 1 else self.endings_of.get(words[:-1], ())
            found = next((entry for stem, entry in stems if words[-1].startswith(stem)), None)
        return found


_Table = dict[str, Union[str, list[str], dict[str, str]]]  # noqa: UP007


@lru_cache(maxsize=8)
def load_glossary(name: str) -> Glossary:
    """The dictionary of a language.

    >>> load_glossary("german").entry(("gewichte",)).english
    'weights'
    """
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    table: _Table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    forms: dict[tuple[str, ...], Entry] = {}
    stems: list[tuple[str, Entry]] = []
    endings_of: dict[tuple[str, ...], list[tuple[str, Entry]]] = {}
    entries = list(_entries(table))
    accented = [(form, entry) for form, entry in entries if not form.isascii()]
    # what is written with an accent counts before what may stand without
    other = [(spell(form), entry) for spell in (_with_digraphs, _bare) for form, entry in accented]
    for form, entry in (*entries, *other):
        words = tuple(_SEPARATOR.split(form))
        if form.endswith("*") and len(words) > 1:
            endings_of.setdefault(words[:-1], []).append((words[-1][:-1], entry))
        elif form.endswith("*"):
            stems.append((form[:-1], entry))
        else:
            forms.setdefault(words, entry)
    english = {word for entry in forms.values() for word in entry.english.split()}
    cut = table.get("separable", {})
    separable = {
        (halves[0], halves[1]): said
        for said, written in (cut.items() if isinstance(cut, dict) else ())
        for halves in (form.split() for form in written.split(","))
    }
    single = {form[0] for form in forms if len(form) == 1 and len(form[0]) > 1}
    return Glossary(
        name,
        forms,
        tuple(sorted(stems, key=lambda pair: -len(pair[0]))),
        endings_of,
        separable,
        frozenset(single - english - HOME - _ENGLISH_TOO),
    )


def _entries(table: _Table) -> Iterator[tuple[str, Entry]]:
    """Every form; plurals that are only formed come last."""
    endings, plurals = table["endings"], table.get("plurals", {})
    formed: list[tuple[str, Entry]] = []
    for kind in Kind:
        section = table.get(kind.value, {})
        if isinstance(section, str):
            section = {"": section}
        if isinstance(section, dict):
            for english, forms in section.items():
                entry = Entry(english, kind)
                for form in map(str.strip, forms.split(",")):
                    yield form, entry
                    if kind is Kind.ADJECTIVES and not form.endswith("*"):
                        yield from ((form + ending, entry) for ending in endings)
                    if kind in (Kind.NOUNS, Kind.DESCRIBING) and isinstance(plurals, dict):
                        formed.append((_plural(form, plurals), entry))
    yield from formed


def _plural(form: str, plurals: Mapping[str, str]) -> str:
    """A form with its first word in the plural (*términos de regularización*)."""
    word, blank, rest = form.partition(" ")
    for ending, other in plurals.items():
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + other + blank + rest
    return form


def _with_digraphs(form: str) -> str:
    return form.translate(_DIGRAPHS)


def _bare(form: str) -> str:
    """Without accents, as many write; short words keep them, where they tell one from another."""
    words = form.split(" ")
    return " ".join(
        word if len(word) < _TELLING and word not in _PLAIN else _stripped(word) for word in words
    )


_TELLING = 4  # letters, below which an accent tells one word from another (*sé* and *se*)


_PLAIN = frozenset(("más", "più", "già", "não", "são"))
"""Short words that are no others without their accent."""


def _stripped(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("ß", "ss")
