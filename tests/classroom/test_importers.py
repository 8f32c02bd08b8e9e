"""Each platform's download is recognised and read: names, groups, late marks, text entries, damage."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.classroom.importers import ClassSource, read_class
from grader.errors import UsageError

CANVAS = {
    "smithjohn_123_4567_hw3.md": "one",
    "smithjohn_123_4568_solutions.py": "two",
    "doejane_LATE_124_4569_hw3.md": "late",
    "o_reilly_pat_125_4570_a_b_9_c.md": "underscores",
    "texttom_126_text.html": '<p>2.1 (a)</p><p>It is <img class="equation_image" data-equation-content="N^T"></p>',
    "linklinda_127_link.html": "<a href=http://x>",
}
CANVAS_ANONYMOUS = {
    "anon_aB1c_501_hw.md": "x",
    "LATE_anon_zz9_502_hw.md": "y",
    "anon_aB1c_503_solutions.py": "z",
}
MOODLE = {
    "Ada Lovelace_1001_assignsubmission_file/hw.md": "x",
    "Ada Lovelace_1001_assignsubmission_file/code/solutions.py": "y",
    "Bob O'Hara_1002_assignsubmission_onlinetext/onlinetext.html": "<h2>2.1</h2><p>N^T</p>",
    "Carl Gauss_1003_assignsubmission_file_/hw.md": "trailing underscore",
    "Carl Gauss_1003_assignsubmission_onlinetext_/onlinetext.html": "and a text",
}
MOODLE_FLAT = {
    "Ada Lovelace_1001_assignsubmission_file_hw.md": "x",
    "Ada Lovelace_1001_assignsubmission_file_solutions.py": "x",
    "Participant_77_assignsubmission_file_hw.md": "y",
}
GRADESCOPE = {
    "submission_metadata.yml": """
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0012'
    :email: ada@x.org
  - :name: Bob Boole
    :sid: 13
  :created_at: 2021-03-22 23:01:02.123456000 Z
  :score: 4.0
  :results: !ruby/hash:Results
    :tests:
    - :output: |
        :submitters:
        - :name: Nobody

        submission_12:
    :leaderboard: []
  :history:
  - :id: 5
    :created_at: 2020-01-01 00:00:00.000000000 Z
submission_12:
  :submitters: []
