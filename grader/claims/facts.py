"""What an answer claims: each concept it mentions, affirmed or denied, how surely, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grader.claims import language
from grader.claims.clauses import Clause, split_clauses
from grader.claims.sentences import Sentence
from grader.claims.vocabulary import Occurrence, Vocabulary
from grader.claims.words import word_set
from grader.model.words import Word


class Mood(Word):
    """How a claim is put."""

    PLAIN = "plain"  # explodes
    POSSIBLE = "possible"  # may explode
    CERTAIN = "certain"  # will explode, always explodes
    NOT_ALWAYS = "not-always"  # does not necessarily explode


class Standing(Word):
    """Whether a claim is made at all."""

    ASSERTED = "asserted"
    CONDITIONAL = "conditional"  # said of the case that an if-clause describes
    SUPPOSED = "supposed"  # the if-clause itself, or what follows from a case contrary to fact
    UNSURE = "unsure"  # hedged, or the reach of a negation is not certain


@dataclass(frozen=True)
class Fact:
    """One mention of a concept."""

    concept: str
    affirmed: bool
    mood: Mood
    standing: Standing
    subject: str
    """The competing subject it is said of; empty where the answer names none."""
    other: str
    """The subject it is compared with, or done to; empty where there is none."""
    sentence: int
    clause: int
    alone: bool
    """Whether its clause says nothing else."""
    named: bool = False
    """Whether its own clause names the subject."""


@dataclass(frozen=True)
class Reading:
    """An answer's sentences, its facts, and the content words of each clause that carry no fact."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    residue: tuple[tuple[int, tuple[str, ...]], ...]
    """For each clause in which nothing was recognised: its sentence and its content words."""
    reasons: int = 0
    """How many clauses give a reason (*because*, *since*, *car*)."""


