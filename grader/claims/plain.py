"""Turn prose with LaTeX, Unicode or damaged mathematics into one plain stream of tokens.

English and French share the stream: articles and intensifiers are left out, contractions are spelt out,
``insufficient`` becomes ``not sufficient`` and ``ne ... pas`` becomes ``not``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from grader.claims.words import word_set

MAX_CHARACTERS = 4000
"""Of one sentence; what follows is not read."""

_DECORATIONS = (
    r"boldsymbol|mathbf|mathrm|mathcal|mathbb|mathtt|mathit|mathsf|textbf|textit|texttt|textrm|textsf|text"
    r"|emph|underline|operatorname|hat|widehat|bar|overline|tilde|widetilde|vec|bm|left|right|bigl|bigr|Bigl|Bigr"
    r"|big|Big|quad|qquad|displaystyle|limits|nolimits|label|mbox|hbox|ensuremath|dfrac|tfrac|frac|item"
)
_LATEX = (
    (re.compile(r"\$\s*([a-zA-Z0-9])\s*\$(?=-[a-zA-Z])"), r"\1"),
    (re.compile(r"\\(?:begin|end)\s*\{[a-zA-Z*]+\}"), " "),
    (re.compile(r"\\(?:leq|leqslant|le)(?![a-zA-Z])|≤|⩽|=<|<=(?!=)"), " <= "),
    (re.compile(r"\\(?:geq|geqslant|ge)(?![a-zA-Z])|≥|⩾|>="), " >= "),
    (re.compile(r"\\(?:neq|ne)(?![a-zA-Z])|≠|!="), " != "),
    (
        re.compile(
            r"\\not\s*\\(?:implies|Rightarrow|Longrightarrow|to|rightarrow)(?![a-zA-Z])|\\nRightarrow(?![a-zA-Z])"
            r"|⇏|⇏|=/=?>|!=>|=!>|≠>|=\\=>"
        ),
        " does not imply ",
    ),
    (re.compile(r"\\not\s*\\(?:iff|Leftrightarrow)(?![a-zA-Z])|⇎"), " not if and only if "),
    (re.compile(r"\\(?:iff|Leftrightarrow|Longleftrightarrow)(?![a-zA-Z])|⇔|⟺|<==?>"), " if and only if "),
    (re.compile(r"\\(?:not)\s*="), " != "),
    (re.compile(r"\\ll(?![a-zA-Z])|≪|<<"), " < "),
    (re.compile(r"\\gg(?![a-zA-Z])|≫|>>"), " > "),
    (re.compile(r"\\lt(?![a-zA-Z])|&lt;"), " < "),
    (re.compile(r"\\gt(?![a-zA-Z])|&gt;"), " > "),
    (re.compile(r"\\(?:approx|simeq|sim)(?![a-zA-Z])|≈|≃"), " ~ "),
    (re.compile(r"\\(?:rightarrow|to|longrightarrow|mapsto)(?![a-zA-Z])|→|-->|(?<!<)->|⟶"), " -> "),
    (re.compile(r"\\(?:implies|Rightarrow|Longrightarrow|therefore)(?![a-zA-Z])|⇒|⟹|∴|==?>"), " => "),
    (re.compile(r"\\(?:leftarrow|gets)(?![a-zA-Z])|←|<-(?=\s)"), " <- "),
    (re.compile(r"\\(?:mid|vert|lvert|rvert)(?![a-zA-Z])|∣"), " | "),
    (re.compile(r"\\(?:cdot|times|ast)(?![a-zA-Z])|[·×⋅]"), " * "),
    (re.compile(r"\\(?:star)(?![a-zA-Z])|[⋆★]"), "*"),
    (re.compile(r"(?<=[A-Za-z0-9)])\*\*(?=[A-Za-z0-9({])"), " ^ "),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), " ... "),
    (re.compile(r"\\propto(?![a-zA-Z])|∝"), " proportional to "),
    (re.compile(r"√"), " sqrt "),
    (re.compile(r"\b[Ss][íì](?!\w)"), " yes "),
    (re.compile(r"\\infty(?![a-zA-Z])|∞"), " infinity "),
    (re.compile(r"\\(?:ldots|cdots|dots|dotsc)(?![a-zA-Z])|…"), " ... "),
    (re.compile(r"(?i)\\?arg\s*(?:\\[,;:! ])*\s*\\?max"), " argmax "),
    (re.compile(r"(?i)\\?arg\s*(?:\\[,;:! ])*\s*\\?min"), " argmin "),
    (re.compile(r"\\(?:" + _DECORATIONS + r")(?![a-zA-Z])\*?"), " "),
    (re.compile(r"(?<![a-zA-Z])oldsymbol(?=\s*[{a-zA-Z\\])"), " "),
    (re.compile(r"\\[,;:!> ]|~"), " "),
    (re.compile(r"(?<![a-zA-Z\\])a\s*_"), " aa "),
    (re.compile(r"\^\s*\{?\s*(?:\\?\*|\*)\s*\}?"), " "),
    (re.compile(r"\\\\"), " "),
    (re.compile(r"\\([a-zA-Z]+)"), r" \1 "),
    (re.compile(r"[{}$\\`\"“”«»_&#†‡]"), " "),
)
_PLAIN = re.compile(r"[a-zA-Z0-9 \n,.;:?!()/'-]*")
"""What none of the patterns above finds anything in, were it not for a written-out arg max."""
_BRACED = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*{_BRACED}\s*{_BRACED}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵀ", "0123456789nT")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵀ]+")
_SUBSCRIPT = re.compile(r"[₀-₎ₐ-ₜᵢᵣᵤᵥⱼ]+")
_ELISIONS: dict[str, str] = {"lorsqu'": "lorsque ", "puisqu'": "puisque ", "c'": "ce "}
_CONTRACTIONS = (
    (re.compile(r"\bcan't\b|\bcannot\b|\bcant\b|\bcan not\b"), "can not"),
    (re.compile(r"\bwon't\b|\bwont\b"), "will not"),
    (re.compile(r"\bdose?n'?t\b"), "does not"),
    (re.compile(r"(?<=, )cause\b|'cause\b"), "because"),
    (re.compile(r"\b(?:bc|b/c|bcs|bcz|coz|cuz|becaus)\b"), "because"),
    (re.compile(r"\bw/o\b"), "without"),
    (
        re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should|must|need|might)n'?t\b"),
        r"\1 not",
    ),
)
_APOSTROPHES = re.compile(r"[’‘ʼ´`]")
_ELIDED = (
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"\bain't\b"), "is not"),
    (re.compile(r"\b(it|that|there|what|he|she|here|this|who|which)'s\b"), r"\1 is"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"s'(?=\s)|'s\b"), lambda match: "s" if match.group().startswith("s") else ""),
    (re.compile(r"\baujourd'hui\b"), "aujourdhui"),
    (re.compile(r"\bqu'"), "que "),
    (re.compile(r"\bn'"), "ne "),
    (re.compile(r"\b(?:l|d|s|c|j|m|t|jusqu|lorsqu|puisqu)'"), lambda match: _ELISIONS.get(match.group(), "")),
)
_SPELT_OUT = (
    (re.compile(r"\bin-?suff?i[a-z]{0,3}[ea]nt(?:e|s|es|ly)?\b"), "not sufficient"),
    (re.compile(r"\bun-?necessary\b"), "not necessary"),
    (re.compile(r"\b(?:in|un)-?applicable\b"), "not applicable"),
    (re.compile(r"\bimpractical\b|\bunpractical\b|\bimpracticable\b"), "not practical"),
    (re.compile(r"\binefficient(?:ly)?\b"), "not efficient"),
    (re.compile(r"\bimpossibles?\b"), "not possible"),
    (re.compile(r"\bin-?feasible\b|\bintractable\b|\bunfeasible\b"), "not feasible"),
    (re.compile(r"\bun-?bounded\b"), "not bounded"),
    (re.compile(r"\bun-?changed\b|\binchangee?s?\b"), "not changed"),
    (re.compile(r"\bun-?affected\b"), "not affected"),
    (re.compile(r"\bin-?dependent(?:ly)?\b|\bindependante?s?\b|\bindependamment\b"), "not dependent"),
    (re.compile(r"\bun-?even(?:ly)?\b"), "uneven"),
    (
        re.compile(
            r"\beven(?=\s*[.,;]|\s+(?:across|between|among|everywhere|is|shrink|regulari|decay|penal|treat))"
        ),
        "evenly",
    ),
    (re.compile(r"\bnon-(?=[a-z]{4})"), "not "),
    (re.compile(r"\bun-?satisfied\b"), "not satisfied"),
    (re.compile(r"\b(?:w\.?r\.?t\.?)(?=\s|$)"), "with respect to"),
    (re.compile(r"\bi\.\s?e\.?(?=[\s,])"), ", that is ,"),
    (re.compile(r"\bd\.\s?h\.(?=[\s,])"), ", that is ,"),
    (
        re.compile(
            r"\be\.\s?g\.?(?=[\s,:])|\beg\b\.?|\bp(?:or)?\.?\s?ex\.?(?=[\s,])|\bpar exemple\b|\bz\.\s?b\."
            r"|\bp(?:or)?\.?\s?ej\.|\bad es\."
        ),
        "for example",
    ),
    (re.compile(r"\beven (?:if|when|though)\b|\bmeme (?:si|quand)\b"), "although"),
    (re.compile(r"\b1st\b"), "first"),
    (re.compile(r"\b2nd\b|\b2n\b(?= mom)"), "second"),
    (re.compile(r"\b3rd\b"), "third"),
    (re.compile(r"\b1 ?e ?-(?=\d)"), "10 ^ -"),
    (re.compile(r"\bvs\.?(?=\s)|\bversus\b"), "versus"),
    (re.compile(r"\betc\.?(?=\s|$|[,)])"), "etc"),
    (re.compile(r"\b(?:iff|ssi)\b"), "if and only if"),
    (re.compile(r"\bprop\.(?=\s+[a-z])"), "property"),
    (re.compile(r"\bcond\b\.?"), "condition"),
    (re.compile(r"\bineq\b\.?"), "inequality"),
    (re.compile(r"\b(?:assump|hyp)\.(?=\s+[a-z])"), "assumption"),
    (re.compile(r"\bnec\b\.?"), "necessary"),
    (re.compile(r"\bsuff\b\.?"), "sufficient"),
    (re.compile(r"[✓✔☑✅]"), " yes "),
    (re.compile(r"[✗✘✕❌☒]"), " no "),
    (
        re.compile(
            r"\bno way\b|\b(?:(?:of course|certainly|surely|definitely|absolutely|obviously|clearly) not"
            r"|not at all|by no means|no chance)\b(?=\s*[.,;:!)]|$)"
        ),
        "no",
    ),
    (
        re.compile(r"\bnone of (?:the |them )?(?=two|both|sets|groups|subsets|them)|\bneither one of "),
        "neither of ",
    ),
    (re.compile(r"\bnone\b|\b(?:nope|nah|nein)\b"), "no"),
    (re.compile(r"\A\s*(?:ja|jawohl|sim)(?=\s*(?:[.,;:!]|\Z))"), "yes"),
    (re.compile(r"\A\s*nao(?=\s*(?:[.,;:!]|\Z))"), "no"),
    (re.compile(r"\b(?:yep|yup|yeah|yes sir|ouais)\b"), "yes"),
    (re.compile(r"\b(?:le|un|du|son|leur|chaque|ce|grand|petit)\s+pas\b"), "step"),
    (
        re.compile(
            r"\b(?:not|no longer)\s+(?:be\s+)?(?:excluded|ruled out|precluded)\b"
            r"(?:\s+any\s*(?:more|longer)\b)?"
        ),
        "possible",
    ),
    (re.compile(r"\b(?:rul(?:e|es|ed)) out\b"), "exclude"),
    (re.compile(r"\bst\b(?=\s+suffi)"), "est"),
)
_TOKEN = re.compile(
    r"(?<![a-z0-9)\]])(?<![a-z0-9)\]] )-\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[a-z]+"
    r"|<=|>=|!=|=>|->|<-|\.\.\.|--+|[-<>=^|/():;,.?!+*~\[\]]"
)
_WORD_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z]{2})|(?<=[a-z]{2})-(?=[a-z0-9])|(?<=\bn)-(?=gram)")
_DROPPED = word_set(
    "a an the le la les un une des du very much really quite also even actually simply significantly "
    "so-called considerably de tres beaucoup aussi vraiment fairly somewhat slightly comparatively"
)
_FRENCH_NEGATIVES = word_set("pas jamais aucun aucune aucunement guere point nullement rien")
_NE_REACH = 6  # tokens between ``ne`` and its second half


@lru_cache(maxsize=4096)
def plain_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text, lower case, without accents, articles and LaTeX decoration.

    >>> plain_tokens(r"It isn't $\\theta_{small}$.")
    ('it', 'is', 'not', 'theta', 'small', '.')
    >>> plain_tokens("Ce n'est pas suffisant")
    ('ce', 'not', 'est', 'suffisant')
    """
    plain = _without_latex(text[:MAX_CHARACTERS])
    plain = _APOSTROPHES.sub("'", plain)
    # most texts are single words of a rubric's phrases
    elided = _ELIDED if "'" in plain else ()
    for pattern, spelt in (*_CONTRACTIONS, *elided, *_SPELT_OUT):
        plain = pattern.sub(spelt, plain)
    if "(y)" in plain:
        plain = plain.replace("(y)", ": yes ,").replace("(n)", ": no ,")
    plain = re.sub(r"\s[–—]\s|\s-\s(?=[a-z]{2})|(?<=[a-z]{2})\s-\s(?=[ai]\s)|—", " -- ", plain)
    plain = _WORD_HYPHEN.sub(" ", plain)
    tokens = [token for token in _TOKEN.findall(plain) if token not in _DROPPED and token != "*"]
    return tuple(_french_negation(tokens))


