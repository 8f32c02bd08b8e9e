"""A result that never lets itself be deleted."""
import gc
class Sticky:
    def __del__(self):
        while True: pass
def double(values):
    s = Sticky(); s.me = s
    del s
    gc.collect()
    return values
