"""One file a command of the `grader` program: what it prints and with which status it ends."""
