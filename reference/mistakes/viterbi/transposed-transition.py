"""P is read as p(i after j)."""

CHANGES = (
    {"transpose": "all"},
    {"transpose": "recursion"},
    {"transpose": "start"},
    {"transpose": "pointers"},
)
