"""The forward algorithm: rows sum over the word before, with every way of reading a path off them."""

CHANGES = tuple(
    {"combine": "sum", "walk": walk, "score": score}
    for walk in ("steps", "each")
    for score in ("best", "total", "path")
)
