"""Prints text that turns round, hides or piles up."""
def double(values):
    print("\u202egnorw\u202c \u200bzero\u200d\ufeff \U000e0041 a" + "\u0301" * 5000)
    raise ValueError("\u2066right\u2069\ud800")
