"""Greedy decoding, whatever the width of the beam: in a list or bare, or B hypotheses in the last step."""

CHANGES = ({"width": "one"}, {"width": "one", "given": "bare"}, {"width": "one-until-last"})
