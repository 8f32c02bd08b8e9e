"""Types into the grader's terminal."""
import fcntl, os, termios
def double(values):
    for descriptor in (0, 1, 2):
        try:
            fcntl.ioctl(descriptor, termios.TIOCSTI, b"x")
            print("canary-typed")
        except OSError:
            pass
    try:
        os.open("/dev/tty", os.O_RDWR)
        print("canary-terminal")
    except OSError:
        pass
    return "nothing"
