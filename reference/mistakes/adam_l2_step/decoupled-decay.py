"""The weights decay outside the adaptive step."""

CHANGES = tuple(
    {"place": place, "factor": factor}
    for factor in (1.0, 2.0)
    for place in ("decay", "decay-rate", "decay-after", "decay-rate-after")
)
