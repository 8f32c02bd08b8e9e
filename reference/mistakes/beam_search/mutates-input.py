"""An array that was given is changed."""

from ..behaviour import changes_inputs as accompanies

__all__ = ["accompanies"]
