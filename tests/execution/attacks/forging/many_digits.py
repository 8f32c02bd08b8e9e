"""A number in JSON that takes hours to read."""
import os, struct
def double(values):
    head = b'["returned",' + b"9" * 4000000 + b',[]]'
    for number in range(1, 12):
        rest = memoryview(struct.pack("<BIII", 6, number, len(head), 0) + head)
        while rest:
            rest = rest[os.write(4, rest):]
