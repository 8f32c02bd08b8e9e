"""The first word is drawn from no start at all, or from a fixed one."""

CHANGES = tuple(
    {"start": start}
    for start in (
        "uniform",
        "ones",
        "any",
        "uniform-before",
        "average",
        "total",
        "first-word",
        "last-word",
        "word-zero",
    )
)
