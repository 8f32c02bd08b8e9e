"""Find sequences of known words, each with its number, in an answer, and which of them it concludes with.

A *mention* is a run of words of a vocabulary, joined by blanks, commas, arrows, quotes or brackets, as long
as a whole sequence; its number stands after it (or, if none does, before it) in the same sentence or row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from grader.maths.sequences.steps import told_step_by_step
from grader.maths.sequences.text import (
    JOINERS,
    Sentence,
    Token,
    is_word,
    number_places,
    tokens_of,
    uses_decimal_commas,
)
from grader.maths.sequences.values import COMPARING, Run, last_value, values_beside, values_of_runs
from grader.maths.sequences.vocabulary import Vocabulary, Words
from grader.model.submission import Place


@dataclass(frozen=True)
class Mention:
    """One sequence as written, with its number and where it stands."""

    words: Words
    value: Decimal | None
    place: Place
    text: str
    sentence: int
    """The number of its sentence in the answer."""
    is_sure: bool = True
    """Whether no other number could be its own."""
    is_conclusion: bool = False
    is_dismissed: bool = False
    """Whether the sentence sets it aside: ``not``, ``instead of``, ``higher than``."""
    is_runner_up: bool = False
    """Whether it is named as what comes after the best: ``second best``, ``followed by``."""
    is_of_another: bool = False
    """Whether it is told as what another method finds: ``the optimum (the green cat) got lost``."""
    is_named: bool = False
    """Whether it stands behind a name and an equals sign: ``w* = the red cat``."""


def find_mentions(parts: Sequence[Sentence], vocabulary: Vocabulary) -> list[Mention]:
    """Every whole sequence in the order of the answer, with its number."""
    decimal_comma = uses_decimal_commas(parts)
    mentions: list[Mention] = []
    for number, sentence in enumerate(parts):
        mentions.extend(_in_sentence(sentence, number, vocabulary, decimal_comma))
    whole = [each for each in mentions if len(each.words) == vocabulary.length and not each.is_dismissed]
    if all(each.is_of_another for each in whole):
        # what another method finds may stand beside steps that tell the answer
        of_another = {each.sentence for each in whole}
        own = [part for number, part in enumerate(parts) if number not in of_another]
        words = told_step_by_step(own, vocabulary)
        if words:
            last = last_value(own, vocabulary.others, decimal_comma=decimal_comma)
            place, text = own[-1].place, own[-1].text
            mentions = [Mention(words, last.value, place, text, len(parts) - 1, is_sure=last.is_sure)]
    return _with_later_values(mentions, parts, decimal_comma, vocabulary.others)


def _in_sentence(
    sentence: Sentence, number: int, vocabulary: Vocabulary, decimal_comma: bool
) -> list[Mention]:
    tokens = tokens_of(sentence.text)
    runs = _runs(tokens, vocabulary)
    values = values_of_runs(tokens, runs, number_places(tokens, decimal_comma=decimal_comma))
    cues = [
        place
        for place, token in enumerate(tokens)
        if is_word(token, vocabulary.concluding) and not (place and is_word(tokens[place - 1], _SECOND))
    ]
    looking_back = {place: _looks_back(tokens, runs, place) for place in cues}
    cues = [place for place in cues if looking_back[place] is None]
    after_some = any(begin > cues[-1] for _, begin, _ in runs) if cues else False
    dismissed = _dismissed(tokens, runs, vocabulary)
    mentions = []
    for place, (words, begin, end) in enumerate(runs):
        preceding = runs[place - 1][2] if place else 0
        second = any(is_word(token, _SECOND) for token in tokens[max(preceding, begin - _NEAR) : begin])
        # What follows the last cue of a sentence is concluded; a cue at its end concludes all of it.
        concludes = bool(cues) and (begin > cues[-1] or not after_some)
        concludes = concludes or place in looking_back.values() or _comes_first(tokens[end:])
        concludes = concludes and not dismissed[place]
        mentions.append(
            Mention(
                words,
                values[place].value,
                sentence.place,
                sentence.text,
                number,
                is_sure=values[place].is_sure,
                is_conclusion=concludes,
                is_dismissed=dismissed[place],
                is_runner_up=second,
                is_of_another=_is_of_another(tokens, preceding, begin, runs[place][2], vocabulary),
                is_named=_is_named(tokens[preceding:begin]),
            )
        )
    return _past_brackets(mentions, tokens, runs)


def _past_brackets(mentions: list[Mention], tokens: Sequence[Token], runs: Sequence[Run]) -> list[Mention]:
    """With the number behind a bracket that sets another aside: ``the red cat (not the green cat), -9.1``."""
    for place, (own, other) in enumerate(pairwise(mentions)):
        end = runs[place + 1][2]
        is_bracketed = [token.text for token in tokens[end : end + 1]] == [")"]
        if own.value is None and other.is_dismissed and not own.is_dismissed and is_bracketed:
            mentions[place] = replace(own, value=other.value, is_sure=other.is_sure)
            mentions[place + 1] = replace(other, value=None)
    return mentions


def _looks_back(tokens: Sequence[Token], runs: Sequence[Run], cue: int) -> int | None:
    """The number of the sequence that a cue is said of: *it is what the search finds*; else None."""
    before = [number for number, (_, _, end) in enumerate(runs) if end <= cue]
    if not before:
        return None
    between = [token.text.lower() for token in tokens[runs[before[-1]][2] : cue] if token.kind == "word"]
    is_said = any(pair in _IS_WHAT for pair in pairwise(between[:3]))
    return before[-1] if is_said else None


_IS_WHAT = frozenset((("is", "what"), ("est", "ce"), ("was", "what")))


def _comes_first(after: Sequence[Token]) -> bool:
    """Whether the words right behind a sequence put it at the head: ``comes first``, ``ranks top``."""
    words = [token.text.lower() for token in after if token.kind not in ("mark", "number", "script")]
    return len(words) > 1 and words[0] in _RANKS and words[1] in _HEAD


_RANKS = frozenset(("comes", "come", "ranks", "finishes", "is", "ends", "arrive", "vient", "est"))
_HEAD = frozenset(("first", "top", "best", "premier", "première", "ahead"))


def _is_named(before: Sequence[Token]) -> bool:
    """Whether what stands before a sequence ends in a symbol and an equals sign: ``w^* =``."""
    place = len(before)
    while place and before[place - 1].kind == "mark":
        place -= 1
    if place < 2 or before[place - 1].text != "=":
        return False
    names = [token for token in before[: place - 1] if token.kind not in ("mark", "script")]
    return bool(names) and (names[-1].kind == "index" or names[-1].text.lower() in _SYMBOLS)


def _is_of_another(
    tokens: Sequence[Token], preceding: int, begin: int, end: int, vocabulary: Vocabulary
) -> bool:
    """Whether the clause before a sequence, or what explains it right behind, names another method."""
    if vocabulary.others is None:
        return False
    while begin > preceding and (tokens[begin - 1].kind == "number" or tokens[begin - 1].text in _LEADING):
        begin -= 1  # the optimum, the green cat
    start, depth = begin, 0
    while start > preceding and (
        depth or not _ends_clause(tokens[start - 1]) or tokens[start - 1].text == ")"
    ):
        start -= 1
        depth += (tokens[start].text == ")") - (tokens[start].text == "(")
    before = " ".join(token.text for token in tokens[start:begin])
    supposed = _SUPPOSED.search(" ".join(token.text for token in tokens))
    if supposed and _IF.search(" ".join(token.text for token in tokens[:begin])):
        return True
    behind = " ".join(token.text for token in tokens[end : end + _BEHIND])
    explained = _EXPLAINED.match(behind)
    told = explained[explained.lastgroup or 0] if explained else ""
    return bool(_WOULD.search(before) or vocabulary.others.search(before) or vocabulary.others.search(told))


_WOULD = re.compile(r"\b(?:it|which|this|that) would (?:have|return|give|find|yield|output|choose|pick)\b")
_IF = re.compile(r"\b(?:if|had|si|wenn)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if|had|si|wenn)\b.*\b(?:would|could|aurait|serait|gagnerait|würde|wäre|hätte)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence about what another search would give: *if B were 3, the red cat would win*."""
_LEADING = frozenset(("(", ",", ":", "=", "[", *"\"'“‘«"))


