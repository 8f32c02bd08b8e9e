"""From tokens to a typed expression, as the declarations say."""
