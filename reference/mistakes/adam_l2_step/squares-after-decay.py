"""The second moment is that of the gradient without the penalty."""

CHANGES = ({"squares": "raw"},)
