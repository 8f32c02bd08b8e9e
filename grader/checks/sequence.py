"""Judge sequences of words with their numbers: which ones an answer concludes with, and how each is scored.

kind: sequence
asks: hypothesis            # words, value, or hypothesis (both together)
expected: first_hypothesis  # ANSWERS: words, a number, or (words, number)
others: [optimum]        # patterns that name other methods, whose sequences are no answer
of: beam_hypotheses         # ANSWERS: all that the question asks for, in order (default: the one expected)
vocabulary: vocabulary      # ANSWERS: the words
known: complete_sequences   # ANSWERS: the whole sequences there are, as (words, number)
fields: [hypotheses]        # fields of answers.yaml
mistakes: {greedy-for-optimum: {words: greedy_words}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from grader.checks.request import CheckKind, Params, Request
from grader.maths.sequences.conclusions import CONCLUDING, DISMISSING, Conclusion, conclude
from grader.maths.sequences.mentions import Mention, find_mentions
from grader.maths.sequences.text import Sentence, numbers_in, sentences, split_sentences, tokens_of
from grader.maths.sequences.vocabulary import Vocabulary, Words
from grader.model.assignment import Reference
from grader.model.judgement import Judgement, Mark, Reading, Truth
from grader.model.spelling import mended
from grader.model.submission import Field, FieldValue

WRONG_VALUE = "wrong-value"
"""The outcome of right words with a wrong number, or none."""


class Sign(BaseModel):
    """How a known mistake shows: the concluded words, the number, or one of several sequences."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str = ""
    value: str = ""
    among: str = ""
    """ANSWERS: sequences (with numbers); the answer concludes with exactly these."""
    outside: str = ""
    """ANSWERS: the prefixes that were kept, as (words, number); a sequence that continues none of them."""
    arithmetic: bool = False
    """Right words with another number."""
    fewer: bool = False
    """Fewer sequences than asked for."""
    swapped: bool = False
    """The right sequences in another order."""


class SequenceParams(Params):
    """See the module's head."""

    asks: Literal["words", "value", "hypothesis"]
    expected: str
    vocabulary: str
    known: str
    of: str = ""
    words: str = ""
    """With `asks: value`: the words that the number belongs to."""
    fields: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    mistakes: Mapping[str, Sign] = {}

    def reference_names(self) -> tuple[str, ...]:
        names = [self.expected, self.vocabulary, self.known, self.of, self.words]
        for sign in self.mistakes.values():
            names += [sign.words, sign.value, sign.among, sign.outside]
        return tuple(name for name in names if name)


Scored = tuple[Words, Fraction]


def check_sequence(request: Request[SequenceParams]) -> Mapping[str, Judgement]:
    """One judgement a check; the answer is read once for each set of fields."""
    judged = {}
    for check, params in request.checks.items():
        judged[check] = _judge(_concluded(request, params), params, request)
    return judged


def _concluded(request: Request[SequenceParams], params: SequenceParams) -> Conclusion:
    answers = request.reference
    known = _scored_list(_value(answers, params.known))
    vocabulary = Vocabulary(
        words=frozenset(word.lower() for word in _strings(_value(answers, params.vocabulary))),
        length=len(known[0][0]),
        known=frozenset(words for words, _ in known),
        concluding=CONCLUDING,
        dismissing=DISMISSING,
        others=re.compile("|".join(params.others), re.IGNORECASE) if params.others else None,
    )
    fields = [request.answer.fields[name] for name in params.fields if name in request.answer.fields]
    if fields:
        parts = [sentence for field in fields for sentence in _field_sentences(field)]
        mentions = [replace(mention, is_conclusion=True) for mention in find_mentions(parts, vocabulary)]
    else:
        parts = [
            replace(part, text=mended(part.text, vocabulary.words)) for part in sentences(request.answer)
        ]
        mentions = find_mentions(parts, vocabulary)
    wanted = len(_scored_list(_value(answers, params.of))) if params.of else 1
    return conclude(mentions, parts, wanted, vocabulary.others)


def _field_sentences(field: Field) -> list[Sentence]:
    return [Sentence(text, field.place) for line in _flatten(field.value) for text in split_sentences(line)]


