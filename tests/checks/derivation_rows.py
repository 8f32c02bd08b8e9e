"""Answers to the parts that are derivations, with what each check must find: a bug report is one more row.

A row: the part, a name, the answer, and for each check ``right``, ``wrong``, ``review+`` or ``review-`` (with
the leaning of the provisional points), followed by the ids of the mistakes named. ``!`` before the
verdict of a row's check means that the mistakes are not compared.
"""

from __future__ import annotations

Row = tuple[str, str, str, dict[str, str]]

RIGHT_1_1 = {"equivalence": "right", "hypothesis": "right", "step": "right"}
RIGHT_1_2 = {"chain": "right", "jacobian": "right", "bound": "right", "limit": "right"}
RIGHT_3_1 = {"gradient": "right", "update": "right", "lambda": "right"}
RIGHT_4_2 = {"mean": "right", "deviation": "right", "substitution": "right"}
RIGHT_4_3 = {"chain": "right", "jacobian": "right", "scale": "right", "projector": "right"}

ROWS: tuple[Row, ...] = (
    # --- 1.1
    (
        "1.1",
        "a chain",
        r"""We show that $g_t = \sigma(h_t)$. Assume $g_{t-1} = \sigma(h_{t-1})$. Then
$$g_t = \sigma(W g_{t-1} + U x_t + b) = \sigma(W\sigma(h_{t-1}) + U x_t + b) = \sigma(h_t).$$""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "without saying the hypothesis, but using it",
        r"""$$g_t = \sigma(W g_{t-1} + U x_t + b) = \sigma(W\sigma(h_{t-1}) + U x_t + b) = \sigma(h_t)$$""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "k to k+1",
        r"""Suppose $g_k = \sigma(h_k)$. Then $g_{k+1} = \sigma(W g_k + U x_{k+1} + b)
= \sigma(W\sigma(h_k) + U x_{k+1} + b) = \sigma(h_{k+1})$.""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "through h",
        r"""Claim: $g_t=\sigma(h_t)$. Induction hypothesis: $g_{t-1}=\sigma(h_{t-1})$. Since
$h_t = W\sigma(h_{t-1}) + Ux_t + b = W g_{t-1} + U x_t + b$, applying $\sigma$ gives $\sigma(h_t) = \sigma(W g_{t-1} + U x_t + b) = g_t$.""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "in French",
        r"""Montrons que $g_t = \sigma(h_t)$. Supposons $g_{t-1} = \sigma(h_{t-1})$. Alors
$$g_t = \sigma(W g_{t-1} + U x_t + b) = \sigma(W \sigma(h_{t-1}) + U x_t + b) = \sigma(h_t).$$""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "only the statement",
        r"""$g_t = \sigma(h_t)$""",
        {"equivalence": "right", "hypothesis": "wrong hypothesis-missing", "step": "wrong"},
    ),
    (
        "1.1",
        "inside out",
        r"""We have $h_t = \sigma(g_t)$.""",
        {
            "equivalence": "wrong activation-inside-out",
            "hypothesis": "wrong hypothesis-missing",
            "step": "wrong",
        },
    ),
    (
        "1.1",
        "the zero state",
        r"""Base case: $h_0 = 0$. Assume $g_{t-1} = \sigma(h_{t-1})$. Then
$$g_t = \sigma(W g_{t-1} + U x_t + b) = \sigma(W\sigma(h_{t-1}) + U x_t + b) = \sigma(h_t).$$""",
        {"equivalence": "right", "hypothesis": "right", "step": "!right"},
    ),
    (
        "1.1",
        "a wrong step",
        r"""Assume $g_{t-1} = \sigma(h_{t-1})$. Then $g_t = \sigma(W h_{t-1} + U x_t + b)$ and so $g_t = \sigma(h_t)$.""",
        {"equivalence": "right", "hypothesis": "right", "step": "wrong"},
    ),
    (
        "1.1",
        "lines with a common left side",
        r"""$g_{t-1} = \sigma(h_{t-1})$ by hypothesis.
$$\begin{aligned} g_t &= \sigma(W g_{t-1} + U x_t + b) \\ g_t &= \sigma(W g_{t-1} + h_t - W\sigma(h_{t-1})) \\ g_t &= \sigma(W g_{t-1} + h_t - W g_{t-1}) \\
g_t &= \sigma(h_t)\end{aligned}$$""",
        RIGHT_1_1,
    ),
    (
        "1.1",
        "the definition and the claim alone",
        r"""$g_t = \sigma(W g_{t-1} + U x_t + b)$. So $g_t = \sigma(h_t)$.""",
        {"equivalence": "right", "hypothesis": "wrong hypothesis-missing", "step": "wrong"},
    ),
    # --- 1.2
    (
        "1.2",
        "all of it",
        r"""$$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}, \qquad
\frac{\partial h_t}{\partial h_{t-1}} = W \operatorname{diag}(\sigma'(h_{t-1}))$$
$$\left\|\frac{\partial h_t}{\partial h_{t-1}}\right\| \le \|W\|\,\|D\sigma(h_{t-1})\| \le \frac{\delta}{\gamma}\gamma = \delta$$
$$\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \delta^T \to 0 \text{ as } T\to\infty$$""",
        RIGHT_1_2,
    ),
    (
        "1.2",
        "in one chain",
        r"""$$\left\|\frac{\partial h_T}{\partial h_0}\right\| = \left\|\prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}\right\|
= \left\|\prod_{t=1}^T W D\sigma(h_{t-1})\right\| \le \prod_{t=1}^T \|W\| \|D\sigma(h_{t-1})\|
\le \prod_{t=1}^T \sqrt{\lambda_1(W^\top W)}\,\gamma \le \prod_{t=1}^T \frac{\delta}{\gamma}\gamma = \delta^T \to 0$$""",
        RIGHT_1_2,
    ),
    (
        "1.2",
        "pieces",
        r"""By the chain rule
$\frac{\partial h_T}{\partial h_0} = \frac{\partial h_T}{\partial h_{T-1}}\cdots\frac{\partial h_1}{\partial h_0}$ with
$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$. We have $\|W\| = \sqrt{\lambda_1(W^\top W)} \le \delta/\gamma$ and
$\|D\sigma(h_{t-1})\|\le\gamma$, so $\|\frac{\partial h_t}{\partial h_{t-1}}\| \le \delta$. Therefore
$\|\frac{\partial h_T}{\partial h_0}\| \le \delta^T$, which goes to zero since $\delta<1$.""",
        RIGHT_1_2,
    ),
    (
        "1.2",
        "the eigenvalue not rooted",
        r"""$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}$ and
