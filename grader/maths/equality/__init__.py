"""Whether two formulas, recurrences or relations say the same, and what slip parts them."""
