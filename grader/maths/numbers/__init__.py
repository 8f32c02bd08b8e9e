"""Numbers as written, as exact intervals."""