$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$. Since $\|W\| \le \frac{\delta^2}{\gamma^2}$,
$\|\frac{\partial h_t}{\partial h_{t-1}}\| \le \frac{\delta^2}{\gamma^2}\gamma$.""",
        {"chain": "right", "jacobian": "right", "bound": "wrong eigenvalue-not-rooted", "limit": "wrong"},
    ),
    (
        "1.2",
        "the bound not raised",
        r"""$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}$,
$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$,
$\|\frac{\partial h_t}{\partial h_{t-1}}\| \le \|W\|\|D\sigma(h_{t-1})\| \le \delta$, so
$\|\frac{\partial h_T}{\partial h_0}\| \le T\delta$.""",
        {"chain": "right", "jacobian": "right", "bound": "right", "limit": "wrong bound-not-powered"},
    ),
    (
        "1.2",
        "equality for the norm of a product",
        r"""$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}$ with
$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$.
$$\left\|\frac{\partial h_t}{\partial h_{t-1}}\right\| = \|W\| \|D\sigma(h_{t-1})\| \le \frac\delta\gamma\gamma = \delta$$
$$\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \delta^T \to 0$$""",
        {
            "chain": "right equality-for-inequality",
            "jacobian": "right equality-for-inequality",
            "bound": "right equality-for-inequality",
            "limit": "right equality-for-inequality",
        },
    ),
    (
        "1.2",
        "a matrix below a number",
        r"""$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}$,
$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1}) \le \delta$, $\frac{\partial h_T}{\partial h_0} \le \delta^T \to 0$.""",
        {
            "chain": "right norm-missing",
            "jacobian": "right norm-missing",
            "bound": "right norm-missing",
            "limit": "right norm-missing",
        },
    ),
    # --- 3.1
    (
        "3.1",
        "all of it",
        r"""$\nabla_\theta L_{reg} = \nabla_\theta L + 2\gamma\theta$, hence
$\theta_{i+1} = \theta_i - \eta(\nabla_\theta L + 2\gamma\theta_i) = \theta_i - \eta\nabla_\theta L - 2\eta\gamma\theta_i$,
which is the first rule with $\lambda = -2\eta\gamma$.""",
        RIGHT_3_1,
    ),
    (
        "3.1",
        "with the sum over the minibatch",
        r"""$$\theta_{i+1} = \theta_i - \eta\frac{1}{m}\frac{\partial\sum_{j=1}^m L_{reg}(f(x^{(j)},\theta),y^{(j)})}{\partial\theta_i}
