"""The two moments are exchanged: in their roles, their rates, or the order returned."""

from ..adam import MOMENTS

CHANGES = tuple({"moments": moments} for moments in MOMENTS)
