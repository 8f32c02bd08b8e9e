"""Grade tables: every cell quoted, none of them a formula, each platform's own columns."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reports.gradebook import (
    ClassRow,
    PartGrade,
    Person,
    canvas_csv,
    csv_text,
    grades_csv,
    gradescope_csv,
    moodle_csv,
    safe_cell,
)

ROWS = [
    ClassRow(
        "ada",
        (Person("Ada King Lovelace", "101", "ada@x.org"), Person("Bob", "102")),
        {
            "1.1": PartGrade(Decimal("0.75"), Decimal(2), True, ("sign",)),
            "2": PartGrade(Decimal(1), Decimal(1)),
        },
        late=True,
        submitted="2021-03-22",
        submission_id="11",
    ),
    ClassRow(
        "=eve", (Person("=eve", ""),), {"1.1": PartGrade(Decimal(0), Decimal(2), True)}, problem="@damaged"
    ),
]


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_table_for_people_has_totals_parts_flags_and_mistakes() -> None:
    header, ada, eve = _read(grades_csv(ROWS, ["1.1", "2"]))
    assert dict(zip(header, ada, strict=True)) == {
        "submission": "ada",
        "students": "Ada King Lovelace; Bob",
        "ids": "101; 102",
        "emails": "ada@x.org;",
        "late": "late",
        "submitted": "2021-03-22",
        "total": "1.75",
        "max": "3",
        "awaits a person": "1.1",
        "not graded": "",
        "1.1": "0.75",
        "2": "1",
        "mistakes": "1.1:sign",
        "remarks": "",
    }
    assert eve[header.index("submission")] == "'=eve"
    assert eve[header.index("not graded")] == "'@damaged"
    assert eve[header.index("total")] == ""


def test_canvas_is_matched_by_user_and_leaves_ungraded_alone() -> None:
    assert _read(canvas_csv(ROWS, ["1.1", "2"], "HW 3")) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW 3"],
        ["    Points Possible", "", "", "", "", "3"],
        ["Ada King Lovelace", "101", "", "", "", "1.75"],
        ["Bob", "102", "", "", "", "1.75"],
    ]


def test_moodle_is_matched_by_participant() -> None:
    assert _read(moodle_csv(ROWS, ["1.1", "2"], "HW 3"))[1] == [
        "Participant 101",
        "Ada King Lovelace",
        "1.75",
        "3",
        "-",
        "1.1: 0.75/2; 2: 1/1",
    ]


def test_gradescope_has_a_row_for_each_student_of_a_group() -> None:
    rows = _read(gradescope_csv(ROWS, ["1.1", "2"], "HW 3"))
    assert [row[:8] for row in rows[1:]] == [
        ["Ada King", "Lovelace", "101", "ada@x.org", "1.75", "3", "Graded", "11"],
        ["", "Bob", "102", "", "1.75", "3", "Graded", "11"],
        ["", "'=eve", "", "", "", "2", "Ungraded", ""],
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Zoë", "Zoë"),
        ("=1+2", "'=1+2"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        (" =1", "'=1"),
        ('"=1', "'\"=1"),
        ("a\nb", "a b"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=4)
)
def test_any_words_come_back_as_one_row(cells: list[str]) -> None:
    text = csv_text([cells])
    assert text.count("\n") == 1
    (row,) = _read(text)
    assert len(row) == len(cells)
    assert not any(
        cell.lstrip("\"' ").startswith(("=", "+", "-", "@")) and not cell.startswith("'") for cell in row
    )


def test_numbers_stay_numbers() -> None:
    assert csv_text([["a", 1, 0.5, -2]]) == '"a",1,0.5,-2\n'
