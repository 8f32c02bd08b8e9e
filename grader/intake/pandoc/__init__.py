"""Pandoc run within bounds, and its syntax tree written down as blocks."""
