"""Text as students type it: formulas in prose, HTML tags, struck-out words, one answer without pandoc."""
