"""Readers: a submission on disk becomes blocks of text, mathematics, code and tables, sorted by part."""
