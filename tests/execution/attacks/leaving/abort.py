"""Aborts, as a failed assertion in C does."""
import os
def double(values):
    os.abort()
