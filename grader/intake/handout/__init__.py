"""The hand-out's own words, known by fingerprints and set aside; running this package writes them."""
