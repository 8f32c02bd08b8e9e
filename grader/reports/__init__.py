"""Writers: a report becomes a terminal table, results.json, or a self-contained HTML page."""
