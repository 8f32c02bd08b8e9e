"""Working about limits, orders, cases, bounds, integrals, differentials, gradients and open signs."""

from __future__ import annotations

import pytest

from tests.maths.working.test_working import SCALARS, Row, check

DECAY = {"r": "prob", "c": "posreal", "t": "posint", "n": "posint", "m": "posint"}
FIT = {"X": "matrix[n,d]", "w": "vector[d]", "y": "vector[n]", "f": "real"}
LOSS = [r"f = \|Xw-y\|^2"]
SQUARES = {"A": "matrix[n,n]", "D": "matrix[n,n]", "k": "posreal", "v": "vector[n]", "b": "vector[n]"}
CHANCE = {
    "x": "vector[d]",
    "w": "vector[d]",
    "z": "real",
    "E[z]": "real",
    "E[x]": "vector[d]",
    "Var[x]": "matrix[d,d]",
}
SLOPES = {"w": "vector[d]", r"\nabla_w L": "vector[d]", "c": "posreal", "u": "vector[d]", "a": "posreal"}
NUMBER = {"x": "real", "a": "posreal", "b": "real"}

ROWS: tuple[Row, ...] = (
    ("a limit", r"$c r^t \to 0$ as $t \to \infty$", "0", DECAY, [], "equal", "hh"),
    ("another limit", r"$c + r^t \to 0$ as $t \to \infty$", "", DECAY, [], "different", "hf"),
    ("a limit by its sign", r"$\lim_{t\to\infty} (1 - r^t) = 1$", "1", DECAY, [], "equal", "hh"),
    ("a limit without bound", r"$r^{-t} \to \infty$ when $t\to\infty$", "", DECAY, [], "equal", "hh"),
    ("an order", r"$\sum_{t=1}^{n} (m^2 + m) = n(m^2+m) = O(n m^2)$", "O(nm^2)", DECAY, [], "equal", "hhh"),
    ("an order too small", r"$n(m^2+m) = O(nm)$", "", DECAY, [], "different", "hf"),
    ("an end of another order", r"$n(m^2+m) = O(n^2 m^2)$", "O(nm^2)", DECAY, [], "different", "hh"),
    ("cases", "Case 1: $x \\ge 0$. Then $|x| = x$.\nCase 2: $x < 0$. Then $|x| = -x$.", "", SCALARS, [], "equal", "-"),
    ("the cases confused", "Case 1: $x > 0$. Then $|x| = -x$.\nCase 2: $x < 0$. Then $|x| = x$.", "", SCALARS, [], "different", "-"),
    ("a norm bounded by a constant", r"$\|AD\| \le \|A\|\|D\| \le k\|A\|$", "", SQUARES, [], "equal", "hhh"),
    ("a factor lost to a constant", r"$\|AD\| \le \|A\|\|D\| \le k$", "", SQUARES, [], "different", "hhf"),
    ("the square of the end", r"$\|v+b\|^2 = v^\top v + 2v^\top b + b^\top b \le (\|v\|+\|b\|)^2$", r"\|v+b\| \le \|v\|+\|b\|", SQUARES, [], "equal", "hhh"),
    ("another bound than the end", r"$\|v+b\|^2 \le 4(\|v\|+\|b\|)^2$", r"\|v+b\| \le \|v\|+\|b\|", SQUARES, [], "undecided", "hh"),
    ("an integral", r"$\int_0^a (x+b)\,dx = \left[\frac{x^2}{2} + bx\right]_0^a = \frac{a^2}{2} + ab$", "", NUMBER, [], "equal", "hhh"),
    ("an integral of a root", r"$\int_0^1 x^{a}\, dx = \frac{1}{a+1}$", "", NUMBER, [], "equal", "hh"),
    ("an integral without end", r"$\int_0^\infty e^{-ax}\,dx = \frac1a$", "", NUMBER, [], "equal", "hh"),
    ("ends confused", r"$\int_0^a e^{-x}\,dx = [-e^{-x}]_0^a = e^{-a} - 1$", "", NUMBER, [], "different", "hhf"),
    ("a differential", r"$df = 2(Xw-y)^\top X\,dw$", "", FIT, LOSS, "equal", "hh"),
    ("half a differential", r"$df = (Xw-y)^\top X\,dw$", "", FIT, LOSS, "different", "hf"),
    ("a gradient by a name untold", r"$f(w) = \|Xw-y\|^2$ and $\nabla f(w) = 2X^\top(Xw-y)$", "", FIT, LOSS, "equal", "-"),
    ("a gradient of a sum", r"$\nabla_w (L + c\|w\|^2) = \nabla_w L + 2cw$", "", SLOPES, [], "equal", "hh"),
    ("a gradient of a sum, wrongly", r"$\nabla_w (L + c\|w\|^2) = \nabla_w L + cw$", "", SLOPES, [], "different", "hf"),
    ("the chain rule through a name", r"$\nabla_u L = a\,\nabla_w L$", "", SLOPES, ["w = a u"], "equal", "hh"),
    ("the mean of what is defined", r"$E[z] = w^\top E[x] = 0$", "", CHANCE, ["z = w^\\top x", "E[x] = 0"], "equal", "hhh"),
    ("the mean, wrongly", r"$E[z] = w^\top w$", "", CHANCE, ["z = w^\\top x", "E[x] = 0"], "different", "hf"),
    ("open signs", r"$x^2 - 2bx + b^2 - a^2 = 0$, so $x = \frac{2b \pm \sqrt{4a^2}}{2} = b \pm a$", r"x = b \pm a", NUMBER, [], "equal", "-"),
    ("open signs, wrongly", r"$x^2 - 2bx + b^2 - a^2 = 0$, so $x = \frac{2b \pm \sqrt{4a^2}}{2} = b \pm 2a$", "", NUMBER, [], "different", "-"),
    ("what is given lies where it is declared to", r"$0 < r < 1$ so $r^t \to 0$ as $t\to\infty$", "0", {**DECAY, "A": "matrix[m,m]"}, [r"r = c\|A\|"], "equal", "-"),
    ("a member of one", r"$\hat{c}_t = c_t/(1-r^t)$, so $\hat c_1 = c_1/(1-r)$", "", {"c_1": "real", r"\hat{c}_1": "real", "r": "prob"}, [r"\hat{c}_1 = c_1/(1-r)"], "equal", "-"),
    ("a second slope", r"$h''(x) = h'(x)$", "", {"x": "real", "h": "function"}, ["h(x) = e^x"], "equal", "hh"),
    ("a second slope, wrongly", r"$h''(x) = 3h(x)$", "", {"x": "real", "h": "function"}, ["h(x) = e^{2x}"], "different", "hf"),
    ("letters changed", r"$\sum_i v_i b_i$, and with $j = i$ $\sum_j v_j b_j = v^\top b$", r"v^\top b", SQUARES, [], "equal", "-"),
    ("a sum without its letter", "Σ (v_i - b_i)²\n= v^T v - 2 Σ v_i b_i + b^T b", "", SQUARES, [], "equal", "hh"),
    ("a sum without its letter, wrongly", "Σ (v_i - b_i)²\n= v^T v - Σ v_i b_i + b^T b", "", SQUARES, [], "different", "hf"),
    ("scaled by an arrow", "under v -> c*v for c > 0: ||c*v|| = c*||v||", "", {**SQUARES, "c": "posreal"}, [], "equal", "-"),
    ("a matrix taken", r"Take $D = vv^\top$: $\mathrm{tr}(AD) = v^\top A v$", "", SQUARES, [], "equal", "-"),
    ("a product of matrices", r"$\|\prod_{i=1}^n J_i\| \le \prod_{i=1}^n \|J_i\| \le \prod_{i=1}^n k = k^n$", "k^n", {"J": "function[index] -> matrix[m,m]", "k": "posreal", "n": "posint"}, [], "equal", "hhhh"),
    ("the last factor first", r"$\prod_{i=1}^2 J_i = J_2 J_1$", "", {"J": "function[index] -> matrix[m,m]"}, [], "equal", "hh"),
    ("a factor twice", r"$\prod_{i=1}^2 J_i = J_2 J_2$", "", {"J": "function[index] -> matrix[m,m]"}, [], "different", "hf"),
    ("what is given and not understood", r"$(a+x)^2 = a^2 + x^2$", "", SCALARS, [r"a \bowtie x"], "undecided", "hu"),
    ("moments that are declared", r"$Var[z] = E[z^2] - E[z]^2$", "", {"z": "real", "E[z]": "real", "E[z^2]": "real", "Var[z]": "posreal"}, [], "equal", "-"),
    ("a letter of any value", r"Using $2st \le s^2 + t^2$: $2ab \le a^2+b^2$", "", {"a": "real", "b": "real"}, [], "equal", "-"),
    ("a function at a letter", r"$h(a) = e^{2a}$", "", {"a": "real", "h": "function"}, ["h(z) = e^{2z}"], "equal", "hh"),
    ("a condition of two signs", r"Suppose $0 < 2ak < 1$. Then $|1-2ak| = 1-2ak$", "", {"a": "posreal", "k": "posreal"}, [], "equal", "-"),
    ("a property of a function", r"As $h$ is convex, $h(b) \ge 2h(a)$", "", {"a": "real", "b": "real", "h": "function"}, [], "undecided", "-"),
    ("a quantity named", r"$\mathrm{SSE}(w) = \|Xw-y\|^2 = (Xw-y)^\top(Xw-y)$", "", FIT, [], "equal", "hhh"),
    ("a quantity named and mistaken", r"$\mathrm{SSE}(w) = \|Xw-y\|^2 = (Xw-y)^\top(Xw+y)$", "", FIT, [], "different", "hhf"),
    ("an update", "w = w - a*u\nso after it w^T u drops by a*u^T u = a*||u||^2", "a*||u||^2", SLOPES, [], "equal", "-"),
    ("words that name", "mean = (1 + 2 + 6)/3 = 3\nspread = ((1-3)^2 + (2-3)^2 + (6-3)^2)/3 = 14/3", "14/3", NUMBER, [], "equal", "-"),
    ("words that name, wrongly", "mean = (1 + 2 + 6)/3 = 3\nspread = ((1-3)^2 + (2-3)^2 + (6-3)^2)/3 = 14", "", NUMBER, [], "different", "-"),
    ("an indicator that is given", r"$\sum_i v_i b_i = b_j$", "", {**SQUARES, "j": "index"}, ["v_i = [i = j]"], "equal", "hh"),
    ("grad as a word", "grad L + 2*c*w - grad L\n= 2*c*w", "", {"w": "vector[d]", r"\nabla L": "vector[d]", "c": "real"}, [], "equal", "hh"),
    ("a limit of one of several", r"$\frac{1}{1+e^{y_1-y_2}} \to 1$ as $y_2\to\infty$", "1", {"y_1": "real", "y_2": "real"}, [], "equal", "hh"),
    ("solutions apart", r"$x^2 - x - 2 = 0$, so $x = 2$ or $x = -1$.", r"x = 2 \text{ or } x = -1", NUMBER, [], "equal", "-"),
    ("a wrong solution apart", r"$x^2 - x - 2 = 0$, so $x = 2$ or $x = 1$.", "", NUMBER, [], "different", "-"),
    ("as far as the sum", r"$\sum_{i=1}^n \|J_i\| \le n \max_i \|J_i\|$", "", {"J": "function[index] -> matrix[m,m]", "n": "posint"}, [], "equal", "hh"),
    ("an angle brought in", r"Let $b = \cos t$. Then $1 - b^2 = (1-b)(1+b)$", "", {**NUMBER, "t": "real"}, ["b = a/(1+a)"], "undecided", "-"),
    ("what is either", r"Either $x \ge b$, then $\max(x,b) = x$, or $x < b$, then $\max(x,b) = b$.", "", NUMBER, [], "equal", "-"),
    ("a bound that fails for small ones", r"$\|Av\| + \|b\| \le \|A\|(\|v\| + \|b\|)$", "", SQUARES, [], "different", "hf"),
    ("no equation to solve", "(a-b)^2 = a^2 - ab + b^2\nx = a^2 - ab + b^2", "", NUMBER, ["x = (a-b)^2"], "different", "-"),
    ("what is supposed to vanish", r"$x = a b$, so $b = 0 \Rightarrow x = 0$", "", NUMBER, ["x = a b", "b = a^2 - 1"], "undecided", "-"),
    ("a limit of large powers", r"$t/n^t \to 0$ as $t\to\infty$, where $n \ge 2$", "0", {"t": "posint", "n": "posint"}, [], "equal", "-"),
    ("ones behind a product", r"$v \odot (b - (v^\top b)\mathbf 1) = v\odot b - (v^\top b) v$", "", SQUARES, [], "equal", "hh"),
    ("a difference of free numbers bounded", r"$x - b \le -c\|v\|^2 + \frac c2\|v\|^2 = -\frac c2\|v\|^2$", "", {"x": "real", "b": "real", "c": "posreal", "v": "vector[d]"}, [], "equal", "hhh"),
    ("as long as", r"As long as $|1-ab| < 1$, $(1-ab)^t \to 0$ for $t\to\infty$", "0", {"a": "posreal", "b": "posreal", "t": "posint"}, [], "equal", "-"),
    ("a limit for some values only", r"$b^t \to 0$ for $t\to\infty$", "", {"b": "real", "t": "posint"}, [], "undecided", "-"),
)  # fmt: skip


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0]) for row in ROWS])
def test_working_of_every_kind_is_followed(row: Row) -> None:
    check(*row[1:])
