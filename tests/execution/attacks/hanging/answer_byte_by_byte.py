"""Announces an answer and sends it for ever, a byte at a time."""
import os
import struct
import time


def double(values):
    os.write(4, struct.pack("<BIII", 6, 1, 4000000, 0))
    while True:
        os.write(4, b" ")
        time.sleep(0.01)
