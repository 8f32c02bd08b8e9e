"""Recursion without Python's limit."""
import sys
sys.setrecursionlimit(10 ** 9)
def double(values):
    def down(n): return down(n + 1) + [n]
    return down(0)
