"""Everybody's mathematics brought into one plain notation, and cut into tokens."""
