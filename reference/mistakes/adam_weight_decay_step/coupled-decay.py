"""The decay is put into the gradient, so that the adaptive step rescales it."""

CHANGES = ({"place": "gradient"}, {"place": "gradient", "factor": 2.0}, {"place": "moment"})
