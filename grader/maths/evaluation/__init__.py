"""Expressions evaluated in random environments."""
