"""What a formula is put forward as: stated, assumed, defined, to be shown, or denied."""

from __future__ import annotations

import re

from grader.maths.derivations.relation_words import SAID
from grader.model.words import Word


class Role(Word):
    """What a statement is put forward as."""

    STATED = "stated"
    CLAIM = "claim"  # what is to be shown: proves nothing
    ASSUMED = "assumed"
    DEFINED = "defined"
    SUPPOSED = "supposed"  # our own guess of what a formula that stands alone is meant to be
    DENIED = "denied"  # said to be wrong, or not to hold


_CLAIM = re.compile(
    r"\b(?:want|need|have|remains?|suffices?|must|goal|aim|try|wish|going|asked|required|order)\b"
    r"[^.;]{0,30}?\b(?:show|prove|establish|demonstrate|verify|derive|check)\b|\b(?:to|we|will|us|i)\s+(?:now\s+)?"
    r"(?:show|prove|establish|demonstrate)\b(?![^.;]*\bhave\b)|^\s*(?:show|prove)\s+(?:that|:)?"
    r"|\bclaim\b(?!\s+(?:now\s+|then\s+)?(?:follows|holds|results|is\s+(?:proved|proven|shown|true)))"
    r"|\bRTP\b|\bWTS\b"
    r"|\bto be (?:shown|proved|proven)\b|\bà (?:montrer|démontrer|prouver)\b|\bmontr(?:ons|er) que\b"
    r"|\bon (?:veut|souhaite)\b(?:\s+(?:donc|ainsi|alors|que|avoir|obtenir|arriver à))*\s*:?\s*$"
    r"|\bon (?:veut|souhaite|doit)\b[^.;]{0,30}?\b(?:montrer|démontrer|prouver|vérifier|établir)\b"
    r"|\bil (?:faut|suffit de) (?:montrer|prouver)|\bprouv(?:ons|er) que\b"
    r"|^\W*(?:proposition|theorem|lemma|statement)\b",
    re.IGNORECASE,
)
_ASSUMED = re.compile(
    r"\b(?:assum\w*|suppos\w*|hypothes\w*|hypothèse|by induction|admett\w*|IH|I\.H\.)\b|"
    # the given rule, and what is given by a formula, are no assumptions
    r"(?<!\bthe )(?<!\bis )(?<!\bare )(?<!\bas )\bgiven\b(?!\s+(?:by|rule|update|form|scheme)\b)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"\b(?:let|denot\w*|defin\w*|where|writ\w*|call|put|soit|posons|notons|(?<!d['’])où|with)\b[^.]*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:(?:not|isn't|cannot|never|n'est pas)\b"
    # a bound is no denial
    r"(?!\s+(?:more|less|larger|greater|smaller|bigger|only|just|necessarily|exceed\w*|plus|supérieure?|be)\b)|"
    r"(?:wrong|incorrect|mistake|error|false)\b)"
    # not A, but B: B is none
    rf"(?:(?!\b(?:but|mais|sondern|sino|bensì)\b)[^.;{SAID}]){{0,40}}$|"
    # what is set against something else ends at a colon, behind which its own value stands
    rf"\b(?:instead of|rather than|unlike|au lieu de|contrary)\b"
    # nor does it go on behind a word that concludes
    rf"(?:(?!\b(?:so|hence|then|thus|therefore|donc|alors|ainsi|we (?:get|have|obtain)|gives|yields)\b)"
    rf"[^.;:{SAID}]){{0,40}}$",
    re.IGNORECASE,
)
_WOULD = re.compile(rf"\b(?:would (?:be|give|have)|if we (?:had|forgot))\b[^.;{SAID}]*$", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:so|hence|then|therefore|thus|we (?:get|have|obtain)|it follows|donc|alors|ainsi|"
    r"on (?:obtient|a)|cancel\w*|simplif\w*|becomes?|gives?|yields?|implies|reduces?|leads?|proves?|shows?|"
    r"conclu\w*|s'annulent|devient)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:hence|so|thus|therefore|conclude\w*|finally|consequently|it follows|we (?:get|obtain|have|find)|"
    r"which (?:gives|proves|shows|yields)|donc|ainsi|d'où|enfin|∎|qed|substitut\w*|combin\w*|becomes?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")


def role_of(before: str, after: str) -> Role:
    """What the words round a formula put it forward as."""
    # a sentence that has ended says nothing about what follows it
    ended = before.rstrip().endswith((".", "!", "?")) and not before.rstrip().endswith(
        ("i.e.", "e.g.", "c.-à-d.")
    )
    sentence = "" if ended or not before.strip() else _SENTENCE.split(before.strip())[-1]
    if (
        _DENIED.search(sentence)
        or _WOULD.search(sentence)
        or re.match(r"\s*(?:,?\s*which )?(?:is|would be) (?:wrong|false|incorrect|not)\b", after)
    ):
        return Role.DENIED
    if _CLAIM.search(sentence):
        return Role.CLAIM
    assumed = _ASSUMED.search(sentence)
    if assumed is not None and not _FOLLOWS.search(sentence[assumed.end() :]):
        return Role.ASSUMED
    if _DEFINED.search(sentence):
        return Role.DEFINED
    return Role.STATED


def concludes(before: str) -> bool:
    """Whether the words before a formula introduce it as a conclusion."""
    return bool(_CONCLUDES.search(_SENTENCE.split(before.strip())[-1])) if before.strip() else False


_ADDS = re.compile(
    r"\b(?:add(?:s|ed|ing)?|addition(?:al)?|includ(?:e|es|ed|ing)|append(?:s|ed|ing)?|ajout\w*|addition\w*)\b"
    r"(?:[\s:,]+[^\s.;!?:,=]+){0,9}[\s:,]*$",
    re.IGNORECASE,
)
_IS_ADDED = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:is|are|be|being|gets|est)\s+(?:\w+\s+)?(?:added|included|ajouté)e?\b",
    re.IGNORECASE,
)
_ADDED_ELSEWHERE = re.compile(
    r"\b(?:to|in|into|à|au|dans)\s+(?:\w+\s+){0,3}?"
    r"(?:loss|objective|cost|criterion|update|parameters?|weights?|theta|step|perte|coût|poids)\b",
    re.IGNORECASE,
)


_TOWARDS = re.compile(
    r"\b(?:to|into|onto|à|au)(?:\s+(?:the|our|le|la))?(?:\s+(?!term)\w+)?\s*$", re.IGNORECASE
)


def adds(before: str, after: str) -> bool:
    """Whether the words round a formula say that it is added to what the question is about."""
    sentence = _SENTENCE.split(before.strip())[-1] if before.strip() else ""
    said = _ADDS.search(sentence)
    if said is None and not _IS_ADDED.match(after):
        return False
    rest = re.split(r"[.;!?]", after, maxsplit=1)[0]
    if said is not None and _TOWARDS.search(sentence):
        return False  # what stands here is what it is added to
    around = (sentence[said.start() :] if said else "") + " " + rest
    return not _ADDED_ELSEWHERE.search(around) and not _DENIED.search(sentence)