= \theta_i - \eta\frac1m\frac{\partial\sum_{j=1}^m \left(L(f(x^{(j)},\theta),y^{(j)}) + \gamma\|\theta\|_2^2\right)}{\partial\theta_i}
= \theta_i - \eta\frac1m\frac{\partial\sum_{j=1}^m L(f(x^{(j)},\theta),y^{(j)})}{\partial\theta_i} - 2\eta\gamma\theta_i$$
Setting $\lambda = -2\eta\gamma$ gives the weight decay rule.""",
        {"gradient": "!right", "update": "right", "lambda": "right"},
    ),
    (
        "3.1",
        "no factor two",
        r"""$\nabla L_{reg} = \nabla L + \gamma\theta$ so $\theta_{i+1} = \theta_i - \eta\nabla L - \eta\gamma\theta_i$ and
$\lambda = -\eta\gamma$.""",
        {
            "gradient": "wrong missing-factor-two",
            "update": "wrong missing-factor-two",
            "lambda": "wrong missing-factor-two",
        },
    ),
    (
        "3.1",
        "no learning rate",
        r"""$\nabla L_{reg} = \nabla L + 2\gamma\theta$. Comparing the rules, $\lambda = -2\gamma$.""",
        {"gradient": "right", "update": "wrong", "lambda": "wrong missing-learning-rate"},
    ),
    (
        "3.1",
        "the other sign",
        r"""$\nabla L_{reg} = \nabla L + 2\gamma\theta$, $\theta_{i+1} = \theta_i - \eta\nabla L - 2\eta\gamma\theta_i$, so $\lambda = 2\eta\gamma$.""",
        {"gradient": "right", "update": "right", "lambda": "wrong wrong-sign"},
    ),
    (
        "3.1",
        "the other sign with the rule rewritten",
        r"""$\nabla L_{reg} = \nabla L + 2\gamma\theta$, $\theta_{i+1} = \theta_i - \eta\nabla L - 2\eta\gamma\theta_i$.
Write weight decay as $\theta_{i+1} = \theta_i - \eta\nabla L - \lambda\theta_i$; then $\lambda = 2\eta\gamma$.""",
        {"gradient": "right", "update": "right", "lambda": "!right"},
    ),
    # --- 3.2
    (
        "3.2",
        "the new line",
        r"""The gradient line becomes $g \leftarrow \frac1m \nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) + 2\gamma\theta$.""",
        {"modification": "right"},
    ),
    (
        "3.2",
        "a formula alone",
        r"""Change the computation of the gradient to $$\frac1m \nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) + 2\gamma\theta$$""",
        {"modification": "right"},
    ),
    (
        "3.2",
        "g on both sides",
        r"""After computing the gradient, do $g \leftarrow g + 2\gamma\theta$.""",
        {"modification": "right"},
    ),
    (
        "3.2",
        "no factor two",
        r"""$g \leftarrow \frac1m \nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) + \gamma\theta$""",
        {"modification": "wrong missing-factor-two"},
    ),
    (
        "3.2",
        "the other sign",
        r"""$g \leftarrow \frac1m \nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) - 2\gamma\theta$""",
        {"modification": "wrong wrong-sign"},
    ),
    (
        "3.2",
        "the penalty itself",
        r"""$g \leftarrow \frac1m \nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) + \gamma\|\theta\|^2$""",
        {"modification": "wrong adds-penalty"},
    ),
    (
        "3.2",
        "the update instead",
        r"""The last line becomes $\theta \leftarrow \theta - \epsilon\frac{\hat s}{\sqrt{\hat r}+\delta} - 2\gamma\theta$""",
        {"modification": "wrong decoupled-decay"},
    ),
    # --- 4.2
    (
        "4.2",
        "all of it",
        r"""$\mu_y = E[u^\top x] = u^\top E[x] = 0$ and $\sigma_y^2 = Var(u^\top x) = u^\top Var(x) u = u^\top u = \|u\|^2$,
so $\sigma_y=\|u\|$. Therefore
$$\hat y = \gamma\frac{u^\top x - 0}{\|u\|}+\beta = w^\top x + \beta.$$""",
        RIGHT_4_2,
    ),
    (
        "4.2",
        "expectation dropped",
        r"""$E[u^\top x] = u^\top x = u^\top E[x] = 0$, $\sigma_y = \|u\|$ and
