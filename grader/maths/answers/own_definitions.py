r"""Names that a student defines beside a formula: ``\gamma / n`` where ``n = \|u\|``, let ``S = X^T X``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from grader.maths.equality.problem import Problem, define, define_function
from grader.maths.expressions.expression import Constant
from grader.maths.expressions.symbols import DeclarationError
from grader.maths.notation.normalise import normalise, without_struck_text
from grader.maths.notation.tokens import tokenise
from grader.maths.reading.reader import read_expression
from grader.maths.reading.spans import find_pieces
from grader.maths.reasons import Unread

MAX_TEXT = 4_000
MAX_EQUATIONS = 12
_LETTER = (
    r"(?:\\(?:hat|bar|tilde|mathbf|boldsymbol|bm|vec|mathrm)\s*\{?){0,4}\s*"
    r"(?:\\[A-Za-z]+|[A-Za-zα-ωΑ-Ω])[\u0302\u0304\u0303]?\}{0,4}"
)
_LEFT = re.compile(
    r"(?<![A-Za-z0-9_^\\{}'/*+@\-−])(?P<name>"
    + _LETTER
    + r"(?:_(?:\{\\?[A-Za-z0-9]{1,8}\}|\{\\(?:text|mathrm)\{[A-Za-z]{1,8}\}\}|"
    r"\\(?:max|min)(?![A-Za-z])|[A-Za-z0-9]{1,3}))?"
    r"(?:\^(?:\{\\?(?:perp|bot|prime|\*|star)\}|\\(?:perp|bot|star)(?![A-Za-z])|[*⊥⟂]))?|[A-Za-z]{2,12}|[ûv̂ŵŷ])\s*"
    r"(?P<of>(?:\\left)?\(\s*" + _LETTER + r"\s*(?:\\right)?\)\s*)?"
    r"(?:\\?:=|\\coloneqq|\\triangleq|≔|\\equiv|&?=)(?!=)&?\s*"
)
_END = re.compile(
    r"\$|\\\)|\\\]|\\\\|\\end\{|\n|;|,(?!\d)|\\q?quad|\\text\b|`|\b(?:and|et|then|so|donc|alors|where|with|we|is|be|being|denotes?|denoting)\b|"
    r"[.:](?=\s|$)|=|\Z"
)
_INTRODUCED = re.compile(
    r"(?:[,;:(]|\\q?quad|\s)*(?:\\(?:text|mbox|textrm)\s*\{)?\s*(?:\b(?:where|with|and|let|for|define|denote|set|"
    r"setting|put|writing|using|given|by|here|où|avec|et|soit|posons|posant|notons|en)\b\s*"
    r"(?:we\s+(?:have|let|set|define|write)|that|us\s+(?:write|set)|on\s+(?:note|pose))?)?"
    r"[\s:~]*\}?(?:\\[,;: ]|\s|~)*$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\b(?:if|unless|when|not|never|assuming|suppose|si|quand|or|ou|either|maybe|perhaps)\b\s*(?:we|that|on|que)?"
    r"[\s$\\(]*$",
    re.IGNORECASE,
)


_SAID_INSIDE = re.compile(
    r"(\\(?:text|mbox|textrm)\s*\{\s*,?\s*(?:where|with|and|let|for|où|avec|et)\s*\})", re.IGNORECASE
)
"""A word inside a formula, which ends like a name's script."""


@dataclass(frozen=True)
class _Equation:
    """An equation ``name = text``, or ``name(x) = text``, and where it stands."""

    name: str
    of: str
    """The argument of a function, in its brackets; empty for a name that is none."""
    right: str
    start: int
    end: int


def with_own_definitions(text: str, problem: Problem, asked: str = "") -> tuple[str, Problem]:
    """The answer without the definitions of its own names, and the problem with them.

    Only a name that nothing declares, that is not what is asked for, that is defined once and that another
    formula of the answer uses is a definition; any other equation stays part of the answer.
    """
    if ("=" not in text and "≔" not in text and "equiv" not in text) or len(text) > MAX_TEXT:
        return text, problem
    text = _sizes_as_letters(_SAID_INSIDE.sub(r"\1 ", without_struck_text(text)), problem)
    text = _primes_as_subscripts(text, problem)
    equations = _equations(text, problem, asked)
    if not equations:
        return text, problem
    extended, defined = _defined(equations, problem)
    answer = text
    for equation in sorted(defined, key=lambda each: -each.start):
        rest = _without(answer, equation)
        if _uses(rest, equation, extended):
            answer = rest
    # a definition that only another definition uses was kept: its name is used in what was cut
    return (answer, extended) if answer != text else (text, problem)


_SIZE_SET = re.compile(
    r"(?:\||\\lvert|\\vert|∣)\s*(?P<inner>(?:\\(?:mathcal|mathbb|mathrm)\s*)?\{?\s*(?P<letter>[A-Z])\s*\}?)\s*"
    r"(?:\||\\rvert|\\vert|∣)\s*(?::?=|\\coloneqq)"
)


def _sizes_as_letters(text: str, problem: Problem) -> str:
    """``|V| = N``, where nothing declares V: the size of a set is one name, ``V``."""
    found = _SIZE_SET.search(text)
    if found is None or not isinstance(
        read_expression(found["letter"], problem.declarations, free_indices=True), Unread
    ):
        return text
    bar = r"(?:\||\\lvert|\\rvert|\\vert|∣)"
    return re.sub(rf"{bar}\s*{re.escape(found['inner'])}\s*{bar}", found["letter"], text)


