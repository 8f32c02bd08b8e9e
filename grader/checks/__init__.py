"""One file a kind of check, named by the word a rubric uses for it."""