def read_facts(
    sentences: Iterable[Sentence],
    vocabulary: Vocabulary,
    subjects: tuple[str, ...],
    targets: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Reading:
    """The facts of an answer, in order; a subject not named in a clause is the one named last.

    `targets` lists, for a concept that is done to something (*apply to*), the subjects it can be done to.
    """
    kept = _answered(tuple(sentences))
    facts: list[Fact] = []
    residue: list[tuple[int, tuple[str, ...]]] = []
    past: tuple[str, ...] = ()
    reasons = 0
    number = 0
    for index, sentence in enumerate(kept):
        if sentence.aside:
            continue
        clauses = split_clauses(sentence.tokens)
        occurrences = vocabulary.find(sentence.tokens)
        contrary = _is_contrary(sentence.tokens, clauses)
        conditional = any(_is_condition(clause, sentence.tokens) for clause in clauses)
        for clause in clauses:
            reasons += bool(clause.lead) and clause.lead[0] in language.CAUSES
            here = [item for item in occurrences if _home(item, clauses) is clause]
            inherited = (*past, *_antecedents(clause, occurrences, subjects))
            view = _View(
                sentence.tokens,
                clause,
                here,
                subjects,
                inherited,
                contrary,
                conditional,
                targets,
                refused=_is_refused(clause, clauses, sentence.tokens),
                denied=any(
                    _is_bare_denial(other, sentence.tokens, occurrences, subjects) for other in clauses
                ),
            )
            for item in here:
                facts.append(_fact(item, view, index, number))
            past = (*past, *_subjects_named(view))[-_REMEMBERED:]
            if not here:
                words = tuple(word for word in _content(sentence.tokens, clause.indices) if len(word) > 3)
                if words:
                    residue.append((index, words))
            number += 1
        facts += _interjections(sentence.tokens, clauses, occurrences, subjects, index, number - len(clauses))
    return Reading(kept, tuple(facts), tuple(residue), reasons)


def _home(item: Occurrence, clauses: tuple[Clause, ...]) -> Clause | None:
    """The clause an occurrence belongs to: that of its first word that belongs to any."""
    for index in range(item.start, item.end):
        for clause in clauses:
            if index in clause.indices:
                return clause
    return None


def is_hedged(tokens: tuple[str, ...]) -> bool:
    """Whether the writer says not to be sure."""
    return language.UNSURE.search(" " + " ".join(tokens) + " ") is not None


def _answered(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Short questions that the writer answers at once (*Sufficient? No.*) become one sentence, ``sufficient: no``."""
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if (
            before is not None
            and before.aside == "question"
            and len(before.tokens) <= _SHORT_QUESTION
            and sentence.tokens[0] in ("yes", "no", "oui", "non")
        ):
            text = f"{before.text} {sentence.text}"
            found[-1] = Sentence(
                text, before.place, (*before.tokens[:-1], ":", *sentence.tokens), sentence.aside
            )
        else:
            found.append(sentence)
    return tuple(found)


_SHORT_QUESTION = 4  # tokens, the question mark among them


@dataclass(frozen=True)
class _View:
    tokens: tuple[str, ...]
    clause: Clause
    occurrences: list[Occurrence]
    subjects: tuple[str, ...]
    inherited: tuple[str, ...]
    """Subjects named before, the likeliest antecedent last."""
    contrary: bool
    conditional: bool
    targets: Mapping[str, tuple[str, ...]]
    refused: bool
    """Whether the clause is a label and *no* is what stands behind it (``sufficient: no``)."""
    denied: bool
    """Whether the sentence goes on to say that its condition does not hold (*but it is not*)."""


_REMEMBERED = 12  # subjects named before


def _fact(item: Occurrence, view: _View, sentence: int, clause: int) -> Fact:
    negations, uncertain = _negations(item, view)
    negations += view.refused
    before = [view.tokens[index] for index in view.clause.indices if index < item.start]
    after = [view.tokens[index] for index in view.clause.indices if index >= item.end][:3]
    standing = _standing(view, uncertain)
    if view.contrary and (_is_condition(view.clause, view.tokens) or _is_unreal(view)):
        negations += 1  # if it were A, we could B: it is not A, we can not B
        standing = Standing.ASSERTED if view.denied else Standing.UNSURE
    subject, other, named = _subject(item, view)
    covered = {
        index
        for each in view.occurrences
        if each.concept in view.subjects
        for index in range(each.start, each.end)
    }
    others = [
        index for index in view.clause.indices if not item.start <= index < item.end and index not in covered
    ]
    return Fact(
        concept=item.concept,
        affirmed=negations % 2 == 0,
        mood=_mood(before, after, list(view.tokens[item.start : item.end])),
        standing=standing,
        subject=subject,
        other=other,
        sentence=sentence,
        clause=clause,
        alone=not list(_content(view.tokens, tuple(others))) and item not in _compared([item], view),
        named=named,
    )


def _content(tokens: tuple[str, ...], indices: tuple[int, ...]) -> Iterable[str]:
    for index in indices:
        token = tokens[index]
        if (
            token not in language.FILLER and any(letter.isalpha() for letter in token) and len(token) > 1
        ) or (len(token) == 1 and token.isalpha() and token not in language.FILLER):
            yield token


def _negations(item: Occurrence, view: _View) -> tuple[int, bool]:
    """How many negations reach the occurrence, and whether the reach of one is uncertain."""
    tokens, indices = view.tokens, view.clause.indices
    count = int(view.clause.after_not)
    uncertain = False
    last_and = -1
    seen_negator = False
    before = [index for index in indices if index < item.start]
    for position, index in enumerate(before):
        token = tokens[index]
        following = tokens[before[position + 1]] if position + 1 < len(before) else tokens[item.start]
        if token in ("and", "et") and seen_negator:
            last_and = index
        if not _is_negator(token, position, before, tokens, following, item):
            continue
        if token in ("nor", "ni") and seen_negator:
            continue  # neither ... nor, not ... nor
        if _is_cut_off(index, item, view):
            continue
        if (position >= 1 and token == "able") or (token == "no" and following == "longer" and seen_negator):
            continue
        count += 1
        seen_negator = True
        last_and = -1
    if not item.negative:
        inside = [index for index in indices if item.start < index < item.end]
        count += sum(
            tokens[index] in language.NEGATORS and not (tokens[index] in ("nor", "ni") and seen_negator)
            for index in inside
        )
    split_verb = tokens[item.end - 1] in _AUXILIARIES and tokens[item.end : item.end + 1] == ("not",)
    count += split_verb  # we can | not
    for _, end, mark in _marks(tokens, indices):
        if mark in language.TURNS_ROUND and end <= item.start <= end + 3:
            count += 1
    if (
        seen_negator
        and last_and >= 0
        and any(
            other.start < last_and and other.start > before[0] - 1 and other.concept != item.concept
            for other in view.occurrences
        )
    ):
        uncertain = True  # not A and B
    rest = " ".join(tokens[index] for index in indices if index >= item.end) + " "
    if not split_verb and language.BREAKS_AFTER.match(rest) and not _starts_other(item, view):
        count += 1
    return count, uncertain


_AUXILIARIES = word_set(
    "is are was were will would can could may might must should do does did has have had be"
)
_OPINIONS = word_set(
    "think believe say says claim claims mean means guarantee guarantees guaranteed imply implies true "
    "case sure conclude ensure ensures assume know see expect consider necessarily state suppose "
    "considere pense dire signifie vrai that que"
)
_OWN_VERBS = word_set(
    "is are was were will would can could has have had does do did which that who depends depend uses use "
    "keeps keep need needs est sont a ont dependent"
)


def _is_cut_off(negator: int, item: Occurrence, view: _View) -> bool:
    """Whether a subject with a verb of its own stands between a negation and the claim (*cannot apply it to X which is ...*)."""
    for mention in view.occurrences:
        if mention.concept in view.subjects and negator < mention.start and mention.end < item.start:
            verb = view.tokens[mention.end]
            between = view.tokens[negator + 1 : mention.start]
            if verb in _OWN_VERBS and len(between) > 1 and not any(token in _OPINIONS for token in between):
                return True
    return False


def _starts_other(item: Occurrence, view: _View) -> bool:
    """Whether another occurrence stands between this one and the verb that would turn it round."""
    following = [other for other in view.occurrences if item.end <= other.start <= item.end + 3]
    return any(
        view.tokens[index] in ("is", "are") for other in following for index in range(item.end, other.start)
    )


def _is_negator(
    token: str, position: int, before: list[int], tokens: tuple[str, ...], following: str, item: Occurrence
) -> bool:
    if token not in language.NEGATORS:
        return False
    if (
        position == 0
        and token in ("no", "non")
        and (following in _PERSONS or "not" in [tokens[index] for index in before[1:]])
    ):
        return False  # the interjection: no we cannot, no RNN is not
    if token in ("not",) and following in language.NOT_ONLY and (position + 1 < len(before)):
        return False
    if token in ("not", "pas") and following in ("just",):
        return False
    if token in ("fail", "fails", "failed", "failing", "wrong", "false", "faux") and following == "because":
        return False
    if token in ("no",) and following in ("matter", "doubt", "problem", "issue"):
        return False
    return True


_PERSONS = word_set(
    "my our your its both these those all neither mine we you i it they this there because since as il on "
    "nous cela ce car one rnn gru lstm viterbi not"
)


_MODALS = word_set("may might can could peut peuvent pourrait pourraient")
_NOT_MUST = word_set(
    "necessarily necessairement forcement always toujours systematiquement certainly guarantee guarantees "
    "guaranteed garantit garanti garantie conclude say sure certain certainty imply implies mean means "
    "ensure ensures conclure dire implique force must need"
)
"""After *not*, these leave a thing possible: *does not mean that it explodes*."""


def _mood(before: list[str], after: list[str], within: list[str]) -> Mood:
    near = before[-12:]
    if "not" in near and any(token in _NOT_MUST for token in near[near.index("not") + 1 :]):
        return Mood.NOT_ALWAYS
    if any(token in language.POSSIBLE for token in near) or any(
        token in language.POSSIBLE for token in within
    ):
        return Mood.POSSIBLE
    if "not" in near and any(
        token in ("necessarily", "necessairement", "forcement", "always", "toujours", "systematiquement")
        for token in after
    ):
        return Mood.NOT_ALWAYS
    if any(token in _MODALS for token in after):
        return Mood.POSSIBLE  # explosion may occur
    if any(token in ("possibly", "potentially", "perhaps", "possible", "eventuellement") for token in after):
        return Mood.POSSIBLE
    if any(token in language.CERTAIN for token in near) or any(token in language.CERTAIN for token in within):
        return Mood.CERTAIN
    if any(
        token in ("always", "inevitably", "certainly", "necessarily", "surely", "toujours") for token in after
    ):
        return Mood.CERTAIN
    return Mood.PLAIN


def _standing(view: _View, uncertain: bool) -> Standing:
    sentence = " " + " ".join(view.tokens) + " "
    if "whether" in (view.tokens[index] for index in view.clause.indices):
        return Standing.UNSURE if language.UNSURE.search(sentence) else Standing.SUPPOSED
    if _is_condition(view.clause, view.tokens):
        return Standing.SUPPOSED
    if uncertain or language.UNSURE.search(
        " " + " ".join(view.tokens[index] for index in view.clause.indices) + " "
    ):
        return Standing.UNSURE
    if language.UNSURE.search(sentence[:40]) and (
        " not sure" in sentence or " unsure" in sentence or " no idea" in sentence
    ):
        return Standing.UNSURE
    return Standing.CONDITIONAL if view.conditional else Standing.ASSERTED


def _is_condition(clause: Clause, tokens: tuple[str, ...]) -> bool:
    if not clause.lead or clause.lead[0] not in language.CONDITIONALS:
        return False
    first = clause.indices[0] - len(clause.lead)
    return not (
        first > 0
        and tokens[first - 1] in ("and", "that")
        and tokens[first : first + 3] == ("if", "and", "only")
    )


_UNREAL = word_set("would could might pourrait pourrions serait")


def _is_unreal(view: _View) -> bool:
    return any(view.tokens[index] in _UNREAL for index in view.clause.indices)


def _is_contrary(tokens: tuple[str, ...], clauses: tuple[Clause, ...]) -> bool:
    """An if-clause contrary to fact: *if it were Markov, we could ...*."""
    for clause in clauses:
        if _is_condition(clause, tokens):
            words = [tokens[index] for index in clause.indices]
            if any(word in ("were", "had", "was", "etait", "avait", "etaient") for word in words):
                return any(word in _UNREAL for word in tokens)
    return False


def _is_refused(clause: Clause, clauses: tuple[Clause, ...], tokens: tuple[str, ...]) -> bool:
    """Whether *no* answers the clause: ``sufficient: no``, ``sufficient no``, ``no to sufficient``."""
    words = [tokens[index] for index in clause.indices]
    if len(words) <= _LABEL and words[-1] in ("no", "non") and len(words) > 1:
        return True
    following = [other for other in clauses if other.indices[0] > clause.indices[-1]][:1]
    if len(words) > _LABEL or not following or following[0].lead not in ((":",), ("--",), ("=>",)):
        return False
    answer = [tokens[index] for index in following[0].indices]
    return answer[0] in ("no", "non", "not") and (len(answer) == 1 or answer[1] in _PERSONS)


_LABEL = 6  # words that may stand before the colon


def _is_bare_denial(
    clause: Clause, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]
) -> bool:
    """Whether a clause only says *it is not*, *that does not hold*, *ce n'est pas le cas*."""
    named = {
        index for item in occurrences if item.concept in subjects for index in range(item.start, item.end)
    }
    words = {tokens[index] for index in clause.indices if index not in named}
    return "not" in words and words <= _BARE_DENIAL


_BARE_DENIAL = word_set(
    "it they this that which not is are does do did hold here case true ce est cas in our"
)


def _marks(tokens: tuple[str, ...], indices: tuple[int, ...]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where the other side of a comparison is announced: start, end, the words."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for index in indices:
        for mark in language.THAN:
            if mark == ("as",) and (index < 2 or tokens[index - 2] != "as"):
                continue
            if mark == ("que",) and tokens[max(0, index - 1)] in _NOT_COMPARED:
                continue
            if tuple(tokens[index : index + len(mark)]) == mark:
                found.append((index, index + len(mark), mark))
    for position in (indices[0] - 1, indices[0] - 2):  # the mark may be the clause's own conjunction
        for mark in language.THAN:
            if mark in (("que",), ("as",)):
                continue
            if (
                position >= 0
                and tuple(tokens[position : position + len(mark)]) == mark
                and position + len(mark) == indices[0]
            ):
                found.append((position, indices[0], mark))
    return found


_NOT_COMPARED = word_set("tandis alors parce bien pense dire dit est ce afin pour puis lors vu")
_MARK_REACH = 5  # tokens between the mark and the subject it sets apart


def _subject(item: Occurrence, view: _View) -> tuple[str, str, bool]:
    """Of whom the occurrence is said, with whom that is compared, and whether the clause itself names the former."""
    candidates = view.targets.get(item.concept, view.subjects)
    mentions = _outermost([other for other in view.occurrences if other.concept in candidates])
    compared = _compared(mentions, view)
    plain = [
        mention
        for mention in mentions
        if mention not in compared and not (mention.start <= item.start and item.end <= mention.end)
    ]
    inside = [mention for mention in plain if item.start <= mention.start < item.end]
    before = [mention for mention in plain if mention.start < item.start]
    after = [mention for mention in plain if mention.start >= item.end]
    others = [mention.concept for mention in sorted(compared, key=lambda mention: mention.start)]
    inherited = next((name for name in reversed(view.inherited) if name in candidates), "")
    if item.concept in view.targets and _is_target(after, view):
        subject = after[0].concept
    elif inside or before:
        subject = inside[0].concept if inside else before[-1].concept
        others += [mention.concept for mention in after if mention.concept != subject]
    elif after and not (_has_pronoun(item, view) and inherited):
        subject = after[0].concept
    else:
        subject = inherited
        others += [mention.concept for mention in after]
    other = next((other for other in others if other != subject), "")
    return subject, other, bool(inside or before or after)


def _outermost(mentions: list[Occurrence]) -> list[Occurrence]:
    """Without those that stand inside a longer one (the gradient in *the bound on the gradient*)."""
    return [
        mention
        for mention in mentions
        if not any(
            other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
            for other in mentions
        )
    ]


def _is_target(after: list[Occurrence], view: _View) -> bool:
    """Whether the first subject that follows stands behind *to*, *for*, *with* and the like."""
    if not after:
        return False
    near = view.tokens[max(0, after[0].start - 3) : after[0].start]
    return any(token in _PREPOSITIONS for token in near)


_PREPOSITIONS = word_set("to for on with in of by from aux au pour avec sur dans")


def _compared(mentions: list[Occurrence], view: _View) -> set[Occurrence]:
    """The subjects that only the other side of a comparison names."""
    marks = _marks(view.tokens, view.clause.indices)
    return {
        mention
        for mention in mentions
        for _, end, _ in marks
        if end <= mention.start <= end + _MARK_REACH
        and not any(end <= between.start < mention.start for between in mentions)
    }


def _has_pronoun(item: Occurrence, view: _View) -> bool:
    before = [view.tokens[index] for index in view.clause.indices if index < item.start][:4]
    return any(
        token in ("it", "they", "its", "their", "these", "elle", "elles", "il", "ils") for token in before
    )


def _subjects_named(view: _View) -> list[str]:
    """The subjects of a clause, the leading one last."""
    mentions = _outermost([other for other in view.occurrences if other.concept in view.subjects])
    compared = _compared(mentions, view)
    return [mention.concept for mention in reversed(mentions) if mention not in compared]


_RELATIVES = frozenset(("which", "qui", "dont", "where", "for"))


def _antecedents(clause: Clause, occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]) -> list[str]:
    """The subjects a relative clause may speak of: those named before it, the nearest last."""
    if not clause.lead or clause.lead[0] not in _RELATIVES:
        return []
    return [
        item.concept for item in occurrences if item.concept in subjects and item.start < clause.indices[0]
    ]


_ANSWERING = ((":",), ("so",), ("hence",), ("therefore",), ("thus",), ("donc",))
_YES_AND_NO = re.compile(r"(?:yes|oui|no|non) (?:, )?(?:and|or|et|ou) (?:yes|oui|no|non)\b")


def _interjections(
    tokens: tuple[str, ...],
    clauses: tuple[Clause, ...],
    occurrences: tuple[Occurrence, ...],
    subjects: tuple[str, ...],
    sentence: int,
    first_clause: int,
) -> list[Fact]:
    """*Yes* or *no* at the head of the sentence or after a colon, as facts of the concepts ``yes`` and ``no``."""
    found: list[Fact] = []
    if _YES_AND_NO.match(" ".join(tokens)):
        return found
    for number, clause in enumerate(clauses):
        words = [tokens[index] for index in clause.indices]
        if number and clause.lead[:1] not in _ANSWERING and (len(words) > 1 or number + 1 < len(clauses)):
            continue
        word = _interjection(words)
        if word:
            of_whom = _answered_for(clause, tokens, occurrences, subjects)
            unsure = bool(language.UNSURE.search(" " + " ".join(tokens[:12]) + " "))
            standing = Standing.UNSURE if unsure else Standing.ASSERTED
            found.append(
                Fact(
                    word,
                    True,
                    Mood.PLAIN,
                    standing,
                    of_whom,
                    "",
                    sentence,
                    first_clause + number,
                    len(words) == 1,
                )
            )
    return found


def _answered_for(
    clause: Clause, tokens: tuple[str, ...], occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]
) -> str:
    """The subject of *no for an RNN*; empty where *no* stands for itself."""
    if not {"for", "pour", "with", "to"} & {tokens[index] for index in clause.indices[:3]}:
        return ""
    return next(
        (item.concept for item in occurrences if item.concept in subjects and item.start in clause.indices),
        "",
    )


def _interjection(words: list[str]) -> str:
    if {"yes", "no"} <= set(words):
        return ""
    while words and words[0] in (
        "answer",
        "so",
        "well",
        "then",
        "hence",
        "therefore",
        "i",
        "think",
        "would",
        "say",
        "donc",
        "et",
        "and",
    ):
        words = words[1:]
    if not words:
        return ""
    if words[0] in ("yes", "oui", "yep", "yeah", "yup"):
        return "yes"
    if words[0] in ("no", "non", "nope") and (
        len(words) == 1 or words[1] in _PERSONS | {"for", "pour"} or "not" in words[1:]
    ):
        return "no"
    if (
        words[:2] == ["not", "really"]
        or (words == ["not"])
        or words[:2] == ["not", "for"]
        or words[:2] in (["not", "exactly"], ["of", "course"])
    ):
        return "no" if words[0] == "not" else ""
    return ""
