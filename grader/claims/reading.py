"""Read an answer's sentences for their facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from grader.claims import language
from grader.claims.clauses import Clause, split_clauses
from grader.claims.concessions import conceded_until
from grader.claims.ellipsis import AFTER_TURN, of_another, of_whom_told, with_frames
from grader.claims.fact import Fact, Mood, Reading, Standing, Unread
from grader.claims.manner import holds_conjunction, is_condition, is_contrary, is_unreal, mood_of, standing_of
from grader.claims.polarity import ends_before_not, negations_of
from grader.claims.references import chooses_none, pair_of
from grader.claims.sentences import Sentence
from grader.claims.subjects import (
    antecedents,
    compared_subjects,
    plurals_after,
    singulars_after,
    subject_of,
    subjects_named,
)
from grader.claims.verdicts import (
    clause_before,
    interjections,
    is_bare_denial,
    is_label,
    is_refused,
    join_answers,
    labelled,
    predicate_of,
)
from grader.claims.view import View, content_words
from grader.claims.vocabulary import Occurrence, Vocabulary
from grader.claims.words import word_set

_AFTER = 5  # tokens behind a claim that may say how it is put
_SHORT = 3  # tokens between brackets that only say the same again
_SHORT_QUESTION = 4  # tokens of a question that only names its topic, its mark among them
_SHORTEST = 4  # letters of a word that may say something
_MAX_IN_CLAUSE = 120  # things said in one clause: no prose has so many
_REMEMBERED = 12  # subjects named before


def read_facts(
    sentences: Iterable[Sentence],
    vocabulary: Vocabulary,
    subjects: tuple[str, ...],
    targets: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    idle: frozenset[str] = frozenset(),
    premises: frozenset[str] = frozenset(),
    pair: tuple[str, ...] = (),
    *,
    supposing: bool = True,
) -> Reading:
    """The facts of an answer, in order; a subject not named in a clause is the one named last.

    `targets` lists, for a concept that is done to something (*apply to*), the subjects it can be done to.
    A clause with none but `idle` concepts is not understood by them. A condition that names one of the
    `premises` is the question's own. `pair` are the two concepts that *the former* and *the latter* mean.
    """
    kept = join_answers(tuple(sentences))
    facts: list[Fact] = []
    residue: list[Unread] = []
    past: tuple[str, ...] = ()
    plurals: frozenset[str] = frozenset()
    singulars: frozenset[str] = frozenset()
    reasons = 0
    number = 0
    labels: dict[int, str] = {}
    told: dict[int, str] = {}
    references = pair_of(pair)
    for index, sentence in enumerate(kept):
        occurrences = references.resolved(sentence.tokens, vocabulary.find(sentence.tokens))
        if sentence.aside:
            if sentence.aside == "question" and len(sentence.tokens) <= _SHORT_QUESTION:
                words = tuple(content_words(sentence.tokens, tuple(range(len(sentence.tokens)))))
                residue.append(Unread(index, number, words, False))  # what answers it was not understood
                number += 1
            continue
        clauses = split_clauses(sentence.tokens)
        conceded, turned_down = conceded_until(index, kept, supposing=supposing)
        if chooses_none(sentence.tokens, occurrences, pair):
            conceded, turned_down = len(sentence.tokens), True
        conditions = tuple(
            clause
            for clause in clauses
            if is_condition(clause, sentence.tokens) and not _names_any(clause, occurrences, premises)
        )
        contrary = is_contrary(sentence.tokens, conditions)
        conditional = any(clause.lead[0] not in language.EXCEPTIONS for clause in conditions)
        # then what follows from it stands among its words, and is not nothing
        endless = bool(conditions) and len(conditions) == len(clauses)
        denied = any(
            is_bare_denial(clause, sentence.tokens, occurrences, subjects) for clause in clauses
        ) or (contrary and _is_denied_next(kept[index + 1 : index + 2], vocabulary, subjects))
        homes = _homes(occurrences, clauses)
        for clause in clauses:
            because = bool(clause.lead) and clause.lead[0] in language.CAUSES
            reasons += because
            here = homes[clause.indices[0]][:_MAX_IN_CLAUSE]
            inherited = (*past, *antecedents(clause, occurrences, subjects))
            view = View(
                sentence.tokens,
                clause,
                here,
                subjects,
                inherited,
                contrary,
                conditional
                and not _turns_away(clause, conditions)
                and not _is_apart(clause, clauses, conditions, sentence.tokens),
                targets,
                refused=is_refused(clause, clauses, sentence.tokens),
                plurals=plurals,
                singulars=singulars,
                denied=denied,
            )
            predicate = predicate_of(clause, clauses, sentence.tokens)
            explains = clause.lead == ("meaning",) or _is_that_is(clauses, clause, sentence.tokens)
            bracketed = sentence.tokens[clause.indices[0] - 1] == "(" and len(clause.indices) <= _SHORT
            for item in here:
                fact = _fact(item, view, index, number, predicate)
                if bracketed and clause is not clauses[0] and item.concept in subjects:
                    fact = replace(fact, alone=False)  # names again what it stands behind
                if fact.mood is Mood.PLAIN and not fact.named and _is_alternative(view, item.start):
                    fact = replace(fact, mood=Mood.POSSIBLE)
                if endless and fact.standing is Standing.SUPPOSED:
                    fact = replace(fact, standing=Standing.UNSURE)
                if item.start < conceded:
                    standing = Standing.SUPPOSED if turned_down else Standing.UNSURE
                    fact = replace(fact, standing=standing)
                if (
                    (sentence.title and len(kept) > 1) or sentence.doubtful
                ) and fact.standing is Standing.ASSERTED:
                    fact = replace(fact, standing=Standing.UNSURE)
                facts.append(_as_said_before(fact, facts, bracketed) if explains or bracketed else fact)
            facts += of_another(view, facts, index, number)
            if _is_exception(view):
                facts = [
                    replace(fact, standing=Standing.UNSURE)
                    if fact.clause == number - 1 and fact.standing is Standing.ASSERTED
                    else fact
                    for fact in facts
                ]
            if is_label(clause, clauses) and (name := labelled(clause, here, subjects)):
                labels[number] = name
            if is_label(clause, clauses) and not subjects_named(view):
                following = clauses[clauses.index(clause) + 1]
                name = labelled(following, homes[following.indices[0]], subjects)
                if name and following.lead == (":",):
                    told[number] = name
            if sentence.tokens[clause.indices[0]] not in _LIKE:
                past = (*past, *subjects_named(view))[-_REMEMBERED:]
            plurals, singulars = plurals_after(plurals, view), singulars_after(singulars, view)
            if all(item.concept in idle for item in here) and clause.indices[0] >= conceded:
                named = {index for item in here for index in range(item.start, item.end)}
                left = tuple(index for index in clause.indices if index not in named)
                shortest = 1 if is_label(clause, clauses) else _SHORTEST
                words = tuple(word for word in content_words(sentence.tokens, left) if len(word) >= shortest)
                if words:
                    residue.append(Unread(index, number, words, because and clause is not clauses[0]))
            number += 1
        answers = interjections(sentence.tokens, clauses, occurrences, subjects, index, number - len(clauses))
        if not conceded:
            facts += answers
    return Reading(kept, with_frames(of_whom_told(facts, told), labels), tuple(residue), reasons)


def _is_alternative(view: View, start: int) -> bool:
    """Whether it is one of several that a modal before opens: *can do anything: stay, grow or shrink*.

    So is what goes on behind it: *might not shrink, but grow*.
    """
    opening = next((i for i, token in enumerate(view.tokens[:start]) if token in language.MODALS), None)
    if opening is None or opening in view.clause.indices:
        return False
    listed = view.tokens[opening + 1 :]
    goes_on = view.clause.lead in AFTER_TURN or not _OR.isdisjoint(listed)
    return goes_on and _SETTLED.isdisjoint(listed[: start - opening])


_OR = word_set("or ou")
_SETTLED = language.FINITE - language.MODALS - {"have", "do"}


def _is_exception(view: View) -> bool:
    """Whether a clause only takes away from the one before, in words not understood: *but not in it*."""
    words = [view.tokens[index] for index in view.clause.indices]
    return (
        view.clause.lead in AFTER_TURN
        and words[:1] == ["not"]
        and words[1:2] != []
        and words[1] in _PREPOSITIONS | {"over", "on", "at", "when"}
        and not view.occurrences
        and _WHOLESALE.isdisjoint(words)
    )


_WHOLESALE = word_set("general practice theory all every always case cases")
_LIKE = word_set("like comme as unlike")
_PREPOSITIONS = word_set("for with in among regarding concerning pour dans parmi chez")


def _is_frame(view: View) -> bool:
    """Whether a clause only says of what the next one speaks: *for the second set, the ratio is large*."""
    first, last = view.clause.indices[0], view.clause.indices[-1]
    following = view.tokens[last + 1 : last + 3]
    return (
        view.tokens[first] in _PREPOSITIONS
        and following[:1] == (",",)
        and len(following) > 1
        and following[1] not in language.CAUSES | {"we", "i", "and", "or"}
    )


_TURNS = word_set("but however mais yet pourtant cependant toutefois")


def _turns_away(clause: Clause, conditions: tuple[Clause, ...]) -> bool:
    """Whether a clause leaves a condition before it: *it would hold if ..., but it is not so*."""
    return (
        clause.lead[:1] != () and clause.lead[0] in _TURNS and clause.indices[0] > conditions[-1].indices[-1]
    )


def _is_apart(
    clause: Clause, clauses: tuple[Clause, ...], conditions: tuple[Clause, ...], tokens: tuple[str, ...]
) -> bool:
    """Whether no condition reaches a clause: a colon or another main clause between, or a relative has it."""
    for condition in conditions:
        first = condition.indices[0]
        if clause.indices[0] >= first:
            return False
        owner = [other for other in clauses if other.indices[0] < first][-1]
        relative = owner.lead[:1] in (("which",), ("qui",)) and owner is not clause
        between = [each for each in clauses if clause.indices[-1] < each.indices[0] < first]
        if (
            not relative
            and ":" not in tokens[clause.indices[-1] + 1 : first]
            and not any(_stands_alone(each, tokens) for each in between)
        ):
            return False
    return True


def _stands_alone(clause: Clause, tokens: tuple[str, ...]) -> bool:
    """Whether a clause sets itself against the one before: *it is used a lot, and it is exact only if*."""
    opening = clause.indices[0] - len(clause.lead)
    return clause.lead in _AGAINST or (clause.lead in _JOINED and tokens[opening - 1] == ",")


_JOINED = frozenset({("and",)})
_AGAINST = frozenset({("but",), ("mais",), ("while",), ("whereas",), ("tandis", "que"), ("alors", "que")})


def _is_denied_next(
    following: tuple[Sentence, ...], vocabulary: Vocabulary, subjects: tuple[str, ...]
) -> bool:
    """Whether the next sentence says no more than that it is not so."""
    return any(
        is_bare_denial(clause, sentence.tokens, vocabulary.find(sentence.tokens), subjects)
        for sentence in following
        for clause in split_clauses(sentence.tokens)[:1]
        if len(clause.indices) + 1 >= len(sentence.tokens)
    )


def _names_any(clause: Clause, occurrences: tuple[Occurrence, ...], concepts: frozenset[str]) -> bool:
    """Whether a clause, its conjunction included, holds one of the concepts."""
    first, last = clause.indices[0] - len(clause.lead), clause.indices[-1]
    return any(item.concept in concepts and first <= item.start <= last for item in occurrences)


def _homes(
    occurrences: tuple[Occurrence, ...], clauses: tuple[Clause, ...]
) -> Mapping[int, list[Occurrence]]:
    """By each clause's first index the occurrences that belong to it: their first word in any is in it."""
    first = {index: clause.indices[0] for clause in reversed(clauses) for index in clause.indices}
    found: dict[int, list[Occurrence]] = {clause.indices[0]: [] for clause in clauses}
    for item in occurrences:
        home = next((first[index] for index in range(item.start, item.end) if index in first), None)
        if home is not None:
            found[home].append(item)
    return found


