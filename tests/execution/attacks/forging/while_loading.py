"""Claims on loading that it defines everything, in files that do not exist."""
import json, os, struct
claim = {"definitions": [["double", "../../etc/passwd", 1, "()", []]], "not_callable": [], "unreached": [],
         "nested": [], "problems": [], "found": True}
head = json.dumps(claim).encode()
for kind in (5, 4, 6, 7, 3):
    for number in range(10):
        os.write(4, struct.pack("<BIII", kind, number, len(head), 0) + head)
def double(values):
    return [7.0]