def _without_latex(text: str) -> str:
    if _PLAIN.fullmatch(text) and "oldsymbol" not in text and "arg" not in text.lower():
        return text.lower()
    text = text.replace("−", "-")
    text = _SUPERSCRIPT.sub(lambda match: " ^ " + match.group().translate(_SUPERSCRIPTS), text)
    text = _SUBSCRIPT.sub(lambda match: f"_{{{unicodedata.normalize('NFKC', match.group())}}}", text)
    text = _FRACTION.sub(r" \1 / \2 ", text)
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    letters = []
    for letter in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(letter):
            continue
        name = unicodedata.name(letter, "") if letter > "\u036f" else ""
        letters.append(
            f" {name.rsplit(' ', 1)[-1].replace('LAMDA', 'lambda')} " if name.startswith("GREEK") else letter
        )
    return "".join(letters).lower().replace("œ", "oe")


def _french_negation(tokens: list[str]) -> list[str]:
    """``ne V pas`` to ``not V``, ``ne V que`` to ``V only``, and a lone ``pas`` to ``not``."""
    read = list(tokens)
    for index, token in enumerate(tokens):
        if token != "ne":
            continue
        if index and tokens[index - 1] in ("rien", "personne"):
            read[index - 1], read[index] = "nothing", ""
            continue
        for later in range(index + 1, min(index + 1 + _NE_REACH, len(tokens))):
            second = tokens[later]
            if second in _FRENCH_NEGATIVES or (second == "plus" and later <= index + 3):
                read[index], read[later] = "not", ""
                break
            if second == "que":
                read[index], read[later] = "", "only"
                break
            if second == "ni":
                read[index], read[later] = "not", "nor"
                break
    return [
        "not" if token in ("pas", "jamais", "nullement", "aucunement") else token for token in read if token
    ]
