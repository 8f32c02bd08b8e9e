"""Slips that have no name: layouts of the result that were not asked for."""

from ..decoded import exchange

REPAIRS = (exchange,)
