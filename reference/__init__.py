"""What this assignment's answers are, computed: tables by the plain names that rubrics use.

`ANSWERS` holds expected answers, `FUNCTIONS` the correct programs, `CASES` what student functions are called
with, `WORLDS` the worlds of derivations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import counting, decoding, markov, normalization, recurrent, regularization, weight_norm
from .answers import ANSWERS
from .cases import CASES
from .worlds import WORLDS

FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "rnn_h": recurrent.rnn_h,
    "rnn_g": recurrent.rnn_g,
    "gradient_norm_bound": recurrent.gradient_norm_bound,
    "count_sequences": counting.count_sequences,
    "viterbi_step": markov.viterbi_step,
    "viterbi": markov.viterbi,
    "most_likely_sequence": decoding.most_likely_sequence,
    "greedy_decode": decoding.greedy_decode,
    "beam_search": decoding.beam_search,
    "sgd_weight_decay_step": regularization.sgd_weight_decay_step,
    "sgd_l2_step": regularization.sgd_l2_step,
    "equivalent_decay": regularization.equivalent_decay,
    "adam_l2_step": regularization.adam_l2_step,
    "adam_weight_decay_step": regularization.adam_weight_decay_step,
    "batch_norm_stats": normalization.batch_norm_stats,
    "layer_norm_stats": normalization.layer_norm_stats,
    "instance_norm_stats": normalization.instance_norm_stats,
    "weight_norm": weight_norm.weight_norm,
    "grad_u": weight_norm.grad_u,
}

__all__ = ["ANSWERS", "CASES", "FUNCTIONS", "WORLDS"]
