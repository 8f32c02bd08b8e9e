"""The variance divides by one less than the count."""

CHANGES = ({"sample": True},)
