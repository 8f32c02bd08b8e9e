"""What parts, sections and list items are called: ids, letters, Roman numerals, question words."""
