"""The derivative of a square is taken without its factor."""

CHANGES = ({"factor": 1.0},)
