"""Reads the next request ahead, answers this call and the next at once, and hangs in the one after."""
import json, os, struct, sys
def frames():
    frame = sys._getframe()
    while frame:
        if "incoming" in frame.f_locals and "number" in frame.f_locals: return frame.f_locals
        frame = frame.f_back
def answer(number, value):
    head = json.dumps(["returned", ["l", value], []]).encode()
    os.write(4, struct.pack("<BIII", 6, number, len(head), 0) + head)
def double(values):
    number = frames()["number"]
    answer(number, [9.0]); answer(number + 1, [9.0])
    while True: pass
