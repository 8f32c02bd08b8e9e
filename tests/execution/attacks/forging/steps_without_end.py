"""Pretends to be loading for ever."""
import json, os, struct
head = json.dumps(["attack.py", 0]).encode()
while True:
    os.write(4, struct.pack("<BIII", 4, 1, len(head), 0) + head)
