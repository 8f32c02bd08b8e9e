"""Read a formula in LaTeX, Unicode or ASCII into a typed expression, as its declarations say.

`read_expression` reads one expression (or one relation where asked), `read_relation` a chain such as
``a = b <= c``; both return `Unread` with a reason, and never raise, for anything that cannot be read.
"""

from __future__ import annotations

from grader.maths.expression import Expression, Relation
from grader.maths.reasons import Reason, Unread
from grader.maths.symbols import Declarations


def read_expression(
    text: str, declarations: Declarations, *, free_indices: bool = False
) -> Expression | Unread:
    """One expression without a relation sign; with `free_indices`, undeclared letters may stand as indices."""
    return Unread(Reason.LIMIT, "reader under construction")


def read_relation(text: str, declarations: Declarations, *, free_indices: bool = False) -> Relation | Unread:
    """A chain of at least two sides with its signs; alignment marks and line ends are passed over."""
    return Unread(Reason.LIMIT, "reader under construction")


def split_chain(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sides of a chain as text, and its signs, cut at top level only (not inside brackets or ranges).

    Signs are canonical: ``=``, ``<=``, ``>=``, ``<``, ``>``, ``!=``, ``~``, ``->``, ``=>``, ``<=>``.
    """
    return (text,), ()


def split_lines(text: str) -> tuple[str, ...]:
    r"""The rows of a display (``\begin{aligned} ... \\ ...``), environments and alignment marks taken off."""
    return (text,)
