"""delta is added under the root."""

CHANGES = ({"delta_place": "inside"}, {"delta_place": "squared"})
