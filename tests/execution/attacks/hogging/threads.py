"""Starts threads that go on after the call."""
import threading, time
def double(values):
    for _ in range(1000):
        threading.Thread(target=lambda: time.sleep(1000)).start()
