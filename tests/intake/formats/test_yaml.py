"""YAML as a student means it: scalars as written, backslashes kept, nothing constructed, all bounded."""

from __future__ import annotations

import pytest

from grader.intake.files.documents import SourceFile
from grader.intake.formats.yaml.reader import LONE, part_id, read_yaml_answers
from grader.intake.formats.yaml.scalars import parse_yaml, repair_quotes
from grader.model.submission import FieldValue, RemarkKind

PARTS = ("1.1", "2.1", "2.2.a", "2.2.b", "2.3", "4.1", "4.3")


def read(text: str) -> dict[str, dict[str, FieldValue]]:
    document = read_yaml_answers(SourceFile("answers.yaml", text.encode()), PARTS)
    return {
        part: {name: each.value for name, each in fields.items()} for part, fields in document.fields.items()
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.50", "2.50"),
        ("1e-3", "1e-3"),
        ("yes", "yes"),
        ("No", "No"),
        ("0x10", "0x10"),
        ("2021-03-22", "2021-03-22"),
        ("012", "012"),
        ("'N^T'", "N^T"),
        ('"N^T"', "N^T"),
        (r'"\\gamma"', r"\gamma"),
        (r'"-2 \eta \gamma"', r"-2 \eta \gamma"),
        (
            r'"\nabla_u L \theta \beta \frac{1}{2} \rho \alpha \vec{x} \nu"',
            r"\nabla_u L \theta \beta \frac{1}{2} \rho \alpha \vec{x} \nu",
        ),
        (r'"\|u\| \( x \) \_"', r"\|u\| \( x \) \_"),
        (r'"two\nlines"', "two\nlines"),
        (r'"a \"quoted\" word"', 'a "quoted" word'),
        ("|\n  one\n  two", "one\ntwo"),
        ("[1, [2, 3.0]]", ("1", ("2", "3.0"))),
    ],
)
def test_scalars_stay_as_written(written: str, value: FieldValue) -> None:
    assert read(
        f"4.3: {{s: {written}}}"
        if "\n  " not in written
        else f"4.3:\n  s: {written.replace(chr(10), chr(10) + '  ')}"
    ) == {"4.3": {"s": value}}


@pytest.mark.parametrize("value", ["", "~", "null", "''", "[]", "{}", "{s: }", "[~, '']"])
def test_nothing_written_is_no_answer(value: str) -> None:
    assert read(f'"2.1": {value}\n1.1: x') == {"1.1": {LONE: "x"}}


@pytest.mark.parametrize(
    ("key", "part"),
    [("2.1", "2.1"), ("2.2.a", "2.2.a"), ("2.2(a)", "2.2.a"), ("Q2.2b", "2.2.b"), ("Question 4.3", "4.3"), ("2.1:", "2.1"),
     ("2.5", None), ("name", None), ("2.1 extra", None), ("2", None), ("", None)],
)  # fmt: skip
def test_keys_that_name_a_part(key: str, part: str | None) -> None:
    assert part_id(key, PARTS) == part


def test_repeated_and_unknown_keys_are_said_with_their_lines() -> None:
    document = read_yaml_answers(SourceFile("a.yaml", b"2.1: x\n9.9: y\n2.1: z\n4.3: {s: 1, s: 2}\n"), PARTS)
    assert document.fields["2.1"][LONE].value == "z"
    assert document.fields["4.3"]["s"].value == "2"
    assert [(remark.kind, remark.place.line) for remark in document.remarks] == [
        (RemarkKind.REPEATED_PART, 3),
        (RemarkKind.YAML_PROBLEM, 4),
        (RemarkKind.UNKNOWN_PART, 2),
    ]


def test_damaged_file_gives_what_can_be_read_and_says_the_line() -> None:
    document = read_yaml_answers(
        SourceFile("a.yaml", b'2.1: N^T\n2.3: {time: "O(TBN)"\n1.1: a: b\n4.3: s\n'), PARTS
    )
    assert {part: dict(fields)[LONE].value for part, fields in document.fields.items()} == {
        "2.1": "N^T",
        "1.1": "a: b",
        "4.3": "s",
    }
    assert {remark.place.line for remark in document.remarks} >= {3}
    assert {remark.kind for remark in document.remarks} == {RemarkKind.YAML_PROBLEM}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a ["
        + "x," * 9
        + "x]\n"
        + "".join(f"b{i}: &b{i} [" + f"*{'a' if not i else f'b{i - 1}'}," * 9 + "]\n" for i in range(9)),
        "2.1: " + "[" * 2000 + "]" * 2000,
        "2.1: " + "{a: " * 2000 + "}" * 2000,
        "2.1: &a [*a]",
        "2.1: !!python/object/apply:os.system [echo]",
        "? [a, b]\n: c\n",
        "%TAG ! tag:x,2000:\n---\n2.1: !y z",
        "\t2.1: x",
        "2.1: \x00",
        "---\n2.1: x\n---\n2.1: y",
        "- 2.1: x\n- 2.3: y",
        '"' * 5001,
        "2.1: *nothing",
    ],
)
def test_hostile_yaml_is_bounded_and_never_raises(text: str) -> None:
    document = read_yaml_answers(SourceFile("a.yaml", text.encode()), PARTS)
    assert len(document.remarks) < 50
    assert all(len(str(each.value)) < 1000 for fields in document.fields.values() for each in fields.values())


def test_repair_leaves_valid_escapes_alone() -> None:
    assert repair_quotes(r'a: "\\x \n y \" z"') == r'a: "\\x \n y \" z"'
    assert parse_yaml("a: 'it''s \\n'")[0] is not None
