"""T^N."""

CHANGES = ({"swapped": True},)
