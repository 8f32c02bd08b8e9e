"""Frozen data that every other package speaks: assignment, submission, judgement, report."""
