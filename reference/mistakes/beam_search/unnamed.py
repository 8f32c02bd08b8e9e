"""Slips that have no name: layouts of the result that were not asked for."""

from ..decoded import exchange_each, pair_up

REPAIRS = (exchange_each, pair_up)
