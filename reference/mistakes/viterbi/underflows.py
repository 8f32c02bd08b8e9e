"""Probabilities are multiplied until nothing is left of them."""

from ..behaviour import vanishes_when_long as explains

__all__ = ["explains"]
