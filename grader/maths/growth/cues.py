"""Words around an order of growth: conclusions, costs of parts, denials, doubts."""

from __future__ import annotations

import re

CONJUNCTION = re.compile(r"\b(?:whereas|while|but|however|tandis que|alors que|mais)\b", re.IGNORECASE)
FINAL = re.compile(
    r"\b(?:total|overall|so|hence|thus|therefore|giving|gives|finally|altogether|in all|simplif\w+|"
    r"conclu\w+|domin\w+|which is|"
    r"summ(?:ing|ed|e)|adding (?:(?:all|it|this|them|these|everything) )?up|in sum|multiply\w*|"
    r"insgesamt|somit|daher|"
    r"en sommant|that is|in other words|c'est[- ]à[- ]dire|donc|au total|soit|d'où|ainsi|finalement|"
    r"ce qui donne|answer)\b|\bi\.?\s?e\.|=>|-+>|⇒|→|\\Rightarrow|\\implies|"
    r"\\to\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:each|every|per|one|single|inner|chaque|une|un seul)\s+(?:of\s+)?(?:the\s+)?(?:time[- ]?)?"
    r"(?:step|iteration|word|state|entry|position|time|t\b|hypothes\w+|étape|itération|mot|état|max\w*|loop|"
    r"of them)|"
    r"\b(?:finding|computing|taking|calculating|sorting|sort|select\w*)\s+(?:the\s+|a\s+|all\s+|"
    r"an\s+)?(?:arg\s?)?"
    r"(?:max\w*|candidates|scores)\b|\b(?:sort|select|scan|scor|comput)ing\s+(?:them|these|those|it|all|this|that)\b|\b(?:the|a|an|le|la)\s+(?:arg\s?)?(?:max\w*|(?:inner\s+|outer\s+)?loop|"
    r"sort|sorting|tri)\b|"
    r"\b(?:each|every|chacune?)\s+(?:(?:costs?|takes?|needs?|requires?|in|with|coûte|prend|en)\s+)?[\s\x02]*$|"
    r"\b(?:another|a further|an additional|an extra|again|encore|nochmals?|weitere)\s+[\s\x02]*$|"
    r"\binitiali[sz]\w+|\bback-?track\w*|\bbacktrac\w+|\bbackward pass\b",
    re.IGNORECASE,
)
STEP_AFTER = re.compile(
    r"^[\s\x02]*\)?[\s\x02]*(?:work|operations|time|cost|values|numbers|entries|scores"
    r"|pointers|multiplications|additions|comparisons|valeurs|opérations)?\s*"
    r"(?:per|each|for each|for every|at each|in each|"
    r"par|pro|je|in jedem|für jede\w*|à chaque|pour chaque|for one|for a single|"
    r"for (?:the )?(?:initiali|back-?track|backward|sort|selec|max|arg)|"
    r",?\s*(?:(?:and|et|;)\s+)?(?:this|it|that|which|cela|ceci|on le)\s+"
    r"(?:(?:has to|must|needs to|doit)\s+(?:be|être)|is|gets|est)\s+"
    r"(?:done|repeated|performed|executed|run|répété|fait|effectué))",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"(?:\b(?:than|versus|vs\.?|compared\s+(?:to|with)|comparison\s+(?:to|with)|instead\s+of|rather\s+than|"
    r"unlike|not|no longer|"
    r"as opposed to|by contrast|(?:an)?statt|anstelle|gegenüber|"
    r"(?:weniger|besser|schneller|kleiner|geringer|günstiger|mehr|effizienter|kein)\s+als|nicht|"
    r"verglichen\s+mit|im\s+Vergleich|isn't|aren't|pas|plutôt que|au lieu de|contre|que|"
    r"reduces?\s+\S+\s+from|from|down from|beats?|outperforms?|dwarfs?|"
    r"(?:gain|savings?|improv\w+|advantage)\s+(?:on|over|upon))\b|n't be\b)"
    r"(?!\s+(?:only|just|nur|seulement))[^,;.:\n]{0,60}$",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|not sure|unsure|no idea|guess|either|"
    r"(?:might|could) be(?! (?:\w+ly )?"
    r"(?:overwritten|reused|recycled|discarded|dropped|freed|forgotten|thrown|deleted))|"
    r"one of (?:these|those|them|the following|the above)|"
    r"don't know|"
    r"peut-être|pas sûre?|je ne sais|soit\b.*\bsoit|depending)\b|\?",
    re.IGNORECASE,
)

LEFT_OUT = re.compile(
    r"\b(?:without|ignoring|neglecting|excluding|except|apart from|besides|not counting|leaving out"
    r"|sans(?: compter)?|hors|en négligeant|en ignorant|outre)\s+"
    r"(?:the\s+|an?\s+|extra\s+|le\s+|les\s+|un\s+)*[\s\x02(]*$",
    re.IGNORECASE,
)
"""Right before an order that is not counted: *O(TN), ignoring the O(N^2) of P*."""
_REASON = re.compile(r"[\s\x02)]*,?\s*\(?\s*(?:as|since|because|car|puisque|parce que|given that|vu que)\b")
_MINOR = re.compile(
    r"[\s\x02,;)]*(?:(?:which|that|and|so|but|ce qui|qui|et|mais)\s+)?(?:(?:it|this|that|ça|cela)\s+)?"
    r"(?:(?:does not|doesn't|do not|don't|won't|will not|ne)\s+(?:really\s+)?"
    r"(?:change|modif|matter|affect|count|dominat|compte)"
    r"|(?:(?:is|are|est|being|soit)\s+)?(?:only\s+)?(?:negligible|dominated|absorbed|of lower|a lower"
    r"|lower[- ]order|smaller|small|négligeable|dominé|absorbé|insignifiant))",
    re.IGNORECASE,
)
"""Right behind an order that adds nothing to the total."""


def is_part(before: str, after: str) -> bool:
    """Whether an order is told as a reason for the one before, or as adding nothing."""
    reason = _REASON.match(before)
    return bool(_MINOR.match(after) or (reason and FINAL.search(before, reason.end()) is None))


def is_step(near: str) -> bool:
    """Whether what stands before speaks of a part, and nothing after that of the whole."""
    part = _STEP.search(near)
    return part is not None and FINAL.search(near, part.end()) is None


_OPENING = re.compile(
    r"\W*(?:(?:with|by|using|for|in|via|avec|par|pour|mit|bei)\s+)?(?:(?:the|an?|la|le|une?)\s+)?",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:but|while|whereas|here|ours?|we|instead|this|mais|tandis|alors|dagegen|hier|unser\w*)\b",
    re.IGNORECASE,
)
_HEAD = 30  # characters of the rest of a sentence's first phrase


def is_opened_by(others: re.Pattern[str], before: str) -> bool:
    """Whether a sentence begins with another method and does not turn from it: *Naively, ..., hence*."""
    opening = _OPENING.match(before)
    named = others.match(before, opening.end()) if opening else None
    if named is None:
        return False
    comma = before.find(",", named.end(), named.end() + _HEAD)
    return comma > 0 and not _TURNED.search(before, comma)
