"""Read a formula in LaTeX, Unicode or ASCII into a typed expression, as its declarations say.

`read_expression` reads one expression, `read_relation` a chain such as ``a = b <= c``; both return
`Unread` with a reason, and never raise, for anything that cannot be read. `read_styles` also gives the
readings of other habits of writing, for formulas that two people would read differently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from grader.maths.expressions.build import ReadError
from grader.maths.expressions.expression import Expression, Name, Number, Relation, children
from grader.maths.expressions.ones import has_open_ones, settle_ones
from grader.maths.expressions.symbols import Declarations, Sort
from grader.maths.notation.lookalikes import unicode_to_latex
from grader.maths.notation.normalise import decimal_commas, normalise
from grader.maths.notation.tokens import Token, TokenKind, tokenise
from grader.maths.reading.arraycode.marks import is_array_code
from grader.maths.reading.arraycode.reader import PLACE, read_array_code
from grader.maths.reading.arraycode.values import as_expressions
from grader.maths.reading.atoms import read_primary
from grader.maths.reading.functions import binomial
from grader.maths.reading.grammar import read_product, read_sum
from grader.maths.reading.names import read_name
from grader.maths.reading.state import State, Style
from grader.maths.reasons import Reason, Unread

MAX_CHARACTERS = 2_000
MAX_TOKENS = 500
MAX_TREE_DEPTH = 60
RELATION_SIGNS = ("=", "<=", ">=", "<", ">", "!=", "~")
DEFAULT_STYLE = Style()


def read_expression(
    text: str, declarations: Declarations, *, free_indices: bool = False, style: Style = DEFAULT_STYLE
) -> Expression | Unread:
    """One expression without a relation sign; `free_indices` lets undeclared letters stand as indices."""
    return _read(text, declarations, free_indices, style, relation=False)[0]


def read_relation(
    text: str, declarations: Declarations, *, free_indices: bool = False, style: Style = DEFAULT_STYLE
) -> Relation | Unread:
    """A chain of at least two sides with its signs; alignment marks and line ends are passed over."""
    result = _read(text, declarations, free_indices, style, relation=True)[0]
    if isinstance(result, (Relation, Unread)):
        return result
    return Unread(Reason.UNPARSED, "no relation sign")


def read_styles(
    text: str, declarations: Declarations, *, free_indices: bool = False, relation: bool = False
) -> tuple[Expression | Unread, tuple[Expression, ...]]:
    """The reading by the commoner habits, and those by the others where the formula depends on them."""
    result, choices = _read(text, declarations, free_indices, DEFAULT_STYLE, relation=relation)
    others = []
    for field in fields(Style):
        if field.name in choices:
            style = replace(DEFAULT_STYLE, **{field.name: True})
            other = _read(text, declarations, free_indices, style, relation=relation)[0]
            if not isinstance(other, Unread) and other != result:
                others.append(other)
    return result, tuple(others)


_ENTRY_POWER = re.compile(r"[\w)\]]\s*\*\*\s*\d")


def _read(
    text: str, declarations: Declarations, free_indices: bool, style: Style, *, relation: bool
) -> tuple[Expression | Unread, set[str]]:
    if not text.strip():
        return Unread(Reason.EMPTY, "nothing written"), set()
    if len(text) > MAX_CHARACTERS:
        return Unread(Reason.LIMIT, f"more than {MAX_CHARACTERS} characters"), set()
    tokens = tokenise(decimal_commas(normalise(text)), declarations.vocabulary)
    tokens = _trimmed(tokens)
    if len(tokens) > MAX_TOKENS:
        return Unread(Reason.LIMIT, f"more than {MAX_TOKENS} tokens"), set()
    if not tokens:
        return Unread(Reason.EMPTY, "nothing written"), set()
    state = State(tokens, declarations, read_sum, read_product, read_primary, read_name, style, free_indices)
    code = _read_code(text, state, relation=relation)
    if code is not None:
        return code, set()
    state.entry_powers = bool(_ENTRY_POWER.search(text))
    try:
        result = _read_chain(state) if relation else _read_side(state)
        _pass_over_tail(state)
        if _depth(result) > MAX_TREE_DEPTH:
            raise ReadError(Reason.LIMIT, f"more than {MAX_TREE_DEPTH} levels of nesting")
        result = _with_sized_ones(result, declarations)
    except ReadError as error:
        return Unread(error.reason, error.detail, max(error.position, 0)), state.choices
    return result, state.choices


def _read_code(text: str, state: State, *, relation: bool) -> Expression | None:
    """The reading of a formula in Python; None where it is none, or other notation reads it better."""
    if not is_array_code(text):
        return None

    def leaf(part: str, bound: Sequence[str]) -> Expression:
        tokens = tokenise(normalise(part), state.declarations.vocabulary | frozenset(bound))
        inner = replace(
            state, tokens=tokens, position=0, scope=[((name,), name) for name in bound], choices=set()
        )
        found = read_sum(inner)
        if inner.token is not None:
            raise inner.error("more than a name")
        return found

    try:
        sides, signs = split_chain(text) if relation else ((text,), ())
        values = [read_array_code(side, state, leaf) for side in sides]
        read = as_expressions(values, PLACE)
        result = Relation(tuple(read), signs) if signs else read[0]
        return None if _depth(result) > MAX_TREE_DEPTH else _with_sized_ones(result, state.declarations)
    except ReadError:
        return None


def _with_sized_ones(expression: Expression, declarations: Declarations) -> Expression:
    if not has_open_ones(expression):
        return expression
    only = next(iter(declarations.sizes)) if len(declarations.sizes) == 1 else None
    if isinstance(expression, Relation):
        shape = max((side.shape for side in expression.sides), key=lambda each: len(each) - each.count(None))
        sides = tuple(settle_ones(side, shape, only) for side in expression.sides)
        return Relation(sides, expression.signs)
    return settle_ones(expression, expression.shape, only)


def _trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without the punctuation of the surrounding sentence at either end."""
    start, end = 0, len(tokens)
    while start < end and (
        tokens[start].is_operator(",", ";", ":", ".", "&", "=>", "$") or _is_row_end(tokens[start])
    ):
        start += 1
    while end > start and (
        tokens[end - 1].is_operator(",", ";", ":", ".", "&", "$") or _is_row_end(tokens[end - 1])
    ):
        end -= 1
    return tokens[start:end]


