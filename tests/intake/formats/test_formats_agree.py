"""The same text gives the same answers in Markdown, LaTeX, notebook and Word form."""

from __future__ import annotations

import importlib.util
import json
import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.intake.submission import read_submission

_spec = importlib.util.spec_from_file_location("word_document", Path(__file__).parent / "word_document.py")
assert _spec is not None
assert _spec.loader is not None
documents = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(documents)

PARTS = ("1.1", "2.1", "2.2.a", "2.2.b", "2.2.c", "3.1", "4.3")
_SENTENCES = st.sampled_from(
    [
        "The model is not Markov.",
        "No, because the state depends on the whole past",
        "We use the hypothesis $g_{t-1} = \\sigma(h_{t-1})$ here.",
        "There are $N^T$ sequences, of $T$ words each.",
        "Time $O(TN^2)$; space $O(TN)$.",
        "The log-probability is -1.5 + -3.4 = -4.9.",
        "Le gradient peut exploser, mais il ne doit pas.",
        "Two candidates: a blue square (-9.3), a red circle (-9.4).",
        "$\\lambda = -2\\eta\\gamma$",
    ]
)
_FORMULAS = st.sampled_from(
    [
        r"\delta_t(j) = \max_i P_{ij} \delta_{t-1}(i)",
        r"\nabla_u L = \frac{\gamma}{\|u\|}\left(I - \frac{uu^\top}{\|u\|^2}\right)\nabla_w L",
        "\\begin{aligned}\na &= b \\\\\n &\\le c\n\\end{aligned}",
        r"\mu = \begin{bmatrix} 2.5 & 2.583 \end{bmatrix}",
    ]
)
_BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), _SENTENCES),
        st.tuples(st.just("display"), _FORMULAS),
        st.tuples(st.just("items"), st.lists(_SENTENCES, min_size=1, max_size=3)),
    ),
    min_size=1,
    max_size=4,
)
_WRITEUPS = st.dictionaries(st.sampled_from(PARTS), _BLOCKS, min_size=1, max_size=5)

Writeup = dict[str, list[tuple[str, object]]]


def markdown(writeup: Writeup) -> str:
    rows: list[str] = []
    for part, blocks in writeup.items():
        rows.append(f"## {part}")
        for kind, content in blocks:
            if kind == "items":
                rows.append("\n".join(f"- {item}" for item in content) + "\n\n<!-- end -->")  # type: ignore[attr-defined]
            else:
                rows.append(f"$$\n{content}\n$$" if kind == "display" else str(content))
    return "\n\n".join(rows)


def latex(writeup: Writeup) -> str:
    rows = ["\\documentclass{article}", "\\begin{document}"]
    for part, blocks in writeup.items():
        rows.append(f"\\subsection*{{{part}}}")
        for kind, content in blocks:
            if kind == "items":
                items = "\n".join(f"\\item {item}" for item in content)  # type: ignore[attr-defined]
                rows.append(f"\\begin{{itemize}}\n{items}\n\\end{{itemize}}")
            else:
                rows.append(f"\\[\n{content}\n\\]" if kind == "display" else str(content))
    return "\n\n".join([*rows, "\\end{document}"])


def notebook(writeup: Writeup) -> str:
    cells = [
        {"cell_type": "markdown", "source": markdown({part: blocks}).splitlines(keepends=True)}
        for part, blocks in writeup.items()
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def word(writeup: Writeup) -> bytes:
    rows: list[str] = []
    for part, blocks in writeup.items():
        rows.append(documents.styled("H2") + _typed(part))
        for kind, content in blocks:
            if kind == "items":
                rows += [documents.listed(0) + _typed(item) for item in content]  # type: ignore[attr-defined]
            else:
                rows.append(_typed(f"$${content}$$" if kind == "display" else str(content)))
    numbering = documents.numbering(documents.level(0, "bullet", "•"))
    return documents.word_document(*rows, styles=documents.style("H2", "heading 2"), numbering=numbering)  # type: ignore[no-any-return]


def _typed(text: str) -> str:
    """A run of text, formulas typed as LaTeX; Word's own line breaks where the text has some."""
    rows = (documents.run(escape(row)) for row in text.split("\n"))
    return "<w:r><w:br/></w:r>".join(rows)


def reading(name: str, content: str | bytes) -> dict[str, list[tuple[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        answers = read_submission(path, parts=PARTS).answers
    return {
        part: [(str(block.kind), re.sub(r"\n +", "\n", block.text)) for block in answer.blocks]
        for part, answer in answers.items()
    }


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(_WRITEUPS)
def test_same_text_same_answers_in_every_format(writeup: Writeup) -> None:
    as_markdown = reading("hw.md", markdown(writeup))
    assert {part for part, blocks in as_markdown.items() if blocks} == set(writeup)
    assert reading("hw.tex", latex(writeup)) == as_markdown
    assert reading("hw.ipynb", notebook(writeup)) == as_markdown
    assert reading("hw.docx", word(writeup)) == as_markdown
