"""What the words before and after a value say of it: that it is the answer, denied, a remark, a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEDGE = re.compile(
    r"\b(?:something like|more or less|sort of|i suppose|"
    r"maybe|perhaps|possibly|probably|not sure|unsure|no idea|i guess|guessing|might be|"
    r"it could be|could also|"
    r"can also be(?!\s+(?:(?:re)?written|computed|expressed|calculated|obtained|seen|simplified|put|stated))|"
    r"either\b.*\bor|or is it|or was it|don'?t know|do not know|"
    r"can(?:no|')t\s+(?:say|tell|know|decide)|"
    r"(?:it|that|this|answer|result)\s+depends(?! only| on the (?:previous|preceding|last))|"
    r"depends\s+on\s+(?:whether|if|how|what|the\s+(?:convention|definition|case|reading|meaning))|"
    r"depending|up to you|"
    r"not (?:\S+ ){1,3}(?:sure|certain)|approximately|roughly|"
    r"(?:on|in|of) the order of|order of growth|environ|de l'ordre de|pick one|whichever|"
    r"(?<!best )(?<!likely )(?<!largest )(?<!highest )(?<!last )"
    r"one of (?:these|those|them|the following|the above)"
    r"(?!\s+(?!answers?|formulas?|options?|candidates?|numbers?|values?|results?|is|are|must)\w+\s+(?:is|was|has|equals)\b)"
    r"(?!\s+(?:is|was|being)\s+(?:already |always )?(?:given|fixed|known|set|forced|imposed|free)\b)|"
    r"peut[- ]être|pas s[ûu]re?|je ne sais|sans doute|probablement|"
    r"soit\b.*\bsoit|je crois)\b",
    re.IGNORECASE | re.DOTALL,
)
CORRECTED = re.compile(
    r"\b(?:sorry|oops|i\s+mean[t]?|scratch\s+that|wait|correction(?=\s*[:,$]|\s*$)|pardon|je\s+veux\s+dire)\b",
    re.IGNORECASE,
)
"""Words that take back what stands before them."""
BOUNDING = re.compile(
    r"\b(?:at\s+(?:least|most)|no\s+more\s+than|(?:upper|lower)\s+bound(?:\s+(?:is|of|on))?|bounded(?:\s+above)?\s+by|"
    r"au\s+(?:plus|moins))(?:\s+(?:the|of|is|to|equal|about|around|roughly|environ))*\s*:?[\s$(]*$",
    re.IGNORECASE,
)
"""Words before a value that make it a bound of what is asked."""
_FINAL = re.compile(
    r"\b(?:hence|so|therefore|thus|finally|consequently|overall|altogether|in total|the answer is|"
    r"final answer|answer|"
    r"we (?:get|obtain|have|conclude|find)|and (?:get|obtain|find|arrive at)|"
    r"which gives|giving|this gives|gives|equals|yields|"
    r"result is|conclude|"
    r"in general|en général|which is|this means|"
    r"donc|ainsi|d'où|finalement|on (?:obtient|trouve|a)|la réponse est|réponse|au total|"
    r"(?:reduces?|reducing|shrinks?|boils?\s+down|comes?\s+down)\s+(?:it\s+|this\s+|that\s+)?to|"
    r"left\s+with|mak(?:es|ing)(?=[\s$(:]*$)|leav(?:es?|ing)(?:\s+(?:us(?:\s+with)?|only|just))?(?=[\s$(:]*$)|"
    r"correct(?:ed|ion)?|actually|should be|i meant)\b|⇒|∴|=>|→|⟹|[a-z]{3}[\s,;:(]+i\.\s?e\.?,?\s*$",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?:(?<!that )\bis|\b(?:it|that)['’]s|\best|\bequals?|:)\s*$", re.IGNORECASE)
"""Words right before a value that state it, as a conclusion or as any other fact."""
_NEGATION = re.compile(
    r"(?:\bnot\b|n't\b|\bnever\b|\binstead of\b|\brather than\b|\bunlike\b|\bas opposed to\b|"
    r"\bcompared (?:to|with)\b|"
    r"\bversus\b|\bvs\.?|\bwrong\b|\bn'est pas\b|\bet non\b|\bau lieu de\b|\bplutôt que\b|\bpas\b|"
    r"\bnor\b|\bneither\b|\bnicht\b|\bweder\b|\bstatt\b|"
    r"\bno longer\b|"
    r"\b(?:less|more|larger|greater|bigger|smaller|fewer|lower|higher|better|worse|faster|slower|cheaper|longer|"
    r"shorter|other)\s+than\b|\b(?:plus|moins)\s+(?:\w+\s+)?que\b|\bwhereas\b|\btandis que\b|\balors que\b|"
    r"\bas against\b|\bcontrary to\b|\bexcluding\b|\bfirst thought\b|"
    r"\b(?:(?:one|you|people)\s+(?:could|might|may|would)|(?:we|i)\s+(?:could|might))\s+(?:\w+\s+)?"
    r"(?:think|guess|expect|believe|assume)\b|"
    r"\bon\s+(?:pourrait|peut)\s+(?:croire|penser)\b|\bmistake\b)(?!\s+(?:only|just))",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:but|mais|rather|it is|it's|c'est|instead|however|since|because|car)\b|[.;:,!\n]|"
    r"\b(?:we|one|i|on|nous)\s+(?:(?:now|then|must|should|have\s+to)\s+)?(?:go|use|take|get|obtain|write|do|move|need|"
    r"find|add|compute|prends?|prenons|utilise|obtient|trouve)s?\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:where|(?<!left )(?<!leaves us )with|since|because|as|when|given|recall|using|use|by|from|"
    r"e\.?g\.?|for example|for instance|assuming|"
    r"length|size|dimension|longueur|taille|minus|factor|time|step|"
    r"would (?:be|cost|take|need|give|yield)|could be|serait|coûterait|"
    r"position|mod(?:el|ulo)|"
    r"let|define[ds]?|denot\w*|note that|if|for|"
    r"pour|si|quand|lorsque|où|avec|car|puisque|par exemple|comme|soit|"
    r"choices?|such that)"
    r"\s*(?:that|the|we|all|any|some|have|is|la|le|les|tout|tous|chaque)?\s*:?\s*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\s*,?\s*(?:(?:which|but\s+(?:that|this|it)|that|this)(?:'s)?\s+)?(?:(?:is|was|would\s+be|est|seems|looks)\s+)?(?:wrong\b|incorrect\b|false\b|faux\b|"
    r"not\s+(?:right|correct|the(?!\s+(?:other|opposite|reverse|converse|inverse))|it)\b|isn't\b|n'est\s+pas\b)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"^\s*[,(]*\s*(?:or|ou)\b(?!\s+(?:equivalently|in other words|encore))", re.IGNORECASE
)
"""Words that set another answer beside the one before, in a bracket or not."""
_VERSUS = re.compile(r"^\s*(?:vs\.?|versus)\s*$", re.IGNORECASE)
"""All that stands between two formulas that are set against each other, neither of them chosen."""


_DOUBT = re.compile(
    r"\b(?:maybe|perhaps|not sure|unsure|guess|either|probably|possibly|peut-être|depending|depends|might|"
    r"i think|je crois|don'?t know|no idea|proportional\s+to|proportionnel\w*|"
    r"up\s+to\s+(?:the\s+)?(?:a|scal\w+|sign)|"
    r"or so|more or less|something like|give or take|à peu près|plus ou moins|"
    r"or\s+(?:its\s+|the\s+)?(?:transpos\w*|vice|other|swapped|revers\w*)|ou\s+(?:sa\s+|la\s+)?transpos\w*)\b|\?",
    re.IGNORECASE,
)


def is_doubtful(text: str) -> bool:
    """Whether an answer that is a number, a tensor or a sequence is not put as certain."""
    return bool(_DOUBT.search(text))


_NEAR = 120  # characters behind a value in which words are said of it


def put_forward(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Which of the values at `spans` the text puts forward, from the last conclusion on.

    None that is denied; what stands in a remark where nothing else does; an alternative with its value.
    """
    found: list[tuple[int, bool, bool, bool]] = []
    before, position, denied, was_aside = "", 0, False, False
    for place, (start, end) in enumerate(spans):
        before = (before + text[position:start])[-400:]
        following = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        position = end
        goes_on = denied and bool(_GOES_ON.match(clause(before)))
        denied = goes_on or is_denied(before, text[end : min(following, end + _NEAR)])
        if not denied:
            alternative = bool(_ALTERNATIVE.match(clause(before)))
            aside = is_aside(_without_label(before)) and not _STATED.search(clause(before))
            aside = aside or (was_aside and bool(_AND.match(clause(before)) or _in_reason(before)))
            concludes = _is_stated(before) or bool(_STATED_AFTER.match(text, end, end + _NEAR))
            found.append((place, aside, concludes, alternative))
            was_aside = aside
        before += " · "
    kept = [each for each in found if not each[1]] or found
    final = [number for number, (_, _, concludes, _) in enumerate(kept) if concludes]
    if final:
        first = final[-1]
        while first > 0 and kept[first][3]:
            first -= 1
        kept = kept[first:]
    return [place for place, _, _, _ in kept]


