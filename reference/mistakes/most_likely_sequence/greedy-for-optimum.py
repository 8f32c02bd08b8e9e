"""Greedy decoding in place of the exact search."""

from ...decoding import greedy_decode

VARIANTS = (greedy_decode,)
