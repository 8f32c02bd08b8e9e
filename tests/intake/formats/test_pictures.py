"""A picture is never silently no answer: its part goes to a person, unless it was drawn from LaTeX."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code_run import code_judge
from grader.grading import grade_path
from grader.intake.submission import read_submission
from grader.messages import remark_message
from grader.model.submission import RemarkKind, Submission

_spec = importlib.util.spec_from_file_location("word_document", Path(__file__).parent / "word_document.py")
assert _spec is not None
assert _spec.loader is not None
documents = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(documents)

ROOT = Path(__file__).parents[3]
PARTS = ("1.1", "1.2", "2.1")
_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="image1.png" descr="{}"/></wp:inline></w:drawing></w:r>'
)
_OBJECT = '<w:r><w:object><v:shape id="i"><v:imagedata/></v:shape></w:object></w:r>'


def read(folder: Path, name: str, content: str | bytes) -> Submission:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_submission(path, parts=PARTS)


def pictured(submission: Submission) -> list[str]:
    return [each.part for each in submission.remarks if each.kind is RemarkKind.PICTURE]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hw.md", "## 1.1\n\n![](proof.png)\n\n## 2.1\n\nN^T"),
        ("hw.md", '## 1.1\n\n<img width="80" src="proof.jpg">\n\n## 2.1\n\nN^T'),
        ("hw.tex", "\\section*{1.1}\n\\includegraphics[width=3cm]{proof}\n\\section*{2.1}\n$N^T$\n"),
        ("hw.tex", "\\section*{1.1}\n\\begin{figure}\\includegraphics{p}\\end{figure}\n\\section*{2.1}\n$N^T$\n"),
        ("hw.docx", documents.word_document(*map(documents.run, ("1.1",)), _DRAWING, documents.run("2.1"), documents.run("N^T"))),
        ("hw.docx", documents.word_document(documents.run("1.1"), _OBJECT, documents.run("2.1"), documents.run("N^T"))),
    ],
)  # fmt: skip
def test_part_with_nothing_but_a_picture_goes_to_a_person(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    submission = read(tmp_path, name, content)
    assert pictured(submission) == ["1.1"]
    assert "1.1" in submission.unread_parts
    assert submission.answers["2.1"].blocks


def test_picture_in_a_table_is_seen(tmp_path: Path) -> None:
    assert pictured(read(tmp_path, "hw.md", "## 1.1\n\n| a | b |\n|---|---|\n| ![](x.png) | |\n")) == ["1.1"]


def test_picture_outside_any_part_is_no_matter(tmp_path: Path) -> None:
    assert not pictured(read(tmp_path, "hw.md", "![logo](logo.png)\n\n## 2.1\n\nN^T"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hw.md", "## 2.1\n\n![equation](https://latex.codecogs.com/svg.image?\\inline%20N%5ET)"),
        ("hw.md", "## 2.1\n\n![](https://render.githubusercontent.com/render/math?math=N%5ET)"),
        ("hw.md", '## 2.1\n\n<img src="https://latex.codecogs.com/gif.latex?N%5ET">'),
        ("hw.docx", documents.word_document(documents.run("2.1"), _DRAWING.format("$N^T$"))),
    ],
)
def test_picture_drawn_from_latex_is_a_formula(tmp_path: Path, name: str, content: str | bytes) -> None:
    submission = read(tmp_path, name, content)
    assert [block.text for block in submission.answers["2.1"].blocks] == ["$N^T$"]
    assert not pictured(submission)


def test_picture_beside_an_answer_matters_only_where_something_is_open(tmp_path: Path) -> None:
    path = tmp_path / "hw.md"
    path.write_text("## 2.1\n\n$N^T$ ![](a.png)\n\n## 4.3\n\nSee the photo: ![](b.png)\n")
    report = grade_path(path, load_assignment(ROOT), code_judge())
    review = {part.id: part.review for part in report.parts}
    assert not review["2.1"]
    assert review["4.3"]
    assert not review["4.2"]


_EMBEDDED = (
    '<w:r><w:object><v:shape id="i"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'Type="Embed" ProgID="{}"/></w:object></w:r>'
)
_LOST = documents.equation(f"<m:eqArr><m:e>{documents.letters('a∧b')}</m:e></m:eqArr>")
"""What LibreOffice makes of an aligned ``a &= b``."""
_FIELD = "<w:r><w:instrText> EQ \\f(a,b) </w:instrText></w:r>"


@pytest.mark.parametrize(
    "formula",
    [_EMBEDDED.format("Equation.DSMT4"), _EMBEDDED.format("opendocument.MathDocument.1"), _FIELD, _LOST],
)
@pytest.mark.parametrize("before", ["", documents.run("The answer is ")])
def test_formula_of_another_program_goes_to_a_person_with_the_remedy(
    tmp_path: Path, before: str, formula: str
) -> None:
    path = tmp_path / "hw.docx"
    path.write_bytes(
        documents.word_document(
            documents.run("2.1"), before + formula, documents.run("3.1"), documents.run("x")
        )
    )
    report = grade_path(path, load_assignment(ROOT), code_judge())
    assert {part.id: part.review for part in report.parts}["2.1"]
    (said,) = [remark_message(each) for each in report.remarks if each.kind is RemarkKind.OBJECT]
    assert "part 2.1 (hw.docx:2)" in said
    assert "equation editor" in said


def test_formula_of_another_program_above_the_letters_of_a_question_leaves_them_all_open(
    tmp_path: Path,
) -> None:
    path = tmp_path / "hw.docx"
    path.write_bytes(documents.word_document(documents.run("2.2"), _EMBEDDED.format("Equation.3")))
    submission = read_submission(path, parts=("2.2.a", "2.2.b", "4.1"))
    assert submission.unread_parts == {"2.2.a", "2.2.b"}
