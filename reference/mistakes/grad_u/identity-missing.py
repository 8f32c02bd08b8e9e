"""A matrix is subtracted from a number, entry by entry."""

CHANGES = ({"projector": "ones"}, {"projector": "norm-ones", "scale": "squared"})
