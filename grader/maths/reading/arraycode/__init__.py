"""Read formulas in Python with NumPy or PyTorch: operators by entries, axes, methods, comprehensions."""
