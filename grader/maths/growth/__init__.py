"""Orders of growth: found in text, and compared as classes."""
