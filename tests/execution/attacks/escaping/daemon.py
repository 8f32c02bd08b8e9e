"""Leaves a process behind that outlives the grading."""
import os, time
def double(values):
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            os._exit(0)
    except OSError:
        pass
    return "nothing"
