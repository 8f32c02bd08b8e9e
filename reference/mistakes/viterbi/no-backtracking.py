"""The best word of each row by itself."""

CHANGES = ({"walk": "each"}, {"walk": "each", "score": "path"})
