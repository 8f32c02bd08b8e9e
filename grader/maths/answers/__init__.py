"""Which formula of an answer is the answer, and whether it is right."""
