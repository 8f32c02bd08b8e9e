"""The search ends a step early, or a word is lost from its result."""

CHANGES = ({"short": "search"}, {"short": "last-word"}, {"short": "first-word"})
