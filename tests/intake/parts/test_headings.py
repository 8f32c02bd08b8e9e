"""Where a part begins, line by line: every form of an id, and everything that only looks like one."""

from __future__ import annotations

import pytest

from grader.intake.parts.sorting import split_sections
from grader.intake.text.marks import STRONG_CLOSE, STRONG_OPEN
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

PARTS = (
    "1.1",
    "1.2",
    "2.1",
    "2.2.a",
    "2.2.b",
    "2.2.c",
    "2.3",
    "2.4.a",
    "2.4.b",
    "3.1",
    "3.3.a",
    "3.3.b",
    "4.3",
)
PLACE = Place("hw.md", 1)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, label: str = "", level: int = 1) -> Block:
    return Block(kind, (Span(SpanKind.TEXT, text),), PLACE, level, label)


def found(*blocks: Block) -> list[tuple[str, str]]:
    """The sections of some blocks: ids with the text that stands in them."""
    return [
        (".".join(section.node), " / ".join(each.text for each in section.blocks))
        for section in split_sections(blocks, PARTS)
    ]


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [
        ("2.2.a", "2.2.a", ""),
        ("2.2.a The recurrence", "2.2.a", "The recurrence"),
        ("2.2(a)", "2.2.a", ""),
        ("2.2 (a) text", "2.2.a", "text"),
        ("2.2 a) text", "2.2.a", "text"),
        ("2.2a text", "2.2.a", "text"),
        ("2.2a) text", "2.2.a", "text"),
        ("2.2.A: text", "2.2.a", "text"),
        ("2.2-a text", "2.2.a", "text"),
        ("1.2) could be so", "1.2", "could be so"),
        ("2.2.a 1) first 2) second", "2.2.a", "1) first 2) second"),
        ("Question 2.2 (a)", "2.2.a", ""),
        ("Q2.2a", "2.2.a", ""),
        ("Q2.2.a: text", "2.2.a", "text"),
        ("Problem 2.1", "2.1", ""),
        ("Exercise 1.2: text", "1.2", "text"),
        ("Exercice 1.2 : texte", "1.2", "texte"),
        ("Partie 2.3 - texte", "2.3", "texte"),
        ("Part 2.3: text", "2.3", "text"),
        ("Answer to 2.3: text", "2.3", "text"),
        ("Réponse à la question 2.2.b. texte", "2.2.b", "texte"),
        ("Question 2.2, part (b): text", "2.2.b", "text"),
        ("*1.2 Let it be", "1.2", "Let it be"),
        ("(2.1) text", "2.1", "text"),
        ("2.1 The answer is N^T", "2.1", "The answer is N^T"),
        ("2.1 there are many", "2.1", "there are many"),
        ("2.1: -8.2", "2.1", "-8.2"),
        ("2.1) 3", "2.1", "3"),
        ("2.1. N^T", "2.1", "N^T"),
        ("2.2 (ii) text", "2.2.b", "text"),
        ("3.1 (a) the gradient", "3.1", "(a) the gradient"),
        ("Problem 2, part 2(a)", "2.2.a", ""),
        ("Problem 2, part 2 (a): text", "2.2.a", "text"),
        ("Problem 2, part 1", "2.1", ""),
        ("Exercise 2, item 2, letter b", "2.2.b", ""),
        ("Question 2.2, subpart a", "2.2.a", ""),
        ("Question 2 - 2 - a", "2.2.a", ""),
        ("Question 2 - 1: text", "2.1", "text"),
        ("--- 2.2a ---", "2.2.a", ""),
        ("=== 2.1 ===", "2.1", ""),
        ("Ans 2.2 (a) :- No", "2.2.a", "No"),
        ("[2.4.b] 1. first", "2.4.b", "1. first"),
        ("2.2（b）：text", "2.2.b", "text"),
    ],
)
def test_line_that_begins_a_part(line: str, part: str, rest: str) -> None:
    assert found(block(line)) == [(part, rest)]


@pytest.mark.parametrize(
    "line",
    [
        "2.1 million words",
        "2.1 times as many",
        "2.1 + 3.3 = 5.4",
        "2.1, 2.3 and 3.1",
        "2.1% of it",
        "-2.1 is the mean",
        "2.2.a gives the recurrence",
        "2.2.a and 2.2.b are used",
        "2.2.a's recurrence",
        "2.15 is a number",
        "2.1.5 of the notes",
        "As in 2.2.a we split",
        "Using part (b), we get",
        "Figure 2.1 The tree",
        "equation (2.2)",
        "Question 2.1 asks for a number",
        "Question 1 implies that",
        "La partie 2.1 montre",
        "1.5 is the mean",
        "12.1 The answer",
        "Problem 2, part 5",
        "Question 1, 2",
        "2 > 1",
        "2 - 1",
        "*** see 2.1 ***",
    ],
)
def test_line_that_only_mentions_an_id(line: str) -> None:
    assert found(block("1.1", BlockKind.HEADING), block(line)) == [("1.1", line)]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("The recurrence (2.2.a)", "2.2.a"),
        ("Proof of 2.2.b", "2.2.b"),
        ("Beam search, Question 2.3", "2.3"),
        ("II.2.a", "2.2.a"),
        ("IV.3: the gradient", "4.3"),
        ("Q2 > 2 > a", "2.2.a"),
        ("q2_2_a", "2.2.a"),
        ("2-2-a", "2.2.a"),
        ("Antwort zu 2.2a", "2.2.a"),
        ("2.2(a)-(c)", "2.2"),
        ("Question 2.2 (a), (b) and (c)", "2.2"),
        ("2.2.a & 2.2.b", "2.2"),
        ("2.1 and 2.3", "2"),
    ],
)
def test_title_that_holds_its_id(title: str, part: str) -> None:
    assert [node for node, _ in found(block(title, BlockKind.HEADING))] == [part]


