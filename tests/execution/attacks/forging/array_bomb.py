"""Announces an array far larger than its bytes."""
import json, os, struct
def double(values):
    for shape in ([1 << 62], [1 << 29, 1 << 29], [0, 1 << 62], [-1], [2.5], ["3"], [[3]]):
        for code in ("<f8", "O", "|O", "V8", "<M8[s]", "|S8"):
            head = json.dumps(["returned", ["a", code, shape], []]).encode()
            for number in range(1, 12):
                os.write(4, struct.pack("<BIII", 6, number, len(head), 8) + head + bytes(8))
    os._exit(0)
