"""What must not be accepted though notations are read generously: one slip in each answer."""

from __future__ import annotations

from tests.checks.derivation_styles import Row

ROWS: tuple[Row, ...] = (
    (
        "1.1",
        "steps in brackets, one of them wrong",
        r"""Assume g(t-1) = σ(h(t-1)). Then g(t) = σ(W g(t-1) + U x(t-1) + b) = σ(h(t)).""",
        "right right wrong",
        "",
    ),
    (
        "1.1",
        "a linear sigma between right ends",
        r"""Assume $g_{t-1}=\sigma(h_{t-1})$. Then $g_t=\sigma(W\sigma(h_{t-1})+Ux_t+b)=W\sigma(\sigma(h_{t-1}))+Ux_t+b=\sigma(h_t)$.""",
        "right right wrong",
        "",
    ),
    (
        "1.2",
        "too few factors behind the dots",
        r"""$\frac{\partial h_T}{\partial h_0} = W\mathrm{diag}(\sigma'(h_{T-1}))\cdots W\mathrm{diag}(\sigma'(h_1))$""",
        "wrong wrong wrong wrong",
        "",
    ),
    (
        "1.2",
        "a descending product that ends too early",
        r"""$\frac{\partial h_T}{\partial h_0} = \prod_{t=T}^{2}\frac{\partial h_t}{\partial h_{t-1}}$""",
        "wrong wrong wrong wrong",
        "",
    ),
    (
        "1.2",
        "equal factors, no power",
        r"""$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$ and $\|\frac{\partial h_T}{\partial h_0}\| \le \delta\cdot\delta\cdots\delta = \delta$""",
        "wrong right wrong wrong",
        "bound-not-powered equality-for-inequality",
    ),
    (
        "3.1",
        "formulas alone, without the factor",
        r"""Gradient: $\nabla L+\gamma\theta$, step: $\theta-\eta\nabla L-\eta\gamma\theta$, so $\lambda=-\eta\gamma$.""",
        "wrong wrong wrong",
        "missing-factor-two",
    ),
    (
        "3.1",
        "chosen to be, with the wrong sign",
        r"""$\nabla L_{reg}=\nabla L+2\gamma\theta$ and $\theta_{i+1}=\theta_i-\eta\nabla L-2\eta\gamma\theta_i$. We take $\lambda$ equal to $2\eta\gamma$.""",
        "right right wrong",
        "wrong-sign",
    ),
    (
        "3.1",
        "what is set to what is not what goes to what",
        r"""$\nabla L_{reg}=\nabla L+2\gamma\theta$. We add $\lambda$ to $-2\eta\gamma$.""",
        "right wrong wrong",
        "",
    ),
    (
        "3.1",
        "primes as derivatives, the factor lost",
        r"""$L_{reg}' = L' + \gamma\theta$, $\theta_{i+1}=\theta_i-\eta L'-\eta\gamma\theta_i$, $\lambda=-\eta\gamma$""",
        "wrong wrong wrong",
        "missing-factor-two",
    ),
    (
        "3.2",
        "added to the gradient, without the factor",
        r"""In the gradient line: g += gamma*theta""",
        "wrong",
        "missing-factor-two",
    ),
    (
        "3.2",
        "a listing that takes away what is right",
        "Compute gradient:\n\n```diff\n- g = grad + 2*gamma*theta\n+ g = grad + gamma*theta\n```",
        "wrong",
        "missing-factor-two",
    ),
    (
        "3.2",
        "the square of the weights",
        r"""The gradient line becomes $g\leftarrow\frac1m\nabla_\theta\sum_i L_i+\gamma\theta^2$.""",
        "wrong",
        "adds-penalty",
    ),
    (
        "4.2",
        "the variance called a deviation in the line that finds it",
        r"""$\mu_y=0$. $\sigma_y=\langle u, \mathrm{Cov}(x)u\rangle=\|u\|^2$. Therefore $\hat y=\gamma\frac{u^\top x}{\|u\|^2}+\beta=w^\top x+\beta$.""",
        "right wrong wrong",
        "variance-for-deviation",
    ),
    (
        "4.3",
        "J is given another value",
        r"""$\nabla_u L = J^\top\nabla_w L$ with $J=\frac{\gamma}{\|u\|}I$, so $\nabla_u L=\frac{\gamma}{\|u\|}\nabla_w L$.""",
        "right wrong wrong wrong",
        "projection-missing",
    ),
    (
        "4.3",
        "the Jacobian and the chain, not put together",
        r"""$\nabla_u L = J^\top\nabla_w L$ with $J=\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|^2}\right)$.""",
        "right right wrong wrong",
        "",
    ),
)
