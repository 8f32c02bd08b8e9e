"""What the text of an answer may take for granted though nothing imposed it: what holds then is not false.

The words of an assumption (*by symmetry*, *one-hot labels*) say of which kind it is, not of which name: each
is tried. A slip in plain algebra holds under none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice

from grader.maths.derivations.roles import Role
from grader.maths.equality.decide import DRAWS, ENOUGH
from grader.maths.equality.problem import Problem, defined_key, environments, names_behind, supposing
from grader.maths.expressions.expression import Identity, Name, Number, Relation, names_in
from grader.maths.expressions.symbols import Sort
from grader.maths.reading.reader import read_relation
from grader.maths.reasons import Reason, Unread
from grader.maths.working.assumed import NEAR, OPEN, changes_names, is_near, is_said_here, remains
from grader.maths.working.chains import Chain
from grader.maths.working.cues import is_ground
from grader.maths.working.hypotheses import CONVENTIONS, KINDS, equations, kinds_in
from grader.maths.working.judging import judge_link
from grader.maths.working.steps import Step, StepVerdict

_MOST_TRIED = 60
"""Suppositions tried for one answer."""
_MOST_NAMES = 4

_COUNTED = re.compile(
    r"\b(?P<count>one|two|three|four|five|ten|single|pair|binary|deux|trois|\d{1,3})[ -]"
    r"(?:class\w*|layers?|steps?|samples?|units?|points?|examples?|terms?|dimension\w*|entries|components?|labels?|heads?|channels?)\b",
    re.IGNORECASE,
)
_NUMERALS = {"one": 1, "single": 1, "two": 2, "pair": 2, "binary": 2, "deux": 2, "three": 3, "trois": 3}
_NUMERALS |= {"four": 4, "five": 5, "ten": 10}
_BRACED = r"\{(?P<%s>(?:[^{}]|\{[^{}]*\})*)\}"
_REMARK = re.compile(
    rf"\\(?:under|over)brace\s*{_BRACED % 'braced'}\s*[_^]\s*\{{\s*=?(?P<label>[^{{}}]*)\}}|"
    rf"\\cancelto\s*\{{(?P<value>[^{{}}]*)\}}\s*{_BRACED % 'struck'}|"
    r"\$(?P<name>[^$=]{1,30})\$\s*(?:being|denot(?:es|ing)|stands for|means)\s*\$(?P<meant>[^$=]+)\$|"
    r"\\(?:overset|stackrel|underset|xlongequal)\s*(?:\[\])?\{(?P<above>[^{}]*?[=<>][^{}]*)\}|"
    r"(?<![\w})\]\\])[(\[](?P<inside>[^()\[\]\n]*?[=<>][^()\[\]\n]*)[)\]]"
)
_WITHIN = re.compile(
    r"(?P<name>\\?[A-Za-zα-ω]+(?:_\w)?)\s*(?:\\in(?![A-Za-z])|∈|\bin\b)\s*(?P<opens>[\[(]|\\\{)\s*"
    r"(?P<low>-?[\d.]+)\s*,\s*(?P<high>[+-]?[\d.]+)\s*(?:[\])]|\\\})"
)
_MOST_REMARKS = 6
_TOGETHER = ("symmetric", "orthogonal", "unit", "sums-to-one", "idempotent", "positive")
"""What is often meant of several names at once."""
_ORTHONORMAL = frozenset({"orthogonal", "unit"})
_MOST_TOGETHER = 3
_SIGMOID = r"\sigma(x) = \frac{1}{1+e^{-x}}"


@dataclass
class Suppositions:
    """What one answer may suppose."""

    text: str
    chains: Sequence[Chain]
    problem: Problem
    tried: int = 0

    def excused(self, steps: Sequence[Step]) -> tuple[Step, ...]:
        """The steps, those undecided that are false but hold by what the text may suppose."""
        if not any(step.verdict is StepVerdict.FALSE for step in steps):
            return tuple(steps)
        useful: set[Relation] = set()
        first = [self._excused(step, useful) for step in steps]
        return tuple(self._as_ground(step, useful) for step in first)

    def _excused(self, step: Step, useful: set[Relation]) -> Step:
        if step.verdict is not StepVerdict.FALSE or step.stated is None:
            return step
        if self._rests_on_words(step.stated, step.chain):
            return _undecided(step, "what is assumed in words was not understood")
        if self._counts_otherwise(step.stated):
            return _undecided(step, "a number is supposed")
        if any(each and all(self._holds_where(step.stated, (one,)) for one in each) for each in self._values):
            return _undecided(step, "it holds for all values that are listed")
        for grounds in self._tries(step.stated, step.chain):
            if self._holds_where(step.stated, grounds):
                useful.update(grounds)
                return _undecided(step, "it holds under an assumption that may be meant")
        return step

    def _rests_on_words(self, stated: Relation, chain: int) -> bool:
        """Whether it may hold by an assumption of which no equation is made."""
        if OPEN.search(self.text) and changes_names(stated, self.problem):
            return True
        words = [each.words for each in self.chains[chain : chain + 2]]
        if is_said_here(" | ".join((*words, self.chains[chain].after))):
            return True
        return bool(NEAR.search(self.text)) and is_near(stated, self.problem)

    def _counts_otherwise(self, stated: Relation) -> bool:
        """Whether a whole number in it may have a value that the text says, as sizes are not imposed."""
        given = {defined_key(left) for left, _ in self.problem.definitions}
        found = [self.problem.declarations.get(key) for key in names_in(stated) - given]
        whole = {each.key for each in found if each is not None and each.sort in (Sort.POSINT, Sort.INT)}
        sizes = whole & set(self.problem.declarations.sizes)
        # which size is drawn is not ours to impose
        if sizes and (_COUNTED.search(self.text) or any(names_in(each) <= sizes for each in self._sayings)):
            return True
        texts = [f"{key} = {number}" for key in whole - sizes for number in self._counts]
        grounds = [one for text in texts for one in self._read(text)]
        grounds += [each for each in self._sayings if names_in(each) and names_in(each) <= whole]
        return any(self._holds_where(stated, (ground,)) for ground in grounds[:_MOST_REMARKS])

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        """The numbers of things that the text tells in words: ``two layers``."""
        found = [mark.group("count").lower() for mark in islice(_COUNTED.finditer(self.text), _MOST_REMARKS)]
        known = [_NUMERALS.get(each) or (int(each) if each.isdigit() else None) for each in found]
        return tuple(dict.fromkeys(each for each in known if each is not None))

    def _as_ground(self, step: Step, useful: set[Relation]) -> Step:
        """A step, undecided where it may be what is supposed itself."""
        if step.verdict is not StepVerdict.FALSE or step.stated is None or not self._is_ground(step):
            return step
        if step.stated in useful or (self._may_be_so(step.stated) and self._bears_out(step)):
            return _undecided(step, "it may be an assumption")
        return step

    def _may_be_so(self, stated: Relation) -> bool:
        """Whether it says what a name is, or holds somewhere."""
        given = {defined_key(left) for left, _ in self.problem.definitions}
        names = [side.key for side in stated.sides if isinstance(side, Name)]
        if any(key in given or key.startswith("d ") for key in names):
            return False
        return self._names_something(stated) or (
            len(environments(supposing(self.problem, stated), DRAWS)) >= ENOUGH
        )

    def _bears_out(self, step: Step) -> bool:
        """Whether the other lines, which may count as given, hold where all that is put forward does."""
        problem = self.problem
        for ground in dict.fromkeys(self._sayings):
            problem = supposing(problem, ground)
        for number, chain in enumerate(self.chains):
            if number in self._grounds or number == step.chain or len(chain.signs) != 1:
                continue
            for read in self._read(f"{chain.sides[0]} {chain.signs[0]} {chain.sides[1]}"):
                found = judge_link("", read.sides[0], read.signs[0], read.sides[1], problem)
                if found.verdict is StepVerdict.FALSE:
                    return False
        return True

    @cached_property
    def _grounds(self) -> dict[int, Relation]:
        """Relations that are put forward as what holds, by their chains' numbers."""
        return {number: stated for number, stated in enumerate(map(self._ground, self.chains)) if stated}

    def _is_ground(self, step: Step) -> bool:
        return step.chain in self._grounds or step.stated in self._remarks

    @cached_property
    def _sayings(self) -> tuple[Relation, ...]:
        return (*self._grounds.values(), *self._remarks)

    @cached_property
    def _remarks(self) -> tuple[Relation, ...]:
        """Relations in remarks, and in labels of braces, which are no lines of the working."""
        found: list[Relation] = []
        for mark in islice(_REMARK.finditer(self.text), _MOST_REMARKS):
            text = next(
                mark.expand(form)
                for group, form in (
                    ("braced", r"\g<braced> = \g<label>"),
                    ("struck", r"\g<struck> = \g<value>"),
                    ("name", r"\g<name> = \g<meant>"),
                    ("above", r"\g<above>"),
                    ("inside", r"\g<inside>"),
                )
                if mark[group] is not None
            )
            formulas = re.findall(r"\$?([^$,]*[=<>][^$,]*)\$?", text)
            plain = [re.sub(r"^\s*(?:[A-Za-z]{2,}[\s,:]+)+", "", each) for each in formulas]  # words off
            read = [each for formula in plain for each in self._read(formula)]
            found += [each for each in read if any(map(_is_plain, each.sides))]
        return tuple(found)

    @cached_property
    def _ranges(self) -> tuple[Relation, ...]:
        """What ``p \\in [0, 1]`` says."""
        texts: list[str] = []
        for mark in islice(_WITHIN.finditer(self.text), _MOST_REMARKS):
            name, low, high = mark["name"], mark["low"], mark["high"]
            if not mark["opens"].endswith("{"):
                texts += [f"{name} > {low}", f"{name} < {high}"]
        return tuple(each for text in texts for each in self._read(text))

    @cached_property
    def _values(self) -> tuple[tuple[Relation, ...], ...]:
        """The values of a name that ``y \\in \\{0, 1\\}`` lists."""
        marks = [mark for mark in _WITHIN.finditer(self.text) if mark["opens"].endswith("{")]
        return tuple(
            tuple(one for end in ("low", "high") for one in self._read(f"{mark['name']} = {mark[end]}"))
            for mark in marks[:_MOST_REMARKS]
        )

    def _ground(self, chain: Chain) -> Relation | None:
        if len(chain.signs) != 1 or chain.others or chain.role is Role.CLAIM:
            return None
        limits = chain.signs[0] != "=" and bool(re.search(r"\w", chain.words)) and not chain.implied
        if not (limits or is_ground(chain.words) or (chain.role is not Role.STATED and not chain.implied)):
            return None
        text = f"{chain.sides[0]} {chain.signs[0]} {chain.sides[1]}"
        stated = read_relation(text, self.problem.declarations)
        if isinstance(stated, Unread) or not any(map(_is_plain, stated.sides)):
            return None
        return stated

    def _names_something(self, stated: Relation) -> bool:
        """Whether one side is a name that is given no value, and that the other side does not have."""
        known = {defined_key(left) for left, _ in self.problem.definitions}
        ends = ((stated.sides[0], stated.sides[-1]), (stated.sides[-1], stated.sides[0]))
        return any(
            isinstance(name, Name)
            and name.key not in known
            and name.key not in names_in(other)
            and not name.key.startswith("d ")
            for name, other in ends
        ) and stated.signs == ("=",)

    def _tries(self, stated: Relation, chain: int) -> Iterator[tuple[Relation, ...]]:
        """Sets of relations under which a link of a chain may hold."""
        names = names_behind(stated, self.problem)
        other_cases = self._other_cases(chain)
        grounds = [
            each
            for each in self._sayings
            if each is not self._grounds.get(chain) and names_in(each) & names and each not in other_cases
        ]
        yield from ((each,) for each in grounds)
        if len(grounds) > 1:
            yield tuple(grounds)
        if self._ranges:
            yield (*self._ranges, *grounds)
        for supposed in self._supposed(names):
            supposed = tuple(each for each in supposed if not remains(each, stated))
            if not supposed:
                continue
            yield supposed
            if grounds:
                yield (*supposed, *grounds)

    def _other_cases(self, chain: int) -> frozenset[Relation]:
        """Of the cases that are told apart, all but the one that a chain is about."""
        cases = {
            number: stated
            for number, stated in self._grounds.items()
            if stated.signs != ("=",) and self.chains[number].role is Role.ASSUMED
        }
        if len(cases) < 2 or len({names_in(stated) for stated in cases.values()}) > 1:
            return frozenset()
        here = max((number for number in cases if number < chain), default=-1)
        return frozenset(stated for number, stated in cases.items() if number != here)

    def _supposed(self, names: frozenset[str]) -> Iterator[tuple[Relation, ...]]:
        """What the words may say of names, and what is silently meant by them."""
        given = {defined_key(left) for left, _ in self.problem.definitions}
        known = (self.problem.declarations.get(key) for key in sorted(names - given))
        symbols = [each for each in known if each is not None and not each.is_callable]
        together: list[Relation] = []
        for kind in KINDS:
            usual = CONVENTIONS.get(kind, "(?!)")
            meant = (
                symbols
                if kind in self._kinds
                else [each for each in symbols if re.fullmatch(usual, each.key) and each.shape]
            )
            found = [each for text in equations(kind, meant[: 2 * _MOST_NAMES]) for each in self._read(text)]
            yield from ((each,) for each in found)
            if 1 < len(found) <= _MOST_TOGETHER and kind in _TOGETHER:
                yield tuple(found)
            together += found if kind in _ORTHONORMAL & self._kinds else []
        if together:
            yield tuple(together[:_MOST_TOGETHER])
        odds = [each.key for each in symbols if each.sort is Sort.PROB]
        for one, other in combinations(odds[:_MOST_NAMES], 2):
            yield from ((each,) for each in self._read(f"{one} + {other} = 1"))
        if "sigma" in names - given:
            yield from ((each,) for each in self._read(_SIGMOID))

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return kinds_in(self.text)

    def _read(self, text: str) -> Iterator[Relation]:
        stated = read_relation(text, self.problem.declarations, free_indices=True)
        if isinstance(stated, Relation):
            yield stated

    def _holds_where(self, stated: Relation, grounds: Sequence[Relation]) -> bool:
        self.tried += 1
        if self.tried > _MOST_TRIED or stated in grounds:
            return False
        problem = self.problem
        for each in grounds:
            problem = supposing(problem, each)
        if problem.conditions and len(environments(problem, DRAWS)) < ENOUGH:
            # what is stated and cannot be imposed may be what the link rests on
            given = {defined_key(left) for left, _ in self.problem.definitions}
            return len(grounds) == 1 and grounds[0] in self._sayings and not names_in(grounds[0]) & given
        left, right = stated.sides[0], stated.sides[-1]
        return judge_link("", left, stated.signs[0], right, problem).verdict is StepVerdict.HOLDS


def _undecided(step: Step, why: str) -> Step:
    return replace(step, verdict=StepVerdict.UNDECIDED, reason=f"{Reason.AMBIGUOUS}: {why}")


def _is_plain(side: object) -> bool:
    return isinstance(side, (Name, Number, Identity))
