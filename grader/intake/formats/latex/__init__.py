"""LaTeX of one file or several."""
