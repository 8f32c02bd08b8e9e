"""What the words in front of a formula say of it, where nothing but declarations is known."""

from __future__ import annotations

import re

from grader.maths.derivations.roles import Role, role_of
from grader.maths.working.pieces import Piece

_REFUSED = re.compile(
    r"\b(?:not|isn't|wrong|incorrect|instead of|rather than|mistake|n'est pas|au lieu de|would be|"
    r"would give)\b",
    re.IGNORECASE,
)

_LETS = re.compile(
    r"\b(?:let|denote[sd]?|defin(?:e|es|ed|ing)|where|writ(?:e|ing)|call|put|set|soit|posons|notons|(?<!d['’])où|with|"
    r"for|pose)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:take|taking|choos\w+|pick(?:ing)?|writing|calling|prenons|prenant|notant)\s*:?\s*$", re.IGNORECASE
)
_EITHER = re.compile(r"\b(?:either|or|else|otherwise|soit|ou|sinon)\s*(?:if\s*)?$", re.IGNORECASE)
_JOINS = re.compile(r"[\s,;]*(?:and(?:\s+also)?|et|as well as)?[\s,;]*", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:for|when|whenever|if|unless|provided|pour|si|quand|every|any|all|with|where|"
    r"assuming|as long as|so long as|tant que|avec|où|"
    r"case|cas|suppose|let|take)\b[^.;]*$",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:hence|so|thus|therefore|then|iff|which (?:gives|means|yields|is)|that is|it follows|consequently|"
    r"we (?:get|obtain|find|see|conclude)|(?:this |that )?(?:gives|yields|implies)|donc|alors|ainsi|d'où)\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|(?<!follows )(?<!comes )(?<!obtained )(?<!derived )(?<!results )from|si|"
    r"provided(?:\s+that)?)\s*(?:we have\s*)?$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:set(?:ting|s)?|solv\w+|require|requiring|impos\w+|stationar\w+|critical|optim\w+|minimi[sz]\w+|"
    r"maximi[sz]\w+|vanish\w*|equat\w+|first[- ]order (?:\w+ )?conditions?|normal equations?|zero|root|must|"
    r"annul\w*|pos(?:ons|ant))\b",
    re.IGNORECASE,
)
_INEQUALITY = re.compile(r"[<>≤≥≠]|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z])")
_DOMAIN = re.compile(
    r"^\s*\\?[A-Za-zα-ω]+(?:_\{?\w+\}?)?\s*(?:[<>≤≥≠]|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z]))\s*-?[\d.]+\s*$"
)
_REASON = re.compile(
    r"\b(?:as|since|because|given|car|puisque|using|from|note that|recall|remember)\b[^.;]*$", re.IGNORECASE
)


_GROUND = re.compile(
    r"\b(?:for|when|whenever|if|unless|provided|where|with|here|at|as|since|because|given|using|used|use|from|by|"
    r"recall|let|take|substitut\w*|after|such that|namely|choos\w*|setting|"
    r"denot\w*|write|fact|assum\w*|suppos\w*|pour|si|quand|car|puisque|avec|où|soit)\b[^.;]*$",
    re.IGNORECASE,
)


_RIGHT_BEFORE = re.compile(
    r"\b(?:for|when|if|where|with|at|since|because|using|assuming|avec|pour|si|car)\s*$", re.IGNORECASE
)


def is_ground(words: str) -> bool:
    """Whether words put a formula forward as what others rest on, and not as what is reached."""
    return bool(_RIGHT_BEFORE.search(words)) or (bool(_GROUND.search(words)) and not is_concluded(words))


_VALUE_BEFORE = re.compile(r"\b(?:for|when|if|at|assuming|pour|si|quand|en)\s*$", re.IGNORECASE)
_VALUE = re.compile(r"^\s*\\?[A-Za-zα-ω]+(?:_\{?\w+\}?)?\s*=(?![=>])[^=<>≤≥]+$")
"""An equation that gives one name a value: ``for eta = 1/L``."""


def is_condition(words: str, text: str) -> bool:
    """Whether a relation says under what condition something is claimed."""
    if _VALUE_BEFORE.search(words) and _VALUE.match(text):
        return True
    if (_CONDITION.search(words) or _EITHER.search(words)) and _INEQUALITY.search(text):
        return True
    return bool(_DOMAIN.match(text)) and bool(_REASON.search(words))


