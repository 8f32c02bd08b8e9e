"""Passes over what was read: lost backslashes restored, own macros expanded, appeals set aside, bounds."""
