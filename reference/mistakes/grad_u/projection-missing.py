"""The norm is treated as a constant."""

CHANGES = ({"projector": "none"},)
