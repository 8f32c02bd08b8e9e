"""What the answers of this assignment are, computed: tables by the plain names that rubrics use."""

from . import least_squares, smoothing

ANSWERS = {"gradient": least_squares.gradient}
FUNCTIONS = {"moving_average": smoothing.moving_average}
CASES = {"moving_average": smoothing.CASES}
WORLDS: dict[str, object] = {}
