"""What reading a whole submission promises: bad input, merging, order, and the seed split into its parts."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.intake.handout.fingerprints import load_fingerprints
from grader.intake.submission import read_submission
from grader.messages import remark_message
from grader.model.submission import RemarkKind, SpanKind, Submission

PARTS = ("1.1", "1.2", "1.3", "2.1", "2.2.a", "2.2.b", "2.2.c", "2.3", "3.3.a", "3.3.b", "4.1")
SEED = Path(__file__).parents[2] / "../shared/seed"
ALL_PARTS = tuple(
    "1.1 1.2 1.3 2.1 2.2.a 2.2.b 2.2.c 2.2.d 2.2.e 2.2.f 2.3 2.4.a 2.4.b 2.4.c 2.4.d "  # noqa: SIM905
    "3.1 3.2 3.3.a 3.3.b 3.4 4.1 4.2 4.3".split()
)


def read(path: Path) -> Submission:
    return read_submission(path, parts=PARTS)


def kinds(submission: Submission) -> set[RemarkKind]:
    return {remark.kind for remark in submission.remarks}


def text(submission: Submission, part: str) -> str:
    return "\n".join(block.text for block in submission.answers[part].blocks)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zip_of(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as package:
        for member, content in members:
            member.size = len(content)
            package.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def test_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"missing\.md: there is no such file"):
        read(tmp_path / "missing.md")


def test_empty_folder_names_what_to_hand_in(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"it is empty; hand in a write-up \(\.md"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("hw.md", bytes(range(256)) * 20, "not a text file"),
        ("hw.md", b"x" * (50 * 1024 * 1024), r"50\.0 MB, at most 24 MB"),
        ("hw.ipynb", b"{", "not a notebook"),
        ("hw.docx", b"PK\x03\x04 not a document", "not a Word document"),
        ("hw.xyz", b"anything", "neither a write-up nor Python code"),
        ("hw.zip", b"PK\x03\x04 broken", "damaged"),
        ("hw.tar.gz", b"\x1f\x8b broken", "damaged"),
        ("hw.zip", zip_of({"../hw.md": "2.1 x"}), "outside its folder"),
        ("hw.zip", zip_of({"/etc/hw.md": "2.1 x"}), "outside its folder"),
        ("hw.zip", zip_of({"hw.md": b"0" * (101 * 1024 * 1024)}), "more than 100 MB"),
        ("hw.zip", zip_of({f"{index}.md": "x" for index in range(2001)}), "more than 2000 files"),
        ("hw.zip", zip_of({}), "it is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_nothing_readable_is_an_error_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(SubmissionError, match=message) as caught:
        read(write(tmp_path / name, content))
    assert name in str(caught.value)
    assert "hand" in str(caught.value).lower()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_archive_with_links_or_devices_is_refused(tmp_path: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("hw/link.md")
    member.type, member.linkname = kind, "/etc/passwd"
    with pytest.raises(SubmissionError, match="a link or a device"):
        read(write(tmp_path / "hw.tar.gz", tar_of((member, b""))))


def test_zip_with_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        member = zipfile.ZipInfo("hw.md")
        member.external_attr = 0o120777 << 16
        package.writestr(member, "/etc/passwd")
    with pytest.raises(SubmissionError, match="holds a link"):
        read(write(tmp_path / "hw.zip", stream.getvalue()))


def test_tar_that_unpacks_to_more_than_it_may(tmp_path: Path) -> None:
    import gzip

    member = tarfile.TarInfo("hw.md")
    member.size = 200 * 1024 * 1024
    data = gzip.compress(member.tobuf() + b"0" * (110 * 1024 * 1024), 1)
    with pytest.raises(SubmissionError, match="more than 100 MB"):
        read(write(tmp_path / "hw.tar.gz", data))


def test_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret.md", "## 2.1\nsecret")
    folder = tmp_path / "hw"
    write(folder / "hw.md", "## 1.1\nmine")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    submission = read(folder)
    assert submission.answers["2.1"].is_empty
    assert RemarkKind.SKIPPED_FILE in kinds(submission)


@pytest.mark.parametrize(
    "name", ["__MACOSX/hw.md", ".hidden.md", "__pycache__/hw.md", "._hw.md", ".git/hw.md"]
)
def test_what_a_computer_leaves_behind_is_ignored(tmp_path: Path, name: str) -> None:
    write(tmp_path / "real.md", "## 1.1\nmine")
    write(tmp_path / name, "## 2.1\nnot mine")
    assert read(tmp_path).answers["2.1"].is_empty


def test_only_a_pdf_sends_every_part_to_a_person(tmp_path: Path) -> None:
    submission = read(write(tmp_path / "hw.pdf", b"%PDF-1.5"))
    assert submission.unread_parts == frozenset(PARTS)
    assert kinds(submission) == {RemarkKind.PDF_ONLY}


@pytest.mark.parametrize("name", ["hw.odt", "hw.doc", "hw.pages", "hw.rtf"])
def test_document_of_another_program_is_named_and_leaves_missing_parts_open(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path / "first.md", "## 1.1\nmine")
    write(tmp_path / name, b"x")
    submission = read(tmp_path)
    assert submission.unread_parts == frozenset(PARTS) - {"1.1"}
    (remark,) = submission.remarks
    assert remark_message(remark).startswith(f"{name} is a")
    assert "save it as one of .md" in remark_message(remark)


def test_document_of_another_program_beside_its_source_is_ignored(tmp_path: Path) -> None:
    write(tmp_path / "hw.docx.md", "## 1.1\nmine")
    write(tmp_path / "hw.odt", b"x")
    write(tmp_path / "hw.md", "## 2.1\nmine")
    assert not read(tmp_path).unread_parts


def test_pdf_beside_its_source_is_ignored(tmp_path: Path) -> None:
    write(tmp_path / "hw.pdf", b"%PDF-1.5")
    write(tmp_path / "hw.md", "## 2.1\nN^T")
    submission = read(tmp_path)
    assert not submission.unread_parts
    assert not submission.remarks


def test_unreadable_file_beside_a_good_one_sends_only_unanswered_parts_to_a_person(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "## 2.1\nN^T")
    write(tmp_path / "b.md", bytes(range(256)) * 20)
    submission = read(tmp_path)
    assert submission.unread_parts == frozenset(PARTS) - {"2.1"}
    assert RemarkKind.UNREADABLE_FILE in kinds(submission)


@pytest.mark.parametrize(
    ("content", "guessed"),
    [
        ("## 1.3\nnécessaire".encode(), ""),
        ("\ufeff## 1.3\nnécessaire".encode(), ""),
        ("## 1.3\nnécessaire".encode("utf-16"), ""),
        ("## 1.3\nnécessaire".encode("utf-16-le"), "UTF-16"),
        ("## 1.3\r\nnécessaire\r\n".encode("cp1252"), "Windows-1252 (Latin-1)"),
    ],
)
def test_encodings_are_read_and_guesses_said(tmp_path: Path, content: bytes, guessed: str) -> None:
    submission = read(write(tmp_path / "hw.md", content))
    assert text(submission, "1.3") == "nécessaire"
    assert [remark.detail for remark in submission.remarks] == ([guessed] if guessed else [])


def test_text_without_any_part_is_said_and_goes_to_a_person(tmp_path: Path) -> None:
    submission = read(write(tmp_path / "hw.md", "There are many sequences and all of them are long. " * 4))
    assert [(remark.kind, remark.detail) for remark in submission.remarks] == [(RemarkKind.NO_PARTS, "1.1")]
    assert submission.unread_parts == frozenset(PARTS)


def test_yaml_counts_for_its_fields_and_the_write_up_for_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "answers.yaml", '"2.3": {time: O(TBN)}\n"2.1": N^T\n')
    write(tmp_path / "hw.md", "## 2.3\nlinear\n## 2.1\nT^N\n## 1.1\nproof")
    submission = read(tmp_path)
    assert submission.answers["2.3"].fields["time"].value == "O(TBN)"
    assert text(submission, "2.3") == "linear"
    assert text(submission, "2.1") == "N^T"
    assert text(submission, "1.1") == "proof"


def test_code_of_python_files_and_notebooks(tmp_path: Path) -> None:
    write(tmp_path / "b.py", b"x = 1\r\n")
    write(
        tmp_path / "a.ipynb",
        json.dumps({"cells": [{"cell_type": "code", "source": ["%timeit x\n", "y = 2"]}]}),
    )
    code = {file.name: file.source for file in read(tmp_path).code}
    assert code == {"a.ipynb": b"# In[1]:\npass  # %timeit x\ny = 2", "b.py": b"x = 1\r\n"}


def test_every_part_has_an_answer_and_places_name_the_students_file(tmp_path: Path) -> None:
    submission = read(write(tmp_path / "my hw.md", "intro\n\n## 2.1\n\nfirst\n\n$$\nN^T\n$$\n"))
    assert set(submission.answers) == set(PARTS)
    places = [(str(block.place), block.text) for block in submission.answers["2.1"].blocks]
    assert places == [("my hw.md:5", "first"), ("my hw.md:7", "$N^T$")]


seed = pytest.mark.skipif(not SEED.is_dir(), reason="the seed is not here")


@pytest.fixture(scope="module")
def sample() -> Submission:
    prints = load_fingerprints(Path(__file__).parents[2] / "rubrics" / "handout.yaml")
    return read_submission(SEED / "sample_submission.md", parts=ALL_PARTS, handout=prints)


@seed
def test_seed_is_split_into_its_parts(sample: Submission) -> None:
    answered = {part for part, answer in sample.answers.items() if not answer.is_empty}
    assert answered == set(ALL_PARTS) - {"2.2.c"}
    assert not sample.remarks
    assert not sample.unread_parts


@seed
@pytest.mark.parametrize(
    ("part", "begins", "ends"),
    [
        ("1.3", "In that case", "sufficient. condition."),
        ("2.1", "there are T", "it N^T"),
        ("2.2.b", r"w_T^* = \arg \max_j P_{ij}", r"\delta_{t-1}(i)"),
        ("2.4.a", "The green rectangle", "Viterbi here."),
        ("2.4.c", "Here B=2", "square(-9.3)"),
        ("3.1", r"$L_{\text{reg}}", r"$\lambda = -2\eta\gamma$."),
        ("3.3.a", "θ_{Small} once", "is θ_{Small} ."),
        ("3.3.b", "As per the", "of the partition."),
        ("4.1", "BatchNorm:", "[0.22, 0.22]]$"),
        ("4.2", r"$E(u^T \cdot x)", r"\boldsymbol{x} + \beta.$"),
    ],
)
def test_seed_answer_begins_and_ends_with_the_students_words(
    sample: Submission, part: str, begins: str, ends: str
) -> None:
    answer = text(sample, part)
    assert answer.startswith(begins)
    assert answer.endswith(ends)


@seed
def test_seed_keeps_formulas_of_the_hand_out_in_the_students_own_working(sample: Submission) -> None:
    formulas = [
        span.text
        for block in sample.answers["4.2"].blocks
        for span in block.spans
        if span.kind is SpanKind.MATH
    ]
    assert r"\hat{y} = \gamma \cdot \frac{y - \mu_y}{\sigma_y} + \beta" in formulas


@seed
def test_seed_places_are_the_lines_of_the_file(sample: Submission) -> None:
    lines = (SEED / "sample_submission.md").read_text(encoding="utf-8").split("\n")
    checked = 0
    for answer in sample.answers.values():
        for block in answer.blocks:
            words = [
                word for word in block.text.replace("$", " ").split() if word.isalpha() and word.isascii()
            ]
            if words:
                near = " ".join(lines[block.place.line - 1 : block.place.line + 1])
                assert words[0] in near, block
                checked += 1
    assert checked > 40


def test_letters_that_open_nothing_send_the_missing_letters_to_a_person(tmp_path: Path) -> None:
    path = write(
        tmp_path / "hw.md", "## 2.1\n\nN^T\n\n- (a) the recurrence\n- (b) by definition\n\n## 2.3\n\nx\n"
    )
    submission = read(path)
    assert {"2.2.a", "2.2.b", "2.2.c"} <= submission.unread_parts
    assert [(each.kind, each.part) for each in submission.remarks] == [(RemarkKind.MISPLACED_ANSWER, "2.1")]


def test_letters_of_an_answers_own_send_nothing_to_a_person(tmp_path: Path) -> None:
    path = write(tmp_path / "hw.md", "## 1.1\n\n- (a) base\n- (b) step\n\n## 2.1\n\nx\n\n## 2.2.b\n\ny\n")
    submission = read(path)
    assert not submission.unread_parts
    assert not submission.remarks


def test_working_before_the_first_part_sends_the_missing_one_before_it_to_a_person(tmp_path: Path) -> None:
    proof = "We use induction: suppose that $g_{t-1} = \\sigma(h_{t-1})$ holds for some step, and then "
    path = write(tmp_path / "hw.md", f"Exercise one\n\n{proof * 2}\n\n## 1.2\n\nx\n")
    submission = read(path)
    assert submission.unread_parts == {"1.1"}
    assert kinds(submission) == {RemarkKind.BEFORE_PARTS}
    path = write(tmp_path / "hw.md", f"Exercise one\n\n{proof * 2}\n\n## 1.1\n\nx\n")
    assert not read(path).unread_parts
