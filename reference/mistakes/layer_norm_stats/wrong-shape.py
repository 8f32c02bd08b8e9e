"""The right numbers in another shape."""

from ..statistics import has_right_numbers_in_wrong_shape as explains

__all__ = ["explains"]
