"""A callable whose signature and class are lies."""
class Double:
    __name__ = "\x1b[31mPASSED"
    __signature__ = "PASSED"
    def __call__(self): return 1
    def __getattribute__(self, name): raise SystemExit(name)
double = Double()
