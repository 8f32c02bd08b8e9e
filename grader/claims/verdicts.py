"""Bare answers: *yes* and *no*, labels they stand behind, and short questions answered at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from grader.claims import language
from grader.claims.clauses import Clause
from grader.claims.fact import Fact, Mood, Standing
from grader.claims.polarity import PERSONS
from grader.claims.sentences import Sentence
from grader.claims.vocabulary import Occurrence
from grader.claims.words import word_set

_SHORT_QUESTION = 7  # tokens, the question mark among them
_LABEL = 6  # words that may stand before the colon
_SHORT_LABEL = 2  # words that may stand before a comma
_BARE_DENIAL = word_set(
    "it they this that which not is are does do did hold here case true ce est cas in our so ici ca "
    "cela vrai but"
)
_BARE_REFUSAL = _BARE_DENIAL | word_set(
    "we you can elle il at all really necessarily always exactly quite alone could will would tout toujours "
    "forcement vraiment"
)
_LABEL_MARKS = ((":",), ("--",), ("=>",))
_ANSWERING = ((":",), ("so",), ("hence",), ("therefore",), ("thus",), ("donc",))
_YES_AND_NO = re.compile(r"(?:yes|oui|no|non) (?:, )?(?:and|or|et|ou) (?:yes|oui|no|non)\b")


def join_answers(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Short questions answered at once (*Sufficient? No.*) become one sentence, ``sufficient: no``."""
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if (
            before is not None
            and (before.aside == "question" or (before.title and before.tokens[-1] in (".", ":")))
            and len(before.tokens) <= _SHORT_QUESTION
            and _SEVERAL.isdisjoint(before.tokens)
            and (answer := _plain_answer(_without_label(sentence.tokens)))
            and (answer[0] in _ANSWERS or _is_elliptic(answer))
        ):
            text = f"{before.text} {sentence.text}"
            asked = _without_label(before.tokens)[:-1]
            found[-1] = Sentence(text, before.place, (*asked, ":", *answer), sentence.aside)
        else:
            found.append(sentence)
    return tuple(found)


_SEVERAL = word_set("or ou and et what why how which when where quoi pourquoi comment quel quelle que")
"""In a question, what *yes* or *no* alone does not answer."""
_ANSWERS = word_set("yes no oui non not nope yep")


def _plain_answer(answer: tuple[str, ...]) -> tuple[str, ...]:
    """An answer with its first word as *yes* or *no*, where that says no more (*sure, by ...*)."""
    if answer[:2] in (("of", "course"), ("bien", "sur")):
        answer = ("sure", *answer[2:])
    if answer and (len(answer) == 1 or not answer[1].isalnum()):
        word = "yes" if answer[0] in _AGREES else "no" if answer[0] in _DISAGREES else answer[0]
        return (word, *answer[1:])
    return answer


_AGREES = word_set(
    "sure surely certainly absolutely definitely indeed naturally obviously clearly correct right true vrai "
    "exactly oui evidemment certainement"
)
_DISAGREES = word_set("false wrong incorrect faux untrue never jamais")


def _is_elliptic(answer: tuple[str, ...]) -> bool:
    """Whether an answer repeats no more than the question's verb: *it is*, *it does not*."""
    words = [token for token in answer if token.isalpha()]
    return len(words) > 1 and words[0] in _PRONOUNS and _BARE_REFUSAL.issuperset(words)


_PRONOUNS = word_set("it they this that we you ce cela ca elle il")


