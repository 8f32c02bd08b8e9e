"""Right derivations in many notations, each with slips that can be put into it.

A row: the world, a name, the working, and slips as (what stands there, what stands there instead). A slip
must make exactly the statements that hold it false or ill-typed; without one nothing may be called false.
"""

from __future__ import annotations

Slip = tuple[str, str]
Row = tuple[str, str, str, tuple[Slip, ...]]

ROWS: tuple[Row, ...] = (
    # --- 1.1
    (
        "moved_activation",
        "aligned chain",
        r"""Assume $g_{t-1} = \sigma(h_{t-1})$. Then
$$\begin{aligned} g_t &= \sigma(W g_{t-1} + U x_t + b) \\ &= \sigma(W\sigma(h_{t-1}) + Ux_t + b) \\
&= \sigma(h_t) \end{aligned}$$""",
        (
            (r"W\sigma(h_{t-1}) + Ux_t", r"W\sigma(h_{t}) + Ux_t"),
            (r"\sigma(W g_{t-1} + U x_t", r"\sigma(W g_{t-1} - U x_t"),
            (r"&= \sigma(h_t)", r"&= h_t"),
        ),
    ),
    (
        "moved_activation",
        "bold fonts, words between",
        r"""By the induction hypothesis $\boldsymbol{g}_{t-1}=\sigma(\boldsymbol{h}_{t-1})$, so
$\boldsymbol{h}_t = \boldsymbol{W}\sigma(\boldsymbol{h}_{t-1}) + \boldsymbol{U}\boldsymbol{x}_t + \boldsymbol{b}
 = \boldsymbol{W}\boldsymbol{g}_{t-1} + \boldsymbol{U}\boldsymbol{x}_t + \boldsymbol{b}$.
Applying $\sigma$ to both sides, $\sigma(\boldsymbol{h}_t) = \sigma(\boldsymbol{W}\boldsymbol{g}_{t-1} +
\boldsymbol{U}\boldsymbol{x}_t + \boldsymbol{b}) = \boldsymbol{g}_t$.""",
        (
            (r"= \boldsymbol{W}\boldsymbol{g}_{t-1} +", r"= \boldsymbol{W}\sigma(\boldsymbol{g}_{t-1}) +"),
            (r"\boldsymbol{b}) = \boldsymbol{g}_t", r"\boldsymbol{b}) = \boldsymbol{g}_{t-1}"),
        ),
    ),
    (
        "moved_activation",
        "ASCII, one line each",
        """Suppose g_{t-1} = sigma(h_{t-1}).
g_t = sigma(W g_{t-1} + U x_t + b)
    = sigma(W sigma(h_{t-1}) + U x_t + b)
    = sigma(h_t)""",
        (("= sigma(W sigma(h_{t-1}) + U x_t + b)", "= sigma(W h_{t-1} + U x_t + b)"),),
    ),
    (
        "moved_activation",
        "Unicode",
        "Assume gₜ₋₁ = σ(hₜ₋₁). Then gₜ = σ(W gₜ₋₁ + U xₜ + b) = σ(W σ(hₜ₋₁) + U xₜ + b) = σ(hₜ).",
        (("= σ(hₜ).", "= W σ(hₜ)."),),
    ),
    (
        "moved_activation",
        "from k to k+1",
        r"""Suppose that $g_k = \sigma(h_k)$ for some $k$. Then
$$g_{k+1} = \sigma(W g_k + U x_{k+1} + b) = \sigma(W \sigma(h_k) + U x_{k+1} + b) = \sigma(h_{k+1}).$$""",
        ((r"\sigma(W \sigma(h_k) + U x_{k+1} + b)", r"\sigma(W \sigma(h_k) + U x_{k} + b)"),),
    ),
    (
        "moved_activation",
        "rearranged",
        r"""From the definition, $U x_t + b = h_t - W\sigma(h_{t-1})$. With $g_{t-1}=\sigma(h_{t-1})$ we get
$$g_t = \sigma(W g_{t-1} + h_t - W\sigma(h_{t-1})) = \sigma(W g_{t-1} + h_t - W g_{t-1}) = \sigma(h_t)$$""",
        (
            (r"U x_t + b = h_t - W\sigma(h_{t-1})", r"U x_t + b = h_t + W\sigma(h_{t-1})"),
            (r"+ h_t - W g_{t-1}) =", r"+ h_t + W g_{t-1}) ="),
        ),
    ),
    (
        "moved_activation",
        "with a name for the preactivation",
        r"""Let $z_t = W g_{t-1} + U x_t + b$, so that $g_t = \sigma(z_t)$. If $g_{t-1} = \sigma(h_{t-1})$ then
$z_t = W\sigma(h_{t-1}) + U x_t + b = h_t$ and therefore $g_t = \sigma(h_t)$.""",
        (
            (r"so that $g_t = \sigma(z_t)$", r"so that $g_t = z_t$"),
            (r"g_t = \sigma(h_t)$.", r"h_t = \sigma(g_t)$."),
        ),
    ),
    # --- 1.2
    (
        "vanishing_gradients",
        "products with dots",
        r"""$$\frac{\partial h_T}{\partial h_0} = \frac{\partial h_T}{\partial h_{T-1}}
\frac{\partial h_{T-1}}{\partial h_{T-2}} \cdots \frac{\partial h_1}{\partial h_0}$$
$$\frac{\partial h_t}{\partial h_{t-1}} = W \operatorname{diag}(\sigma'(h_{t-1}))$$
$$\left\|\frac{\partial h_t}{\partial h_{t-1}}\right\| \le \|W\| \|\operatorname{diag}(\sigma'(h_{t-1}))\|
\le \frac{\delta}{\gamma}\gamma = \delta$$
$$\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \prod_{t=1}^T \left\|\frac{\partial h_t}{\partial h_{t-1}}\right\|
\le \delta^T \to 0$$""",
        (
            (
                r"\frac{\partial h_{T-1}}{\partial h_{T-2}} \cdots",
                r"\frac{\partial h_{T-2}}{\partial h_{T-1}} \cdots",
            ),
            (r"= W \operatorname{diag}(\sigma'(h_{t-1}))", r"= W \operatorname{diag}(\sigma'(h_{t}))"),
            (r"\frac{\delta}{\gamma}\gamma = \delta", r"\frac{\delta}{\gamma}\gamma = \delta^2"),
            (r"\le \delta^T \to 0", r"\le \delta^{2T} \to 0"),
        ),
    ),
    (
        "vanishing_gradients",
        "product sign, D sigma",
        r"""\[\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^{T} \frac{\partial h_t}{\partial h_{t-1}} = \prod_{t=1}^{T} W D\sigma(h_{t-1})\]
\[\|W\| = \sqrt{\lambda_1(W^\top W)} \le \sqrt{\frac{\delta^2}{\gamma^2}} = \frac{\delta}{\gamma}\]
\[\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \prod_{t=1}^T \|W\| \|D\sigma(h_{t-1})\| \le \left(\frac\delta\gamma \cdot \gamma\right)^T = \delta^T\]
Since $0\le\delta<1$, $\lim_{T\to\infty} \delta^T = 0$.""",
        (
            (r"\prod_{t=1}^{T} W D\sigma(h_{t-1})\]", r"\prod_{t=1}^{T} W^\top D\sigma(h_{t-1})\]"),
            (r"= \sqrt{\lambda_1(W^\top W)}", r"= \lambda_1(W^\top W)"),
            (r"= \frac{\delta}{\gamma}\]", r"= \frac{\gamma}{\delta}\]"),
            (r"\right)^T = \delta^T", r"\right)^T = \delta"),
        ),
    ),
    (
        "vanishing_gradients",
        "lVert, Big, T-1 steps",
        r"""$$\Big\lVert \frac{\partial \mathbf{h}_T}{\partial \mathbf{h}_{0}} \Big\rVert
\leq \prod_{k=1}^{T} \Big\lVert \frac{\partial \mathbf{h}_k}{\partial \mathbf{h}_{k-1}} \Big\rVert
\leq \prod_{k=1}^{T} \lVert \mathbf{W} \rVert \lVert D\sigma(\mathbf{h}_{k-1}) \rVert
\leq \prod_{k=1}^{T} \frac{\delta}{\gamma}\gamma = \delta^T \xrightarrow{T\to\infty} 0$$""",
        (
            (r"\frac{\delta}{\gamma}\gamma = \delta^T", r"\frac{\delta}{\gamma}\gamma = T\delta"),
            (
                r"\leq \prod_{k=1}^{T} \frac{\delta}{\gamma}\gamma",
                r"\leq \prod_{k=1}^{T} \frac{\delta}{\gamma^2}\gamma",
            ),
        ),
    ),
    (
        "vanishing_gradients",
        "Unicode in prose",
        "By the chain rule ∂h_t/∂h_{t-1} = W Dσ(h_{t-1}). Hence ‖∂h_t/∂h_{t-1}‖ ≤ ‖W‖ ‖Dσ(h_{t-1})‖ ≤ (δ/γ) γ = δ "
        "and ‖∂h_T/∂h_0‖ ≤ δ^T → 0.",
        (
            ("∂h_t/∂h_{t-1} = W Dσ(h_{t-1}).", "∂h_t/∂h_{t-1} = Dσ(h_{t-1}) W."),
            ("≤ (δ/γ) γ = δ", "≤ (δ/γ) γ = γ"),
        ),
    ),
    (
        "vanishing_gradients",
        "named factors",
        r"""Let $J_t = \frac{\partial h_t}{\partial h_{t-1}}$ and $D_t = \operatorname{diag}(\sigma'(h_t))$.
Then $J_t = W D_{t-1}$, $\|J_t\| \le \|W\|\|D_{t-1}\| \le \frac{\delta}{\gamma}\gamma = \delta$ and
$\|\frac{\partial h_T}{\partial h_0}\| \le \|J_T\| \|J_{T-1}\| \cdots \|J_1\| \le \delta^T$, which tends to zero.""",
        (
            (r"Then $J_t = W D_{t-1}$", r"Then $J_t = W D_{t}$"),
            (r"\|J_1\| \le \delta^T$", r"\|J_1\| \le \frac{\delta^T}{\gamma^T}\delta^{T}$"),
        ),
    ),
    (
        "vanishing_gradients",
        "eigenvalues first",
        r"""$\lambda_1(W^TW) \le \frac{\delta^2}{\gamma^2}$ gives $\|W\|^2 = \lambda_1(W^T W) \le (\delta/\gamma)^2$,
so $\|W\| \le \delta/\gamma$. With $\|D\sigma(x)\|\le\gamma$ we have $\|W D\sigma(h_{t-1})\| \le \|W\| \|D\sigma(h_{t-1})\| \le \delta$.""",
        ((r"so $\|W\| \le \delta/\gamma$", r"so $\|W\| \ge \delta/\gamma + \gamma$"),),
    ),
    (
        "vanishing_gradients",
        "partials of the activation",
        r"""$$\frac{\partial h_t}{\partial h_{t-1}} = \frac{\partial (W\sigma(h_{t-1}) + U x_t + b)}{\partial h_{t-1}}
= W \frac{\partial \sigma(h_{t-1})}{\partial h_{t-1}}$$
$$\left\| W \frac{\partial \sigma(h_{t-1})}{\partial h_{t-1}} \right\|^2 \le \|W\|^2 \gamma^2 \le \delta^2$$""",
        ((r"\|W\|^2 \gamma^2 \le \delta^2", r"\|W\|^2 \gamma^2 \le \delta^4"),),
    ),
    (
        "vanishing_gradients",
        "transposed layout",
        r"""$$\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(\sigma'(h_{t-1})) W^\top$$
$$\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \operatorname{diag}(\sigma'(h_{t-1})) W^\top$$""",
        ((r"(\sigma'(h_{t-1})) W^\top$$" + "\n", r"(\sigma'(h_{t-1})) W$$" + "\n"),),
    ),
    # --- 3.1, 3.2
    (
        "weight_decay",
        "gradient and update",
        r"""$$\nabla_\theta L_{\text{reg}} = \nabla_\theta L + 2\gamma\theta$$
$$\theta_{i+1} = \theta_i - \eta\nabla_\theta L_{reg} = \theta_i - \eta(\nabla_\theta L + 2\gamma\theta_i)
= \theta_i - \eta\nabla_\theta L - 2\eta\gamma\theta_i$$
which is weight decay with $\lambda = -2\eta\gamma$.""",
        (
            (r"L + 2\gamma\theta$$", r"L + \gamma\theta$$"),
            (
                r"= \theta_i - \eta\nabla_\theta L - 2\eta\gamma\theta_i",
                r"= \theta_i - \eta\nabla_\theta L - 2\gamma\theta_i",
            ),
            (r"\lambda = -2\eta\gamma", r"\lambda = 2\eta\gamma"),
        ),
    ),
    (
        "weight_decay",
        "with the minibatch",
        r"""$$\frac{\partial L_{reg}(f(x^{(j)},\theta), y^{(j)})}{\partial\theta_i} = \frac{\partial L(f(x^{(j)},\theta), y^{(j)})}{\partial\theta_i} + \gamma\frac{\partial\|\theta\|_2^2}{\partial\theta_i} = \frac{\partial L(f(x^{(j)},\theta), y^{(j)})}{\partial\theta_i} + 2\gamma\theta_i$$
$$\theta_{i+1} = \theta_i - \eta\frac1m\sum_{j=1}^m \frac{\partial L_{reg}(f(x^{(j)},\theta),y^{(j)})}{\partial\theta_i}
= \theta_i - \eta\frac{1}{m}\frac{\partial\sum_{j=1}^m L(f(x^{(j)},\theta),y^{(j)})}{\partial\theta_i} - 2\eta\gamma\theta_i$$""",
        (
            (r"{\partial\theta_i} + 2\gamma\theta_i$$", r"{\partial\theta_i} + 2\gamma$$"),
            (r"{\partial\theta_i} - 2\eta\gamma\theta_i$$", r"{\partial\theta_i} + 2\eta\gamma\theta_i$$"),
        ),
    ),
    (
        "weight_decay",
        "the factor in front of theta",
        r"""SGD on the new loss: $\theta_{t+1} = \theta_t - \eta \nabla L_{reg}(\theta_t) = (1 - 2\eta\gamma)\theta_t - \eta\nabla L(\theta_t)$.
The other rule is $\theta_{t+1} = (1+\lambda)\theta_t - \eta\nabla L(\theta_t)$, so $\lambda = -2\eta\gamma$ makes them the same.""",
        (
            (r"(1 - 2\eta\gamma)\theta_t", r"(1 - \eta\gamma)\theta_t"),
            (r"\lambda = -2\eta\gamma", r"\lambda = 1 - 2\eta\gamma"),
        ),
    ),
    (
        "weight_decay",
        "Unicode",
        "∇L_reg = ∇L + ∇(γ‖θ‖²) = ∇L + 2γθ, so θ_{i+1} = θ_i − η∇L − 2ηγθ_i and λ = −2ηγ.",
        (("= ∇L + 2γθ,", "= ∇L + 2γ‖θ‖,"), ("λ = −2ηγ", "λ = −ηγ")),
    ),
    (
        "weight_decay",
        "ASCII",
        "grad L_reg = grad L + 2*gamma*theta\ntheta_{i+1} = theta_i - eta*(grad L + 2*gamma*theta_i)\nlambda = -2*eta*gamma",
        (("lambda = -2*eta*gamma", "lambda = -2*gamma"), ("theta_i - eta*(grad L", "theta_i + eta*(grad L")),
    ),
    (
        "weight_decay",
        "own name for the loss",
        r"""Let $\tilde L = L + \gamma \|\theta\|^2$. Then $\nabla_\theta \tilde L = \nabla_\theta L + 2\gamma\theta$
and $\theta_{i+1} = \theta_i - \eta\nabla_\theta\tilde L$.""",
        ((r"= \theta_i - \eta\nabla_\theta\tilde L$", r"= \theta_i - \nabla_\theta\tilde L$"),),
    ),
    (
        "weight_decay",
        "Adam's gradient",
        r"""The line becomes $$g \leftarrow \frac{1}{m}\nabla_\theta \sum_i L(f(x^{(i)};\theta), y^{(i)}) + 2\gamma\theta$$""",
        ((r"+ 2\gamma\theta", r"+ \gamma\theta"), (r"\frac{1}{m}\nabla", r"\nabla")),
    ),
    (
        "weight_decay",
        "Adam with the sum of the new loss",
        r"""$g = \frac{1}{m}\nabla_\theta\left(\sum_i L(f(x^{(i)},\theta),y^{(i)}) + m\gamma\|\theta\|^2\right)
= \frac1m \nabla_\theta \sum_i L(f(x^{(i)},\theta),y^{(i)}) + 2\gamma\theta$""",
        ((r"+ 2\gamma\theta$", r"+ \frac{2\gamma}{m}\theta$"),),
    ),
    # --- 4.2
    (
        "batch_normalised",
        "mean, deviation, substitution",
        r"""$\mu_y = \mathbb{E}[y] = \mathbb{E}[u^\top x] = u^\top\mathbb{E}[x] = 0$.
$$\sigma_y^2 = \operatorname{Var}(u^\top x) = u^\top \operatorname{Var}(x) u = u^\top I u = \|u\|^2$$
so $\sigma_y = \|u\|$ and
$$\hat y = \gamma\frac{y-\mu_y}{\sigma_y}+\beta = \gamma\frac{u^\top x}{\|u\|} + \beta = w^\top x + \beta.$$""",
        (
            (r"u^\top\mathbb{E}[x] = 0", r"u^\top\mathbb{E}[x] = u^\top x"),
            (r"= u^\top I u = \|u\|^2", r"= u^\top I u = \|u\|"),
            (r"so $\sigma_y = \|u\|$", r"so $\sigma_y = \|u\|^2$"),
            (r"\gamma\frac{u^\top x}{\|u\|} + \beta = w", r"\frac{u^\top x}{\|u\|} + \beta = w"),
        ),
    ),
    (
        "batch_normalised",
        "second moment",
        r"""$E[(y-\mu_y)^2] = E[y^2] = E[u^T x x^T u] = u^T E[xx^T] u = u^T u = \|u\|_2^2$, so $\sigma_y = \sqrt{u^T u} = \|u\|$.""",
        (
            (r"u^T E[xx^T] u", r"u^T E[x^Tx] u"),
            (r"\sigma_y = \sqrt{u^T u}", r"\sigma_y = u^T u"),
        ),
    ),
    (
        "batch_normalised",
        "Unicode",
        "E[y] = E[uᵀx] = uᵀE[x] = 0 and Var(y) = uᵀVar(x)u = uᵀu = ‖u‖², so ŷ = γ uᵀx/‖u‖ + β = wᵀx + β.",
        (("= uᵀu = ‖u‖²", "= uuᵀ = ‖u‖²"), ("ŷ = γ uᵀx/‖u‖ + β", "ŷ = γ uᵀx/‖u‖² + β")),
    ),
    (
        "batch_normalised",
        "component by component",
        r"""$y = \sum_{i=1}^d u_i x_i$ so $E[y] = \sum_{i=1}^d u_i E[x_i] = 0$ and
$\operatorname{Var}(y) = \sum_{i=1}^d u_i^2 = \|u\|^2$.""",
        ((r"\sum_{i=1}^d u_i^2", r"\sum_{i=1}^d u_i"),),
    ),
    (
        "batch_normalised",
        "aligned",
        r"""\[\begin{aligned}
\hat{y} &= \gamma \cdot \frac{y - \mu_y}{\sigma_y} + \beta \\
 &= \gamma \cdot \frac{\boldsymbol{u}^{\top}\boldsymbol{x} - 0}{\|\boldsymbol{u}\|} + \beta \\
 &= \left(\gamma \frac{\boldsymbol{u}}{\|\boldsymbol{u}\|}\right)^{\top} \boldsymbol{x} + \beta \\
 &= \boldsymbol{w}^\top \boldsymbol{x} + \beta
\end{aligned}\]""",
        (
            (
                r"\gamma \frac{\boldsymbol{u}}{\|\boldsymbol{u}\|}\right)",
                r"\gamma \frac{\boldsymbol{u}}{\|\boldsymbol{u}\|^2}\right)",
            ),
            (r"\boldsymbol{w}^\top \boldsymbol{x} + \beta", r"\boldsymbol{w}^\top \boldsymbol{x} - \beta"),
        ),
    ),
    (
        "batch_normalised",
        "in words",
        r"""The mean of $y$ is $0$, since $\mathbb E[u^\top x] = u^\top \mathbb E[x]$ and $\mathbb{E}[x] = 0$.
The variance of $y$ is $\|u\|^2$.""",
        ((r"The variance of $y$ is $\|u\|^2$", r"The variance of $y$ is $\|u\|$"),),
    ),
    # --- 4.3
    (
        "normalised_weight",
        "quotient rule",
        r"""$$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^\top \nabla_w L$$
$$\frac{\partial w}{\partial u} = \gamma\,\frac{\|u\| I - u\frac{u^\top}{\|u\|}}{\|u\|^2}
= \frac{\gamma}{\|u\|}\left(I - \frac{uu^\top}{\|u\|^2}\right)$$
$$\nabla_u L = \frac{\gamma}{\|u\|} W^\perp \nabla_w L$$""",
        (
            (r"\|u\| I - u\frac{u^\top}{\|u\|}}{\|u\|^2}", r"\|u\| I + u\frac{u^\top}{\|u\|}}{\|u\|^2}"),
            (r"I - \frac{uu^\top}{\|u\|^2}\right)$$", r"I - \frac{u^\top u}{\|u\|^2}\right)$$"),
            (r"\nabla_u L = \frac{\gamma}{\|u\|} W", r"\nabla_u L = \frac{\gamma}{\|u\|^2} W"),
        ),
    ),
    (
        "normalised_weight",
        "one chain",
        r"""\begin{align*}
\nabla_{u} L &= \frac{\partial w}{\partial u}^\top \nabla_w L \\
&= \left(\frac{\gamma}{\|u\|} I - \frac{\gamma}{\|u\|^3} u u^\top\right) \nabla_w L \\
&= \frac{\gamma}{\|u\|}\left(I - \frac{u u^\top}{\|u\|^2}\right)\nabla_w L = s W^\perp \nabla_w L
\end{align*} with $s = \gamma/\|u\|$.""",
        (
            (r"\frac{\gamma}{\|u\|^3} u u^\top", r"\frac{\gamma}{\|u\|^2} u u^\top"),
            (r"s = \gamma/\|u\|$", r"s = \|u\|/\gamma$"),
        ),
    ),
    (
        "normalised_weight",
        "rows",
        r"""$$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial w}\frac{\partial w}{\partial u}
= \frac{\partial L}{\partial w} \frac{\gamma}{\|u\|}\left(I - \frac{uu^T}{\|u\|^2}\right)$$""",
        ((r"I - \frac{uu^T}{\|u\|^2}", r"I - \frac{uu^T}{\|u\|}"),),
    ),
    (
        "normalised_weight",
        "Unicode",
        "∂w/∂u = γ (I/‖u‖ − u uᵀ/‖u‖³), so ∇_u L = γ/‖u‖ (I − u uᵀ/‖u‖²) ∇_w L and s = γ/‖u‖.",
        (("u uᵀ/‖u‖³", "u uᵀ/‖u‖"), ("s = γ/‖u‖.", "s = 1/‖u‖.")),
    ),
    (
        "normalised_weight",
        "ASCII",
        "dw/du = (gamma/||u||) * (I - u u^T/||u||^2)\ngrad_u L = (gamma/||u||) (I - u u^T/||u||^2) grad_w L",
        (("dw/du = (gamma/||u||)", "dw/du = (||u||/gamma)"),),
    ),
    (
        "normalised_weight",
        "gradient of the norm first",
        r"""$\nabla_u \|u\| = \frac{u}{\|u\|}$, so $\frac{\partial}{\partial u}\left(\frac{u}{\|u\|}\right)
= \frac{I}{\|u\|} - \frac{u u^\top}{\|u\|^3}$ and
$\frac{dw}{du} = \gamma\left(\frac{I}{\|u\|} - \frac{uu^\top}{\|u\|^3}\right) = \frac{\gamma}{\|u\|}W^\perp$.""",
        (
            (r"\nabla_u \|u\| = \frac{u}{\|u\|}", r"\nabla_u \|u\| = \frac{2u}{\|u\|}"),
            (r"= \frac{\gamma}{\|u\|}W^\perp", r"= \gamma W^\perp"),
        ),
    ),
    (
        "normalised_weight",
        "entry by entry",
        r"""$$\frac{\partial w_i}{\partial u_i} = \frac{\gamma}{\|u\|} - \frac{\gamma u_i^2}{\|u\|^3}$$
$$\|u\| = \sqrt{\sum_{i=1}^n u_i^2}$$""",
        (
            (r"\frac{\gamma u_i^2}{\|u\|^3}$$", r"\frac{\gamma u_i^2}{\|u\|^2}$$"),
            (r"\sum_{i=1}^n u_i^2", r"\sum_{i=1}^n u_i"),
        ),
    ),
    (
        "normalised_weight",
        "the projector's properties",
        r"""$W^\perp u = u - \frac{u (u^\top u)}{\|u\|^2} = 0$ and $W^\perp W^\perp = W^\perp$,
so $(\nabla_u L)^\top u = 0$.""",
        ((r"\frac{u (u^\top u)}{\|u\|^2} = 0", r"\frac{u (u^\top u)}{\|u\|} = 0"),),
    ),
)
