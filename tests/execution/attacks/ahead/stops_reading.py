"""Never reads a request again and answers all numbers that may come, slowly."""
import json, os, struct, sys, time
def double(values):
    frame, n = sys._getframe(), 0
    while frame:
        n = frame.f_locals.get("number", n); frame = frame.f_back
    while True:
        head = json.dumps(["returned", ["l", [9.0]], []]).encode()
        os.write(4, struct.pack("<BIII", 6, n, len(head), 0) + head)
        n += 1; time.sleep(0.05)
