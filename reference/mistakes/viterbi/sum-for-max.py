"""The forward algorithm: rows sum over the word before, with every way of reading a path off them."""

CHANGES = tuple(
    {"combine": "sum", "path": path, "score": score}
    for path in ("pointers", "each")
    for score in ("best", "total", "path")
)
