"""All sequences are tried."""

from ..behaviour import is_right_but_slow as explains

__all__ = ["explains"]
