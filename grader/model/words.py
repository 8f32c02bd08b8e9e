"""The base of every closed vocabulary: an enumeration whose members are their own YAML and JSON words."""

from enum import Enum


class Word(str, Enum):
    """A string enumeration that prints as its word (``enum.StrEnum`` needs Python 3.11)."""

    def __str__(self) -> str:
        return str(self.value)
