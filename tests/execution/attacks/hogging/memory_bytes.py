"""Asks for memory until there is none."""
def double(values):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))
