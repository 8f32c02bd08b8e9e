"""Compare a sequence of words or numbers in an answer, and its log-likelihood, with the expected one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grader.maths.answers.conclusions import is_doubtful
from grader.maths.equality.decide import EQUAL, Verdict, different, undecided
from grader.maths.notation.normalise import without_struck_text
from grader.maths.reasons import Reason
from grader.maths.sequences.conclusions import CONCLUDING, DISMISSING, conclude
from grader.maths.sequences.directions import second_is_meant
from grader.maths.sequences.ids import compare_ids, whole_numbers
from grader.maths.sequences.mentions import Mention, find_mentions
from grader.maths.sequences.steps import STEP_WORDS
from grader.maths.sequences.text import Sentence, numbers_in, split_sentences, tokens_of
from grader.maths.sequences.vocabulary import Vocabulary, Words
from grader.model.submission import Place

_MAX_CHARACTERS = 20_000
_NUMBERED = re.compile(r"(?<=\S)[ \t]+\(?\d[.)][ \t]+(?=[^\W\d_])")
"""The numbers of a list within a line: ``1) the 2) green``."""
_QUOTED = re.compile(r"(?:[\"“„«‹]|\*\*)\s*([^\W\d_]+(?:[ \t]+[^\W\d_]+)+)\s*(?:[\"”“»›]|\*\*)")
"""A quoted phrase, which the words around it do not belong to."""
_TAGGED = re.compile(r"(?<!\w)([^\W\d_]+)/([^\W\d_]+)(?![\w/])")
"""A word with its tag, ``dog/NN``."""
_REMARK = re.compile(r"\([A-Z][a-z]+(?:\s+[^\s()]+){3,}\)")
"""A sentence in brackets."""
_LEGEND = re.compile(
    r"(?<=\w)\s?\((?:\s*[^\W\d_]+\s*[=:]\s*[^\W\d_]+\s*[,;])+\s*[^\W\d_]+\s*[=:]\s*[^\W\d_]+\s*\)"
)
"""What letters stand for: ``(S = sunny, R = rainy)``."""
_SHORTENED = re.compile(r"\bones?\b|\bcelui\b", re.IGNORECASE)
"""What stands for the words that are left out: ``the red one``."""
_ARTICLES = frozenset(("the", "a", "an", "le", "la", "les", "un", "une"))
_EXPLAINING_TEXT = (
    "sequence sequences séquence path paths chemin word words token tokens mot mots state states état "
    "decoded decoding decoder decode likely likelihood probability probable prob log logs p w y e exp "
    "with of for in on at from is are was be been has have had having its it this that these those "
    "which whose where there here we i you they one ones as since because so such while when if then "
    "and or by to est de des du avec dont qui pour par se ce cette son sa plus vraisemblable "
    "probabilité vraisemblance score scores value total sum cumulative overall whole complete full "
    "model tree table figure above below see attached following order namely viz ie eg aka i'd it's "
    "that's highest higher largest larger greatest greater maximum max maximal maximises maximizes "
    "maximising lower lowest smaller less more better worse second third first last greedy beam search "
    "viterbi algorithm hypothesis hypotheses candidate candidates only also just exactly simply indeed "
    "clearly obviously therefore equal equals ends end starts start begin begins beginning bos eos sos "
    "dp b t n k star quad ldots dots text texttt mathrm rm tt left right argmax arg optimal optimum my "
    "our your know do not don't no yes sorry idea correct actually would should can could will must "
    "might may all among between each every after before step steps time next out up over nats bits "
    "natural attains attained attain achieves achieved reaches reached being given corresponding "
    "corresponds written write called denoted denote let predicted prediction predicts output outputs "
    "generated sentence sentences phrase string strings list but however yet although though mais both "
    "nor neither either into via per about really still too later got give gave makes make using used "
    "use run running apply applied than much very again already always never now instead beats ahead "
    "wins winning loses even whereas due thanks depth level node leaf leaves branch edge edges root tie "
    "ties tied unique reads down up what how why who whole same comes come came wins won goes go leads "
    "lead says stays stay stands appear ranks rank finish survives scoring gagne remporte emporte "
    "ressort sort arrive reste restent vient viennent sont était donne donnent nous vous il elle on gardons "
    "obtenons trouvons choisissons alors ensuite avant après entre deux première premier dernière dernier "
    "meilleure meilleur chaque étape pas plus moins très même aussi donc ainsi "
    "der die das den dem des ein eine einen einem einer ist sind war wird hat haben satz folge sequenz "
    "pfad wort wörter lautet heißt mit von zu für auf im und oder wir ich man es also daher somit nur auch "
    "wahrscheinlichste "
    "wahrscheinlichkeit am als wenn dass liefert ergibt lösung antwort ergebnis "
)
_EXPLAINING = frozenset(_EXPLAINING_TEXT.split()) | STEP_WORDS | CONCLUDING | DISMISSING | _ARTICLES
"""Words of explanations, which are taken for the model's only where the reference has them."""


@dataclass(frozen=True)
class _Expected:
    """A sequence of a reference, and its number where it has one."""

    words: Words
    number: Decimal | None = None


def compare_sequence(student: str, reference: str) -> Verdict:
    """Whether an answer gives the sequence of the reference, and its number where the reference has one.

    A reference of several lines, or parts with semicolons, asks for all of them in order.
    """
    if not student.strip():
        return undecided(Reason.EMPTY, "nothing written")
    if len(student) > _MAX_CHARACTERS:
        return undecided(Reason.LIMIT, f"more than {_MAX_CHARACTERS} characters")
    text = without_struck_text(re.sub(r"[ \t]{4,}", "   ", student))
    if not re.search(r"\w", text):
        text = re.sub(r"</?s>", " ", student)  # the model's tokens, and not HTML's crossing out
    if is_doubtful(text):
        return undecided(Reason.HEDGED, "the answer is not put as certain")
    expected = _expected(reference)
    if not expected[0].words:
        numbers = whole_numbers(reference)
        return compare_ids(text, numbers) if numbers else _no_words()
    return _compare_words(text, expected)