def _ends_clause(token: Token) -> bool:
    return token.kind == "end" or token.text in ",;:()→" or is_word(token, _TURNS)


_BEHIND = 16  # tokens behind a sequence that may explain it
_EXPLAINED = re.compile(
    r"[\"'”’» ]*(?:[(,=]? ?-? ?[\d.,]+ ?\)? )?"
    r"(?:(?:(?:which|that)? ?(?:is |was )?(?:found|returned|given|obtained|chosen) )?"
    r"(?:by|of|from|par|de|du) (?P<owner>[^(),.;]{3,40})"
    r"|\( (?P<bracketed>[^(),.;]{3,60}) \)|, (?P<aside>[^(),.;]{3,60}) ,"
    r"|(?:, which |, qui )?(?:is|was|would be|est|était|serait) "
    r"(?P<told>(?!(?:not|pas)\b)[^(),.;]{3,60}?)(?= [,.;()]|$))"
)
"""An apposition in brackets or between commas, or *is the optimum*."""


_SYMBOLS = frozenset(("w", "y", "s", "x", "star", "hat", "bar", "overline", "ast"))
_SECOND_TEXT = "next second 2nd third 3rd runner runner-up followed deuxième suivie suivi"
_SECOND = frozenset(_SECOND_TEXT.split())
_TURNS_TEXT = "but however yet although though mais"
_TURNS = frozenset(_TURNS_TEXT.split())
_NOT_TEXT = "not isn't isnt aren't wasn't weren't doesn't never pas nor"
_NOT = frozenset(_NOT_TEXT.split())
_VERBS_TEXT = (
    "is are was were be been gets get got has have had being isn't aren't est sont étaient a ont avait été"
)
_VERBS = frozenset(_VERBS_TEXT.split())
_NEAR = 4


