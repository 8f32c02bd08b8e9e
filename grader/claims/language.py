"""The closed-class words of English and French that decide how a claim is meant."""

from __future__ import annotations

import re

from grader.claims.words import word_set

NEGATORS = word_set(
    "not never no neither nor without non hardly barely scarcely nowhere nothing unable fail fails failed "
    "failing lack lacks lacking lacked impossible unlikely sans ni impossibles violates violate violating "
    "breaks break loses lose deny denies doubtful refuse avoid avoids avoided ignores ignore viole "
    "violent manque false untrue wrong faux incorrect"
)
"""Words that turn round what follows them in their clause."""

NOT_ONLY = word_set("only just merely simply seulement uniquement")
"""After ``not``, these leave what follows standing (``not only necessary``)."""

BREAKS_AFTER = re.compile(
    r"^(?:\S+ ){0,3}?(?:(?:do|does|did|is|are|was|were|be|been|will|would|can|could|may|est|sont)? ?(?:not|never|longer)"
    r" (?:\S+ ){0,2}?(?:est |etre |be |been )?"
    r"(?:hold|holds|satisf\S+|met|true|valid\S*|respect\S*|verif\S+|fulfil\S*|apply|applies|exist\S*|available|case|vrai\S*|possible|tient|work|works|correct)"
    r"|(?:is|are|was|were|be|being|gets?|est|sont|devient|becomes?)? ?(?:violated|broken|false|lost|absent|missing|fails|failed|breaks|violee|fausse|perdue|impossible|wrong|untrue)) "
)
"""What, standing after a claim in its clause, turns it round (``the Markov property does not hold``)."""

POSSIBLE = word_set(
    "may might can could possible possibly potentially potential perhaps maybe likely probably probable "
    "risk risks chance tend tends prone susceptible possibility peut peuvent pourrait pourraient pourra "
    "pourront possiblement probablement risque risquent eventuellement susceptibles potentiellement "
    "permits allows allow sometimes parfois danger able opportunity"
)
CERTAIN = word_set(
    "will would shall must always necessarily certainly definitely inevitably surely guaranteed guarantee "
    "guarantees going vont va toujours certainement forcement necessairement bound inevitable ensures "
    "ensure"
)
UNSURE = re.compile(
    r" (?:maybe|not sure|unsure|not certain|no idea|not know|guess|wonder|not suis \S+|suis not \S+"
    r"|not sais|sais not|hard to say|unclear|not clear|not fully sure) "
)
"""Hedges that leave a claim undecided; *I think* is none of them."""

CONDITIONALS = word_set("if unless provided assuming suppose supposing si sauf")
NOT_CONDITIONAL = re.compile(r"^(?:only|and|even|meme)$")

LEADS = frozenset(
    {
        ("but",), ("however",), ("yet",), ("although",), ("though",), ("while",), ("whereas",), ("because",), ("since",),
        ("so",), ("hence",), ("therefore",), ("thus",), ("which",), ("when",), ("where",), ("if",), ("unless",), ("then",),
        ("consequently",), ("due", "to"), ("thanks", "to"), ("given", "that"), ("as", "long", "as"), ("provided",), ("assuming",),
        ("instead",), ("except",), ("otherwise",), ("unlike",), ("contrary", "to"), ("mais",), ("cependant",), ("toutefois",),
        ("pourtant",), ("car",), ("parce", "que"), ("puisque",), ("donc",), ("alors", "que"), ("tandis", "que"), ("si",), ("lorsque",),
        ("quand",), ("ainsi",), ("alors",), ("par", "contre"), ("or", "else"), ("=>",), ("--",), ("qui",), ("dont",), ("on", "other", "hand"),
        ("as", "it"), ("as", "they"), ("as", "we"), ("as", "there"), ("as", "this"), ("as", "rnn"), ("as", "each"), ("as", "its"), ("bien", "que"),
        ("sinon",), ("for", "which"), ("in", "that"), ("en", "revanche"), ("whilst",), ("meaning",), ("implying",), ("resulting",),
    }
)  # fmt: skip
"""Words that open a new clause; negation does not reach across them."""

CAUSES = word_set("because since as due thanks car parce puisque given")
"""First words of the leads that announce a reason."""

KEPT_IN_CLAUSE = word_set("it they we there this rnn each its")
"""Last words of a two-word lead that belong to the clause they open."""

PARENTHETIC = {
    tuple(words.split())
    for words in [
        "however",
        "in general",
        "in fact",
        "by itself",
        "on its own",
        "of course",
        "indeed",
        "therefore",
        "thus",
        "hence",
        "for example",
        "in this case",
        "alone",
        "though",
        "itself",
        "strictly speaking",
        "generally",
        "in practice",
        "then",
        "too",
        "again",
        "in theory",
        "in principle",
        "for instance",
        "as such",
        "in turn",
        "cependant",
        "en general",
        "en fait",
        "toutefois",
        "donc",
        "par contre",
        "bien sur",
        "en effet",
        "en soi",
        "seule",
        "instead",
        "unfortunately",
        "clearly",
        "obviously",
        "rather",
    ]
}
"""Words between two commas that interrupt a clause without ending it."""

VERBS = word_set(
    "is are was were be will would can could may might must should shall do does did has have had it we "
    "they this there these those est sont peut peuvent va vont sera a ont elle il elles ils on cela ce "
    "then thus hence therefore so not never no cannot also requires needs uses depends keeps i you gives"
)
"""After *and*, these begin a new clause."""

THAN = (
    ("than",), ("as",), ("unlike",), ("compared", "to"), ("compared", "with"), ("in", "comparison", "to"), ("in", "comparison", "with"),
    ("as", "opposed", "to"), ("relative", "to"), ("contrary", "to"), ("versus",), ("rather", "than"), ("instead", "of"), ("in", "contrast", "to"),
    ("in", "place", "of"), ("contrairement", "aux"), ("contrairement", "a"), ("contrairement", "au"), ("par", "rapport", "a"), ("par", "rapport", "aux"),
    ("par", "rapport", "au"), ("que",), ("over",), ("comparing", "to"), ("comparing", "with"), ("compare", "to"), ("in", "contrary", "to"), ("plutot", "que"),
    ("au", "lieu"), ("different", "from"), ("but", "not"), ("comparativement", "a"), ("comparativement", "aux"), ("compare", "a"), ("comparee", "a"), ("comparees", "aux"),
)  # fmt: skip
"""What marks the other side of a comparison."""

TURNS_ROUND = {
    ("rather", "than"),
    ("instead", "of"),
    ("as", "opposed", "to"),
    ("plutot", "que"),
    ("au", "lieu"),
    ("in", "place", "of"),
    ("but", "not"),
}
"""Of these, what follows is denied."""

FILLER = word_set(
    "of to in on at for with and or by as from that this these those it its they their them we our i my "
    "you us he is are was were be been being am will would can could may might must should shall do does "
    "did done has have had having so then hence therefore thus because since but if when where which who "
    "what why how than more most there here no yes not only both all any each every some such one ones "
    "two first second same other another answer question part case example say think believe means mean "
    "get gets make makes give gives use uses used using above below however also just too very much many "
    "ce cette ces cet il elle ils elles nous vous je est sont sera que qui quoi dont car donc mais ou et "
    "si en dans par pour avec sur au aux a plus oui non meme cela ca pas ne se sa son ses leur leurs "
    "condition problem thing way like"
)
"""Words that carry no claim of their own."""

YES = word_set("yes oui yep yeah yup absolutely definitely certainly")
NO = word_set("no non nope not")