def _is_row_end(token: Token) -> bool:
    return token.kind is TokenKind.COMMAND and token.text == "\\"


def _read_chain(state: State) -> Expression:
    sides = [_read_side(state)]
    signs = []
    _pass_over_alignment(state)
    while state.at(*RELATION_SIGNS):
        signs.append(state.take().text)
        _pass_over_alignment(state)
        sides.append(_read_side(state))
        _pass_over_alignment(state)
    return Relation(tuple(sides), tuple(signs)) if signs else sides[0]


def _read_side(state: State) -> Expression:
    """A sum, or two letters or numbers with ``choose`` between them."""
    side = read_sum(state)
    if state.at_name("choose") and isinstance(side, Name | Number):
        state.take()
        return binomial(side, read_primary(state))
    return side


def _pass_over_alignment(state: State) -> None:
    while state.at("&") or (state.token is not None and _is_row_end(state.token)):
        state.take()


def _pass_over_tail(state: State) -> None:
    """A side condition after the formula (``, \\forall j``, ``\\text{for } t > 0``) is no part of it."""
    token = state.token
    if token is None:
        return
    starts = token.is_operator(",", ";", "forall", ":", "(", "[") or token.kind is TokenKind.TEXT
    rest = state.tokens[state.position :]
    if all(each.kind is TokenKind.TEXT for each in rest) and not _is_alternative(token.text):
        return
    if starts and _is_side_condition(rest, state.declarations):
        return
    raise state.error(f"{token.text!r} is left over")


def _is_alternative(words: str) -> bool:
    """Whether words after a formula offer another one or take it back."""
    return bool(re.match(r"\s*(?:or|ou|if|si|unless|not|when|minus|plus|times)\b", words))


_CONDITION_SIGNS = ("<", ">", "<=", ">=", "!=", "in", "forall", "=")


