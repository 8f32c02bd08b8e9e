"""Candidates are ranked by the last word's log-probability."""

CHANGES = (
    {"rank": "last"},
    {"rank": "last", "order": "total"},
    {"rank": "last", "returned": "last"},
    {"returned": "last"},
)
