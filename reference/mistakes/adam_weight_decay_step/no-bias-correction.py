"""The moments, or one of them, are used without correcting their bias."""

CHANGES = ({"correction": "none"}, {"correction": "first"}, {"correction": "second"})
