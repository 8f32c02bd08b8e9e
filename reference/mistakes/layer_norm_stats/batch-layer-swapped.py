"""The statistics of batch and of layer normalization are exchanged."""

CHANGES = ({"axes": (0, 2)},)
