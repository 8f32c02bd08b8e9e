"""The penalty itself is added to the gradient, not its gradient."""

CHANGES = tuple(
    {"place": place, "factor": factor} for factor in (1.0, 2.0) for place in ("norm", "squares", "root")
)