@pytest.mark.parametrize(
    "title",
    ["As Figure 2.1 shows", "Table 2.3", "Proof", "Python 3.1", "Between 2.1 and 2.3", "A proof using 2.2.a"],
)
def test_title_that_holds_no_id_of_its_own(title: str) -> None:
    assert found(block(title, BlockKind.HEADING)) == []


def test_letters_inside_a_question() -> None:
    blocks = (block("Question 2.2", BlockKind.HEADING), block("(a) one"), block("(b) two"), block("c) three"))
    assert found(*blocks)[1:] == [("2.2.a", "one"), ("2.2.b", "two"), ("2.2.c", "three")]


def test_items_inside_a_question_count_by_their_labels() -> None:
    items = [block(text, BlockKind.ITEM, label) for label, text in (("(b)", "two"), ("(a)", "one"))]
    assert found(block("2.2", BlockKind.HEADING), *items)[1:] == [("2.2.b", "two"), ("2.2.a", "one")]


def test_numbers_inside_a_question_and_letters_inside_them() -> None:
    blocks = (
        block("Question 2", BlockKind.HEADING),
        block("one", BlockKind.ITEM, "1."),
        block("(a) two", BlockKind.ITEM, "2."),
        block("(b) three", BlockKind.ITEM, "", 2),
        block("four", BlockKind.ITEM, "3."),
    )
    assert found(*blocks)[1:] == [
        ("2.1", "one"),
        ("2.2", ""),
        ("2.2.a", "two"),
        ("2.2.b", "three"),
        ("2.3", "four"),
    ]


def test_students_own_list_is_no_part() -> None:
    own = [
        block(text, BlockKind.ITEM, label) for label, text in (("(a)", "base"), ("(b)", "step"), ("1.", "x"))
    ]
    assert found(block("2.2.b", BlockKind.HEADING), *own) == [("2.2.b", "base / step / x")]
    assert found(block("3.1", BlockKind.HEADING), *own) == [("3.1", "base / step / x")]


def test_several_parts_on_one_line_are_cut_at_sentences_only() -> None:
    text = "2.4 (a) green, see part (b) below. (b) red"
    assert found(block(text)) == [("2.4.a", "green, see part (b) below."), ("2.4.b", "red")]


def test_wrapped_line_that_begins_with_an_id_is_no_heading() -> None:
    text = (
        "1.1 This follows from the recurrence that we have found above in part\n2.2.a we recall that it holds"
    )
    assert [node for node, _ in found(block(text))] == ["1.1"]


def test_numbers_on_lines_of_their_own_are_no_headings() -> None:
    assert found(block("4.3\nthe means\n2.1\n2.3\n3.1")) == [("4.3", "the means\n2.1\n2.3\n3.1")]


def test_unknown_ids_are_sections_of_their_own() -> None:
    blocks = (block("2.2.g)", BlockKind.HEADING), block("lost"), block("Question 7.1:"), block("lost too"))
    sections = split_sections(blocks, PARTS)
    assert [(".".join(section.node), section.known) for section in sections] == [
        ("2.2.g", False),
        ("7.1", False),
    ]


def test_table_of_answers_is_sorted_by_its_rows() -> None:
    rows = tuple(
        tuple((Span(SpanKind.TEXT, cell),) for cell in row)
        for row in (("part", "x"), ("2.1", "N"), ("2.3", "T"))
    )
    assert found(Block(BlockKind.TABLE, (), PLACE, rows=rows)) == [("2.1", "N"), ("2.3", "T")]


@pytest.mark.parametrize(
    "table",
    [
        (("2.0", "3.3"), ("7.5", "2.3")),
        (("example", "mean", "variance"), ("1", "2", "0.8"), ("2", "3", "0.8"), ("3", "2.5", "1.5")),
    ],
)
def test_table_of_numbers_stays_whole(table: tuple[tuple[str, ...], ...]) -> None:
    rows = tuple(tuple((Span(SpanKind.TEXT, cell),) for cell in row) for row in table)
    assert len(found(block("4.3"), Block(BlockKind.TABLE, (), PLACE, rows=rows))) == 1


@pytest.mark.parametrize(
    ("line", "part"),
    [("**Antwort zu 2.2a**", "2.2.a"), ("**The recurrence (2.2.a)**", "2.2.a"), ("**II.3**", "")],
)
def test_line_in_bold_type_alone_is_a_title(line: str, part: str) -> None:
    bold = f"{STRONG_OPEN}{line.strip('*')}{STRONG_CLOSE}"
    assert [node for node, _ in found(block(bold))] == ([part] if part else [])


def test_id_set_as_a_formula_or_a_listing_begins_a_part() -> None:
    for kind, text in ((SpanKind.MATH, "\\textbf{2.2.a}"), (SpanKind.CODE, "2.2.a")):
        blocks = (Block(BlockKind.PARAGRAPH, (Span(kind, text),), PLACE), block("text"))
        assert found(*blocks) == [("2.2.a", "text")]
    number = Block(BlockKind.PARAGRAPH, (Span(SpanKind.MATH, "2.1"),), PLACE)
    assert [node for node, _ in found(block("1.1", BlockKind.HEADING), number)] == ["1.1"]


def test_parts_answered_as_one_are_not_told_apart() -> None:
    blocks = (
        block("2.2 (a)-(c)", BlockKind.HEADING),
        block("one"),
        block("2.3", BlockKind.HEADING),
        block("two"),
    )
    assert found(*blocks) == [("2.2", "one"), ("2.3", "two")]
