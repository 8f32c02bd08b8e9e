"""Formulas of a document that lost backslashes on its way are mended; a sound document is left as it is."""

from __future__ import annotations

import pytest

from grader.intake.answers import read_answer
from grader.intake.passes.mended import mended
from grader.model.submission import Block, BlockKind, Place, Span, SpanKind


def formulas(*formulas: str) -> list[str]:
    blocks = [Block(BlockKind.DISPLAY, (Span(SpanKind.MATH, each),), Place("hw.md")) for each in formulas]
    return [block.text.strip("$") for block in mended(blocks)]


@pytest.mark.parametrize(
    ("formula", "whole"),
    [
        (r"\delta^T  o 0", r"\delta^T  \to  0"),
        (r"egin{bmatrix} 1 & 2 \ 3 & 4 \end{bmatrix}", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
        (r"W^{ op}W", r"W^{\top }W"),
        (r"\gamma x + eta", r"\gamma x + \beta "),
        (r"o_t = 1", "o_t = 1"),
    ],
)
def test_damage_anywhere_mends_every_formula(formula: str, whole: str) -> None:
    assert formulas(r"oldsymbol{h}", formula) == [r"\boldsymbol{h}", whole]


@pytest.mark.parametrize("formula", [r"x \ y", "a o b", r"\begin{matrix} 1 \ 2 \end{matrix}", "eta"])
def test_sound_document_is_left_alone(formula: str) -> None:
    assert formulas(formula) == [formula]


def test_a_single_answer_is_mended_too() -> None:
    answer = read_answer("4.1", r"$$egin{bmatrix} 1 \ 2 \end{bmatrix}$$", "answer")
    assert answer.blocks[0].text == r"$\begin{bmatrix} 1 \\ 2 \end{bmatrix}$"
