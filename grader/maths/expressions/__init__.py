"""Declarations, and the typed expression trees that formulas are read into."""
