"""Announces an answer of four gigabytes."""
import os, struct
def double(values):
    os.write(4, struct.pack("<BIII", 6, 1, 0xFFFFFFFF, 0xFFFFFFFF))
    while True:
        os.write(4, b"x" * 65536)
