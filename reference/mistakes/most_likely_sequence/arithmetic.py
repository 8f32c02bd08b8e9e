"""The right words with a wrong sum."""

from ..right_words import only_number_is_wrong as explains

__all__ = ["explains"]