_EXAMPLE = re.compile(r"\b(?:examples?|e\.g\.|say|exemple|special case|instance)\b[^.;]*$", re.IGNORECASE)


def is_example(words: str) -> bool:
    """Whether words introduce an example."""
    return bool(_EXAMPLE.search(words))


_LONE_LIMIT = re.compile(
    r"^\s*(?:\\?[A-Za-zα-ω]+(?:_\{?\w+\}?)?|[|‖].+[|‖]|-?[\d.]+)\s*(?:[<>]=?|[≤≥≠]|\\(?:[lg]eq?|neq?|[lg]t)(?![A-Za-z]))"
    r"[^<>≤≥=]+$"
)


def opens_case(words: str, text: str, after: str) -> bool:
    """Whether an inequality with a colon behind it opens a case: ``(i) m >= 1: loss = 0``."""
    plain = _LABELS.sub(" ", words)
    return bool(re.match(r"\s*:(?!=)", after) and _LONE_LIMIT.match(text)) and not re.search(r"\w", plain)


_LABELS = re.compile(r"\(?[ivxa-e\d]{1,3}[).]|\b(?:case|cas)\b\s*\w*|\bfor\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:\b(?:sorry|i mean|i meant|oops|correction|scratch that|strike that|typo|pardon|je veux dire|"
    r"(?:that |this |it )?should (?:be|read|have been)|misprint)\b|\b(?:no|non|wait|err)\s*[,:;.!])[^.\n]*$",
    re.IGNORECASE,
)


def is_correction(words: str) -> bool:
    """Whether words take back the formula before: ``sorry, I mean``."""
    return bool(_CORRECTION.search(words))


_SUBJECT = re.compile(
    r"(?P<subject>(?:[\w'’-]+\s+){1,5})(?:is|are|be|being|stays?|remains?|est|sont)\s+"
    r"(?:(?:\w+ly|always|still|also|all|toujours)\s+)?$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:which|this|that|it|these|ceci|cela)\b", re.IGNORECASE)


def has_prose_subject(words: str) -> bool:
    """Whether words say of what a sign without a left side speaks: ``every exponent is``."""
    found = _SUBJECT.search(words)
    return found is not None and not _POINTING.search(found["subject"])


def has_noun_before(words: str) -> bool:
    """Whether a sign that says *nearly* has a word right in front of it, which is its left side."""
    found = re.search(r"([A-Za-z]{3,})\s*$", words)
    return found is not None and not _POINTING.search(words) and not _CONCLUDES.search(words)


_CASES = re.compile(r"\b(?:for|when|whenever|if|unless|pour|si|quand|case|cas)\b[^.;]*$", re.IGNORECASE)


def is_case(words: str) -> bool:
    """Whether words right before a relation make it a case."""
    return bool(_CASES.search(words))


_ZERO_WHERE = re.compile(
    r"\b(?:this|which|that|it|derivative|gradient|expression|ceci|cela|ce qui)\s+"
    r"(?:(?:is|equals|becomes|est|vaut)\s+(?:equal to\s+)?(?:zero|0|nul(?:le)?)|vanishes|s'annule)\s+"
    r"(?:exactly\s+|precisely\s+|only\s+)?(?:iff|if and only if|when|if|for|at|ssi|si et seulement si|pour|"
    r"quand|si)\s*$|"
    r"^\s*,?\s*(?:and\s+)?(?:zero|vanishing|nul(?:le)?)\s+(?:exactly\s+|only\s+)?(?:iff|when|if|for|at|pour|quand)\s*$",
    re.IGNORECASE,
)


def is_zero_where(words: str) -> bool:
    """Whether words say that what stands before them is zero where the next formula holds."""
    return bool(_ZERO_WHERE.search(words))


_THIS_EQUALS = re.compile(
    r"\b(?:this|which|that|it|(?:right|left)[- ]hand side|rhs|lhs)\s+(?:equals|simplifies to|reduces to)\s*$",
    re.IGNORECASE,
)
_THIS_IS = re.compile(
    r"\b(?:this|which|that|it|ceci|cela|ce qui)\s+(?:is|equals|becomes|reads|simplifies to|reduces to|est|"
    r"vaut|(?:can be|is) (?:re)?written as|is the same as|devient)"
    r"(?:\s+(?:just|exactly|simply|then))?\s*:?\s*$",
    re.IGNORECASE,
)