def _is_that_is(clauses: tuple[Clause, ...], clause: Clause, tokens: tuple[str, ...]) -> bool:
    """Whether *i.e.* stands before the clause."""
    before = clause_before(clause, clauses)
    return before is not None and [tokens[index] for index in before.indices] == ["that", "is"]


def _as_said_before(fact: Fact, facts: list[Fact], bracketed: bool) -> Fact:
    """What is said again in other words (*may explode, i.e. goes to infinity*) is no surer than before.

    Between brackets it is as true as what it explains: *the latter (sufficient) is wrong*.
    """
    explained = [
        other for other in facts if other.clause == fact.clause - 1 and other.concept == fact.concept
    ]
    if bracketed and explained and fact.affirmed:
        fact = replace(fact, affirmed=explained[-1].affirmed)
    moods = [
        other.mood
        for other in facts
        if other.sentence == fact.sentence
        and (
            (other.concept == fact.concept and other.clause < fact.clause)
            or (bracketed and other.clause == fact.clause - 1)
        )
    ]
    return replace(fact, mood=moods[-1]) if moods and fact.mood is Mood.PLAIN else fact


def _fact(item: Occurrence, view: View, sentence: int, clause: int, predicate: list[str]) -> Fact:
    negations, uncertain = negations_of(item, view)
    negations += view.refused and not item.negative and not ends_before_not(item, view)
    before = [view.tokens[index] for index in view.clause.indices if index < item.start]
    if view.tokens[view.clause.indices[0]] in ("that", "que") and not view.clause.lead:
        before = [*view.tokens[: view.clause.indices[0]], *before]  # it is possible, not certain, that
    after = [view.tokens[index] for index in view.clause.indices if index >= item.end][:_AFTER]
    standing = standing_of(view, item, uncertain)
    mood = mood_of(before + predicate, after, list(view.tokens[item.start : item.end]))
    if mood is Mood.NOT_ALWAYS and "not" in before[: -len(view.clause.indices)]:
        negations += 1
    if (
        view.contrary
        and not holds_conjunction(item, view)
        and (is_condition(view.clause, view.tokens) or is_unreal(view))
    ):
        negations += 1  # if it were A, we could B: it is not A, we can not B
        standing = Standing.ASSERTED if view.denied else Standing.UNSURE
    subject, other, named = subject_of(item, view)
    covered = {
        index
        for each in view.occurrences
        if each.concept in view.subjects and not _tells(view.tokens[each.start : each.end])
        for index in range(each.start, each.end)
    }
    others = [
        index for index in view.clause.indices if not item.start <= index < item.end and index not in covered
    ]
    return Fact(
        concept=item.concept,
        affirmed=negations % 2 == 0,
        mood=mood,
        standing=standing,
        subject=subject,
        other=other,
        sentence=sentence,
        clause=clause,
        alone=len(set(subjects_named(view))) < 2
        and not (item.concept in view.subjects and _tells(view.tokens[item.start : item.end]))
        and not _is_frame(view)
        and not list(content_words(view.tokens, tuple(others)))
        and item not in compared_subjects([item], view),
        named=named,
    )


def _tells(words: tuple[str, ...]) -> bool:
    """Whether a subject's phrase is a whole clause: *the cases have small errors*, but *those that have*."""
    verb = next((place for place, word in enumerate(words) if word in _HOLDS), 0)
    return verb > 0 and _RELATIVES.isdisjoint(words[:verb])


_HOLDS = word_set("has have had get gets got receive receives is are were was ont est sont")
_RELATIVES = word_set("that which who whose where with having qui dont que avec ayant")
