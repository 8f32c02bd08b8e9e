"""The decay of the other convention, a rule with -lam."""

CHANGES = ({"sign": 1.0},)
