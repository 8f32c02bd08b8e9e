"""The statistics of layer and of instance normalization are exchanged."""

CHANGES = ({"axes": (2,)},)
