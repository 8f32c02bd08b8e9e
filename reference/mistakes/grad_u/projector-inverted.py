"""The component along u is kept, or the sign is reversed."""

CHANGES = ({"projector": "negative"}, {"projector": "along"})
