"""All sequences are looked at and the B best returned: exact search in disguise."""

CHANGES = ({"pruned": False},)