""",
    "submission_11/hw.md": "x",
    "submission_12/sub/hw.md": "y",
    "submission_13/hw.md": "not in the metadata",
    "__MACOSX/submission_11/._hw.md": "litter",
}
FOLDER = {
    "alice/hw.md": "x",
    "bob.md": "x",
    "bob.py": "y",
    "carol.zip": "PK",
    "dave.tar.gz": "x",
    "erin.tex": "x",
    ".DS_Store": "litter",
    "notes.log": "no submission",
    "__MACOSX/x.md": "litter",
}


def _write(root: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def _zip(path: Path, files: Mapping[str, str], wrapper: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(wrapper + name, content)
    return path


def _read(source: Path, tmp_path: Path) -> ClassSource:
    staging = tmp_path / "staging"
    staging.mkdir()
    return read_class(source, staging)


SOURCES = [
    ("canvas", CANVAS, ["doejane-124", "linklinda-127", "o_reilly_pat-125", "smithjohn-123", "texttom-126"]),
    ("canvas", CANVAS_ANONYMOUS, ["anon-aB1c", "anon-zz9"]),
    ("moodle", MOODLE, ["Ada Lovelace 1001", "Bob O-Hara 1002-e2dcc2", "Carl Gauss 1003"]),
    ("moodle", MOODLE_FLAT, ["Ada Lovelace 1001", "Participant 77"]),
    ("gradescope", GRADESCOPE, ["Ada Lovelace and Bob Boole 11", "submission_12", "submission_13"]),
    ("folder", FOLDER, ["alice", "bob", "carol", "dave", "erin"]),
]


@pytest.mark.parametrize(("word", "files", "names"), SOURCES)
@pytest.mark.parametrize("form", ["folder", "zip", "wrapped zip", "wrapped folder"])
def test_download_is_recognised_in_every_form(
    tmp_path: Path, word: str, files: Mapping[str, str], names: list[str], form: str
) -> None:
    if form.endswith("zip"):
        source = _zip(tmp_path / "export.zip", files, "export/" if form == "wrapped zip" else "")
    else:
        source = _write(tmp_path / "source", files)
        if form == "wrapped folder" and word != "folder":
            outer = tmp_path / "outer"
            outer.mkdir()
            source = source.rename(outer / "export").parent
    found = _read(source, tmp_path)
    assert found.word == word
    marks = [entry.name for entry in found.entries]
    assert [name.rsplit("-", 1)[0] if "O-Hara" in name else name for name in marks] == [
        name.rsplit("-", 1)[0] if "O-Hara" in name else name for name in names
    ]


def test_canvas_puts_the_files_of_one_student_together(tmp_path: Path) -> None:
    entries = {entry.name: entry for entry in _read(_write(tmp_path / "s", CANVAS), tmp_path).entries}
    files = {path.name: path.read_text() for path in entries["smithjohn-123"].found.path.iterdir()}
    assert files == {"hw3.md": "one", "solutions.py": "two"}
    assert [name for name, entry in entries.items() if entry.found.late] == ["doejane-124"]
    assert entries["doejane-124"].found.students[0].identifier == "124"
    assert (entries["texttom-126"].found.path / "text-entry.md").read_text() == "2.1 (a)\n\nIt is $N^T$\n"
    assert entries["linklinda-127"].found.remarks == ("handed in as a link, which is not followed",)


def test_canvas_marks_anonymous_late_work(tmp_path: Path) -> None:
    entries = _read(_write(tmp_path / "s", CANVAS_ANONYMOUS), tmp_path).entries
    assert [(entry.found.late, len(list(entry.found.path.iterdir()))) for entry in entries] == [
        (False, 2),
        (True, 1),
    ]


def test_moodle_puts_files_and_text_together(tmp_path: Path) -> None:
    entries = {entry.name: entry for entry in _read(_write(tmp_path / "s", MOODLE), tmp_path).entries}
    gauss = entries["Carl Gauss 1003"].found
    assert sorted(path.name for path in gauss.path.iterdir()) == ["hw.md", "online-text.md"]
    ada = entries["Ada Lovelace 1001"].found
    assert (ada.path / "code" / "solutions.py").read_text() == "y"
    assert ada.students[0].name == "Ada Lovelace"


def test_gradescope_knows_groups_and_times(tmp_path: Path) -> None:
    first, second, third = _read(_write(tmp_path / "s", GRADESCOPE), tmp_path).entries
    assert [(one.name, one.identifier, one.email) for one in first.found.students] == [
        ("Ada Lovelace", "0012", "ada@x.org"),
        ("Bob Boole", "13", ""),
    ]
    assert first.found.submitted.startswith("2021-03-22 23:01:02")
    assert first.found.submission_id == "11"
    assert second.found.students == ()
    assert third.found.remarks == ("the export's metadata does not say who handed it in",)


@pytest.mark.parametrize("metadata", ["", "- a", "{", "a: !!python/object:os.system x", "\x00"])
def test_damaged_gradescope_metadata_loses_no_submission(tmp_path: Path, metadata: str) -> None:
    files = GRADESCOPE | {"submission_metadata.yml": metadata}
    found = _read(_write(tmp_path / "s", files), tmp_path)
    assert [entry.name for entry in found.entries] == ["submission_11", "submission_12", "submission_13"]


def test_loose_files_of_one_stem_are_one_submission(tmp_path: Path) -> None:
    entries = {entry.name: entry for entry in _read(_write(tmp_path / "s", FOLDER), tmp_path).entries}
    assert sorted(path.name for path in entries["bob"].found.path.iterdir()) == ["bob.md", "bob.py"]
    assert entries["erin"].found.path.name == "erin.tex"


@pytest.mark.parametrize(
    "files",
    [
        {"ann/x.md": "1", "ann.zip": "2", "ann.md": "3"},
        {"Bob/x.md": "1", "bob/x.md": "2"},
        {"a b/x.md": "1", "a  b/x.md": "2", "a\tb/x.md": "3"},
        {"x" * 150 + "1/x.md": "1", "x" * 150 + "2/x.md": "2"},
    ],
)
def test_names_are_unique_whatever_the_case_of_letters(tmp_path: Path, files: dict[str, str]) -> None:
    names = [entry.name for entry in _read(_write(tmp_path / "s", files), tmp_path).entries]
    assert len({name.casefold() for name in names}) == len(files)


def test_name_does_not_depend_on_the_rest_of_the_class(tmp_path: Path) -> None:
    alone = read_class(_write(tmp_path / "s", {"=x/a.md": "1"}), _made(tmp_path / "1")).entries[0].name
    more = read_class(_write(tmp_path / "s", {"=y/a.md": "1"}), _made(tmp_path / "2")).entries
    assert alone in {entry.name for entry in more}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"no zip at all"])
def test_damaged_zip_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(UsageError, match=r"class\.zip: the zip is damaged \(.+\); download it again"):
        _read(tmp_path / "class.zip", tmp_path)


def test_zip_cut_short_is_said(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "class.zip", MOODLE).read_bytes()
    (tmp_path / "class.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UsageError, match="the zip is damaged"):
        _read(tmp_path / "class.zip", tmp_path)


def test_nothing_is_unpacked_outside_and_no_link_is_made(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("alice/hw.md", "x")
        archive.writestr("../evil.md", "x")
        archive.writestr("/tmp/evil-absolute.md", "x")
        archive.writestr("bob\\..\\..\\evil.md", "x")
        link = zipfile.ZipInfo("alice/link.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = _read(path, tmp_path)
    assert [entry.name for entry in found.entries] == ["alice"]
    assert [path.name for path in found.entries[0].found.path.iterdir()] == ["hw.md"]
    assert len(found.remarks) == 4
    assert not list(tmp_path.rglob("*evil*"))


def test_ten_thousand_files_are_bounded_and_said(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"class/alice/{number}.md", "")
        archive.writestr("class/bob/hw.md", "x")
    found = _read(path, tmp_path)
    assert [entry.name for entry in found.entries] == ["alice", "bob"]
    assert found.remarks == ("'class/alice' holds 10000 files; the first 3000 were taken",)


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    source = _write(tmp_path / "s", {"alice/hw.md": "x"})
    (source / "bob").symlink_to("/etc")
    assert [entry.name for entry in _read(source, tmp_path).entries] == ["alice"]


def test_two_dots_hide_no_student_and_what_is_hidden_is_said(tmp_path: Path) -> None:
    for name in ("..anna", ".bert", ".git", "carl"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "hw.md").write_text("x")
    (tmp_path / "class" / "._carl").write_text("x")
    (tmp_path / "staging").mkdir()
    found = read_class(tmp_path / "class", tmp_path / "staging")
    assert [entry.name.partition("-")[0] for entry in found.entries] == ["anna", "carl"]
    assert found.remarks == ("'.bert' is hidden, since its name begins with a dot; left out",)
