"""The closed-class words of English and French that decide how a claim is meant."""

from __future__ import annotations

import re

from grader.claims.words import phrase_tuples, word_set

NEGATORS = word_set(
    "not never no neither nor without non hardly barely scarcely nowhere nothing unable fail fails failed "
    "failing lack lacks lacking lacked impossible unlikely sans ni impossibles violates violate violating "
    "exclude excludes excluded excluding exclure exclut breaks break loses lose deny denies doubtful refuse "
    "avoid avoids avoided ignores ignore viole violent manque false untrue wrong faux incorrect "
    "forget forgets oublie oublient"
)
"""Words that turn round what follows them in their clause."""

NOT_ONLY = word_set("only just merely simply seulement uniquement")
"""After ``not``, these leave what follows standing (``not only necessary``)."""

_NOT_TRUE = (
    r"(?:hold|holds|satisf\S+|met|true|valid\S*|respect\S*|verif\S+|fulfil\S*|apply|applies|exist\S*|available"
    r"|made|assumed|shared|obeyed|kept|preserved|enforced|imposed|followed|granted"
    r"|applied|used|involved|performed|done|present|part|applique\S*|utilise\S*"
    r"|case|vrai\S*|possible|tient|work|works|correct)"
)
_BROKEN = (
    r"(?:violated|broken|false|lost|absent|missing|fails|failed|breaks|violee|fausse|perdue|impossible"
    r"|wrong|untrue|(?<!not )(?<!not be )(?:exclude|excluded|precluded|prevented|exclue?s?))"
)
BREAKS_AFTER = re.compile(
    r"^(?:\S+ ){0,3}?(?:"
    r"(?:do|does|did|is|are|was|were|be|been|will|would|can|could|may|est|sont)? ?(?:not|never|longer)"
    rf" (?:\S+ ){{0,2}}?(?:est |etre |be |been )?{_NOT_TRUE}"
    rf"|(?:is|are|was|were|be|being|gets?|est|sont|devient|becomes?)? ?{_BROKEN}) "
)
"""What, standing after a claim in its clause, turns it round (``the property does not hold``)."""

POSSIBLE = word_set(
    "may might can could possible possibly potentially potential perhaps maybe likely probably probable "
    "risk risks chance tend tends prone susceptible possibility peut peuvent pourrait pourraient pourra "
    "pourront possiblement probablement risque risquent eventuellement susceptibles potentiellement "
    "permits allows allow allowing allowed permitted sometimes parfois danger able opportunity free autorise "
    "permet conceivable imaginable plausible capable tendency possibilite tendance "
    "room freedom scope leeway lets letting enables enable"
)
CERTAIN = word_set(
    "will would shall must always necessarily certainly definitely inevitably surely guaranteed guarantee "
    "guarantees going vont va toujours certainement forcement necessairement bound inevitable ensures "
    "ensure"
)
UNSURE = re.compile(
    r" (?:maybe|not sure|unsure|not certain|no idea|not know|guess|wonder"
    r"|torn between|not decide|hesitate|not suis \S+|suis not \S+"
    r"|not sais|sais not|hard to say"
    r"|in theory|in principle|en theorie|en principe|unclear|not clear|not fully sure) "
)
"""Hedges that leave a claim undecided; *I think* is none of them."""

MODALS = word_set("may might can could peut peuvent pourrait pourraient")

CONDITIONALS = word_set("if unless provided assuming suppose supposing si sauf")

EXCEPTIONS = word_set("unless sauf")
"""Conditionals that leave what is said standing, but for a case."""

LEADS = frozenset(
    phrase_tuples(
        "--, =>, ainsi, alors, alors que, although, as each, as it, as its, as long as, as there, "
        "as they, as "
        "this, as we, assuming, because, bien que, but, car, cependant, consequently, contrary to, donc, "
        "dont, due to, en revanche, given its, given how, given their, except, for which, given that, hence, "
        "however, if, implying, in that, instead, lorsque, mais, meaning, on other hand, or else, otherwise, "
        "par contre, parce que, pourtant, provided, puisque, quand, qui, resulting, si, since, sinon, so, "
        "tandis que, thanks to, then, therefore, though, thus, toutefois, unless, unlike, versus, when, "
        "where, whereas, which, while, whilst, yet"
    )
)
"""Words that open a new clause; negation does not reach across them."""

