"""The start token is no word that may be chosen."""

CHANGES = ({"fewer_words": True},)
