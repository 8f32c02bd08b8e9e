"""What is the hand-out's and what is the student's, told apart by fingerprints alone."""

from __future__ import annotations

import base64
import random
import re
import zlib
from pathlib import Path

import pytest

from grader.intake.handout.fingerprints import fingerprints, load_fingerprints, set_aside, write_fingerprints
from grader.intake.submission import read_submission
from grader.intake.text.answer_text import read_answer_text
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind

HANDOUT = r"""
Question 7 (2-3). A river carries boats, and every boat has a length $\ell_i$ and a draught $d_i$. Write $\boldsymbol{\ell}$ for
the vector of the lengths.

7.1 How many boats of total length at most L fit into the lock at the same time? Give a bound that does not depend on the
draught.

7.2 Assume now that the speed of the current is bounded, that is

$$\max_{t \in [0, T]} \left\| \frac{\partial \boldsymbol{c}_t}{\partial t} \right\| \leq \frac{\gamma^2}{\delta}$$

where $\boldsymbol{c}_t$ is the current at time t. Show that every boat reaches the lock after finitely many days. Why? Why not?

(a) Which of the boats $b_{\text{small}}$ and $b_{\text{large}}$ would you expect to arrive first, and for what reason? Why?

Algorithm 3: Loading

```
Input: a lock of length L
for i = 1 to n do
    if the boat fits then put the boat into the lock
Output: the boats in the lock
```
"""
PRINTS = fingerprints(HANDOUT)
SEED = Path(__file__).parents[3] / "../shared/seed/handout.md"


def kept(text: str) -> str:
    blocks = read_answer_text(text, Place("hw.md", 1))
    return " / ".join(block.text for block in set_aside(blocks, PRINTS))


FIRST = "How many boats of total length at most L fit into the lock at the same time? "
SECOND = "Give a bound that does not depend on the draught. "


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (FIRST + SECOND, ""),
        (FIRST + SECOND + "At most $L / \\min_i \\ell_i$.", "At most $L / \\min_i \\ell_i$."),
        (FIRST + SECOND + "L / min l", "L / min l"),
        (FIRST.upper() + SECOND.upper() + "\n\nThree.", "Three."),
        ("\\textbf{" + FIRST + "} \\emph{" + SECOND + "}\n\nThree.", "Three."),
        (FIRST.replace("length", "lenqth") + SECOND + "Three.", "Three."),
        (FIRST.replace("total", "to-\ntal") + SECOND + "Three.", "Three."),
        # The student's own sentences, however close to the question's words.
        (
            "The boats of total length at most L fit into the lock.",
            "The boats of total length at most L fit into the lock.",
        ),
        (
            "Hence a bound that does not depend on the draught is 3.",
            "Hence a bound that does not depend on the draught is 3.",
        ),
        (
            "Every boat reaches the lock after finitely many days.",
            "Every boat reaches the lock after finitely many days.",
        ),
        ("It fits. Yes.", "It fits. Yes."),
    ],
)
def test_sentences_of_the_hand_out_go_and_the_students_stay(written: str, left: str) -> None:
    assert kept(written) == left


FORMULA = r"$$\max_{t \in [0, T]} \left\| \frac{\partial \boldsymbol{c}_t}{\partial t} \right\| \leq \frac{\gamma^2}{\delta}$$"
AROUND = (
    "Assume now that the speed of the current is bounded, that is\n\n{}\n\nwhere $c_t$ is the current at time t. "
    "Show that every boat reaches the lock after finitely many days. Why? Why not?"
)


@pytest.mark.parametrize(
    "formula",
    [
        FORMULA,
        FORMULA.replace("\\boldsymbol", "oldsymbol").replace("\\frac", "rac"),
        FORMULA.replace("\\boldsymbol{c}", "c").replace("\\left\\|", "||").replace("\\right\\|", "||"),
        FORMULA.replace("\\leq", "≤")
        .replace("\\gamma", "γ")
        .replace("\\delta", "δ")
        .replace("\\partial", "∂"),
    ],
)
def test_formula_of_the_hand_out_goes_with_the_text_around_it(formula: str) -> None:
    assert kept(AROUND.format(formula) + "\n\nNo.") == "No."


