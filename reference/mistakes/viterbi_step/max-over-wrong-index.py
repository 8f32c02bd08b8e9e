"""The maximum is taken over the next word, or δ is read at the next word."""

CHANGES = ({"axis": "next"}, {"delta": "column"})
