"""Cases of the three decoders: the tree of part 2.4 and other models that are no Markov chains.

Every beam has clear cuts: no two candidates tie near one, and the returned order is unique. The tree itself
has impossible words, so that it is an edge case; filled in, it is an ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count, pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from grader.model.programs import Case, CaseKind, CaseSet, PrefixModel

from .. import tree
from ..decoding import (
    Hypothesis,
    LogProb,
    beams,
    best_hypotheses,
    candidates,
    greedy_decode,
    most_likely_sequence,
    one_per_parent_beams,
)
from .simpler import heads, simpler_models

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Floats = npt.NDArray[np.float64]
Generator = np.random.Generator
Rows = dict[tuple[int, ...], Floats]

_SMALLEST_GAP = 1e-4
"""Between log-likelihoods that are compared, so that every order of adding gives the same ranks."""


def _model(width: int, depth: int, rows: Rows) -> PrefixModel:
    return PrefixModel(width, depth, rows, called="log_prob")


def as_function(model: PrefixModel) -> LogProb:
    """The model as the reference's decoders take it."""
    nothing_follows = np.full(model.width, -np.inf)
    return lambda prefix: model.rows.get(prefix, nothing_follows)


def the_tree() -> PrefixModel:
    """The language model of part 2.4."""
    return _model(len(tree.VOCABULARY), tree.LENGTH, tree.rows())


def _filled_tree(generator: Generator) -> PrefixModel:
    """The tree with its missing branches filled in, all of them too unlikely to matter."""
    rows: Rows = {}
    for length in range(tree.LENGTH):
        for prefix in product(range(len(tree.VOCABULARY)), repeat=length):
            drawn = generator.uniform(-14.0, -10.0, size=len(tree.VOCABULARY))
            known = tree.rows().get(prefix)
            rows[prefix] = drawn if known is None else np.where(np.isfinite(known), known, drawn)
    return _model(len(tree.VOCABULARY), tree.LENGTH, rows)


def _random_model(generator: Generator, N: int, T: int, *, impossible: float = 0.0) -> PrefixModel:
    """A model with its own random row for each prefix, some words of it impossible."""
    rows: Rows = {}
    for length in range(T):
        for prefix in product(range(N), repeat=length):
            with np.errstate(divide="ignore"):
                row = np.log(np.maximum(generator.dirichlet(np.full(N, 0.8)), 1e-3))
            row[generator.random(N) < impossible] = -np.inf
            rows[prefix] = row
    return _model(N, T, rows)


def _trap(generator: Generator, N: int, T: int) -> PrefixModel:
    """The least likely first word leads to the best sequence: no beam narrower than N finds it."""
    model = _random_model(generator, N, T)
    first = np.log(np.linspace(1.2, 0.8, N) / N)
    generator.shuffle(first)
    model.rows[()][:] = first
    prefix: tuple[int, ...] = (int(np.argmin(first)),)
    for _ in range(T - 1):
        row = np.log(np.full(N, 1e-3))
        row[prefix[-1]] = np.log(0.999)
        model.rows[prefix][:] = row
        prefix = (*prefix, prefix[-1])
    for other in product(range(N), repeat=T - 1):
        if other != prefix[: T - 1]:
            model.rows[other][:] = np.log(np.full(N, 1 / N)) + generator.uniform(-0.1, 0.1, size=N)
    return model


def _chains(generator: Generator, N: int, T: int, width: int) -> PrefixModel:
    """A long model of few possible sequences: `width` chains that fork from time to time."""
    rows: Rows = {}
    alive: list[Hypothesis] = [((), 0.0)]
    for _ in range(T):
        for prefix, _score in alive:
            row = np.full(N, -np.inf)
            words = generator.choice(N, size=min(N, 2), replace=False)
            row[words] = np.log(generator.uniform(0.1, 0.8, size=len(words)))
            rows[prefix] = row
        alive = best_hypotheses(candidates(lambda prefix: rows[prefix], alive), width)
    return _model(N, T, rows)


def _dying(N: int, T: int) -> PrefixModel:
    """Two of the three best first words lead nowhere; fewer hypotheses than asked for are left."""
    possible = {(): {0: -0.5, 1: -0.9, 2: -3.0}, (2,): {0: -0.25, 1: -2.0}}
    rows: Rows = {}
    for prefix, words in possible.items():
        rows[prefix] = np.full(N, -np.inf)
        rows[prefix][list(words)] = list(words.values())
    for length in range(2, T):
        for ending in (0, 1):
            prefix = (2, ending, *(0,) * (length - 2))
            rows[prefix] = np.full(N, -np.inf)
            rows[prefix][0] = -0.3 - ending
    return _model(N, T, rows)


def _only_word() -> PrefixModel:
    """A vocabulary of one word, three steps long."""
    return _model(1, 3, {(0,) * length: np.array([-0.5 * length]) for length in range(3)})