def test_formula_of_the_hand_out_stays_in_the_students_working() -> None:
    working = f"We start from\n\n{FORMULA}\n\nand integrate:\n\n{FORMULA}"
    assert kept(working).count("\\max_{t") == 2
    assert kept(AROUND.format(FORMULA) + f"\n\n{FORMULA}\n\nand so on").count("\\max_{t") == 1


def test_answer_in_the_questions_own_paragraph_stays() -> None:
    question = "Which of the boats $b_{small}$ and $b_{large}$ would you expect to arrive first, and for what reason? Why?"
    assert (
        kept(question + " $b_{small}$ ones, for lack of draught.") == "$b_{small}$ ones, for lack of draught."
    )


def test_listing_of_the_hand_out_goes_and_a_like_one_of_the_student_stays() -> None:
    listing = HANDOUT.split("```")[1].strip("\n")
    own = "for i = 1 to n do\n    delta[i] = max(delta[i-1])\n    if delta[i] > L then break"
    blocks = tuple(
        Block(BlockKind.CODE, (Span(SpanKind.CODE, code),), Place("hw.md", 1)) for code in (listing, own)
    )
    assert [block.text for block in set_aside(blocks, PRINTS)] == [own]


def test_place_of_what_is_left_is_its_own_line() -> None:
    blocks = read_answer_text(FIRST.strip() + "\n" + SECOND.strip() + "\nThree.", Place("hw.md", 5))
    assert [(str(block.place), block.text) for block in set_aside(blocks, PRINTS)] == [("hw.md:7", "Three.")]


def test_nothing_is_set_aside_without_fingerprints() -> None:
    blocks = read_answer_text(FIRST, Place("hw.md", 1))
    assert set_aside(blocks, frozenset()) == blocks


def test_fingerprints_are_written_without_text_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "handout.yaml"
    path.write_text(write_fingerprints(PRINTS), encoding="utf-8")
    assert load_fingerprints(path) == PRINTS
    payload = zlib.decompress(base64.b64decode("".join(path.read_text().partition("hashes: |\n")[2].split())))
    assert len(payload) == 4 * len(PRINTS)
    assert b"boat" not in payload


@pytest.mark.parametrize(
    "content", ["", "kind: other\nhashes: |\n  AAAA\n", "kind: word-sequences-1\nhashes: |\n  ####\n"]
)
def test_file_that_holds_no_fingerprints_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "handout.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(str(path))):
        load_fingerprints(path)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed is not here")
@pytest.mark.parametrize("damage", ["none", "backslashes", "markup", "case", "spaces"])
def test_whole_hand_out_leaves_nothing_in_any_part(tmp_path: Path, damage: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    generator = random.Random(7)
    if damage == "backslashes":
        text = re.sub(r"\\(?=[bfrt][a-z])", lambda match: "" if generator.random() < 0.3 else match[0], text)
    elif damage == "markup":
        text = re.sub(r"\\(?:boldsymbol|mathbf|text)\{([^{}]*)\}", r"\1", text).replace("**", "")
    elif damage == "case":
        text = re.sub(r"\b[a-z]{4,}\b", lambda match: match[0].capitalize(), text)
    elif damage == "spaces":
        text = re.sub(r"(?<=[a-z]) (?=[a-z])", "  ", text)
    path = tmp_path / "hw.md"
    path.write_text(text, encoding="utf-8")
    parts = (
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2.a",
        "2.2.b",
        "2.2.c",
        "2.2.d",
        "2.2.e",
        "2.2.f",
        "2.3",
        "2.4.a",
        "2.4.b",
    )
    parts += ("2.4.c", "2.4.d", "3.1", "3.2", "3.3.a", "3.3.b", "3.4", "4.1", "4.2", "4.3")
    submission = read_submission(path, parts=parts, handout=fingerprints(SEED.read_text(encoding="utf-8")))
    left = {
        part: [block.text for block in answer.blocks]
        for part, answer in submission.answers.items()
        if answer.blocks
    }
    # A displayed formula is only known by the text that runs on around it: damaged, one may be left over.
    assert left.keys() <= ({"1.2"} if damage == "backslashes" else set())
