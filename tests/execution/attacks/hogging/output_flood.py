"""Prints without end."""
def double(values):
    while True:
        print("flood " * 10000)
