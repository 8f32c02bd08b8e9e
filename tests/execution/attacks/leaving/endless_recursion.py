"""Recurses with no limit but the stack's."""
import sys
sys.setrecursionlimit(10**9)
def double(values):
    return double(values) + 1
