"""The exact search in place of greedy decoding."""

from ...decoding import most_likely_sequence

VARIANTS = (most_likely_sequence,)
