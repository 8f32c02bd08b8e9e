"""A sequence told one word at a time: ``first the, then red``; ``w_1 = the, w_2 = red``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.maths.sequences.text import Sentence, Token, is_word, tokens_of
from grader.maths.sequences.vocabulary import Vocabulary, Words

_STEP_WORDS_TEXT = (
    "then next finally followed by and first second third lastly last word after that is picks pick "
    "choose chooses select selects we it take takes get gets puis ensuite enfin premier deuxième "
    "troisième mot on choisit et "
)
STEP_WORDS = frozenset(_STEP_WORDS_TEXT.split())


def told_step_by_step(parts: Sequence[Sentence], vocabulary: Vocabulary) -> Words:
    """The words of a whole sequence that is told one at a time; none where there is none."""
    sentences = [tokens_of(sentence.text) for sentence in parts]
    for read in (
        _words_indexed,
        _words_numbered,
        _words_told,
        _words_picked,
        _words_beside_numbers,
        _words_preferred,
        _words_in_rows,
    ):
        words = read(sentences, vocabulary)
        if words in vocabulary.known or (vocabulary.fillers is not None and len(words) == vocabulary.length):
            return words
    return ()


def _words_indexed(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """The words behind ``w_1 =``, ``w_2 =``, ...: one for each place, the last where it is told again."""
    told: dict[int, str] = {}
    for tokens in sentences:
        place = 0
        for token in tokens:
            if token.kind == "index":
                digits = re.findall(r"\d", token.text)
                place = int(digits[0]) if len(digits) == 1 else 0
            elif place and token.kind == "word":
                if token.text.lower() in vocabulary.words:
                    told[place] = token.text.lower()
                place = 0
    wanted = range(1, vocabulary.length + 1)
    return tuple(told[place] for place in wanted) if all(place in told for place in wanted) else ()


def _words_numbered(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """The words of ``step 1: ...``, ``step 2: ...``, where each step names just one beside articles."""
    told: dict[int, str] = {}
    for tokens in sentences:
        steps = [place for place, token in enumerate(tokens) if token.kind == "step"]
        for begin, end in zip(steps, [*steps[1:], len(tokens)], strict=False):
            named = _not_compared(tokens[begin:end]) & vocabulary.words
            named = named - _ARTICLES or named
            number = int(re.findall(r"\d+", tokens[begin].text)[0])
            if len(named) > 1:
                named = _picked(tokens[begin:end], vocabulary) or named
            if len(named) > 1 or number in told:
                return ()
            if named:
                told[number] = named.pop()
    wanted = range(1, vocabulary.length + 1)
    return tuple(told[place] for place in wanted) if all(place in told for place in wanted) else ()


def _picked(tokens: Sequence[Token], vocabulary: Vocabulary) -> set[str]:
    """The word that a step ends in choosing: ``the red (-3.1), the green (-3.4), so red``."""
    words = [token.text.lower() for token in tokens if token.kind == "word"]
    after = {
        word
        for before, word in pairwise(words)
        if word in vocabulary.words - _ARTICLES and before in _PICKS | _HENCE
    }
    return after if after and words[-1] in after else set()


_HENCE = frozenset(
    ("so", "hence", "thus", "therefore", "keep", "keeps", "kept", "donc", "also", "is", "prendre")
)
_ARTICLES = frozenset(("the", "a", "an"))
_COMPARED_TEXT = (
    "after following given from over than against vs versus for beats not behind après contre pour nach gegen"
)
_COMPARED = frozenset(_COMPARED_TEXT.split())
"""Words right before one that is no choice: *after "the" we take "red" (-3.1 against -3.4 for green)*."""


def _not_compared(tokens: Sequence[Token]) -> set[str]:
    """The words of a step but for those that others follow or are compared with."""
    words = [token for token in tokens if token.kind == "word" or token.text in "<>"]
    return {
        token.text.lower()
        for before, token in zip([None, *words], words, strict=False)
        if before is None or (before.text != ">" and before.text.lower() not in _COMPARED)
    }


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens between commas."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _words_preferred(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """The first words of ``the (-1.5) > a (-1.8); red (-4.6) > green (-4.9); cat``: one of each sentence."""
    words, compared = [], 0
    for segment in (segment for tokens in sentences for segment in _segments(tokens)):
        known = [token.text.lower() for token in segment if is_word(token, vocabulary.words)]
        signs = [token.text for token in segment if token.kind == "sign" and token.text in "<>"]
        if len(known) == 2 and signs == [">"]:
            words.append(known[0])
            compared += 1
        elif len(known) == 1 and not signs:
            words.append(known[0])
    return tuple(words) if compared else ()


def _words_told(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """The words of steps, arrows, indices and lists, in order; none where nothing tells of steps."""
    words: list[str] = []
    stepwise = False
    for tokens in sentences:
        alone = len(tokens) == 1
        stepwise = stepwise or _each_with_a_number(tokens, vocabulary)
        for before, token in zip([None, *tokens], tokens, strict=False):
            word = token.text.lower()
            is_known = token.kind == "word" and word in vocabulary.words
            stepwise = stepwise or token.kind in ("step", "arrow", "index") or word in STEP_WORDS
            stepwise = stepwise or (alone and is_known)
            if is_known and (not words or alone or (before is not None and _leads(before))):
                words.append(word)
    return tuple(words) if stepwise else ()


_PICKS_TEXT = (
    "pick picks picked choose chooses chose chosen select selects selected take takes then next finally "
    "lastly by puis ensuite enfin choisit prend followed step étape pas schritt"
)
_PICKS = frozenset(_PICKS_TEXT.split())


def _words_picked(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """Only the words right after one that picks, whatever is compared on the way: ``so we pick "the"``."""
    words = []
    for tokens in sentences:
        before = ""
        for token in tokens:
            if token.kind == "word":
                word = token.text.lower()
                if word in vocabulary.words and before in _PICKS:
                    words.append(word)
                before = word
            elif token.kind != "mark":
                before = ""
    return tuple(words)


def _words_in_rows(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """One word and its numbers a row, in as many rows as a sequence has words, and no others like them."""
    rows = []
    for tokens in sentences:
        kinds = {
            token.kind for token in tokens if token.kind not in ("mark", "sign", "script", "end", "step")
        }
        words = [token.text.lower() for token in tokens if token.kind == "word"]
        if kinds == {"word", "number"} and len(words) == 1 and words[0] in vocabulary.words:
            rows.append(words[0])
    return tuple(rows) if len(rows) == vocabulary.length else ()


def _words_beside_numbers(sentences: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> Words:
    """As many words as a sequence has, each with its number: ``at each step, the -1.5 red -3.1 cat -4.5``."""
    for tokens in sentences:
        kept = [token for token in tokens if token.kind not in ("mark", "sign", "script", "arrow")]
        words: list[str] = []
        for token, following in pairwise([*kept, Token("end", "")]):
            if is_word(token, vocabulary.words) and following.kind == "number":
                words.append(token.text.lower())
            elif token.kind != "number":
                if len(words) == vocabulary.length:
                    break
                words = []
        if len(words) == vocabulary.length:
            return tuple(words)
    return ()


def _each_with_a_number(tokens: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """``the (-1.5), red (-3.1), cat (-4.5)``: words and numbers by turns, as many as a sequence has words."""
    kinds = [
        "other" if token.kind == "word" and token.text.lower() not in vocabulary.words else token.kind
        for token in tokens
        if token.kind not in ("mark", "sign", "script")
    ]
    kinds = kinds[:-1] if kinds[-1:] == ["end"] else kinds
    return kinds[-2 * vocabulary.length :] == ["word", "number"] * vocabulary.length


def _leads(before: Token) -> bool:
    """Whether the token before a word says that it is the next one."""
    return (
        before.kind in ("step", "arrow", "index", "sign", "start", "number")
        or before.text.lower() in STEP_WORDS
        or before.text in "\"'“‘«,(:"
    )