_REJECTS = re.compile(
    r"\b(?:reject(?:ing|s)?|discard(?:ing|s)?|exclud(?:e|ing)|rul(?:e|ing)\s+out|drop(?:ping)?|rejet\w+|écart\w+)"
    r"(?:\s+(?:the\s+)?(?:root|solution|value|candidate))?\s*$",
    re.IGNORECASE,
)
_IS_REJECTED = re.compile(
    r"\s*,?\s*\(?(?:which\s+)?(?:is|was|must be|being|does(?:\s+not|n't)|fails|est)?\s*"
    r"(?:(?:an?\s+)?(?:extraneous|spurious|rejected|discarded|excluded|invalid|impossible|no\s+solution|not\s+(?:a\s+)?"
    r"(?:valid|solution|allowed|admissible|possible))|(?:not\s+)?(?:satisfy|solve|work\b|fulfil)|to\s+satisfy|rejetée?)",
    re.IGNORECASE,
)


_SO_AFTER_CLAUSE = re.compile(
    r"[,;.]\s*(?:and\s+)?(?:so|hence|thus|therefore|then|donc|alors)"
    r"(?:\s+(?:only|we\s+(?:have|get|keep)|on a))?\s*$",
    re.IGNORECASE,
)
"""What follows is said, whatever the clause before denies."""


def is_rejected(words: str, after: str) -> bool:
    """Whether a solution is said to be none: ``reject $x = 1$``, ``$x = 1$ is extraneous``."""
    tail = _IS_REJECTED.match(after)
    return bool(_REJECTS.search(words)) or (tail is not None and bool(re.search(r"\w", tail.group())))


def role_of_piece(piece: Piece) -> Role:
    """What a run of mathematics is put forward as."""
    if _VALUE.match(piece.text) and is_rejected(piece.before, piece.after):
        return Role.DENIED
    said = role_of_words(piece.before, piece.after)
    if said is Role.DENIED and (
        piece.own
        or _SO_AFTER_CLAUSE.search(piece.before)
        or not _REFUSED.search(piece.before + "|" + piece.after)
    ):
        said = Role.STATED
    return Role.ASSUMED if is_supposed(piece.before) else said


def role_of_words(words: str, after: str = "") -> Role:
    """What words put a formula forward as; *by the definition of h* defines nothing."""
    said = role_of(words, after)
    if said is Role.STATED and _TAKES.search(words):
        return Role.DEFINED
    return Role.STATED if said is Role.DEFINED and not _LETS.search(words) else said


def joins(words: str) -> bool:
    """Whether words only join a formula to the one before."""
    return bool(words.strip() and _JOINS.fullmatch(words))


_SAME_WHERE = re.compile(
    r"\b(?:equal|equality|same|identical|equivalent|agree|coincide|match|hold|égaux|égales)s?\b[^.;]*?"
    r"\b(?:iff|if and only if|(?:exactly|precisely) (?:when|if)|only if|when|if|ssi|si et seulement si)\s*$",
    re.IGNORECASE,
)


def is_supposed(words: str) -> bool:
    """Whether *if* or *from* stands right before a formula, or words such as *they agree iff*."""
    return bool(_SUPPOSED.search(words)) or bool(_SAME_WHERE.search(words))


def is_concluded(words: str) -> bool:
    """Whether words such as *hence* lead to a formula."""
    return bool(_CONCLUDES.search(words)) and not _SAME_WHERE.search(words)


def is_reason(words: str) -> bool:
    """Whether a formula says why something else holds."""
    return bool(_REASON.search(words))


def is_demanded(words: str, piece: Piece) -> bool:
    """Whether an equation is to be made true: a derivative set to zero."""
    return bool(_DEMAND.search(words)) or bool(re.match(r"\s*(?:to\s+(?:be\s+)?zero|and solve)", piece.after))


def goes_on(piece: Piece, *, is_chain: bool) -> bool:
    """Whether a formula that stands alone is the next side of the chain before it."""
    if not piece.own:
        return is_chain and bool(_THIS_EQUALS.search(piece.before))
    return not re.search(r"\w", piece.before) or bool(_THIS_IS.search(piece.before))
