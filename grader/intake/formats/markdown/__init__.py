"""Markdown in its dialects."""
