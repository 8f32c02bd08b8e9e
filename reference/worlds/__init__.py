"""One world function for each part that is a derivation: its definitions at random values."""

from __future__ import annotations

from collections.abc import Mapping

from .activation import moved_activation
from .decay import adam_gradient, weight_decay
from .gradients import vanishing_gradients
from .weight_norm import normalised_weight
from .whitening import batch_normalised

WORLDS: Mapping[str, object] = {
    "moved_activation": moved_activation,
    "vanishing_gradients": vanishing_gradients,
    "weight_decay": weight_decay,
    "adam_gradient": adam_gradient,
    "batch_normalised": batch_normalised,
    "normalised_weight": normalised_weight,
}
"""By the names that rubrics use."""
