"""The learning rate is left out."""

CHANGES = ({"rate": False},)