def has_clear_beams(model: PrefixModel, B: int, T: int) -> bool:
    """Whether no two candidates of any step tie among the B + 1 best, and something is left in the end."""
    log_prob = as_function(model)
    beam: list[Hypothesis] = [((), 0.0)]
    for _ in range(T):
        ranked = best_hypotheses(candidates(log_prob, beam), B + 1)
        if any(better - worse < _SMALLEST_GAP for (_, better), (_, worse) in pairwise(ranked)):
            return False
        beam = ranked[:B]
    return bool(beam)


def has_clear_optimum(model: PrefixModel, T: int) -> bool:
    """Whether the most likely sequence is possible and unique."""
    everything = best_hypotheses(beams(as_function(model), model.width**T, T)[-1], 2)
    return bool(everything) and (len(everything) == 1 or everything[0][1] - everything[1][1] > _SMALLEST_GAP)


def _has_clear_greedy(model: PrefixModel, T: int) -> bool:
    return has_clear_beams(model, 1, T)


def _draw(build: Callable[[], PrefixModel], *conditions: Callable[[PrefixModel], bool]) -> PrefixModel:
    for _ in count():
        model = build()
        if all(condition(model) for condition in conditions):
            return model
    raise AssertionError


def _greedy_misses(T: int) -> Callable[[PrefixModel], bool]:
    def condition(model: PrefixModel) -> bool:
        log_prob = as_function(model)
        best = most_likely_sequence(log_prob, T)
        return greedy_decode(log_prob, T)[1] < best[1] and beams(log_prob, 2, T)[-1][0][1] < best[1]

    return condition


def _exact(seed: int) -> tuple[Case, ...]:
    """Cases of the exact search: greedy decoding and narrow beams miss most of them."""
    generator = np.random.default_rng([seed, 241])

    def unique(T: int) -> Callable[[PrefixModel], bool]:
        return lambda model: has_clear_optimum(model, T)

    def missed(N: int, T: int) -> PrefixModel:
        return _draw(lambda: _random_model(generator, N, T), unique(T), _greedy_misses(T))

    edge = CaseKind.EDGE
    sizes = ((2, 4), (3, 3), (3, 4), (4, 3), (2, 6), (4, 4))
    dead = _draw(lambda: _random_model(generator, 3, 3, impossible=0.35), unique(3))
    return (
        Case((the_tree(), tree.LENGTH), edge, "the tree", public=True),
        Case((_filled_tree(generator), tree.LENGTH)),
        *(Case((missed(N, T), T)) for N, T in sizes),
        Case((_draw(lambda: _trap(generator, 120, 2), unique(2)), 2)),
        Case((_draw(lambda: _trap(generator, 6, 3), unique(3)), 3)),
        Case((_draw(lambda: _random_model(generator, 4, 1), unique(1)), 1), edge, "T = 1"),
        Case((_only_word(), 3), edge, "N = 1"),
        Case((dead, 3), edge, "impossible words"),
        Case((_dying(4, 4), 4), edge, "prefixes that lead nowhere"),
    )


def _greedy(seed: int) -> tuple[Case, ...]:
    generator = np.random.default_rng([seed, 242])

    def missed(N: int, T: int) -> PrefixModel:
        return _draw(
            lambda: _random_model(generator, N, T),
            lambda model: _has_clear_greedy(model, T),
            lambda model: has_clear_optimum(model, T),
            _greedy_misses(T),
        )

    def alive(T: int) -> Callable[[PrefixModel], bool]:
        return lambda model: _has_clear_greedy(model, T)

    edge = CaseKind.EDGE
    sizes = ((2, 4), (3, 3), (3, 4), (4, 3), (2, 6), (4, 4))
    sparse = _draw(lambda: _random_model(generator, 3, 3, impossible=0.3), alive(3))
    return (
        Case((the_tree(), tree.LENGTH), edge, "the tree", public=True),
        Case((_filled_tree(generator), tree.LENGTH)),
        *(Case((missed(N, T), T)) for N, T in sizes),
        Case((_draw(lambda: _random_model(generator, 4, 1), alive(1)), 1), edge, "T = 1"),
        Case((_only_word(), 3), edge, "N = 1"),
        Case((sparse, 3), edge, "impossible words"),
        Case((_chains(generator, 3, 40, 1), 40), CaseKind.GROWTH, "T = 40"),
    )