def _dismissed(tokens: Sequence[Token], runs: Sequence[Run], vocabulary: Vocabulary) -> list[bool]:
    """Which sequences the words just before, or after, set aside; what a comma or *and* joins shares it."""
    before, after = [], []
    for place, (_, begin, end) in enumerate(runs):
        preceding = runs[place - 1][2] if place else 0
        following = runs[place + 1][1] - _NEAR + 1 if place + 1 < len(runs) else len(tokens)
        lesser = place > 0 and _is_lesser(tokens[: runs[place - 1][1]], tokens[preceding:begin])
        before.append(lesser or _set_aside(tokens[preceding:begin], vocabulary.dismissing))
        behind = tokens[end : max(following, end)]
        after.append(_taken_back(behind, vocabulary.dismissing) or _is_out_of_reach(behind))
    joined = [
        all(
            token.kind in ("mark", "number") or is_word(token, _ANDS)
            for token in tokens[first[2] : second[1]]
        )
        for first, second in pairwise(runs)
    ]
    for place in range(1, len(runs)):
        before[place] = before[place] or (before[place - 1] and joined[place - 1])
    for place in range(len(runs) - 2, -1, -1):
        after[place] = after[place] or (after[place + 1] and joined[place])
    return [first or second for first, second in zip(before, after, strict=True)]


def _is_lesser(before: Sequence[Token], between: Sequence[Token]) -> bool:
    """Whether a sequence is the one that another is preferred to."""
    words = [token.text.lower() for token in between if token.kind == "word"]
    return words[-1:] in (["to"], ["à"]) and any(is_word(token, _PREFERS) for token in before[-_NEAR:])


_PREFERS = frozenset(("prefer", "prefers", "preferred", "preferring", "préfère", "préférons", "préférer"))


def _set_aside(tokens: Sequence[Token], dismissing: frozenset[str]) -> bool:
    """Whether the words before a sequence dismiss it: right before it, or as what a clause compares with."""
    if any(is_word(token, dismissing) for token in tokens[-_NEAR:]):
        return True
    while tokens and tokens[-1].kind == "mark" and tokens[-1].text in _QUOTES:
        tokens = tokens[:-1]  # than the optimum (the green cat)
    for token in reversed(tokens):
        if _ends_clause(token):
            return False
        if is_word(token, COMPARING):
            return True
    words = [token.text.lower() for token in tokens if token.kind == "word"]
    return len(words) > 2 and words[-1] == words[-3] == "as"  # as good as


_QUOTES = frozenset("([\"'“‘«")
_ANDS = frozenset(("and", "or", "et", "ou", "as", "well", "both", "plus"))


def _taken_back(tokens: Sequence[Token], dismissing: frozenset[str]) -> bool:
    """``..., but this is not the optimum``; ``... are thrown away``."""
    turned = verb = False
    for token in tokens:
        if token.kind in ("number", "mark", "script"):
            continue
        if turned and is_word(token, _NOT):
            return True
        if verb and (is_word(token, _NOT) or is_word(token, dismissing)) and token.text.lower() != "than":
            return True
        turned = turned or is_word(token, _TURNS)
        verb = is_word(token, _VERBS) or (verb and is_word(token, _ADVERBS))
    return False


