"""A loop ends a step early: the recursion's or the walk back's."""

CHANGES = tuple(
    {"short": short}
    for short in ("recursion", "first-word", "last-word", "first-word-unset", "recursion-padded", "score")
)
