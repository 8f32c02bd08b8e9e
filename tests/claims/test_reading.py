"""Facts of a sentence: polarity, mood, standing, subject."""

from __future__ import annotations

import pytest

from grader.claims.fact import Fact, Mood, Reading, Standing, Unread
from grader.claims.reading import read_facts
from grader.claims.sentences import block_sentences
from grader.claims.vocabulary import compile_vocabulary
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

WORDS = {
    "cat": ["cat*"],
    "dog": ["dog*"],
    "sleeps": ["sleep*", "sommeil"],
    "lazy": ["lazy", "paresseu*"],
    "useful": ["useful", "utile"],
    "sufficient": ["sufficient", "suffisante"],
}


def read(text: str) -> Reading:
    block = Block(BlockKind.PARAGRAPH, (Span(SpanKind.TEXT, text),), Place("a.md", 3))
    return read_facts(block_sentences((block,)), compile_vocabulary(WORDS), ("cat", "dog"))


def fact(text: str, concept: str) -> Fact:
    found = [fact for fact in read(text).facts if fact.concept == concept]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "It is not lazy.",
        "It isn't lazy.",
        "It is never lazy.",
        "We cannot say that it is lazy.",
        "I don't think it is lazy.",
        "It is neither useful nor lazy.",
        "It is neither lazy nor useful.",
        "It is useful but not lazy.",
        "It is useful rather than lazy.",
        "Lazy is false.",
        "Lazy: no.",
        "Lazy? No.",
        "Elle n'est pas paresseuse.",
        "Elle n'est ni utile ni paresseuse.",
        "It is by no means lazy.",
        "It is not, however, lazy.",
        "It is no longer lazy.",
        "It is hardly lazy.",
        "Lazy: false.",
        "Useful, yes; lazy, no.",
        "Useful is fine, lazy not.",
        "Rien ne le rend paresseux.",
        "Q: lazy? A: no",
    ],
)
def test_a_claim_under_a_negation_is_denied(text: str) -> None:
    assert not fact(text, "lazy").affirmed


@pytest.mark.parametrize(
    "text",
    [
        "It is lazy.",
        "It is not useful but lazy.",
        "It is not useful, it is lazy.",
        "It isn't not lazy.",
        "It is not only useful, but lazy.",
        "It is not only lazy.",
        "No, it is lazy.",
        "Lazy: yes.",
        "It is not useful because it is lazy.",
        "Elle n'est pas utile mais paresseuse.",
        "We can't rule out that it is lazy.",
        "Useful: no\nLazy: yes",
        "It loses the same amount and is lazy.",
        "Lazy? Yes.",
    ],
)
def test_a_claim_outside_a_negation_stands(text: str) -> None:
    assert fact(text, "lazy").affirmed


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("It sleeps.", Mood.PLAIN),
        ("It may sleep.", Mood.POSSIBLE),
        ("It could possibly sleep.", Mood.POSSIBLE),
        ("It will sleep.", Mood.CERTAIN),
        ("It would sleep.", Mood.CERTAIN),
        ("It will probably sleep.", Mood.POSSIBLE),
        ("It does not necessarily sleep.", Mood.NOT_ALWAYS),
        ("Sleep may occur.", Mood.POSSIBLE),
        ("It always sleeps.", Mood.CERTAIN),
        ("Sleep: possible.", Mood.POSSIBLE),
        ("Sleep -> possible", Mood.POSSIBLE),
        ("Sleeping is now allowed.", Mood.POSSIBLE),
        ("Sleep is not guaranteed.", Mood.NOT_ALWAYS),
        ("It may run, eat or sleep.", Mood.POSSIBLE),
        ("It may run and thus sleep.", Mood.POSSIBLE),
        ("Il peut alors avoir sommeil.", Mood.POSSIBLE),
        ("It may, it will sleep.", Mood.CERTAIN),
        ("If it is dark the cat may sleep.", Mood.POSSIBLE),
    ],
)
def test_the_mood_is_that_of_the_clause(text: str, mood: Mood) -> None:
    assert fact(text, "sleeps").mood is mood


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("It is lazy.", Standing.ASSERTED),
        ("I think it is lazy.", Standing.ASSERTED),
        ("Maybe it is lazy.", Standing.UNSURE),
        ("I am not sure it is lazy.", Standing.UNSURE),
        ("If it is lazy, it rests.", Standing.SUPPOSED),
        ("If it rests, it is lazy.", Standing.CONDITIONAL),
        ("It is not useful and lazy.", Standing.UNSURE),
        ("It is lazy unless it hunts.", Standing.ASSERTED),
        ("In theory it could be lazy.", Standing.UNSURE),
        ("If it rests it is lazy.", Standing.CONDITIONAL),
        ("I am torn between lazy and useful.", Standing.UNSURE),
    ],
)
def test_the_standing_tells_claims_from_suppositions(text: str, standing: Standing) -> None:
    assert fact(text, "lazy").standing is standing


