"""One word too few is counted."""

CHANGES = ({"longer": -1},)