def _no_words() -> Verdict:
    return undecided(Reason.UNPARSED, "the reference has no words")


def _expected(reference: str) -> tuple[_Expected, ...]:
    parts = [part for part in split_sentences(reference.replace(";", "\n")) if part.strip()]
    read = tuple(_Expected(_words_of(part), next(iter(numbers_in(part)[-1:]), None)) for part in parts)
    if len(read) > 1 and len({len(each.words) for each in read}) == 1:
        return read
    whole = " ".join(parts)
    return (_Expected(_words_of(whole), next(iter(numbers_in(whole)[-1:]), None)),)


def _words_of(text: str) -> Words:
    """The words of a reference; its start token is none."""
    found = [token.text.lower() for token in tokens_of(text) if token.kind in ("word", "index")]
    return tuple(word for word in found if word not in ("log", "p", "likelihood"))


def _compare_words(text: str, expected: Sequence[_Expected]) -> Verdict:
    text = _NUMBERED.sub(" → ", text) if len(_NUMBERED.findall(text)) > 1 else text
    text = _without_tagged(text, frozenset(word for each in expected for word in each.words))
    text = _QUOTED.sub(r" ¶ \1 ¶ ", _LEGEND.sub(" ", text))
    vocabulary = _vocabulary(text, expected)
    for told in (_REMARK.sub(" ", text), text):
        parts = [Sentence(piece, Place("")) for piece in split_sentences(told)]
        found = find_mentions(parts, vocabulary)
        if found:
            break
    whole = [each for each in found if len(each.words) == vocabulary.length or _holds(each, expected[0])]
    conclusion = conclude(whole or found, parts, len(expected))
    own = conclusion.mentions
    if not own:
        return undecided(Reason.UNPARSED, "the sequence was not found")
    own = _in_order(whole, parts) or (own if conclusion.is_clear else ())
    if not own:
        return undecided(Reason.AMBIGUOUS, "several sequences stand there and none is chosen")
    if len(own) != len(expected):
        return different(f"{len(own)} sequences and not {len(expected)}")
    for mention, target in zip(own, expected, strict=True):
        verdict = _compare_mention(mention, target)
        if len(mention.words) < len(target.words) and _SHORTENED.search(mention.text):
            return undecided(Reason.AMBIGUOUS, "only a part of the sequence is named")
        if not verdict.is_equal:
            return verdict
    return EQUAL


def _without_tagged(text: str, own: frozenset[str]) -> str:
    """The tags alone of words with their tags, where it is tags that the sequence is of."""
    tagged = _TAGGED.findall(text)
    words, tags = ({each[place].lower() for each in tagged} for place in (0, 1))
    return _TAGGED.sub(r"\2", text) if len(tagged) > 1 and tags <= own and not words <= own else text


def _in_order(mentions: Sequence[Mention], parts: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Of two sequences that are each other's reverse the one in order; none where nothing tells which."""
    told = list({each.words: each for each in mentions if not each.is_dismissed}.values())
    if len(told) != 2 or told[0].words != told[1].words[::-1]:
        return ()
    text = "\n".join(part.text for part in parts)
    patterns = [re.compile(r"\W+".join(map(re.escape, each.words)), re.IGNORECASE) for each in told]
    first = patterns[0].search(text)
    second = patterns[1].search(text, first.end()) if first else None
    if first is None or second is None:
        return ()
    later = second_is_meant(text[: first.start()], text[first.end() : second.start()])
    return () if later is None else (told[1 if later else 0],)


def _vocabulary(text: str, expected: Sequence[_Expected]) -> Vocabulary:
    """The reference's words and any other of the answer that no explanation is made of."""
    own = frozenset(word for each in expected for word in each.words)
    articles = _ARTICLES if own & _ARTICLES else frozenset()
    told = {
        token.text.lower()
        for piece in split_sentences(text)
        for token in tokens_of(piece)
        if token.kind == "word" and len(token.text) > 1
    }
    return Vocabulary(
        words=own | articles | (told - _EXPLAINING),
        length=len(expected[0].words),
        known=frozenset(each.words for each in expected),
        concluding=CONCLUDING - own,
        dismissing=DISMISSING - own,
        fillers=_EXPLAINING,
    )


def _holds(mention: Mention, target: _Expected) -> bool:
    """Whether the expected words stand in a longer run."""
    size = len(target.words)
    return any(
        mention.words[place : place + size] == target.words for place in range(len(mention.words) - size + 1)
    )


def _compare_mention(mention: Mention, target: _Expected) -> Verdict:
    own = mention.words
    if own == target.words:
        return _compare_value(mention.value, target.number)
    strange = set(own) - set(target.words) - _ARTICLES
    if (
        len(own) != len(target.words)
        and strange
        and (_holds(mention, target) or len(strange) == len(set(own)))
    ):
        return undecided(Reason.AMBIGUOUS, f"other words stand there: {' '.join(sorted(strange)[:5])}")
    return different(f"{' '.join(own[:12])} and not {' '.join(target.words)}")


def _compare_value(value: Decimal | None, number: Decimal | None) -> Verdict:
    if number is None or value == number:
        return EQUAL
    if value is None:
        return undecided(Reason.UNPARSED, "no number was found")
    return different(f"{value} and not {number}")