_PRIME = r"(?:'|’|′|\^\{?\s*\\prime\s*\}?)"
_PRIMED = re.compile(rf"(?<![A-Za-z\\])(?P<base>\\[A-Za-z]+|[A-Za-zα-ωΑ-Ω]){_PRIME}(?=\s*(?::=|=|≔))")


def _primes_as_subscripts(text: str, problem: Problem) -> str:
    """``\\gamma' = 2 \\gamma``: the student's own name for a number, its prime as a subscript."""
    for found in _PRIMED.finditer(text):
        if text[: found.start()].rstrip("{ ").endswith("_"):
            continue  # where an index starts
        base = read_expression(found["base"], problem.declarations, free_indices=True)
        if isinstance(base, Unread) or base.shape or isinstance(base, Constant):
            continue
        primed = re.escape(found["base"]) + r"\s*" + _PRIME
        name = f"{found['base']}_{{q}}"
        before = "" if name.startswith("\\") else r"(?<![A-Za-z\\])"
        return re.sub(before + primed, lambda _, name=name: name, text)  # type: ignore[misc]
    return text


def _equations(text: str, problem: Problem, asked: str) -> list[_Equation]:
    found: list[_Equation] = []
    asked_for = _spelled(asked)
    for match in _LEFT.finditer(text):
        name, of = match["name"], (match["of"] or "").strip()
        end = _end_of(text, match.end())
        right = text[match.end() : end.start() if end else len(text)].strip()
        if (
            not re.search(r"[A-Za-zα-ω]", right)
            or len(found) >= MAX_EQUATIONS
            or (end is not None and end.group() == "=")
        ):
            continue
        spelled = _spelled(name)
        if (
            spelled == asked_for
            or not spelled
            or _QUALIFIED.search(text[max(0, match.start() - 60) : match.start()])
        ):
            continue
        if any(
            not isinstance(read_expression(left, problem.declarations, free_indices=True), (Unread, Constant))
            for left in {name, name + of}
        ):
            continue
        found.append(_Equation(name, of, right, match.start(), match.end() + len(right)))
    names = [_spelled(each.name) for each in found]
    return [each for each, name in zip(found, names, strict=True) if names.count(name) == 1]


def _end_of(text: str, start: int) -> re.Match[str] | None:
    """What ends the right side that begins at `start`; an equals sign in a range does not."""
    position, depth = start, 0
    for end in _END.finditer(text, start):
        between = text[position : end.start()]
        depth += between.count("{") + between.count("(") - between.count("}") - between.count(")")
        position = end.start()
        if depth <= 0 or end.group() not in ("=", ",", "\\text"):
            return end
    return None


def _defined(equations: list[_Equation], problem: Problem) -> tuple[Problem, list[_Equation]]:
    """The problem with all that can be defined, in whatever order the student did."""
    waiting, defined = list(equations), []
    progress = True
    while waiting and progress:
        progress = False
        for equation in tuple(waiting):
            try:
                problem = _with(problem, equation)
            except DeclarationError:
                continue
            waiting.remove(equation)
            defined.append(equation)
            progress = True
    return problem, defined


def _with(problem: Problem, equation: _Equation) -> Problem:
    """The problem with one more equation; at a declared name the function may stand without it."""
    if not equation.of:
        return define(problem, f"{equation.name} = {equation.right}")
    argument = re.sub(r"\\(?:left|right)|[()]", "", equation.of).strip()
    defined = define_function(problem, equation.name, argument, equation.right)
    written = read_expression(argument, problem.declarations)
    if isinstance(written, Unread):
        return defined
    understood = (*defined.declarations.understood, (defined.declarations.symbols[-1].key, written))
    return replace(defined, declarations=replace(defined.declarations, understood=understood))


def _without(text: str, equation: _Equation) -> str:
    before, after = text[: equation.start], text[equation.end :]
    for opening, closing in (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("`", "`")):
        inside, tail = before.rstrip(), after.lstrip(" .,;")
        if inside.endswith(opening) and tail.startswith(closing):
            before, after = inside[: -len(opening)], tail[len(closing) :]
            break
    near = max(0, len(before) - 60)
    introduced = _INTRODUCED.search(before, near)
    if introduced is not None:
        before = before[: introduced.start()]
    return f"{before} {after}"


def _uses(text: str, equation: _Equation, problem: Problem) -> bool:
    """Whether a formula of the text uses the name on its right side or alone, but not only at a number."""
    spelled = _spelled(equation.name)
    for piece in find_pieces(text, problem.declarations):
        if not piece.is_math:
            continue
        tokens = tuple(
            token.text for token in tokenise(normalise(piece.text), problem.declarations.vocabulary)
        )
        if any(
            tokens[place : place + len(spelled)] == spelled
            and tokens[place + len(spelled) : place + len(spelled) + 1] != ("=",)
            and not (equation.of and _is_at_number(tokens[place + len(spelled) :]))
            for place in range(len(tokens))
        ):
            return True
    return False


def _is_at_number(tokens: tuple[str, ...]) -> bool:
    """Whether a function's value at a number follows, as examples have it."""
    return tokens[:1] == ("(",) and tokens[1:2] != () and tokens[1].isdigit() and tokens[2:3] == (")",)


def _spelled(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenise(normalise(text), frozenset(re.findall(r"[A-Za-z]+", text))))