def _without_label(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Without the ``Q:`` or ``Answer:`` in front."""
    while tokens and tokens[0] in (":", "--", "q", "r", "answer", "question", "reponse"):
        tokens = tokens[1:]
    return tokens


def clause_after(clause: Clause, clauses: tuple[Clause, ...]) -> Clause | None:
    """The first clause that begins behind the last word of this one."""
    place = bisect_right(clauses, clause.indices[-1], key=_first)
    return clauses[place] if place < len(clauses) else None


def clause_before(clause: Clause, clauses: tuple[Clause, ...]) -> Clause | None:
    """The last clause that ends before the first word of this one."""
    earlier = clauses[: bisect_left(clauses, clause.indices[0], key=_first)]
    return next((other for other in reversed(earlier) if other.indices[-1] < clause.indices[0]), None)


def _first(clause: Clause) -> int:
    return clause.indices[0]


def is_refused(clause: Clause, clauses: tuple[Clause, ...], tokens: tuple[str, ...]) -> bool:
    """Whether *no* answers the clause: ``sufficient: no``, ``sufficient no``, ``no to sufficient``."""
    words = [tokens[index] for index in clause.indices]
    if 1 < len(words) <= _LABEL and words[-1] in ("no", "non", "not") and words[-2] not in ("or", "ou"):
        return True  # sufficient not, sufficiency does not
    following = clause_after(clause, clauses)
    if len(words) > _LABEL or following is None:
        return False
    answer = [tokens[index] for index in following.indices]
    if len(words) <= _SHORT_LABEL and answer in (["no"], ["non"]):
        return True  # necessary, yes; sufficient, no
    if following.lead not in _LABEL_MARKS:
        return False
    if answer[0] in ("false", "faux", "wrong", "untrue", "f", "n"):
        return len(answer) == 1
    if "not" in answer and _BARE_REFUSAL.issuperset(answer):
        return True  # sufficient: it is not, sufficient: not really
    return answer[0] in ("no", "non", "not") and (len(answer) == 1 or answer[1] in PERSONS)


def predicate_of(clause: Clause, clauses: tuple[Clause, ...], tokens: tuple[str, ...]) -> list[str]:
    """What a short clause is: ``growth: possible``, ``growth (possible)``, ``possible: growth``."""
    before = clause_before(clause, clauses)
    if before is not None and is_label(before, clauses):
        said = [tokens[index] for index in before.indices]
        if (language.POSSIBLE | language.CERTAIN).issuperset(said):
            return said
    following = clause_after(clause, clauses)
    if following is None or not (tokens[following.indices[0] - 1] == "(" or is_label(clause, clauses)):
        return []
    said = [tokens[index] for index in following.indices]
    return said if len(said) <= _SHORT_LABEL + 1 and _HOW.issuperset(said) else []


_HOW = language.POSSIBLE | language.CERTAIN | _BARE_REFUSAL | word_set("yes oui can may might happen happens")


def is_bare_denial(
    clause: Clause, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]
) -> bool:
    """Whether a clause only says *it is not*, *that does not hold*, *ce n'est pas le cas*."""
    named = {
        index for item in occurrences if item.concept in subjects for index in range(item.start, item.end)
    }
    words = {tokens[index] for index in clause.indices if index not in named}
    return "not" in words and words <= _BARE_DENIAL


def interjections(
    tokens: tuple[str, ...],
    clauses: tuple[Clause, ...],
    occurrences: tuple[Occurrence, ...],
    subjects: tuple[str, ...],
    sentence: int,
    first_clause: int,
) -> list[Fact]:
    """*Yes* or *no* at a sentence's head or behind a colon, as facts of the concepts ``yes`` and ``no``."""
    found: list[Fact] = []
    if _YES_AND_NO.match(" ".join(tokens)):
        return found
    for number, clause in enumerate(clauses):
        words = [tokens[index] for index in clause.indices]
        if len(words) > 1 and (of_whom := _answered_briefly(clause, tokens, occurrences, subjects)):
            word = "yes" if words[-1] in _YES else "no"
            found.append(
                _answer(word, of_whom, (sentence, first_clause + number), Standing.ASSERTED, alone=True)
            )
            continue
        announced = clause.lead[:1] in _ANSWERING or words[0] in ("answer", "reponse", "verdict")
        if number and not announced and (len(words) > 1 or number + 1 < len(clauses)):
            continue
        second = clause.indices[1] if len(words) > 1 else -1
        is_subject_next = any(item.start == second for item in occurrences if item.concept in subjects)
        word = _interjection(words, is_subject_next)
        if word:
            of_whom = _answered_for(clause, tokens, occurrences, subjects)
            if is_label(clause, clauses):
                of_whom = of_whom or labelled(clauses[number + 1], occurrences, subjects)
            if clause.lead == (":",) and number:
                of_whom = of_whom or labelled(clauses[number - 1], occurrences, subjects)
            if not of_whom and number and any(fact.concept != word for fact in found):
                of_whom = _named_before(clauses[number - 1], occurrences, subjects)
            unsure = bool(language.UNSURE.search(" " + " ".join(tokens[:12]) + " "))
            standing = Standing.UNSURE if unsure else Standing.ASSERTED
            place = (sentence, first_clause + number)
            found.append(_answer(word, of_whom, place, standing, alone=len(words) == 1))
    last = [token for token in tokens if token not in (".", "!")][-2:]
    if not found and last[0] in ("/", "|", ")") and (word := _interjection(last[1:], False)):
        place = (sentence, first_clause + len(clauses) - 1)
        found.append(_answer(word, "", place, Standing.ASSERTED, alone=False))  # O(N) / O(1) / yes
    return found


def _answered_briefly(
    clause: Clause, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]
) -> str:
    """The subject of *for the second no*, *second yes*; empty of any other clause."""
    *rest, last = clause.indices
    if tokens[last] not in _YES | _NO:
        return ""
    while rest and tokens[rest[0]] in ("for", "with", "pour", "in"):
        rest = rest[1:]
    for item in occurrences:
        if rest and item.concept in subjects and (item.start, item.end) == (rest[0], rest[-1] + 1):
            return item.concept
    return ""


