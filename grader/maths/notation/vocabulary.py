"""The words and commands of mathematics that everybody shares, and what each becomes as a token."""

from __future__ import annotations

_GREEK_WORDS = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau
    upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell"""
GREEK = frozenset(_GREEK_WORDS.split())
GREEK_VARIANTS = {
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "varrho": "rho",
    "varsigma": "sigma",
    "varpi": "pi",
    "varkappa": "kappa",
}
_FUNCTION_WORDS = """
    exp log ln lg log2 log10 sqrt sin cos tan cot sinh cosh tanh arctan arcsin arccos sigmoid
    softplus softmax relu ReLU sign sgn abs max min amax amin argmax argmin sum prod det tr trace Tr
    diag Diag vec
    norm inv inverse transpose dot outer inner matmul multiply divide power square maximum minimum eye ones
    zeros factorial sec csc sech csch coth asin acos atan arsinh asinh arcsinh artanh atanh arctanh log1p
    expm1
    logsumexp
    binom binomial comb choose floor ceil erf pinv range grad pow array"""
FUNCTIONS = frozenset(_FUNCTION_WORDS.split())
KEYWORDS = frozenset(("for", "over", "sur", "otherwise", "else", "sinon", "where", "in"))
"""Words of prose that occur inside formulas; they never are products of letters."""
SHORT_KEYWORDS = frozenset(("if", "of", "si"))
"""The same, where their letters are not all declared."""
COMMAND_NAMES = {"infty": "infinity", "partial": "partial", "nabla": "nabla", "perp": "perp", "bot": "perp"}
WORDS = (
    GREEK
    | FUNCTIONS
    | frozenset({"infinity", "partial", "nabla", "perp", "argmax", "argmin", "lim", "sup", "inf"})
)
OPERATOR_COMMANDS = {
    "cdot": "·",
    "times": "×",
    "ast": "*",
    "star": "*",
    "odot": "odot",
    "circ": "odot",
    "otimes": "otimes",
    "oslash": "oslash",
    "div": "÷",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lt": "<",
    "gt": ">",
    "ne": "!=",
    "neq": "!=",
    "approx": "~",
    "simeq": "~",
    "sim": "~",
    "cong": "~",
    "propto": "propto",
    "equiv": "=",
    "triangleq": "=",
    "coloneqq": "=",
    "doteq": "=",
    "gets": "=",
    "leftarrow": "=",
    "longleftarrow": "=",
    "to": "->",
    "rightarrow": "->",
    "longrightarrow": "->",
    "implies": "=>",
    "Rightarrow": "=>",
    "Longrightarrow": "=>",
    "therefore": "=>",
    "impliedby": "<==",
    "Leftarrow": "<==",
    "iff": "<=>",
    "Leftrightarrow": "<=>",
    "Longleftrightarrow": "<=>",
    "in": "in",
    "notin": "notin",
    "forall": "forall",
    "ldots": "...",
    "dots": "...",
    "cdots": "...",
    "dotsc": "...",
    "dotsb": "...",
    "vdots": "...",
    "ddots": "...",
    "|": "||",
    "Vert": "||",
    "lVert": "lVert",
    "rVert": "rVert",
    "parallel": "||",
    "vert": "|",
    "lvert": "lvert",
    "rvert": "rvert",
    "mid": "|",
    "{": "\\{",
    "}": "\\}",
    "lbrace": "\\{",
    "rbrace": "\\}",
    "lbrack": "[",
    "rbrack": "]",
    "langle": "<|",
    "rangle": "|>",
    "lfloor": "lfloor",
    "rfloor": "rfloor",
    "lceil": "lceil",
    "rceil": "rceil",
    "top": "top",
    "intercal": "top",
    "dagger": "dagger",
    "prime": "'",
    "pm": "pm",
    "mp": "pm",
    "setminus": "setminus",
    "colon": ":",
    "%": "%",
}
