"""Hangs inside C code that checks for no signal."""
import re
def double(values):
    return re.match(r"(a+)+$", "a" * 60 + "b")
