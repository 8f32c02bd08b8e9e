"""results.json as Gradescope takes it, with a test for every part whatever became of it."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import messages
from grader.model.assignment import Visibility
from grader.model.judgement import Reading
from grader.model.report import NamedMistake, Verdict
from grader.model.submission import Place
from grader.reports.gradescope import results_data, validate_results, write_results
from grader.reports.metadata import Earlier, SubmissionMetadata


def test_results_are_valid_and_hold_every_part_in_order(made: ModuleType) -> None:
    report = made.made_report(remarks=made.REMARKS)
    data = results_data(report)
    assert validate_results(data) == []
    assert [test["number"] for test in data["tests"]] == [part.id for part in report.parts]
    assert data["tests"][0]["name"] == "1.1 Induction over time"
    assert list(data["extra_data"]["parts"]) == [part.id for part in report.parts]


def test_same_report_gives_the_same_bytes(made: ModuleType) -> None:
    assert json.dumps(results_data(made.made_report())) == json.dumps(results_data(made.made_report()))


def test_part_data_is_as_the_contract_shows_it(made: ModuleType) -> None:
    part = made.made_part(
        "2.4.c",
        score=Decimal("0.75"),
        max_score=Decimal("1.50"),
        mistakes=(NamedMistake("only-best-hypothesis", "One more is asked for."),),
        checks=(made.made_check("first-hypothesis", points=Decimal("0.75"), max_points=Decimal("0.75")),),
    )
    assert results_data(made.made_report(part))["extra_data"]["parts"] == {
        "2.4.c": {
            "score": 0.75,
            "max_score": 1.5,
            "review": False,
            "mistakes": ["only-best-hypothesis"],
            "checks": [
                {
                    "id": "first-hypothesis",
                    "verdict": "pass",
                    "points": 0.75,
                    "max_points": 0.75,
                    "evidence": "writeup",
                }
            ],
        }
    }


def test_function_has_its_cases_in_its_check(made: ModuleType) -> None:
    checks = results_data(made.made_report())["extra_data"]["parts"]["2.2.d"]["checks"]
    assert (
        checks[0] | {"function": "viterbi", "cases": 12, "passed": 7, "mistakes": ["reads-current-row"]}
        == checks[0]
    )
    assert checks[1]["max_points"] == 0
    assert checks[1]["mistakes"] == []


def test_tags_are_the_mistakes_and_the_wish_for_a_person(made: ModuleType) -> None:
    tags = {test["number"]: test["tags"] for test in results_data(made.made_report())["tests"]}
    assert tags["1.1"] == ["scale-squared", "norm-missing"]
    assert tags["2.2.c"] == ["needs-review"]


def test_points_have_no_binary_artefacts(made: ModuleType) -> None:
    parts = [made.made_part(str(n), score=Decimal("0.1"), max_score=Decimal("0.1")) for n in range(3)]
    data = results_data(made.made_report(*parts))
    assert data["score"] == 0.3
    assert data["tests"][0]["score"] == 0.1
    assert data["tests"][0]["status"] == "passed"


def test_library_traps_do_not_reach_the_file(made: ModuleType) -> None:
    """An empty leaderboard, a time as a string, a part that earned nothing, parts without points."""
    data = results_data(
        made.made_report(made.made_part("1", score=Decimal(0), max_score=Decimal(0), checks=()))
    )
    assert "leaderboard" not in data
    assert "execution_time" not in data
    assert data["tests"][0]["score"] == 0
    assert results_data(made.made_report(*()))["tests"]


def test_score_of_one_part_never_becomes_that_of_another(made: ModuleType) -> None:
    parts = [made.made_part(str(n), score=Decimal(n), max_score=Decimal(9)) for n in range(5)]
    assert [test["score"] for test in results_data(made.made_report(*parts))["tests"]] == [0, 1, 2, 3, 4]


def test_part_that_the_library_lost_is_put_back(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """gradescope-utils forgets skipped tests, for one: whatever it forgets, the part stays."""
    from gradescope_utils.autograder_utils.json_test_runner import JSONTestResult

    monkeypatch.setattr(JSONTestResult, "addSuccess", lambda self, test: None)
    data = results_data(made.made_report())
    assert validate_results(data) == []
    assert len(data["tests"]) == len(made.full_parts())


def test_nothing_is_printed_while_the_runner_runs(
    made: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    results_data(made.made_report())
    assert capsys.readouterr() == ("", "")


def test_hidden_part_keeps_the_total_from_the_text_only(made: ModuleType) -> None:
    hidden = made.made_part("1", visibility=Visibility.HIDDEN, review=True)
    data = results_data(made.made_report(hidden, made.made_part("2")))
    assert [test["visibility"] for test in data["tests"]] == ["hidden", "visible"]
    assert data["output"] == messages.TOTAL_NOT_SHOWN
    assert data["score"] == 2


def test_no_entry_is_hidden_unless_the_rubric_says_so(made: ModuleType) -> None:
    assert {test["visibility"] for test in results_data(made.made_report())["tests"]} == {"visible"}


def test_staff_words_stay_out_of_what_students_read(made: ModuleType) -> None:
    data = results_data(made.made_report(staff_notes=("secret note",), layers=("seccomp",)))
    outputs = data["output"] + "".join(test["output"] for test in data["tests"])
    for secret in ("differs at u=", "witness", "unparsed at", "secret note", "seccomp", "deadline"):
        assert secret not in outputs
    staff = data["extra_data"]["staff"]
    assert staff["notes"] == ["secret note"]
    assert staff["layers"] == ["seccomp"]
    assert staff["parts"]["1.1"]["checks"]["scale"]["reason"] == "differs at u=(1,2): 3 against 5"


def test_counterexample_is_shown_only_where_the_rubric_says_so(made: ModuleType) -> None:
    part = next(part for part in made.full_parts() if part.id == "2.2.d")
    shown = results_data(made.made_report(part))
    kept = results_data(made.made_report(replace(part, show_counterexample=False)))
    assert "viterbi(P, 0, 3)" in shown["tests"][0]["output"]
    assert "viterbi(P, 0, 3)" not in kept["tests"][0]["output"]
    assert (
        "viterbi(P, 0, 3)"
        in kept["extra_data"]["staff"]["parts"]["2.2.d"]["checks"]["algorithm"]["counterexample"]
    )


def test_output_quotes_says_what_is_wrong_and_what_is_next(made: ModuleType) -> None:
    output = results_data(made.made_report())["tests"][0]["output"]
    assert output == (
        "**1 of 2 points**\n\n**What we read**\n\n`writeup.md`\n\n```text\n"
        "  41 ✓ $\\|W\\sigma(h)\\| \\le \\boldsymbol{W}^\\top \\frac{a}{b}$\n"
        "  43 ✗ hence $s = \\frac{\\gamma}{\\|u\\|^2}$\n"
        "       understood as: s = \\gamma/\\|u\\|^{2}\n```\n\n"
        "- step: right (1/1)\n- scale: not right yet (0/1)\n"
        "  The norm stands squared here. Differentiate `u/|u|` again with `\\|u\\| = \\sqrt{u^\\top u}`.\n\n"
        "- Note: A matrix is compared with a number.\n\n" + messages.NEXT_STEP_WRONG
    )


def test_part_that_is_ours_says_so_and_names_no_fault(made: ModuleType) -> None:
    part = made.made_part("1", score=Decimal(0), checks=(), review=True, ours=True)
    assert (
        results_data(made.made_report(part))["tests"][0]["output"] == f"**0 of 1 points**\n\n{messages.OURS}"
    )


def test_provisional_points_are_said_to_be(made: ModuleType) -> None:
    part = made.made_part("1", review=True)
    assert results_data(made.made_report(part))["tests"][0]["output"].startswith(
        f"**1 of 1 points**. {messages.PROVISIONAL}"
    )


def test_lateness_and_earlier_submissions_are_told(made: ModuleType) -> None:
    metadata = SubmissionMetadata(
        created=datetime(2021, 3, 23, 1, 30, tzinfo=timezone.utc),
        due=datetime(2021, 3, 22, 23, 0, tzinfo=timezone.utc),
        late_due=datetime(2021, 3, 23, 1, 0, tzinfo=timezone.utc),
        earlier=(Earlier(datetime(2021, 3, 20, tzinfo=timezone.utc), 12.5), Earlier(None, 3.0)),
    )
    output = results_data(made.made_report(), metadata)["output"]
    assert "Submitted 2 hours 30 minutes after the due date (2021-03-22 23:00:00+00:00), and after" in output
    assert "You have 2 earlier submissions; the latest of them has 12.5 points." in output


def test_flood_of_words_is_cut_before_gradescope_cuts_it(made: ModuleType) -> None:
    flood = tuple(Reading("`" * n + "x" * 900, Place(f"f{n}.md", n)) for n in range(2000))
    part = made.made_part("1", checks=(made.made_check(readings=flood, message="m" * 300_000),))
    data = results_data(made.made_report(part))
    assert validate_results(data) == []


@settings(deadline=None, max_examples=60, derandomize=True)
@given(text=st.text(alphabet=st.characters(), max_size=80), verdict=st.sampled_from(list(Verdict)))
def test_any_words_of_a_student_give_valid_results(made: ModuleType, text: str, verdict: Verdict) -> None:
    check = made.made_check(
        verdict=verdict, message=text, staff=text, readings=(Reading(text, Place(text, 1), note=text),)
    )
    data = results_data(made.made_report(made.made_part("1", title=text, checks=(check,)), submission=text))
    assert validate_results(json.loads(json.dumps(data))) == []


def test_written_file_is_read_back(made: ModuleType, tmp_path: Path) -> None:
    data = results_data(made.made_report(remarks=made.REMARKS))
    write_results(data, tmp_path / "results.json")
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8")) == data


def test_nan_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        write_results({"score": float("nan")}, tmp_path / "results.json")
    assert list(tmp_path.iterdir()) == []


def test_writers_are_light_to_import() -> None:
    """Start-up counts: no template engine, plot or LaTeX library before it is needed."""
    code = (
        "import sys; import grader.reports.gradescope, grader.reports.html, grader.reports.terminal;"
        "heavy = {'jinja2', 'rich', 'latex2mathml', 'pygal', 'numpy', 'sympy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
