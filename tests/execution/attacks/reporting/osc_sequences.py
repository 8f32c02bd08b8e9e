"""Titles, links and bells for a terminal, in eight bits too."""
import sys
def double(values):
    sys.stdout.buffer.write(b"\x1b]0;title\x07\x1b]8;;http://x\x1b\\x\x9b2J\x90q\x9c\x85\x1bP+q\x1b\\")
    sys.stderr.write("\r\x08\x0b\x0c\x7f")
    raise type("E\x9b31m", (Exception,), {})("\x9d52;c;aGk=\x07")
