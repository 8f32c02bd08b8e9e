"""Read pseudo-code, in listings, algorithm environments or plain lines, as loops and assignments."""