def _answer(word: str, of_whom: str, place: tuple[int, int], standing: Standing, *, alone: bool) -> Fact:
    return Fact(word, True, Mood.PLAIN, standing, of_whom, "", *place, alone)


def _answered_for(
    clause: Clause, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]
) -> str:
    """The subject of *no for the second*; empty where *no* stands for itself."""
    if not {"for", "pour", "with", "to"} & {tokens[index] for index in clause.indices[:3]}:
        return ""
    return next(
        (item.concept for item in occurrences if item.concept in subjects and item.start in clause.indices),
        "",
    )


def _named_before(clause: Clause, occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]) -> str:
    """The subject of the clause before a second answer: *..., so no, but a bigram is, so yes*."""
    named = [item for item in occurrences if item.concept in subjects and item.start in clause.indices]
    return named[0].concept if named else ""


def is_label(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Whether a short clause stands before a colon, a dash or an arrow."""
    if len(clause.indices) > _LABEL:
        return False
    following = clause_after(clause, clauses)
    return following is not None and following.lead in _LABEL_MARKS


def labelled(label: Clause, occurrences: Iterable[Occurrence], subjects: tuple[str, ...]) -> str:
    """The subject that is the whole label before a colon; empty where the label is anything else."""
    for item in occurrences:
        if item.concept in subjects and (item.start, item.end) == (label.indices[0], label.indices[-1] + 1):
            return item.concept
    return ""


def _interjection(words: list[str], is_subject_next: bool) -> str:
    """*yes* or *no* where the words begin with that; else empty."""
    if {"yes", "no"} <= set(words):
        return ""
    if words in (["sure"], ["certainly"], ["absolutely"], ["definitely"], ["bien", "sur"], ["of", "course"]):
        return "yes"
    while words and words[0] in _BEFORE_ANSWER:
        words = words[1:]
        is_subject_next = False
    if words[:1] and words[0] in _YES:
        return "yes"
    if (
        words[:1]
        and words[0] in _NO
        and (
            len(words) == 1 or words[1] in PERSONS | {"for", "pour"} or "not" in words[1:] or is_subject_next
        )
    ):
        return "no"
    if words[:2] == ["not", "think"] or words[:3] == ["do", "not", "think"]:
        return "no"  # i do not think so
    if words in (["can", "not"], ["does", "not"], ["not"]):
        return "no"
    if words[:1] == ["not"] and len(words) <= _SHORT_LABEL and is_subject_next:
        return "no"  # not X, since ...
    if words[:2] in (
        ["not", word]
        for word in (
            "really",
            "for",
            "exactly",
            "with",
            "when",
            "possible",
            "applicable",
            "directly",
            "quite",
        )
    ):
        return "no"
    return ""


_YES = word_set("yes oui yep yeah yup")
_NO = word_set("no non nope negative")
_BEFORE_ANSWER = word_set(
    "answer so well then hence therefore i think would say donc et and is be my our unfortunately sadly "
    "clearly definitely certainly absolutely obviously course reponse est malheureusement bien sur in "
    "general probably but actually verdict short conclusion of"
)
