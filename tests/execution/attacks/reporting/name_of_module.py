"""Says that all its frames are the grader's, and its files the assignment's."""
__name__ = "grader.execution.worker"; __file__ = "@SECRET@"
__builtins__["__build_class__"] = None
class_ = type
def double(values):
    double.__code__ = double.__code__.replace(co_filename="@SECRET@", co_name="[x](javascript:alert(1))<b>", co_firstlineno=10**6)
    raise KeyError("\u202egpj.exe")
