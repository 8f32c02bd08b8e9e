"""The best word of each row by itself."""

CHANGES = ({"path": "each"}, {"path": "each", "score": "path"})
