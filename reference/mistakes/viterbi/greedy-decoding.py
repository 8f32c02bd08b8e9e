"""The best next word, step by step."""

CHANGES = ({"walk": "greedy", "score": "path"},)
