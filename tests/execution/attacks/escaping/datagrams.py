"""Sends out over every kind of socket that it can think of."""
import socket
def double(values):
    for family in range(0, 46):
        for kind in (1, 2, 3, 5):
            try:
                s = socket.socket(family, kind)
                s.sendto(b"gotcha", ("127.0.0.1", int("@PORT@")))
                print("canary-datagram", family, kind)
            except (OSError, TypeError):
                pass
    return values
