"""Of whom something is said, and with whom that is compared."""

from __future__ import annotations

from grader.claims import language
from grader.claims.clauses import Clause
from grader.claims.view import View
from grader.claims.vocabulary import Occurrence
from grader.claims.words import word_set

_NOT_COMPARED = word_set("tandis alors parce bien pense dire dit est ce afin pour puis lors vu")
_PREPOSITIONS = word_set("to for on with in of by from aux au pour avec sur dans")
_MARK_STARTS = frozenset(mark[0] for mark in language.THAN)
_MARK_REACH = 5  # tokens between the mark and the subject it sets apart
_REACH = 100  # tokens of a clause to either side among which a subject is looked for
_RELATIVES = frozenset(("which", "qui", "dont", "where", "for"))


def comparison_marks(
    tokens: tuple[str, ...], indices: tuple[int, ...]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where the other side of a comparison is announced: start, end, the words."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for index in indices:
        if tokens[index] not in _MARK_STARTS:
            continue
        for mark in language.THAN:
            if mark == ("as",) and (index < 2 or tokens[index - 2] != "as"):
                continue
            if mark == ("que",) and tokens[max(0, index - 1)] in _NOT_COMPARED:
                continue
            if tuple(tokens[index : index + len(mark)]) == mark:
                found.append((index, index + len(mark), mark))
    for position in (indices[0] - 1, indices[0] - 2):  # the mark may be the clause's own conjunction
        if position < 0 or tokens[position] not in _MARK_STARTS:
            continue
        for mark in language.THAN:
            if mark in (("que",), ("as",)):
                continue
            ends = position + len(mark) == indices[0]
            if ends and tuple(tokens[position : position + len(mark)]) == mark:
                found.append((position, indices[0], mark))
    return found


def subject_of(item: Occurrence, view: View) -> tuple[str, str, bool]:
    """Of whom it is said, with whom that is compared, and whether the clause itself names the former."""
    candidates = view.targets.get(item.concept, view.subjects)
    near = [other for other in view.occurrences if abs(other.start - item.start) <= _REACH]
    mentions = _outermost([other for other in near if other.concept in candidates])
    compared = compared_subjects(mentions, view)
    plain = [
        mention
        for mention in mentions
        if mention not in compared and not (mention.start <= item.start and item.end <= mention.end)
    ]
    inside = [mention for mention in plain if item.start <= mention.start < item.end]
    before = [mention for mention in plain if mention.start < item.start]
    after = [mention for mention in plain if mention.start >= item.end]
    others = [mention.concept for mention in sorted(compared, key=lambda mention: mention.start)]
    inherited = _inherited(item, view, candidates)
    if item.concept in view.targets and _is_target(after, view):
        subject = after[0].concept
    elif inside or before:
        subject = inside[0].concept if inside else before[-1].concept
        others += [
            mention.concept
            for mention in after
            if mention.concept != subject and not _is_apart(view.tokens[item.end : mention.start])
        ]
    elif after and (item.concept in view.targets or not (_has_pronoun(item, view) and inherited)):
        subject = after[0].concept
    else:
        subject = inherited
        others += [mention.concept for mention in after]
    other = next((other for other in others if other != subject), "")
    return subject, other, bool(inside or before or after)


_PLURAL = frozenset(("they", "their", "them", "these", "ils", "elles", "leur", "leurs"))
_SINGULAR = frozenset(("it", "its", "il", "elle"))


def _inherited(item: Occurrence, view: View, candidates: tuple[str, ...]) -> str:
    """The subject named last; behind a pronoun the last of its number, where there is one."""
    named = [name for name in reversed(view.inherited) if name in candidates]
    before = {view.tokens[index] for index in view.clause.indices if index < item.start}
    if not _PLURAL.isdisjoint(before):
        named = (
            [name for name in named if name in view.plurals]
            or [name for name in named if name not in view.singulars]
            or named
        )
    elif not _SINGULAR.isdisjoint(before):
        named = [name for name in named if name not in view.plurals] or named
    return named[0] if named else ""


def plurals_after(plurals: frozenset[str], view: View) -> frozenset[str]:
    """The subjects that were named in the plural last, a clause later."""
    found = set(plurals)
    for mention in view.occurrences:
        if mention.concept not in view.subjects:
            continue
        words = view.tokens[mention.start : mention.end]
        if any(len(word) > 2 and word.endswith("s") and not word.endswith("ss") for word in words):
            found.add(mention.concept)
        else:
            found.discard(mention.concept)
    return frozenset(found)


def singulars_after(singulars: frozenset[str], view: View) -> frozenset[str]:
    """The subjects that were named as one last (*this method*), a clause later."""
    found = set(singulars)
    for mention in view.occurrences:
        if mention.concept not in view.subjects:
            continue
        if _ONE.isdisjoint(view.tokens[: mention.start][-1:]):
            found.discard(mention.concept)
        else:
            found.add(mention.concept)
    return frozenset(found)


_ONE = word_set("this that each one every ce cet cette chaque")


def _is_apart(between: tuple[str, ...]) -> bool:
    """Whether a conjunction begins another statement: *A is slow and B ...*."""
    return not {"and", "et", "but", "mais"}.isdisjoint(between)


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


def _is_target(after: list[Occurrence], view: View) -> bool:
    """Whether the first subject that follows stands behind *to*, *for*, *with* and the like."""
    if not after:
        return False
    near = view.tokens[max(0, after[0].start - 3) : after[0].start]
    return any(token in _PREPOSITIONS for token in near)


def compared_subjects(mentions: list[Occurrence], view: View) -> set[Occurrence]:
    """The subjects that only the other side of a comparison names."""
    marks = comparison_marks(view.tokens, view.clause.indices)
    found = {
        mention
        for mention in mentions
        for _, end, _ in marks
        if end <= mention.start <= end + _MARK_REACH
        and not any(end <= between.start < mention.start for between in mentions)
    }
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if any(
            _is_joined(view.tokens[other.end : mention.start])
            or (other.concept == mention.concept and other.start <= mention.start < other.end)
            for other in found
        ):
            found.add(mention)  # than A and B, than listing all of A
    return found


def _is_joined(between: tuple[str, ...]) -> bool:
    """Whether nothing but *and*, *of*, a number or a bracket stands between two subjects."""
    words = [token for token in between if token.isalpha()]
    return len(words) == 1 and words[0] in _JOINTS


_JOINTS = word_set("and or et ou of from in de dans")


def _has_pronoun(item: Occurrence, view: View) -> bool:
    before = [view.tokens[index] for index in view.clause.indices if index < item.start][:4]
    return any(
        token in ("it", "they", "its", "their", "these", "elle", "elles", "il", "ils") for token in before
    )


def subjects_named(view: View) -> list[str]:
    """The subjects of a clause, the leading one last."""
    mentions = _outermost([other for other in view.occurrences if other.concept in view.subjects])
    compared = compared_subjects(mentions, view)
    return [mention.concept for mention in reversed(mentions) if mention not in compared]


def antecedents(clause: Clause, occurrences: tuple[Occurrence, ...], subjects: tuple[str, ...]) -> list[str]:
    """The subjects a relative clause may speak of: those named before it, the nearest last."""
    if not clause.lead or clause.lead[0] not in _RELATIVES:
        return []
    return [
        item.concept for item in occurrences if item.concept in subjects and item.start < clause.indices[0]
    ]
