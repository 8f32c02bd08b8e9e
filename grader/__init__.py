"""Grade homework with mathematics and code: read the write-up, run the program, name the mistake."""

__version__ = "0.2.0"
