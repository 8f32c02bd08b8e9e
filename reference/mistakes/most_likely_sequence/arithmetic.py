"""A wrong sum, whatever the words."""

from ..right_words import rescored

REPAIRS = (rescored,)
