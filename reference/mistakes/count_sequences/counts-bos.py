"""The start token is counted as one more word to choose."""

CHANGES = ({"longer": 1},)
