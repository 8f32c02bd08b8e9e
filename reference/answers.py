"""Every expected answer by the plain name that a rubric uses, each computed when it is asked for.

Expressions are LaTeX strings, tensors nested tuples of exact fractions, sequences tuples of words,
log-likelihoods exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from . import counting, decoding, markov, normalization, regularization, tree, weight_norm
from .beam_costs import BEAM_COSTS
from .closed_form import monomial
from .normalization_mistakes import NORMALIZATION_MISTAKES


def viterbi_time() -> str:
    """What is inside O(·) for the time of Viterbi decoding, from counting its products (2.2.e)."""
    return monomial(["N", "T"], markov.transitions_examined)


def viterbi_space() -> str:
    """What is inside O(·) for the memory of Viterbi decoding, from counting its back-pointers (2.2.e)."""
    return monomial(["N", "T"], markov.back_pointers_stored)


def beam_time() -> str:
    """What is inside O(·) for the time of Algorithm 1 where each step's B N scores are sorted (2.3)."""
    return monomial(["T", "B", "N"], decoding.scores_computed) + r" \log(B N)"


def beam_space() -> str:
    """What is inside O(·) for the memory of Algorithm 1: B N scores and B sequences of T words (2.3)."""
    if decoding.numbers_stored(7, 3, 5) != 3 * (5 + 7):
        raise ArithmeticError("the numbers stored are not B (N + T)")
    return "B (N + T)"


def most_likely_words() -> tree.Words:
    """The most likely sequence of the tree (2.4.a)."""
    return tree.most_likely()[0]


def most_likely_log_likelihood() -> Fraction:
    """Its log-likelihood (2.4.a)."""
    return tree.most_likely()[1]


def greedy_words() -> tree.Words:
    """The greedy sequence of the tree (2.4.b)."""
    return tree.greedy()[0]


def greedy_log_likelihood() -> Fraction:
    """Its log-likelihood (2.4.b)."""
    return tree.greedy()[1]


def greedy_last_step() -> Fraction:
    """The log-probability of the greedy sequence's last word alone: a known mistake of 2.4.b."""
    return tree.edge(tree.greedy()[0])


def beam_hypotheses() -> tuple[tree.ScoredWords, ...]:
    """The hypotheses of beam search with B = 2 on the tree, best first (2.4.c)."""
    return tree.beam()


def one_per_parent_hypotheses() -> tuple[tree.ScoredWords, ...]:
    """The same where one child of each parent is kept, best first: a known mistake of 2.4.c."""
    return tree.one_per_parent_steps()[-1]


ANSWERS: Mapping[str, Callable[[], object]] = {
    "sequence_count": counting.sequence_count,
    "viterbi_recurrence": markov.viterbi_recurrence,
    "viterbi_time": viterbi_time,
    "viterbi_space": viterbi_space,
    "enumeration_time": counting.sequence_count,
    "beam_time": beam_time,
    "beam_space": beam_space,
    **BEAM_COSTS,
    "most_likely_words": most_likely_words,
    "most_likely_log_likelihood": most_likely_log_likelihood,
    "greedy_words": greedy_words,
    "greedy_log_likelihood": greedy_log_likelihood,
    "greedy_last_step": greedy_last_step,
    "beam_hypotheses": beam_hypotheses,
    "first_hypothesis": lambda: tree.beam()[0],
    "second_hypothesis": lambda: tree.beam()[1],
    "first_hypothesis_words": lambda: tree.beam()[0][0],
    "kept_prefixes": lambda: tree.beam_steps()[-2],
    "beam_steps": tree.beam_steps,
    "one_per_parent_hypotheses": one_per_parent_hypotheses,
    "one_per_parent_steps": tree.one_per_parent_steps,
    "complete_sequences": tree.complete_sequences,
    "vocabulary": lambda: tree.VOCABULARY,
    "decay_coefficient": regularization.decay_coefficient,
    "mu_batch": normalization.mu_batch,
    "var_batch": normalization.var_batch,
    "mu_layer": normalization.mu_layer,
    "var_layer": normalization.var_layer,
    "mu_instance": normalization.mu_instance,
    "var_instance": normalization.var_instance,
    **NORMALIZATION_MISTAKES,
    "mu_batch_only": normalization.mu_batch_only,
    "var_batch_only": normalization.var_batch_only,
    "gradient_scale": weight_norm.gradient_scale,
}
