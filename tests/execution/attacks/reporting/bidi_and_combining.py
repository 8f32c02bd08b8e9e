"""Letters that turn the text around or pile up on it."""
def double(values):
    print("\u202epassed\u202c" + "Z" + "\u0301" * 5000 + "\u2066\U000e0041\ufeff\u200b")
    raise RuntimeError("\u202e" + "e\u0301" * 3000)
