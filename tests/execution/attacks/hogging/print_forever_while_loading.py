"""Prints without end while it is loaded."""
while True:
    print("canar" "y" [:0] + "x" * 1000)
def double(values): return values
