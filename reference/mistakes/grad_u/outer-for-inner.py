"""An inner product stands for an outer one, or the other way round."""

CHANGES = tuple(
    {"projector": projector}
    for projector in (
        "inner",
        "inner-scalar",
        "entries",
        "matrix",
        "matrix-transposed",
        "eye-inner",
        "entry-rows",
        "matrix-entries",
        "outer-rows",
        "outer-columns",
    )
)
