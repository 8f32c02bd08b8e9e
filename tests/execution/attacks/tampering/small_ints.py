"""Writes over numbers that every process forked from here shares: 2 becomes 3."""
import ctypes
ctypes.c_long.from_address(id(2) + 24).value = 3
def double(values): return values * 2
