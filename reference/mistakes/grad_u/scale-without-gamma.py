"""gamma is lost."""

CHANGES = ({"scale": "without-gamma"},)
