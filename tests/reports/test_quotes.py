"""Each line of a submission is quoted once, with all that was made of it."""

from types import ModuleType

from grader.model.judgement import Mark, Reading
from grader.model.submission import Place
from grader.reports.html import render_html, understood_html
from grader.reports.quotes import quotes

_PLACE = Place("a.md", 5)


def test_links_of_one_chain_stand_under_one_line_with_their_own_marks() -> None:
    (quote,) = quotes(
        [
            Reading("$a = b = c$", _PLACE, Mark.HOLDS, "a = b"),
            Reading("$a = b = c$", _PLACE, Mark.FALSE, "b = c", "at b=1"),
            Reading("$a = b  = c$", _PLACE, Mark.READ, "a = b"),
        ]
    )
    assert quote.mark is Mark.FALSE
    assert [(one.text, one.mark) for one in quote.shown] == [("a = b", Mark.HOLDS), ("b = c", Mark.FALSE)]
    assert quote.notes == ("at b=1",)


def test_lines_stand_in_the_order_of_the_submission() -> None:
    found = quotes([Reading("two", Place("a.md", 10)), Reading("one", Place("a.md", 9))])
    assert [quote.text for quote in found] == ["one", "two"]


def test_understanding_that_says_no_more_is_not_shown() -> None:
    assert quotes([Reading("$x$", _PLACE, understood="x")])[0].shown == ()


def test_understanding_is_a_formula_only_where_it_is_latex() -> None:
    assert "<math" in understood_html(r"\frac{a}{b}")
    assert "<math" in understood_html("a = b")
    assert str(understood_html("sigma(W g) <= 1")) == '<code class="tex">sigma(W g) &lt;= 1</code>'


def test_page_shows_every_link_of_a_chain(made: ModuleType) -> None:
    links = tuple(
        Reading("$a = b = c$", _PLACE, mark, text)
        for mark, text in ((Mark.HOLDS, "a = b"), (Mark.FALSE, "b = c"))
    )
    page = render_html(made.made_report(made.made_part("1", checks=(made.made_check(readings=links),))))
    assert page.count('<div class="understood">') == 2
