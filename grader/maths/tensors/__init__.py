"""Tensors as written, by brackets, lines, tables and labels."""
