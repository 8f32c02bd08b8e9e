"""Asks for threads below Python."""
import _thread, threading, concurrent.futures
def spin():
    while True: pass
def double(values):
    for _ in range(20):
        try: _thread.start_new_thread(spin, ())
        except RuntimeError: pass
        try: threading.Thread(target=spin, daemon=True).start()
        except RuntimeError: pass
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(float, [1, 2]))
    return values
