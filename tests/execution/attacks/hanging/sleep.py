"""Sleeps and uses no processor time."""
import time
def double(values):
    while True:
        time.sleep(100)
