"""Running student code in locked processes that never hold an answer."""
