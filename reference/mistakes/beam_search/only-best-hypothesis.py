"""One hypothesis is returned, in a list or bare."""

CHANGES = ({"given": "best"}, {"given": "bare"})
