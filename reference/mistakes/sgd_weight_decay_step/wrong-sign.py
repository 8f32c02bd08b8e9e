"""The decay is subtracted, or the gradient is added."""

CHANGES = ({"sign": -1.0}, {"uphill": True})
