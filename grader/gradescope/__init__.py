"""Gradescope mode: a supervisor that always leaves a valid results.json, and the process that grades."""
