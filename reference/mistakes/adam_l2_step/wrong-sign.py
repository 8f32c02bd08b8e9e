"""The penalty, or the whole step, goes the wrong way."""

CHANGES = ({"sign": -1.0}, {"uphill": True})
