"""Which chains of working define a name, so that they say what it is and are not judged as claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.maths.derivations.roles import Role
from grader.maths.equality.differentials import is_differential
from grader.maths.equality.problem import (
    Problem,
    define,
    defined_key,
    is_primed_name,
    names_behind,
    spell_words,
)
from grader.maths.expressions.expression import (
    Apply,
    Constant,
    Derivative,
    Entry,
    Expression,
    Index,
    Name,
    Number,
    Relation,
    names_in,
    walk,
)
from grader.maths.expressions.symbols import DeclarationError, Sort, declare, key_of
from grader.maths.notation.normalise import normalise
from grader.maths.notation.tokens import FUNCTIONS, tokenise
from grader.maths.reading.reader import read_expression
from grader.maths.reasons import Unread
from grader.maths.working.chains import Chain
from grader.maths.working.nablas import is_bare_gradient, without_gradient

_LETTER = r"\\?[A-Za-zα-ωΑ-Ω]+(?:_\{?[\w+,-]+\}?)?"
_DIFFERENTIAL = r"(?:\\partial|∂|d|\\mathrm\s*\{\s*d\s*\})\s*"
_NAME = re.compile(
    rf"^\s*(?:{_LETTER}'*(?:\([\w,\\ +-]*\))?|"
    rf"(?:\\nabla|∇|grad\s)\s*(?:_\s*\{{?\s*{_LETTER}\s*\}}?)?\s*{_LETTER}|"
    rf"\\(?:hat|bar|tilde|mathbf|mathcal|boldsymbol|bm|mathrm)\s*\{{?\s*\\?[A-Za-z]+\}}?(?:_\{{?[\w+-]+\}}?)?|"
    rf"\\d?frac\s*\{{\s*{_DIFFERENTIAL}{_LETTER}\s*\}}\s*\{{\s*{_DIFFERENTIAL}{_LETTER}\s*\}}|"
    rf"{_DIFFERENTIAL}{_LETTER}\s*/\s*{_DIFFERENTIAL}{_LETTER}|"
    r"\\?(?:mathbb\{E\}|E|Var|operatorname\{Var\}|mathrm\{Var\})[\[(]\s*(?:\\[A-Za-z]+|[A-Za-z])\d?\s*[\])])\s*$"
)
_INDEX_SORTS = (Sort.INDEX, Sort.INT, Sort.POSINT)


def with_own_names(chains: Sequence[Chain], problem: Problem) -> tuple[Problem, frozenset[int]]:
    """The problem with what the working defines, and the places of the chains that define it.

    A chain defines its left side where that is a name that is given no value, and where words say so
    (*let*, *where*) or the name was not used before.
    """
    given = frozenset(defined_key(left) for left, _ in problem.definitions)
    taken: set[str] = set()
    done: set[int] = set()
    waiting: list[int] = []
    seen: list[str] = []
    for number, chain in enumerate(chains):
        key = "" if chain.scoped or _is_one_value(chain, chains) else _own_name(chain, problem, given | taken)
        # the slope of a function that is known is known
        slope = key.rstrip("'") in (given | taken) - {key} and not _is_vector(key.rstrip("'"), problem)
        known = slope or (key in given and not _is_start(chain, problem))
        if key and not known and key not in taken:
            unknown = problem.declarations.get(key) is None
            fresh = unknown or not _occurs(chain.sides[0], seen, problem.declarations.vocabulary)
            if chain.role is Role.DEFINED or (fresh and chain.role is not Role.CLAIM):
                taken.add(key)
                waiting.append(number)
                problem = _defined(chains, waiting, done, problem)
        seen += chain.sides
    return problem, frozenset(done)


def _is_vector(key: str, problem: Problem) -> bool:
    """Whether a name is of a vector or matrix: no prime makes it a slope."""
    symbol = problem.declarations.get(key)
    return symbol is not None and bool(symbol.shape)


def _defined(chains: Sequence[Chain], waiting: list[int], done: set[int], problem: Problem) -> Problem:
    """The problem with all that can be defined, in whatever order it was written."""
    progress = True
    while waiting and progress:
        progress = False
        for number in tuple(waiting):
            sides = chains[number].sides
            try:
                extended = define(problem, f"{sides[0]} = {sides[1]}")
            except DeclarationError:
                continue
            if _is_circular(extended):
                waiting.remove(number)
                continue
            progress = True
            waiting.remove(number)
            if len(extended.definitions) > len(problem.definitions):
                problem = extended
                done.add(number)
    return problem


def _is_one_value(chain: Chain, chains: Sequence[Chain]) -> bool:
    """Whether it gives a name a number, and another chain another one: those are cases."""
    if len(chain.sides) != 2 or not _NUMERAL.match(chain.sides[1]):
        return False
    return any(
        len(other.sides) == 2
        and other.sides[0] == chain.sides[0]
        and other.sides[1] != chain.sides[1]
        and _NUMERAL.match(other.sides[1])
        for other in chains
    )


_NUMERAL = re.compile(r"^\s*-?[\d.]+\s*$")


def _is_circular(problem: Problem) -> bool:
    """Whether the last definition says of a name what others say by that name: ``z = log p`` of p(z)."""
    left, right = problem.definitions[-1] if problem.definitions else (None, None)
    if not isinstance(left, Name) or right is None:
        return False
    return left.key in names_behind(Relation((right,), ()), problem)


def _own_name(chain: Chain, problem: Problem, known: frozenset[str]) -> str:
    """The key of the name that a chain may define; empty where it can define none."""
    if not chain.signs or chain.signs[0] != "=" or chain.others or chain.sides[0] == chain.sides[1]:
        return ""
    left = read_expression(chain.sides[0], problem.declarations, free_indices=True)
    right = read_expression(chain.sides[1], problem.declarations, free_indices=True)
    if isinstance(left, (Unread, Derivative, Constant)) or is_primed_name(left, chain.sides[0], right):
        if is_differential(chain.sides[0], problem.declarations):
            return ""
        if not _NAME.match(chain.sides[0]) or (isinstance(left, Derivative) and _is_measured(left, known)):
            return ""
        if is_bare_gradient(chain.sides[0]) and head_of(without_gradient(chain.sides[0])) in known:
            return ""
        try:
            return "" if _is_by_chain_rule(chain.sides[0], problem) else key_of(chain.sides[0])
        except DeclarationError:
            return ""
    if not isinstance(left, (Name, Entry, Apply)) or not _plain(left, problem):
        return ""
    key = defined_key(left)
    if not isinstance(right, Unread) and key in names_in(right) and not isinstance(left, Apply):
        return ""
    if isinstance(left, Apply) and not isinstance(right, Unread) and left in walk(right):
        return ""
    symbol = problem.declarations.get(key)
    return "" if symbol is not None and symbol.sort in _INDEX_SORTS else key


def _is_by_chain_rule(side: str, problem: Problem) -> bool:
    """Whether a derivative is measured through a name with a value, by the gradient declared for that."""
    own = declare({side.strip(): "real"}).derivatives
    through = {
        above: left.key
        for above, below in problem.declarations.derivatives
        for left, _ in problem.definitions
        if isinstance(left, Name) and spell_words(below) == left.key
    }
    return any(
        above in through
        and below[0] != through[above]
        and below[0] in names_behind(Relation((Name(through[above]),), ()), problem)
        for above, below in own
    )


_QUANTITY = re.compile(
    r"^\s*(?:\\(?:mathrm|text|operatorname|mathcal|mathbb|mathbf)\s*\{(?P<font>[^{}]+)\}|\\?(?P<word>[A-Za-z]{1,14}\d?|[α-ωΑ-Ωℓ]))"
    r"\s*(?:[_^]\s*(?:\{[^{}]*\}|\w))*\s*(?:(?:\\left|\\[bB]ig+l?)?\s*[(\[].*[)\]])?\s*$",
    re.DOTALL,
)


def names_quantity(side: str) -> bool:
    r"""Whether a side is but a name, with what it depends on: ``KL(p\|q)``, ``\mathcal{L}(\theta)``."""
    return bool(head_of(side))


def head_of(side: str) -> str:
    """The name that a side is, without what it depends on; empty where it is no name."""
    found = _QUANTITY.match(side)
    word = (found["font"] or found["word"]).strip() if found else ""
    return word if word not in FUNCTIONS | _SIGNS and len(side) < _LONGEST_NAME else ""


_LONGEST_NAME = 60
_SIGNS = frozenset(("frac", "sqrt", "int", "lim", "nabla", "partial", "binom", "begin", "boxed", "d", "O"))


def _is_start(chain: Chain, problem: Problem) -> bool:
    """Whether it says where a recurrence starts that is given for any step: ``delta_1(j) = pi_j``."""
    left = read_expression(chain.sides[0], problem.declarations, free_indices=True)
    if not isinstance(left, Apply) or not any(isinstance(each, Number) for each in left.arguments):
        return False
    stated = [each for each, _ in problem.definitions if defined_key(each) == left.function]
    return not any(isinstance(part, Number) for each in stated for part in walk(each))


def _is_measured(left: Derivative, known: frozenset[str]) -> bool:
    """Whether it is the derivative of something that is known."""
    if isinstance(left.of, (Name, Apply)):
        return bool(names_in(left.of) & known - names_in(left.by))
    return True


def _plain(left: Expression, problem: Problem) -> bool:
    """Whether an entry's indices, or a function's arguments, are plain names or numbers."""
    if isinstance(left, Name):
        return True
    arguments = left.indices if isinstance(left, Entry) else left.arguments if isinstance(left, Apply) else ()
    for each in arguments:
        if isinstance(each, Name):
            symbol = problem.declarations.get(each.key)
            if symbol is not None and symbol.shape:
                return False
        elif not isinstance(each, (Index, Number)):
            return False
    symbol = problem.declarations.get(defined_key(left))
    if symbol is not None and symbol.sort is Sort.FUNCTIONAL:
        return False
    return symbol is None or symbol.sort is not Sort.ELEMENTWISE or len(arguments) == 1


def _occurs(name: str, sides: Sequence[str], words: frozenset[str]) -> bool:
    """Whether a name stands in one of the sides, not as the beginning of a longer one."""
    spelled = _tokens(name, words)
    for side in sides:
        tokens = _tokens(side, words)
        for place in range(len(tokens) - len(spelled) + 1):
            end = place + len(spelled)
            if tokens[place:end] == spelled and tokens[end : end + 1] not in (("_",), ("'",)):
                return True
    return False


def _tokens(text: str, words: frozenset[str]) -> tuple[str, ...]:
    return tuple(token.text for token in tokenise(normalise(text), words))