def _flatten(value: FieldValue) -> list[str]:
    """A list of words is one sequence, a list of sequences is a line each."""
    if isinstance(value, str):
        return [value]
    if all(isinstance(item, str) and " " not in item.strip() for item in value):
        return [" ".join(str(item) for item in value)]
    return [line for item in value for line in _flatten(item)]


def _judge(found: Conclusion, params: SequenceParams, request: Request[SequenceParams]) -> Judgement:
    if not found.answered:
        return Judgement(Truth.ABSENT)
    readings = (Reading(found.text, found.place, Mark.READ),)
    if found.is_left_open:
        return Judgement(Truth.WRONG, readings=readings, reason="several sequences are left open")
    if not found.is_clear and _is_mere_list(found, params, request):
        reason = "all sequences are listed and none is chosen"
        return Judgement(Truth.WRONG, readings=readings, reason=reason)
    if not found.is_clear:
        return Judgement(
            Truth.UNREADABLE, readings=readings, reason="several sequences stand there and none is chosen"
        )
    judged = _JUDGES[params.asks](found, params, request)
    return replace(judged, readings=readings)


def _is_mere_list(found: Conclusion, params: SequenceParams, request: Request[SequenceParams]) -> bool:
    """Whether the answer is every sequence there is, with numbers and no word beside them."""
    known = {words for words, _ in _scored_list(_value(request.reference, params.known))}
    if {mention.words for mention in found.mentions} < known or len(known) < _MANY:
        return False
    own = {word for words in known for word in words}
    told = (token for part in sentences(request.answer) for token in tokens_of(part.text))
    return all(token.kind != "word" or token.text.lower() in own | _ARTICLES | {"and"} for token in told)


_MANY = 4  # sequences, of which a list of all is no choice


def _judge_words(found: Conclusion, params: SequenceParams, request: Request[SequenceParams]) -> Judgement:
    if not found.mentions:
        return _no_sequence(found, request)
    words = found.mentions[0].words
    if words == _strings(_value(request.reference, params.expected)):
        return Judgement(Truth.RIGHT)
    return Judgement(
        Truth.WRONG, mistakes=_named(found, params, request), reason=f"concludes with {' '.join(words)}"
    )


def _judge_value(found: Conclusion, params: SequenceParams, request: Request[SequenceParams]) -> Judgement:
    expected = _number(_value(request.reference, params.expected))
    value = found.mentions[0].value if found.mentions else found.value
    if value is not None and _agrees(value, expected):
        return Judgement(Truth.RIGHT)
    if found.mentions and _may_be_another(found, found.mentions[0], expected):
        return Judgement(Truth.UNREADABLE, reason=_UNSURE)
    if value is None:
        return Judgement(Truth.ABSENT) if found.mentions else _no_sequence(found, request)
    return Judgement(Truth.WRONG, mistakes=_named(found, params, request), reason=f"gives {value}")


_UNSURE = "several numbers stand there, and it is not clear which is the sequence's own"


def _may_be_another(found: Conclusion, mention: Mention, expected: Fraction) -> bool:
    """Whether a right number stands in the answer, and which number belongs to the sequence is unsure."""
    return (mention.value is None or not mention.is_sure) and any(
        _agrees(value, expected) for value in found.numbers
    )


def _no_sequence(found: Conclusion, request: Request[SequenceParams]) -> Judgement:
    """No whole sequence: nothing of it was answered in fields or a lone number, else words we cannot read."""
    if request.answer.fields or not _tells_of_any(request, numbers=found.value is None):
        return Judgement(Truth.ABSENT)
    return Judgement(Truth.UNREADABLE, reason="no whole sequence of the model's words was found")


_ARTICLES = frozenset(("a", "an", "the"))
_ELSEWHERE_TEXT = "see figure fig image picture png jpg above below table attached code notebook voir"
_ELSEWHERE = frozenset(_ELSEWHERE_TEXT.split())
"""Words of an answer that may stand in another place."""