_LABEL_END = re.compile(r"(?:[:=≈]|\b(?:is|are|est|sont|vaut|equals|of|de))\s*$", re.IGNORECASE)
_CHOSEN = re.compile(
    r"\b(?:so|hence|thus|therefore|then|finally|finalement|donc|ainsi|d'où|soit|total|sum|somme|overall|"
    r"altogether|answer|réponse|result|résultat|gives?|giving|get|obtain|yields?|conclu\w+|correct\w*|actually|"
    r"should be|wait|no|i meant|which|i\.e|again|instead|rather|but|mais)\b|⇒|→|=>",
    re.IGNORECASE,
)


def is_one_of_list(text: str, spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a value stands behind a label like another before it, and no word chooses it.

    Then ``mean: 2.5, variance: 0.58`` tells two things, and the last is no conclusion.
    """
    labelled = [
        bool(_LABEL_END.search(text, max(0, start - 40), start) or text[start] in "=≈")
        for start, _ in spans[: place + 1]
    ]
    if not labelled[place] or not any(labelled[:place]):
        return False
    return not _CHOSEN.search(text, spans[place - 1][1], spans[place][0])


_GOES_ON = re.compile(r"^[\s,$]*(?:and|et|or|ou|nor|&)?[\s,$]*$", re.IGNORECASE)
"""What joins a value to the one before."""
_AND = re.compile(r"^[\s$]*(?:and|et|&|plus)[\s$]*$", re.IGNORECASE)
_LABEL = re.compile(r"\S+\s*(?:=|≈)\s*$")


_STATED = re.compile(
    r"\b(?:are|sont|reads|exactly|precisely|exactement|becomes?|total|sum|somme|results?|résultat|"
    r"comes? (?:out )?to|adds? up to|i\.e\.,?)\s*$",
    re.I,
)


_STATED_AFTER = re.compile(
    r"\s*\$?\s*(?:\w+\s+)?(?:in total|altogether|in all|en tout|au total|overall)\b", re.I
)


def _is_stated(before: str) -> bool:
    return is_final(before) or bool(_STATED.search(clause(before)))


def _without_label(before: str) -> str:
    """Without the left side of the equation that the value ends."""
    return _LABEL.sub("", before)


def clause(before: str) -> str:
    """The words since the value before, which a raised point stands for."""
    return before.rsplit("·", 1)[-1]


_REASON_OPEN = re.compile(r"\b(?:because|since|car|puisque)\b[^,;:.\n=]*$", re.IGNORECASE)


def _in_reason(before: str) -> bool:
    """Whether the reason that the value before belongs to goes on."""
    return bool(_REASON_OPEN.search(before)) and not is_final(before)


def is_final(before: str) -> bool:
    """Whether the words before a value conclude with it, or state it."""
    return bool(_STATES.search(clause(before))) or is_concluded(before)


def is_concluded(before: str) -> bool:
    """Whether the words before a value say outright that it is what follows: *so*, *the answer is*."""
    return bool(_FINAL.search(clause(before)))


_REASON_GIVEN = re.compile(
    r"·[^.;!\n·]*\b(?:because|since|as|car|puisque|weil|denn|porque|given that)\b[^.;!\n]*$", re.IGNORECASE
)


def is_in_reason(before: str) -> bool:
    """Whether a value stands in the reason that its sentence gives for one before it."""
    return bool(_REASON_GIVEN.search(before))


def is_denied(before: str, after: str) -> bool:
    """Whether the words around a value say that it is not the answer."""
    if _DENIED_AFTER.match(after):
        return True
    words = clause(before)
    if _VERSUS.match(words):
        return False
    negations = list(_NEGATION.finditer(words))
    return bool(negations) and not _TURN.search(words, negations[-1].end())


def is_aside(before: str) -> bool:
    """Whether a value stands in a remark: after *where*, *since* and the like, or in a bracket."""
    words = clause(before)
    if _ALTERNATIVE.match(words):
        return False
    if _AT_EACH.search(words):
        return False
    if _EXPLAINS.search(words) or _HYPOTHETICAL.search(words):
        return True
    in_bracket = before.count("(") > before.count(")")
    return in_bracket or bool(_ASIDE.search(words.rstrip(" ·$("))) or _gives_reason(words)


def is_noun(before: str) -> bool:
    """Whether words end in a noun that an equation may go on from: ``the effective step $= ...$``."""
    words = clause(before)
    return bool(_NOUN.search(words)) and not _INTRODUCES.search(words)


_NOUN = re.compile(
    r"\b(?:length|size|dimension|longueur|taille|factor|time|step|choices?)\s*$", re.IGNORECASE
)
_INTRODUCES = re.compile(
    r"\b(?:where|with|since|because|as|when|given|for|if|let|où|avec|car|soit)\b", re.IGNORECASE
)
_EXPLAINS = re.compile(
    r"\b(?:where|with|here|où|avec|ici|in which)\b[^.;]{0,30}"
    r"\b(?:is|are|denotes?|equals?|est|désigne|stands for)\s*(?:the|la|le)?\s*[:$]*\s*$",
    re.IGNORECASE,
)
"""Words that say what a letter of the formula before is."""
_HYPOTHETICAL = re.compile(
    r"\b(?:if|had|unless|si|wenn|falls|hätten?)\b[^.;\n]{0,80}(?:\bwould\b|['’]d\b|\bcould\b|\b(?:aur|ser|obtiendr|donner)ai(?:t|ent|s)\b"
    r"|\bwäre\b|\bhätten?\b|\bergäbe\b|\bbekäme\b)[^.;\n]{0,30}$"
    r"|\b(?:otherwise|sinon|sonst|ansonsten)\b[^.;\n]{0,50}$",
    re.IGNORECASE,
)
"""What would be if something were otherwise: *if BOS were free we'd have ...*."""
_AT_EACH = re.compile(r"\b(?:each|every|per|chaque)\s+(?:\w+\s+)?(?:step|position|time|word)\s*:\s*$", re.I)
"""Words that end in a step and a colon, after which comes what it amounts to."""
_REASON = re.compile(r"\b(?:because|since|car|puisque)\b[^,;:.]{0,60}$", re.IGNORECASE)


def _gives_reason(words: str) -> bool:
    """Whether a value is one of those that a reason is made of: ``because one of the T+1 words is given``."""
    return bool(_REASON.search(words)) and not is_final(words)
