"""Dumps its core wherever it stands."""
import faulthandler, os, resource, signal
def double(values):
    try: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (ValueError, OSError): pass
    faulthandler.enable()
    os.kill(os.getpid(), signal.SIGQUIT)
