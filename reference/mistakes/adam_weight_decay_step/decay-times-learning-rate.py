"""The decay is scaled by the learning rate."""

CHANGES = ({"place": "decay-rate"}, {"place": "decay-rate-after"})
