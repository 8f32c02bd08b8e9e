"""The gradient is not scaled by the learning rate."""

CHANGES = ({"rate": False},)
