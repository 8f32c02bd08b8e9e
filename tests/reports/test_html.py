"""The page of a submission: self-contained, harmless, complete."""

import re
from html.parser import HTMLParser
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model.judgement import Reading
from grader.model.submission import Place
from grader.reports.html import _TEMPLATES, prose_html, render_html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.tags


def test_page_has_no_script_and_no_link_out(made: ModuleType) -> None:
    page = render_html(made.made_report(remarks=made.REMARKS))
    for tag, attributes in _tags(page):
        assert tag not in {
            "script",
            "img",
            "iframe",
            "link",
            "object",
            "embed",
            "form",
            "svg",
            "audio",
            "video",
            "base",
        }
        assert not any(name.startswith("on") or name in {"src", "style", "srcset"} for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "@import" not in page
    assert "url(" not in page


def test_policy_allows_nothing_but_the_style(made: ModuleType) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', render_html(made.made_report()))
    assert policy is not None
    assert policy[1].replace("&#39;", "'").startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy[1]


def test_every_part_has_its_section_and_a_row_that_leads_there(made: ModuleType) -> None:
    tags = _tags(render_html(made.made_report()))
    links = {attributes.get("href") for tag, attributes in tags if tag == "a"}
    sections = [
        attributes.get("id")
        for tag, attributes in tags
        if tag == "section" and "part" in (attributes.get("class") or "")
    ]
    assert sections == [f"part-{part.id.replace('.', '-')}" for part in made.full_parts()]
    assert {f"#{section}" for section in sections} <= links


def test_page_has_landmarks_headings_and_names(made: ModuleType) -> None:
    tags = _tags(render_html(made.made_report()))
    names = [tag for tag, _ in tags]
    assert [names.count(tag) for tag in ("html", "header", "main", "nav", "footer", "h1")] == [1] * 6
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = {attributes["aria-labelledby"] for _, attributes in tags if "aria-labelledby" in attributes}
    assert labels <= set(ids)


def test_mathematics_is_mathml_with_its_source_at_hand() -> None:
    shown = str(prose_html(r"so $\frac{a}{b}$ <b>"))
    assert '<span class="formula" title="\\frac{a}{b}"><math display="inline">' in shown
    assert shown.endswith(" &lt;b&gt;")


def test_formula_that_cannot_be_laid_out_is_shown_as_written() -> None:
    assert str(prose_html(r"$\frac{1$")) == r'<code class="tex">\frac{1</code>'


def test_staff_words_are_folded_away(made: ModuleType) -> None:
    page = render_html(made.made_report(layers=("seccomp",)))
    for words in ("differs at u=(1,2)", "seccomp", "witness u=(1,2)"):
        before = page[: page.index(words)]
        assert before.rfind("<details") > before.rfind("</details>")
        assert " open" not in before[before.rfind("<details") :].split(">")[0]


def test_hostile_words_are_only_words(made: ModuleType) -> None:
    page = render_html(made.made_report())
    assert "<script>alert(1)" not in page
    assert "<img" not in page
    assert "<b>decoding" not in page
    assert "\x00" not in page
    assert "\u202e" not in page


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.text(alphabet=st.sampled_from(list("<>&\"'$`\\{}^_ab/=; \n")), max_size=60))
def test_no_words_of_a_student_open_a_tag(made: ModuleType, text: str) -> None:
    check = made.made_check(
        message=text, staff=text, readings=(Reading(text, Place(text, 1), understood=text, note=text),)
    )
    page = render_html(made.made_report(made.made_part("1", title=text, checks=(check,)), submission=text))
    assert {tag for tag, _ in _tags(page)} <= _known_tags()


def _known_tags() -> set[str]:
    templates = "".join(path.read_text() for path in _TEMPLATES.glob("*.jinja"))
    formulas = "math mrow mi mo mn mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover"
    tables = "mtable mtr mtd mstyle mpadded mphantom"
    return {*re.findall(r"<([a-z0-9]+)", templates), *formulas.split(), *tables.split()} - {"script"}


def test_same_report_gives_the_same_page(made: ModuleType) -> None:
    assert render_html(made.made_report()) == render_html(made.made_report())


def test_page_is_valid_for_a_report_without_parts(made: ModuleType) -> None:
    from dataclasses import replace

    assert "<main" in render_html(replace(made.made_report(), parts=()))
