"""Connects to the outside, by name and by number."""
import socket
def double(values):
    reached = []
    for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM),
                         (socket.AF_INET6, socket.SOCK_STREAM), (socket.AF_UNIX, socket.SOCK_STREAM)):
        try:
            door = socket.socket(family, kind)
            door.settimeout(0.1)
            door.connect(("127.0.0.1", int("@PORT@")) if family == socket.AF_INET else ("::1", int("@PORT@"))
                         if family == socket.AF_INET6 else "\0grader-workers-61000")
            reached.append((family, kind))
        except OSError:
            pass
    try:
        reached.append(socket.getaddrinfo("localhost", 80))
    except OSError:
        pass
    return str(reached)