$\hat y = \gamma \frac{u^\top x}{\|u\|} + \beta = w^\top x + \beta$.""",
        {"mean": "right expectation-dropped", "deviation": "right", "substitution": "right"},
    ),
    (
        "4.2",
        "the variance for the deviation",
        r"""$\mu_y = u^\top E[x] = 0$. $\sigma_y = u^\top Var(x) u = \|u\|^2$.""",
        {"mean": "right", "deviation": "wrong variance-for-deviation", "substitution": "wrong"},
    ),
    (
        "4.2",
        "unit deviation",
        r"""$\mu_y = 0$ and $\sigma_y = 1$ as the data is whitened, so $\hat y = \gamma u^\top x + \beta$.""",
        {"mean": "right", "deviation": "wrong norm-missing", "substitution": "wrong"},
    ),
    (
        "4.2",
        "the claim alone",
        r"""We have to show that $\hat y = w^\top x + \beta$.""",
        {"mean": "wrong", "deviation": "wrong", "substitution": "wrong"},
    ),
    # --- 4.3
    (
        "4.3",
        "all of it",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L$ where
$\frac{\partial w}{\partial u} = \frac{\gamma}{\|u\|}\left(I - \frac{uu^\top}{\|u\|^2}\right)$, so
$\nabla_u L = \frac{\gamma}{\|u\|} W^\perp \nabla_w L$, with $s = \frac{\gamma}{\|u\|}$.""",
        RIGHT_4_3,
    ),
    (
        "4.3",
        "one chain",
        r"""$$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top \nabla_w L
= \left(\frac{\gamma}{\|u\|}I - \gamma\frac{uu^\top}{\|u\|^3}\right)\nabla_w L = \frac{\gamma}{\|u\|} W^\perp \nabla_w L$$""",
        RIGHT_4_3,
    ),
    (
        "4.3",
        "rows",
        r"""$$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial w}\frac{\partial w}{\partial u}, \quad
\frac{\partial w}{\partial u} = \frac{\gamma}{\|u\|}\left(I - \frac{uu^T}{\|u\|^2}\right)$$
so $\nabla_u L = s W^\perp \nabla_w L$ with $s = \gamma/\|u\|$.""",
        RIGHT_4_3,
    ),
    (
        "4.3",
        "by entries",
        r"""$$\frac{\partial w_i}{\partial u_j} = \gamma\left(\frac{\delta_{ij}}{\|u\|} - \frac{u_i u_j}{\|u\|^3}\right)$$
so $\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^T \nabla_w L = \frac{\gamma}{\|u\|}\left(I - \frac{u u^T}{\|u\|^2}\right)\nabla_w L$.""",
        RIGHT_4_3,
    ),
    (
        "4.3",
        "the identity left out, then right",
        r"""$\nabla_u L = \frac{dw}{du}\nabla_w L$, $\frac{dw}{du} = \gamma\frac{\|u\| - uu^\top/\|u\|}{\|u\|^2}
= \frac{\gamma}{\|u\|}\left(I - \frac{uu^\top}{\|u\|^2}\right)$, so $\nabla_u L = \frac{\gamma}{\|u\|}W^\perp\nabla_w L$.""",
        {"chain": "right", "jacobian": "right identity-missing", "scale": "right", "projector": "right"},
    ),
    (
        "4.3",
        "the identity left out",
        r"""$\nabla_u L = \frac{dw}{du}\nabla_w L$ and $\frac{dw}{du} = \gamma\frac{\|u\| - uu^\top/\|u\|}{\|u\|^2}$.""",
        {"chain": "right", "jacobian": "wrong identity-missing", "scale": "wrong", "projector": "wrong"},
    ),
    (
        "4.3",
        "the scale squared",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L = \frac{\gamma}{\|u\|^2}W^\perp\nabla_w L$, so $s=\frac{\gamma}{\|u\|^2}$.""",
        {"chain": "right", "jacobian": "wrong", "scale": "wrong scale-squared", "projector": "!right"},
    ),
    (
        "4.3",
        "the scale upside down",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L = \frac{\|u\|}{\gamma}W^\perp\nabla_w L$.""",
        {"chain": "right", "jacobian": "wrong", "scale": "wrong scale-inverted", "projector": "!right"},
    ),
    (
        "4.3",
        "no gamma",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L = \frac{1}{\|u\|}W^\perp\nabla_w L$ and $s = 1/\|u\|$.""",
        {"chain": "right", "jacobian": "wrong", "scale": "wrong scale-without-gamma", "projector": "!right"},
    ),
    (
        "4.3",
        "the projector reversed",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L = \frac{\gamma}{\|u\|}\left(\frac{uu^\top}{\|u\|^2} - I\right)\nabla_w L$ with $s = \gamma/\|u\|$.""",
        {"chain": "right", "jacobian": "wrong", "scale": "right", "projector": "wrong projector-inverted"},
    ),
    (
        "4.3",
        "no projection",
        r"""$\frac{\partial w}{\partial u} = \frac{\gamma}{\|u\|} I$ so $\nabla_u L = \frac{\gamma}{\|u\|}\nabla_w L$.""",
        {
            "chain": "wrong",
            "jacobian": "wrong",
            "scale": "!wrong",
            "projector": "wrong",
        },
    ),
)
