"""Unicode mathematics as LaTeX: signs, scripts, fractions, accents, full-width and look-alike letters."""

from __future__ import annotations

import re
import unicodedata

GREEK_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu",
    "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "∆": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi",
    "Ω": "Omega", "ℓ": "ell", "𝜕": "partial",
}  # fmt: skip
_SIGNS = {
    "×": "times", "⨯": "times", "✕": "times", "·": "cdot", "⋅": "cdot", "∙": "cdot", "•": "cdot",
    "・": "cdot",
    "÷": "div", "‖": "|", "∥": "|", "⊥": "perp", "⟂": "perp", "⊤": "top", "∑": "sum", "∏": "prod",
    "∂": "partial", "∇": "nabla", "≤": "le", "⩽": "le", "≦": "le", "≥": "ge", "⩾": "ge", "≧": "ge", "≠": "ne",
    "≈": "approx", "≃": "approx", "≅": "approx", "≡": "equiv", "≜": "triangleq", "≔": "equiv", "→": "to",
    "⟶": "to", "⇒": "implies", "⟹": "implies", "∴": "therefore", "⇔": "iff", "⟺": "iff", "←": "gets",
    "∞": "infty", "∈": "in", "∉": "notin", "∀": "forall", "⊙": "odot", "∘": "circ", "⊗": "otimes",
    "𝟏": "ones", "𝟙": "ones",
    "⟨": "langle", "⟩": "rangle", "〈": "langle", "〉": "rangle", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil",
    "⌉": "rceil", "…": "ldots", "⋯": "ldots", "∝": "propto", "±": "pm", "∓": "mp", "√": "sqrt", "†": "dagger",
    "⋆": "star", "★": "star", "∗": "ast", "∖": "setminus", "∼": "sim",
}  # fmt: skip
_PLAIN = dict(
    zip(
        "−–—‐‑‒―﹣∕⁄∣ǀ❘′’‘ʹ“”⟦⟧【】❨❩ˆ˜꞉∶≪≫،、。",
        "--------//|||''''\"\"[][]()^~::<>,,.",
        strict=True,
    )
)
_PLAIN |= {"″": "''", "˙": "", "〖": "{", "〗": "}", "▒": " "}
_LETTERS = dict(
    zip(
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЕКМНОРСТХУІЅаеорсхуіјѕıȷℕℙℝℤℚℂℒℰℋℎℯℐℬℛℳℱᴛ",
        "ABEZHIKMNOPTYXoABEKMHOPCTXYISaeopcxyijsijNPRZQCLEHheIBRMFT",
        strict=True,
    )
)
_SUPERSCRIPTS = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᴺᵗᵏʲᴮᵃᵇᶜᵈᵉᵐᵒᵖʳˢᵘᵛʷˣʸᶻᴹᴰᴷᴸᴾᴿᵞᵝᵟ",
        "0123456789+-=()niTNtkjBabcdemoprsuvwxyzMDKLPRγβδ",
        strict=True,
    )
)
_SUBSCRIPTS = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥᵦᵧ", "0123456789+-=()aeoxhklmnpstijruvβγ", strict=True)
)
_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}
_FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufe0f",
    ),
    None,
)

_TABLE: dict[int, str] = {
    **{ord(letter): f"\\{name} " for letter, name in GREEK_LETTERS.items()},
    **{ord(sign): f"\\{name} " if name != "|" else "\\|" for sign, name in _SIGNS.items()},
    **{ord(sign): plain for sign, plain in _PLAIN.items()},
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
    **{ord(sign): f"\\frac{{{above}}}{{{below}}}" for sign, (above, below) in _FRACTIONS.items()},
}
_SUPERSCRIPT_RUN = re.compile("[" + re.escape("".join(_SUPERSCRIPTS)) + "]+")
_SUBSCRIPT_RUN = re.compile("[" + re.escape("".join(_SUBSCRIPTS)) + "]+")
_ACCENTED = re.compile("(\\\\[A-Za-z]+ ?|[A-Za-z])([" + "".join(_ACCENTS) + "])")


_WORD_MATRIX = re.compile(r"■\s*\(([^()■]{1,400})\)")


def _as_matrix(found: re.Match[str]) -> str:
    """Word's linear form of a matrix: ``■(a&b@c&d)``."""
    return r"\begin{matrix}" + found[1].replace("@", r" \\ ") + r"\end{matrix}"


def unicode_to_latex(text: str) -> str:
    """The same mathematics in ASCII with LaTeX commands; ASCII text comes back unchanged."""
    if text.isascii():
        return text
    text = text.translate(_INVISIBLE)
    text = _WORD_MATRIX.sub(_as_matrix, text)
    text = _SUPERSCRIPT_RUN.sub(lambda run: "^{" + _plain(run.group(), _SUPERSCRIPTS) + "}", text)
    text = _SUBSCRIPT_RUN.sub(lambda run: "_{" + _plain(run.group(), _SUBSCRIPTS) + "}", text)
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    # compatibility forms (full width, mathematical alphabets) may themselves be Greek or accented
    text = unicodedata.normalize("NFKD", text).translate(_INVISIBLE).translate(_TABLE)
    text = _ACCENTED.sub(lambda found: f"\\{_ACCENTS[found[2]]}{{{found[1].strip()}}}", text)
    # a vector arrow or an underline says nothing that a declaration does not
    return re.sub("[\u20d7\u0332\u0301\u0300\u0327\u0308]", "", text)


def _plain(run: str, table: dict[str, str]) -> str:
    return "".join(table[sign] for sign in run).translate(_TABLE)
