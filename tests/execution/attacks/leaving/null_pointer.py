"""Reads address 0."""
import ctypes
def double(values):
    return ctypes.string_at(0)