def _beam(seed: int) -> tuple[Case, ...]:
    generator = np.random.default_rng([seed, 243])

    def clear(B: int, T: int) -> Callable[[PrefixModel], bool]:
        return lambda model: has_clear_beams(model, B, T)

    def missed(N: int, B: int, T: int) -> tuple[object, ...]:
        def beam_misses(model: PrefixModel) -> bool:
            log_prob = as_function(model)
            return beams(log_prob, B, T)[-1] != best_hypotheses(beams(log_prob, N**T, T)[-1], B)

        def greedy_misses(model: PrefixModel) -> bool:
            """Whether a second first word, followed greedily, leads to something better."""
            log_prob = as_function(model)
            best_child = one_per_parent_beams(log_prob, B, T)[-1][0]
            return B == 1 or best_child != greedy_decode(log_prob, T)

        model = _draw(lambda: _random_model(generator, N, T), clear(B, T), beam_misses, greedy_misses)
        return model, B, T

    def drawn(N: int, B: int, T: int, impossible: float = 0.0) -> tuple[object, ...]:
        model = _draw(lambda: _random_model(generator, N, T, impossible=impossible), clear(B, T))
        return model, B, T

    edge = CaseKind.EDGE
    sizes = ((3, 2, 3), (4, 2, 4), (5, 3, 3), (4, 3, 3), (3, 2, 5), (4, 3, 4), (5, 2, 3), (3, 2, 4))
    long_model = _draw(lambda: _chains(generator, 4, 40, 6), clear(3, 40))
    return (
        Case((the_tree(), tree.BEAM_WIDTH, tree.LENGTH), edge, "the tree", public=True),
        Case((_filled_tree(generator), tree.BEAM_WIDTH, tree.LENGTH)),
        *(Case(missed(*size)) for size in sizes),
        Case(drawn(5, 4, 2)),
        Case(missed(3, 1, 3), edge, "B = 1"),
        Case(missed(3, 3, 4), edge, "B = N"),
        Case(missed(2, 2, 5), edge, "B = N"),
        Case(drawn(4, 2, 1), edge, "T = 1"),
        Case(drawn(3, 5, 1), edge, "B larger than the number of sequences"),
        Case(drawn(2, 9, 3), edge, "B larger than the number of sequences"),
        Case((_only_word(), 2, 3), edge, "N = 1"),
        Case((the_tree(), 5, tree.LENGTH), edge, "impossible words", public=True),
        Case(drawn(3, 4, 3, 0.35), edge, "impossible words"),
        Case((_dying(4, 4), 3, 4), edge, "hypotheses that lead nowhere"),
        Case(drawn(3, 2, 3), edge, "read-only inputs", read_only=True),
        Case((long_model, 3, 40), CaseKind.GROWTH, "T = 40"),
    )


def _small_models() -> list[tuple[PrefixModel, int]]:
    """Models of two words and up to three steps with round numbers, then of three words."""
    rows = ((-0.5, -1.0), (-1.5, -0.2), (-0.7, -2.1), (-0.1, -3.0), (-2.0, -0.6))
    models = []
    for T in (1, 2, 3):
        for start in range(len(rows)):
            prefixes = [prefix for length in range(T) for prefix in product(range(2), repeat=length)]
            table = {
                prefix: np.array(rows[(start + place * (start + 1)) % len(rows)])
                for place, prefix in enumerate(prefixes)
            }
            models.append((_model(2, T, table), T))
    generator = np.random.default_rng(24)
    for T in (2, 3):
        for _ in range(8):
            prefixes = [prefix for length in range(T) for prefix in product(range(3), repeat=length)]
            table = {prefix: -generator.integers(1, 40, size=3) / 10 for prefix in prefixes}
            models.append((_model(3, T, table), T))
    return models


def _small_exact() -> tuple[Case, ...]:
    return tuple(Case((model, T)) for model, T in _small_models() if has_clear_optimum(model, T))


def _small_greedy() -> tuple[Case, ...]:
    return tuple(Case((model, T)) for model, T in _small_models() if _has_clear_greedy(model, T))


def _small_beam() -> tuple[Case, ...]:
    return tuple(
        Case((model, B, T)) for model, T in _small_models() for B in (1, 2, 3) if has_clear_beams(model, B, T)
    )


def _simpler_exact(case: Case) -> SearchStrategy[Case]:
    return _simpler(case).filter(lambda drawn: has_clear_optimum(*drawn)).map(Case)


def _simpler_greedy(case: Case) -> SearchStrategy[Case]:
    return _simpler(case).filter(lambda drawn: _has_clear_greedy(*drawn)).map(Case)


def _simpler_beam(case: Case) -> SearchStrategy[Case]:
    from hypothesis.strategies import tuples

    model, B, T = case.arguments
    narrower = tuples(heads(B - 1), _simpler(replace(case, arguments=(model, T))))  # type: ignore[operator]
    drawn = narrower.map(lambda pair: (pair[1][0], 1 + pair[0], pair[1][1]))
    return drawn.filter(lambda arguments: has_clear_beams(*arguments)).map(Case)


def _simpler(case: Case) -> SearchStrategy[tuple[PrefixModel, int]]:
    model, T = case.arguments
    assert isinstance(model, PrefixModel)
    assert isinstance(T, int)
    return simpler_models(model, T)


CASES: Mapping[str, CaseSet] = {
    "most_likely_sequence": CaseSet(_exact, _small_exact, _simpler_exact),
    "greedy_decode": CaseSet(_greedy, _small_greedy, _simpler_greedy),
    "beam_search": CaseSet(_beam, _small_beam, _simpler_beam),
}
