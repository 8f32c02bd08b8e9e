"""Words that stand for a sign between two formulas, and words in front of a sign that point at a formula."""

from __future__ import annotations

import re

SAID = "\u2063"
"""Stands for a formula in the words before the next one."""
REFERRING = "\u2064"
"""Marks a sign whose left side is a word for what was written further up."""
WORDED = "\u2060"
"""Marks a sign that stands for words."""
RELATION_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (
            r"\b(?:tends?|goes|go|converges?|approach(?:es)?|shrinks?|decays?|vanish(?:es)?|tend|converge)\s+"
            r"(?:exponentially\s+|geometrically\s+)?(?:to(?:wards?)?\s+|vers\s+)?(?:zero|0)\b|"
            r"\b(?:geht|gehen|strebt|konvergiert|läuft)\s+(?:exponentiell\s+)?(?:gegen|nach)\s+(?:null|0)\b|"
            r"\b(?:tiende|converge|va|tende|vai)\s+(?:exponencialmente\s+)?(?:a|hacia|para)\s+(?:cero|zero|0)\b",
            f" {WORDED}→ 0 ",
        ),
        (r"\b(?:is|equals|is equal to|vaut|est égale? à)\s+(?:zero|0|zéro)\b", f" {WORDED}= 0 "),
        (
            r"\b(?:is|are|be|stays?|remains?|being|we get|we have|gives|get|have)\s+"
            r"(?:(?:always|then|also|again|thus|therefore|hence|itself|together|in total)\s+)*"
            r"(?:at most|bounded(?: from)?(?: above)? by|no (?:more|larger|greater|bigger) than|"
            r"less than or equal to|smaller than or equal to|upper[- ]bounded by|"
            r"not (?:more|larger|greater|bigger) than)|"
            r"\b(?:(?:ist|sind|bleibt)\s+)?(?:also\s+|dann\s+|immer\s+|insgesamt\s+)*"
            r"(?:höchstens(?:\s+gleich)?|nicht größer als|beschränkt durch|kleiner(?: oder)? gleich)|"
            r"\b(?:es|está|queda|è|é|resta|fica)\s+(?:a lo sumo|como (?:máximo|mucho)|acotad[oa] por|"
            r"al (?:più|massimo)|limitat[oa] da|maggiorat[oa] da|no máximo|limitad[oa] por|"
            r"menor o igual (?:que|a)|minore o uguale a)|"
            r"\b(?:can ?not|can't|does not|doesn't|do not|never|ne peut pas|cannot ever)\s+"
            r"(?:be (?:more|larger|greater) than|exceeds?|dépasser?)|"
            r"\b(?:ne dépasse pas|(?:est|vaut)(?: donc| alors| ainsi)? au plus|"
            r"est(?: donc| alors| ainsi)? (?:majorée?|bornée?) par|"
            r"est inférieure? ou égale? à)\b",
            f" {WORDED}≤ ",
        ),
        (
            r"\b(?:is|are|est|sont)\s+(?:nothing (?:else|other|more) (?:than|but)|nothing but|"
            r"rien d'autre que|identical (?:to|with)|"
            r"la même chose que)(?!\s+(?:the|an?|in|la|le)\b)|"
            r"\bequals\b|\b(?:is|are|be|is to be)\s+(?:then\s+|therefore\s+|thus\s+|just\s+|also\s+)?"
            r"(?:equal to|set to|given by|identified (?:as|with)|(?:chosen|taken|defined) (?:as|to be))\b|"
            r"\b(?:must|should|has to|needs to|doit)\s+(?:be|être)(?=\s*[-−+\dα-ωΑ-Ω\\(])",
            f" {WORDED}= ",
        ),
    )
)
_THING = (
    r"(?:norm|product|gradient|derivative|jacobian|expression|quantity|thing|total|result|chain|"
    r"left[- ]hand side|lhs|norme|produit|dérivée|jacobienne)"
)
_REFERS = re.compile(
    r"\b(?:it|they|this|that|which|these|everything|we|so|factors|"
    r"(?:substitut|plugg|insert|replac|us|apply)ing|"
    r"(?:the|its|this|that|whose|our|total|whole|overall|full|la|le|sa|cette)\s+(?:\w+\s+){0,2}?"
    rf"{_THING}|"
    r"(?:die|der|das|seine|deren)\s+(?:\w+\s+){0,2}?(?:norm|produkt|gradient|ableitung|ausdruck)|es|"
    r"(?:la|el|il|su|lo|o|a)\s+(?:\w+\s+){0,2}?(?:norma|producto|gradiente|prodotto|produto|derivada|derivata)|"
    r"cela|ceci|ce|elle|qui|^product|^norm|^total)\b",
    re.IGNORECASE,
)
_TO = r"(?:then|just|simply|therefore|thus|exactly|now|donc|equal\s+to)"
REFERRING_IS = re.compile(
    rf"\b(?P<subject>(?:it|this|that)(?=\s+(?:now\s+)?(?:becomes|reads|devient))|"
    r"(?:so|hence|thus|then|therefore)\s*,?\s+(?:it|this|that)(?=\s+is)|(?:the|this|that|our|whole)\s+"
    rf"(?:(?:wanted|desired|full|total|whole|final|resulting)\s+)?{_THING}|"
    r"(?:substitut|plugg?|insert|replac|us|apply|remplaç|insér)ing\b[^.;:=]{0,60}?(?=\s+(?:gives|yields|we|leads)))\s+"
    r"(?:(?:now\s+)?(?:is|becomes|reads|est|devient)|gives(?:\s+us)?|yields|we\s+(?:get|obtain|find)|leads\s+to)"
    rf"(?:\s+{_TO})*\s*:?(?=\s*$|\s*[\w\\]*[_^(∂∇‖∏][^\s])",
    re.IGNORECASE,
)
"""What the next formula is said to be."""
MULTIPLIED = re.compile(
    r"\b(?:multipl|combin|telescop)\w*[^.;]*\b(?:bounds?|norms?|inequalit\w+|estimates?)\b[^.;]*?"
    r"\b(?:we (?:get|obtain|have|find|arrive at)|gives(?: us)?|yields|leads to)\s*:?\s*$",
    re.IGNORECASE,
)
"""Words that bounds are multiplied: what the next formula is, is a bound of the product."""
_SINGLE = re.compile(
    r"\b(?:each|every|any|one|single|individual|chaque|jede[rsn]?|cada|ogni|factor|term|step)\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?:]\s+|\n\s*\n")


def refers(before: str) -> bool:
    """Whether the words before a sign are about what was written further up."""
    clause = _CLAUSE.split(before.rsplit(SAID, 1)[-1].strip())[-1]
    return bool(_REFERS.search(clause)) and not _SINGLE.search(clause)