_OUT_OF_REACH = re.compile(
    r"[^a-zà-ÿ,;:]*(?:(?:with|at|of|and|mit|avec|à)\b[^a-zà-ÿ,;:]*)?"
    r"(?:(?:can ?not|can't|could not|couldn't|will not|won't|(?:does|did)(?: not|n't)|never"
    r"|ne (?:peut|peuvent)|n'est|kann|wird)\s(?:(?!but\b)[\w']+\s){0,3}?"
    r"(?:reach|found\b|find\b|surviv|recover|appear|makes? it|obtain|generated|kept\b|explor|considered"
    r"|returned|seen\b|discover|access|come back|atteint|atteign|erreich|gefunden)"
    r"|(?:(?:is|was|are|were|becomes?|est|ist)\s)?(?:(?:now|then|already|not|no longer|nicht mehr)\s)?"
    r"(?:unreach|reachable|inaccessible|unattainable|out of reach|hors de portée|nicht mehr erreich)"
    r"|(?:has |have )?(?:falls?|fell|fallen|drops?)\s(?:out|off|away))"
)
"""Right behind a sequence that the search cannot give: *the green cat (-8.2) can't be reached any more*."""


def _is_out_of_reach(behind: Sequence[Token]) -> bool:
    return bool(_OUT_OF_REACH.match(" ".join(token.text.lower() for token in behind[:_BEHIND])))


_ADVERBS_TEXT = "then therefore thus now both all also hence clearly alors donc"
_ADVERBS = frozenset(_ADVERBS_TEXT.split())


def _runs(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Run]:
    """Whole sequences with the places of their first token and of the one after their last."""
    found: list[Run] = []
    run: list[tuple[str, int]] = []
    for place, token in enumerate([*tokens, Token("end", "")]):
        word = token.text.lower()
        if token.kind == "word" and word in vocabulary.words:
            run.append((word, place))
        elif (is_word(token, _ANDS) and _ends_list(run, vocabulary.length)) or (
            token.kind in ("arrow", "start", "index", "script")
            or (token.kind == "mark" and token.text in JOINERS)
            or (token.kind == "sign" and token.text == "=")
        ):
            continue
        else:
            found.extend(_whole(run, vocabulary))
            run = []
    return found


def _ends_list(run: Sequence[tuple[str, int]], length: int) -> bool:
    """Whether only the last word of a list is missing: ``"the", "red" and "rectangle"``."""
    return 1 < len(run) == length - 1 and all(second - first > 1 for (_, first), (_, second) in pairwise(run))


def _whole(run: Sequence[tuple[str, int]], vocabulary: Vocabulary) -> list[Run]:
    """The whole sequences of one run: known ones first, else the run itself if it has just the length."""
    length = vocabulary.length
    if vocabulary.fillers is not None:
        return _cut(run, length, vocabulary.fillers)
    found = []
    start = 0
    while start + length <= len(run):
        words = tuple(word for word, _ in run[start : start + length])
        if words in vocabulary.known:
            found.append((words, run[start][1], run[start + length - 1][1] + 1))
            start += length
        else:
            start += 1
    if not found and len(run) == length and _is_like_known([word for word, _ in run], vocabulary.known):
        found.append((tuple(word for word, _ in run), run[0][1], run[-1][1] + 1))
    return found


def _is_like_known(words: Sequence[str], known: frozenset[Words]) -> bool:
    """Whether each word stands where some known sequence has it: else it is chance (``a dog", the ...``)."""
    return not known or all(
        any(place < len(each) and each[place] == word for each in known) for place, word in enumerate(words)
    )


def _cut(run: Sequence[tuple[str, int]], length: int, fillers: frozenset[str]) -> list[Run]:
    """A run of words that nobody knows: sequences of the length, or one of another."""
    if all(word in fillers for word, _ in run) and len(run) != length:
        return []
    step = length if len(run) % length == 0 else len(run)
    return [
        (tuple(word for word, _ in run[start : start + step]), run[start][1], run[start + step - 1][1] + 1)
        for start in range(0, len(run), step)
    ]


def _with_later_values(
    mentions: list[Mention],
    parts: Sequence[Sentence],
    decimal_comma: bool,
    others: re.Pattern[str] | None,
) -> list[Mention]:
    """Sequences without a number in their sentence take those of the sentence after it, or before."""
    taken = {mention.sentence for mention in mentions}
    completed: list[Mention] = []
    for number, group in groupby(mentions, key=lambda mention: mention.sentence):
        found = list(group)
        bare = [mention for mention in found if mention.value is None]
        values = (
            values_beside(number, len(bare), taken, parts, others, decimal_comma=decimal_comma)
            if bare
            else []
        )
        later = iter(values)
        for mention in found:
            owned = next(later, None) if mention.value is None else None
            completed.append(replace(mention, value=owned.value, is_sure=owned.is_sure) if owned else mention)
    return completed
