"""The largest eigenvalue of WᵀW stands for the norm of W."""

CHANGES = ({"rooted": False},)
