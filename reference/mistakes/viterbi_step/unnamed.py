"""Slips that have no name: δ lies along the wrong axis and is read at the next word."""

CHANGES = ({"delta": "column"},)
