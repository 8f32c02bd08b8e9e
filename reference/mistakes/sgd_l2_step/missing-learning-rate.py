"""The learning rate does not scale the penalty's gradient, or nothing at all."""

CHANGES = ({"rate": "gradient"}, {"rate": "none"}, {"rate": "penalty"})
