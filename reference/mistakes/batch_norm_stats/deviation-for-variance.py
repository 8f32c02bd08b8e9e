"""The deviation is returned for the variance."""

CHANGES = ({"rooted": True},)
