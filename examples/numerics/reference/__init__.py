"""What the answers of this assignment are, computed: tables by the plain names that rubrics use."""

from . import elimination, newton, quadrature

ANSWERS = {
    "newton_step": newton.step,
    "band_cost": elimination.band_cost,
    "pivots": elimination.pivots,
    "last_pivot": elimination.last_pivot,
    "equations": elimination.equations,
    "orders": elimination.orders,
    "unpivoted": elimination.unpivoted,
    "last_unpivoted": elimination.last_unpivoted,
    "signed": elimination.signed,
    "static": elimination.static,
}
FUNCTIONS = {
    "newton_sqrt": newton.newton_sqrt,
    "trapezoid": quadrature.trapezoid,
    "tridiagonal": elimination.tridiagonal,
}
CASES = {
    "newton_sqrt": newton.CASES,
    "trapezoid": quadrature.CASES,
    "tridiagonal": elimination.CASES,
}
WORLDS = {"newton_error": newton.error}
