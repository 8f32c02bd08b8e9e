"""Prints what moves a terminal's cursor, sets its title or answers for it."""
def double(values):
    print("\x1b[2J\x1b[H\x1b]52;c;Z290Y2hh\x07\x1bP$q\x1b\\\x9b31m\x07\x08\x08\r\x00done")
    raise ValueError("\x1b[2Jgone\r\x1b]0;owned\x07")