def _tells_of_any(request: Request[SequenceParams], *, numbers: bool) -> bool:
    """Whether the answer holds a word of the sequences, sends the reader elsewhere, or tells a number."""
    words = set(_ELSEWHERE)
    for params in request.checks.values():
        words.update(word.lower() for word in _strings(_value(request.reference, params.vocabulary)))
    words -= _ARTICLES
    return any(
        (numbers and numbers_in(sentence.text))
        or any(token.text.lower() in words for token in tokens_of(sentence.text))
        for sentence in sentences(request.answer)
    )


def _judge_hypothesis(
    found: Conclusion, params: SequenceParams, request: Request[SequenceParams]
) -> Judgement:
    if not found.mentions:
        return _no_sequence(found, request)
    ((words, number),) = _scored_list((_value(request.reference, params.expected),))
    own = next((mention for mention in found.mentions if mention.words == words), None)
    mistakes = _named(found, params, request)
    if own is None:
        listed = ", ".join(" ".join(mention.words) for mention in found.mentions)
        return Judgement(Truth.WRONG, mistakes=mistakes, reason=f"concludes with {listed}")
    if own.value is not None and _agrees(own.value, number):
        return Judgement(
            Truth.RIGHT, mistakes=tuple(name for name in mistakes if params.mistakes[name].swapped)
        )
    if _may_be_another(found, own, number):
        return Judgement(Truth.UNREADABLE, reason=_UNSURE)
    return Judgement(
        Truth.WRONG, outcome=WRONG_VALUE, reason=f"the words are right, the number is {own.value}"
    )


_JUDGES = {"words": _judge_words, "value": _judge_value, "hypothesis": _judge_hypothesis}


def _named(found: Conclusion, params: SequenceParams, request: Request[SequenceParams]) -> tuple[str, ...]:
    """The first known mistake that shows, in the rubric's order."""
    for mistake, sign in params.mistakes.items():
        if mistake in request.mistakes and _shows(sign, found, params, request.reference):
            return (mistake,)
    return ()


def _shows(sign: Sign, found: Conclusion, params: SequenceParams, reference: Reference) -> bool:
    words = [mention.words for mention in found.mentions]
    value = found.mentions[0].value if found.mentions else found.value
    right = [each for each, _ in _scored_list(_value(reference, params.of))] if params.of else []
    if sign.words:
        return words == [_strings(_value(reference, sign.words))]
    if sign.value:
        return value is not None and _agrees(value, _number(_value(reference, sign.value)))
    if sign.among:
        return set(words) == {each for each, _ in _scored_list(_value(reference, sign.among))}
    if sign.outside:
        prefixes = [each for each, _ in _scored_list(_value(reference, sign.outside))]
        return any(not any(each[: len(prefix)] == prefix for prefix in prefixes) for each in words)
    if sign.arithmetic:
        owner = _strings(_value(reference, params.words)) if params.words else ()
        return bool(words) and words[0] == owner
    if sign.fewer:
        return len(words) < len(right) and set(words) <= set(right)
    return sign.swapped and len(words) == len(right) and set(words) == set(right) and words != right


def _agrees(value: Decimal, expected: Fraction) -> bool:
    """Equal, or the exact number rounded to the decimals written (at least one)."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if Fraction(value) == expected:
        return True
    return decimals >= 1 and abs(Fraction(value) - expected) <= Fraction(1, 2 * 10**decimals)


def _value(reference: Reference, name: str) -> object:
    return reference.answers[name]()


def _strings(value: object) -> Words:
    if not isinstance(value, (tuple, list)) or not all(isinstance(word, str) for word in value):
        raise TypeError(f"not a sequence of words: {value!r}")
    return tuple(str(word).lower() for word in value)


def _number(value: object) -> Fraction:
    if not isinstance(value, (int, float, Fraction, Decimal)):
        raise TypeError(f"not a number: {value!r}")
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _scored_list(value: object) -> tuple[Scored, ...]:
    if not isinstance(value, (tuple, list)) or not all(
        isinstance(each, (tuple, list)) and len(each) == 2 for each in value
    ):
        raise TypeError(f"not a list of (words, number): {value!r}")
    return tuple((_strings(words), _number(number)) for words, number in value)


SEQUENCE = CheckKind("sequence", SequenceParams, check_sequence)