CAUSES = word_set("because since as due thanks car parce puisque given")
"""First words of the leads that announce a reason."""

KEPT_IN_CLAUSE = word_set("it they we there this each its their")
"""Last words of a two-word lead that belong to the clause they open."""

PARENTHETIC = frozenset(
    phrase_tuples(
        "again, alone, as such, bien sur, by itself, cependant, clearly, donc, en effet, en fait, en "
        "general, en soi, for example, for instance, generally, hence, however, in fact, in general, in "
        "practice, in principle, in theory, in this case, in turn, indeed, instead, itself, obviously, of "
        "course, on its own, par contre, rather, seule, strictly speaking, then, therefore, though, thus, "
        "too, toutefois, unfortunately"
    )
)
"""Words between two commas that interrupt a clause without ending it."""

VERBS = word_set(
    "is are was were be will would can could may might must should shall do does did has have had it we "
    "they this there these those est sont peut peuvent va vont sera a ont elle il elles ils on cela ce "
    "then thus hence therefore so not never no cannot also requires needs uses depends keeps i you gives"
)
"""After *and*, these begin a new clause."""

THAN = phrase_tuples(
    "than, as, unlike, compared to, compared with, in comparison to, in comparison with, as opposed to, "
    "relative to, contrary to, versus, rather than, instead of, in contrast to, in place of, "
    "contrairement aux, contrairement a, contrairement au, par rapport a, par rapport aux, par rapport "
    "au, que, over, comparing to, comparing with, compare to, in contrary to, plutot que, au lieu, "
    "different from, but not, comparativement a, comparativement aux, compare a, comparee a, comparees "
    "aux"
)
"""What marks the other side of a comparison."""

TURNS_ROUND = frozenset(
    phrase_tuples("as opposed to, au lieu, but not, in place of, instead of, plutot que, rather than")
)
"""Of these, what follows is denied."""

FILLER = word_set(
    "of to in on at for with and or by as from that this these those it its they their them we our i my "
    "you us he is are was were be been being am will would can could may might must should shall do does "
    "did done has have had having so then hence therefore thus because since but if when where which who "
    "what why how than more most there here no yes not only both all any each every some such one ones "
    "ceux celui celle celles moi "
    "two first second same other another answer question part case example say think believe means mean "
    "get gets make makes give gives use uses used using above below however also just too very much many "
    "ce cette ces cet il elle ils elles nous vous je est sont sera que qui quoi dont car donc mais ou et "
    "si en dans par pour avec sur au aux a plus oui non meme cela ca pas ne se sa son ses leur leurs "
    "go goes opt pick choose select vote choisis choisirais prends "
    "condition problem thing way like clearly obviously definitely certainly surely indeed sure actually "
    "unfortunately sadly malheureusement well really simply generally "
    "evidemment clairement bien pense crois dirais serait guess expect suppose ce ici here"
)
"""Words that carry no claim of their own."""

FINITE = word_set(
    "is are was were will would can could may might must does do has have est sont peut peuvent va vont"
)
"""Verbs that make a clause whatever else stands in it."""

REASON_VERBS = word_set(
    "violate violates lack lacks fail fails break breaks keep keeps depend depends use uses need needs "
    "require requires condition conditions look looks not holds hold satisfy satisfies << < change "
    "changes vary varies remember remembers store stores make makes take takes get gets give gives go "
    "goes come comes become becomes work works exist exists appear appears enter enters divide divides "
    "scale scales shrink shrinks act acts grow grows receive receives cost costs carry carries encode "
    "encodes contain contains treat treats favors favours normalizes normalises matter matters lose loses "
    "gain gains find finds beat beats win wins reduce reduces"
)
"""Verbs that show that *as* or a condition opens a clause."""
