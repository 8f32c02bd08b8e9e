"""A sum over the word before, the forward algorithm's step."""

CHANGES = ({"reduce": "sum"},)
