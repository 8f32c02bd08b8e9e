"""Listens on a socket with a name of its own and connects to usual ones."""
import socket
def double(values):
    for name in ("\0gotcha", "@OUTSIDE@/gotcha", "/run/docker.sock", "/var/run/docker.sock", "/run/systemd/notify"):
        try:
            s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            s.connect(name)
            print("canary-socket")
        except OSError:
            pass
    return values
