"""The scale has a power of the norm too many."""

CHANGES = ({"scale": "squared"},)
