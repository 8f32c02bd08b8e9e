"""P_ji for P_ij."""

CHANGES = ({"transpose": True},)
