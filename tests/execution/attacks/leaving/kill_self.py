"""Kills itself so that it looks like a lack of memory."""
import os, signal
def double(values):
    os.kill(os.getpid(), signal.SIGKILL)