def _is_side_condition(tokens: tuple[Token, ...], declarations: Declarations) -> bool:
    words = [token for token in tokens if token.kind is TokenKind.TEXT]
    if not any(token.is_operator(*_CONDITION_SIGNS) for token in tokens):
        # "for all t" in words, and nothing else but names
        return bool(words) and any(re.search(r"\b(all|each|every|tout)\b", word.text) for word in words)
    for place, token in enumerate(tokens):
        if token.is_operator("=") and place:
            symbol = declarations.by_spelling.get((tokens[place - 1].text,))
            if symbol is not None and symbol.sort not in (Sort.INDEX, Sort.INT):
                return False
    return not any(word.text.split()[:1] in (["or"], ["ou"]) for word in words)


def _depth(expression: Expression) -> int:
    deepest = 0
    pending = [(expression, 1)]
    while pending:
        current, depth = pending.pop()
        deepest = max(deepest, depth)
        pending.extend((part, depth + 1) for part in children(current))
    return deepest


_LINK = re.compile(
    r"\\(?:leqslant|geqslant|leq|geq|neq|le|ge|ne|lt|gt|approx|simeq|cong|sim|equiv|triangleq|coloneqq|doteq|"
    r"implies|impliedby|iff|Longrightarrow|Longleftrightarrow|Leftrightarrow|Rightarrow|Leftarrow|"
    r"longrightarrow|longleftarrow|leftarrow|gets|"
    r"rightarrow|to|therefore)(?![A-Za-z])|(?<=\s)<-(?=\s)|<=>|==>|=>|->|<=|>=|!=|:=|==|=|(?<!\\left)<|(?<!\\right)>|"
    r"<-(?![\d.])|[≤≥⩽⩾≦≧≠≈≃≅≡≜≔←⟵→⟶⇒⟹∴⇔⟺]"
)
_WITHIN = re.compile(r"<<|>>|\bif\b[^=\n]{1,80}?\belse\b(?=\s+-?\w)")
"""Signs of Python that are no signs of a chain: shifts, and the condition of a choice."""
_OPENING, _CLOSING = "([{", ")]}"


def split_chain(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sides of a chain as text, and its signs, cut at top level only (not inside brackets or ranges).

    Signs are canonical: ``=``, ``<=``, ``>=``, ``<``, ``>``, ``!=``, ``~``, ``->``, ``=>``, ``<=>``, ``<==``.
    """
    sides: list[str] = []
    signs: list[str] = []
    depth = start = position = environments = 0
    while position < len(text):
        if (inside := _WITHIN.match(text, position)) is not None:
            position = inside.end()
            continue
        if text.startswith("\\begin{", position):
            environments += 1
        elif text.startswith("\\end{", position):
            environments -= 1
        found = _LINK.match(text, position)
        if found is not None and depth <= 0 and environments <= 0:
            sides.append(text[start:position])
            signs.append(tokenise(unicode_to_latex(found.group()))[0].text)
            position = start = found.end()
            continue
        character = text[position]
        if character == "\\" and position + 1 < len(text) and not text[position + 1].isalpha():
            depth += (text[position + 1] == "{") - (text[position + 1] == "}")
            position += 2
            continue
        depth += (character in _OPENING) - (character in _CLOSING)
        position += 1
    sides.append(text[start:])
    return tuple(side.strip(" \t\n&") for side in sides), tuple(signs)


_DISPLAY = re.compile(
    r"\\(?:begin|end)\{(?:aligned|align|alignat|eqnarray|gather|gathered|equation|multline|split|"
    r"displaymath|math)\*?\}"
    r"(?:\{\d+\})?"
)
_MATRIX_OR_CASES = re.compile(r"\\(begin|end)\{([A-Za-z]*matrix|cases|dcases|rcases|array)\}")


def split_lines(text: str) -> tuple[str, ...]:
    r"""The rows of a display (``\begin{aligned} ... \\ ...``), environments and alignment marks taken off."""
    text = _DISPLAY.sub(" ", text)
    rows: list[str] = []
    depth = start = position = 0
    while position < len(text):
        mark = _MATRIX_OR_CASES.match(text, position)
        if mark is not None:
            depth += 1 if mark[1] == "begin" else -1
            position = mark.end()
        elif text.startswith("\\\\", position):
            if depth <= 0:
                rows.append(text[start:position])
                start = position + 2
            position += 2
        elif text[position] == "\\":
            position += 2
        else:
            if text[position] == "&" and depth <= 0:
                text = text[:position] + " " + text[position + 1 :]
            position += 1
    rows.append(text[start:])
    return tuple(row.strip() for row in rows if row.strip())
