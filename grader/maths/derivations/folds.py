"""Write out sums and products said in words: ``$A$ is the product over $t = 1..T$ of $B_t$``."""

from __future__ import annotations

import re

from grader.maths.derivations.nouns import Nouns
from grader.maths.derivations.paragraphs import CLOSE, OPEN, Runs, rewritten

_DOTS = r"(?:\.{2,3}|…|⋯|\\[cl]?dots|,\s*(?:\.{2,3}|…|\\[cl]?dots)\s*,|to|à|jusqu'à)"
_RANGE = (
    rf"[{OPEN}\s]*(?P<index>[A-Za-z])\s*(?:=|from|de)\s*(?P<first>\w{{1,3}})\s*{_DOTS}\s*"
    rf"(?P<last>\w{{1,3}})(?!\w)[\s{CLOSE}]*"
)
_AGAIN = _RANGE.replace("<index>", "<index2>").replace("<first>", "<first2>").replace("<last>", "<last2>")
_IS_FOLD = re.compile(
    rf"(?P<close>{CLOSE})?\s*(?:\b(?:is|equals|est|vaut)\b|=)\s+(?:then\s+|just\s+|simply\s+|donc\s+)?"
    r"(?:(?:the|a|le|un|la|une)\s+)?(?P<fold>product|sum|produit|somme)\s+"
    rf"(?:(?:over|for|from|sur|pour)\s+(?:all\s+)?{_RANGE})?"
    rf"(?:of|de|des|du)\b\s*(?:all\s+|the\s+|les\s+|these\s+|T\s+|{OPEN}\s*T\s*{CLOSE}\s*)*"
    r"(?:(?:one-step|single|individual|local|successive)\s+)?"
    r"(?:(?:jacobians?|derivatives?|factors?|terms?|matrices|jacobiennes?|facteurs|dérivées|termes)\s+)?"
    rf"(?P<open>{OPEN})?(?P<body>[^{OPEN}{CLOSE}.;]{{2,80}}?(?:(?<=\S)(?=\s+(?:over|for|from|sur|pour|where|and|with|avec|où|et|by)\b)|"
    rf"(?={CLOSE}|,|[.;]\s|[.;]?$)))"
    rf"(?P<ending>{CLOSE})?(?:\s*,?\s*(?:over|for|from|sur|pour)\s+(?:all\s+)?{_AGAIN})?",
    re.IGNORECASE,
)
_SIGNS = {"product": r"\prod", "produit": r"\prod", "sum": r"\sum", "somme": r"\sum"}


_OF_THINGS = re.compile(
    rf"(?P<close>{CLOSE})?\s*(?:\b(?:is|equals|est|vaut)\b|=)\s+(?:then\s+|just\s+|simply\s+|donc\s+)?(?:the|a|le|un)\s+"
    rf"(?:product|produit)\s+(?:(?:over|for|from|sur|pour)\s+(?:all\s+)?{_RANGE})?(?:of|de|des|du)\s+"
    rf"(?:(?:all|the|these|those|such|of|T|{OPEN}\s*T\s*{CLOSE}|les|ces|successive|one-step|single-step|individual|local|step)\s+)*"
    r"(?:jacobians?|derivatives?|factors?|terms?|matrices|those|these|them|jacobiennes?|facteurs)\b"
    rf"(?!\s*(?:{OPEN}|[A-Z]\s|of\b|\w*[_^(∂]))",
    re.IGNORECASE,
)
_THING = "each factor"
"""What a noun must match to name the factors of a product."""


def with_folds(runs: Runs, nouns: Nouns = ()) -> Runs:
    """The runs of a paragraph, with sums and products in words as formulas, where both sides are formulas.

    *The product of the factors* is one of what `nouns` say that each factor is.
    """
    runs = rewritten(runs, lambda text: _IS_FOLD.sub(_written, text))
    factor = next((formula for noun, formula in nouns if re.fullmatch(noun, _THING, re.IGNORECASE)), "")
    if not factor:
        return runs

    def written(said: re.Match[str]) -> str:
        return f"{said['close'] or ''}{OPEN} = \\prod {factor}{CLOSE} "

    return rewritten(runs, lambda text: _OF_THINGS.sub(written, text))


def _written(said: re.Match[str]) -> str:
    if bool(said["close"]) != bool(said["open"]) or bool(said["open"]) != bool(said["ending"]):
        return said.group()
    if not said["open"] and not re.search(r"[_^/∂(\d]", said["body"]):
        return said.group()  # words, not a formula
    number = "2" if said["index2"] else ""
    index, first, last = (said[f"{name}{number}"] for name in ("index", "first", "last"))
    scope = f"_{{{index}={first}}}^{{{last}}}" if index else ""
    body, is_also, rest = said["body"].strip().partition("=")
    folded = f" = {_SIGNS[said['fold'].lower()]}{scope} {body.strip()}"
    if is_also and said["open"]:
        # of the factors $J_t = a$: of all J_t, each of which is a
        return f"{folded}{CLOSE}, {OPEN}{body.strip()} = {rest}{said['ending']} "
    return f"{folded if is_also == '' else f'{folded} = {rest}'}{said['ending'] or ''} "
