"""Sleeps in slices and works a little, to look as if a busy machine kept it waiting."""
import time
def double(values):
    while True:
        time.sleep(0.01)
        sum(range(100))
