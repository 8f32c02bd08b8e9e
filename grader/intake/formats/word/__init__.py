"""Word's documents (.docx), whoever wrote them."""
