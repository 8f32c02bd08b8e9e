"""The least likely candidates are kept."""

CHANGES = (
    {"keep": "worst"},
    {"keep": "worst", "order": "total"},
    {"keep": "worst-of-all"},
    {"keep": "worst-of-all", "order": "total"},
    {"last": "worst"},
    {"last": "worst", "order": "total"},
)
