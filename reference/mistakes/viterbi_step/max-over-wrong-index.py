"""The maximum is taken over the next word."""

CHANGES = ({"axis": "next"},)
