"""Statistics over the batch alone: the features are kept apart."""

CHANGES = ({"axes": (0,)},)
