"""Prose in German, Spanish, Italian and Portuguese, put into English word by word."""
