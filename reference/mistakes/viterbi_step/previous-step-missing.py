"""δ of the step before is left out."""

CHANGES = ({"delta": "none"},)