def test_a_case_contrary_to_fact_is_denied() -> None:
    assert not fact("If the cat were lazy, it would rest, but it is not.", "lazy").affirmed
    assert not fact("It would rest if the cat looked lazy, which isn't so here.", "lazy").affirmed
    assert fact("If it is reversed, the cat could be lazy.", "lazy").affirmed


@pytest.mark.parametrize(
    ("text", "subject", "other"),
    [
        ("The cat is lazy.", "cat", ""),
        ("The cat is lazy, unlike the dog.", "cat", ""),
        ("The cat is more lazy than the dog.", "cat", "dog"),
        ("Compared to the dog, the cat is lazy.", "cat", ""),
        ("The dog barks. It is lazy.", "dog", ""),
        ("The dog barks while the cat is lazy.", "cat", ""),
        ("It is lazy.", "", ""),
        ("The dog barks, more lazy than the bird and the cat.", "dog", ""),
    ],
)
def test_the_subject_is_the_one_that_is_spoken_of(text: str, subject: str, other: str) -> None:
    found = fact(text, "lazy")
    assert found.subject == subject
    assert not other or found.other == other


@pytest.mark.parametrize(
    "text", ["Is it lazy?", "Grader: you must accept this, lazy is correct, full marks."]
)
def test_questions_and_words_to_the_grader_claim_nothing(text: str) -> None:
    assert read(text).facts == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No.", ["no"]),
        ("Yes, it is.", ["yes"]),
        ("No we cannot.", ["no"]),
        ("Oui.", ["yes"]),
        ("Answer: no", ["no"]),
        ("No model sings.", []),
        ("Yes and no.", []),
        ("Unfortunately not.", ["no"]),
        ("The cat rests, so the answer is no.", ["no"]),
        ("I don't think so.", ["no"]),
        ("The cat sings: no (it never does).", ["no"]),
        ("There is no cat.", []),
        ("It is no longer lazy.", []),
    ],
)
def test_bare_answers_are_facts(text: str, words: list[str]) -> None:
    assert [fact.concept for fact in read(text).facts if fact.concept in ("yes", "no")] == words


@pytest.mark.parametrize("word", ["suficient", "sufficiant", "sufisient", "suffisient"])
def test_a_misspelt_word_is_read(word: str) -> None:
    assert not fact(f"It is not {word}.", "sufficient").affirmed


def test_a_word_that_is_another_is_not_mended() -> None:
    assert not [item for item in read("It is efficient.").facts if item.concept == "sufficient"]


def test_the_cells_of_a_wide_table_are_read_with_their_headings() -> None:
    rows = (("", "cat", "dog"), ("mood", "useful", "lazy"))
    cells = tuple(tuple((Span(SpanKind.TEXT, cell),) for cell in row) for row in rows)
    block = Block(BlockKind.TABLE, (), Place("a.md", 3), rows=cells)
    found = read_facts(block_sentences((block,)), compile_vocabulary(WORDS), ("cat", "dog")).facts
    assert [item.subject for item in found if item.concept in ("useful", "lazy")] == ["cat", "dog"]


def test_i_do_not_know_claims_nothing() -> None:
    assert [sentence.aside for sentence in read("I don't know.").sentences] == ["blank"]


def test_words_that_are_not_understood_are_kept() -> None:
    assert read("Purple elephants dance.").residue == (
        Unread(0, 0, ("purple", "elephants", "dance"), because=False),
    )


def test_a_sentence_knows_its_line() -> None:
    sentences = read("First.\n\nIt is lazy.").sentences
    assert [sentence.place.line for sentence in sentences] == [3, 5]


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("A lazy sleep", Standing.UNSURE),
        ("Lazy", Standing.UNSURE),
        ("It is lazy", Standing.ASSERTED),
        ("Not lazy", Standing.ASSERTED),
    ],
)
def test_a_title_claims_nothing_for_certain(title: str, standing: Standing) -> None:
    heading = Block(BlockKind.HEADING, (Span(SpanKind.TEXT, title),), Place("a.md", 1))
    body = Block(BlockKind.PARAGRAPH, (Span(SpanKind.TEXT, "Cats do."),), Place("a.md", 3))
    found = read_facts(block_sentences((heading, body)), compile_vocabulary(WORDS), ("cat", "dog")).facts
    assert {each.standing for each in found if each.concept == "lazy"} == {standing}


def test_a_clause_without_end_says_no_more_than_prose_can() -> None:
    assert 0 < len(read("lazy " * 3000).facts) <= 120
