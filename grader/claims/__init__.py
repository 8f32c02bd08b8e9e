"""Read prose for what it claims: sentences, clauses, and facts with their polarity, mood and subject."""
