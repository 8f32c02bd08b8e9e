"""Answers in the styles of many students, and the same slips in them; a row is one answer.

A row: the part, its style, the answer, the verdict of each check in the rubric's order (``right``, ``wrong``,
``review+`` or ``review-``, ``unreadable``), and the mistakes named.
"""

from __future__ import annotations

Row = tuple[str, str, str, str, str]

ROWS: tuple[Row, ...] = (
    (
        "1.1",
        "abbreviation",
        r"""Denote $a_t := U x_t + b$. We have $h_t = W\sigma(h_{t-1}) + a_t$ and $g_t = \sigma(W g_{t-1} + a_t)$. The claim is $g_t=\sigma(h_t)$ for all $t\ge 0$. Base: given, $g_0 = \sigma(h_0)$. Step: with $g_{t-1} = \sigma(h_{t-1})$,
\[ W g_{t-1} + a_t = W\sigma(h_{t-1}) + a_t = h_t \Rightarrow g_t = \sigma(h_t). \]""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "n to n+1 unicode",
        r"""Induction on n. P(n): g_n = σ(h_n).
P(0) holds by assumption.
P(n) ⇒ P(n+1): g_{n+1} = σ(W g_n + U x_{n+1} + b) = σ(W σ(h_n) + U x_{n+1} + b) = σ(h_{n+1}). ∎""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "superscripts",
        r"""Let $\phi$ be the activation. By hypothesis $\mathbf{g}^{(t-1)} = \phi(\mathbf{h}^{(t-1)})$. Therefore
$$\mathbf{g}^{(t)} = \phi(W\mathbf{g}^{(t-1)} + U\mathbf{x}^{(t)} + b) = \phi(W\phi(\mathbf{h}^{(t-1)}) + U\mathbf{x}^{(t)} + b) = \phi(\mathbf{h}^{(t)})$$""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "French",
        r"""Montrons par récurrence que $g_t = \sigma(h_t)$. L'initialisation est donnée. Hérédité : on suppose $g_{t-1}=\sigma(h_{t-1})$. En remplaçant, $g_t = \sigma(W\sigma(h_{t-1})+Ux_t+b)$. Or $W\sigma(h_{t-1})+Ux_t+b$ vaut $h_t$, d'où $g_t=\sigma(h_t)$.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "false middle",
        r"""Suppose $g_{t-1}=\sigma(h_{t-1})$. Then $g_t = \sigma(W g_{t-1}+Ux_t+b) = W\sigma(g_{t-1}) + Ux_t + b = \sigma(h_t)$.""",
        "right right wrong",
        "",
    ),
    (
        "1.1",
        "inside out claim",
        r"""We prove $h_t=\sigma(g_t)$. Suppose $g_{t-1}=\sigma(h_{t-1})$ holds. Then $Wg_{t-1}+Ux_t+b = W\sigma(h_{t-1})+Ux_t+b=h_t$.""",
        "wrong right right",
        "activation-inside-out",
    ),
    (
        "1.1",
        "numpy like",
        r"""g[t] = sigma(W @ g[t-1] + U @ x[t] + b)      (definition)
     = sigma(W @ sigma(h[t-1]) + U @ x[t] + b)  (hypothesis: g[t-1] = sigma(h[t-1]))
     = sigma(h[t])""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "zero state note",
        r"""Take $h_0 = 0$ and so $g_0=\sigma(0)$. Assume $g_{t-1}=\sigma(h_{t-1})$: then $g_t=\sigma(Wg_{t-1}+Ux_t+b)=\sigma(W\sigma(h_{t-1})+Ux_t+b)=\sigma(h_t)$.""",
        "right right right",
        "assumes-zero-state",
    ),
    (
        "1.1",
        "difference is zero",
        r"""Consider the difference $\Delta_t = g_t - \sigma(h_t)$. If $\Delta_{t-1}=0$, i.e. $g_{t-1}=\sigma(h_{t-1})$, then $\Delta_t = \sigma(Wg_{t-1}+Ux_t+b) - \sigma(W\sigma(h_{t-1})+Ux_t+b) = 0$. Since $\Delta_0=0$, $g_t=\sigma(h_t)$ for all $t$.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "index slip in the step",
        r"""Assume $g_{t-1}=\sigma(h_{t-1})$. We have $h_t = W g_{t-1} + U x_{t-1} + b$ so $g_t=\sigma(h_t)$.""",
        "right right wrong",
        "",
    ),
    (
        "1.2",
        "J_t",
        r"""Write $J_t = \frac{\partial h_t}{\partial h_{t-1}}$. From $h_t = W\sigma(h_{t-1}) + Ux_t + b$ we get $J_t = W\,\mathrm{diag}(\sigma'(h_{t-1}))$. The chain rule gives $\frac{\partial h_T}{\partial h_0} = J_T J_{T-1}\cdots J_1$. With $s_{\max}(W) = \sqrt{\lambda_1(W^\top W)} \le \delta/\gamma$ and $\|\mathrm{diag}(\sigma'(h_{t-1}))\| \le \gamma$: $\|J_t\| \le \|W\|\,\|\mathrm{diag}(\sigma'(h_{t-1}))\| \le \delta$. So $\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \|J_T\|\cdots\|J_1\| \le \delta^T$ and $\delta^T\to 0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "one chain",
        r"""$$\left\lVert \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}} \right\rVert_2 \leqslant \prod_{t=1}^T \left\lVert W D\sigma(h_{t-1}) \right\rVert_2 \leqslant \left(\|W\|_2\gamma\right)^T \leqslant \left(\sqrt{\tfrac{\delta^2}{\gamma^2}}\,\gamma\right)^T = \delta^T \xrightarrow[T\to\infty]{} 0$$
where $\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}$ and $\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1})$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "epsilon",
        r"""Let ε > 0. We show ‖∂h_T/∂h_0‖ < ε for T large enough.
∂h_t/∂h_{t-1} = W Dσ(h_{t-1}) and ∂h_T/∂h_0 = ∏_{t=1}^T ∂h_t/∂h_{t-1}.
Since ‖W‖ = √λ₁(WᵀW) ≤ δ/γ and ‖Dσ(h_{t-1})‖ ≤ γ,
‖∂h_t/∂h_{t-1}‖ ≤ δ
‖∂h_T/∂h_0‖ ≤ δ^T
and δ^T < ε as soon as T > log ε / log δ. Hence ‖∂h_T/∂h_0‖ → 0.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "no norms",
        r"""$\frac{\partial h_t}{\partial h_{t-1}} = W D\sigma(h_{t-1}) \le \|W\|\|D\sigma(h_{t-1})\| \le \frac{\delta}{\gamma}\gamma = \delta$ and $\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^{T}\frac{\partial h_t}{\partial h_{t-1}} \le \delta^T \to 0$""",
        "right right right right",
        "norm-missing",
    ),
    (
        "1.2",
        "French",
        r"""La règle de la chaîne donne $\frac{\partial h_T}{\partial h_0}=\frac{\partial h_T}{\partial h_{T-1}}\cdots\frac{\partial h_2}{\partial h_1}\frac{\partial h_1}{\partial h_0}$, avec $\frac{\partial h_t}{\partial h_{t-1}}=W\,D\sigma(h_{t-1})$. La norme étant sous-multiplicative, $\|\frac{\partial h_t}{\partial h_{t-1}}\|\le\|W\|\|D\sigma(h_{t-1})\|$. Or $\|W\|=\sqrt{\lambda_1(W^\top W)}$ ne dépasse pas $\delta/\gamma$, donc $\|\frac{\partial h_t}{\partial h_{t-1}}\|\le\delta$. Finalement $\|\frac{\partial h_T}{\partial h_0}\|\le\delta^T$ qui tend vers 0.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "transposed",
        r"""For the transposed Jacobians (gradient convention): $\left(\frac{\partial h_t}{\partial h_{t-1}}\right)^\top = \mathrm{diag}(\sigma'(h_{t-1})) W^\top$. So $\frac{\partial h_T}{\partial h_0} = W\mathrm{diag}(\sigma'(h_{T-1}))\cdots W\mathrm{diag}(\sigma'(h_0))$. The norm is at most $\prod_{t=1}^T \|W\|\,\|\mathrm{diag}(\sigma'(h_{t-1}))\| \le (\delta/\gamma)^T\gamma^T = \delta^T$, so $\|\frac{\partial h_T}{\partial h_0}\| \le \delta^T \to 0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "equality",
        r"""dh_t/dh_{t-1} = W Dσ(h_{t-1})
dh_T/dh_0 = ∏_{t=1}^T dh_t/dh_{t-1}
‖dh_t/dh_{t-1}‖ = ‖W‖ ‖Dσ(h_{t-1})‖ ≤ (δ/γ) γ = δ
‖dh_T/dh_0‖ ≤ δ^T → 0""",
        "right right right right",
        "equality-for-inequality",
    ),
    (
        "3.1",
        "alpha, superscripts",
        r"""$J(\theta) = L(\theta) + \gamma\,\theta^T\theta$. $\nabla J = \nabla L + 2\gamma\theta$. Update: $\theta^{(t+1)} = \theta^{(t)} - \alpha\nabla J(\theta^{(t)}) = \theta^{(t)} - \alpha\nabla L(\theta^{(t)}) - 2\alpha\gamma\theta^{(t)}$. So $\lambda=-2\alpha\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "unicode lines",
        r"""L2: g = dL/dθ + 2γθ
θ ← θ − ηg = θ − η dL/dθ − 2ηγθ
WD: θ ← θ − η dL/dθ + λθ
=> λ = −2ηγ""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "rule rewritten",
        r"""Writing weight decay as $\theta_{i+1}=\theta_i-\eta\nabla L-\lambda\theta_i$ and L2 as $\theta_{i+1}=\theta_i-\eta\nabla L_{reg}=\theta_i-\eta(\nabla L+2\gamma\theta_i)=\theta_i-\eta\nabla L-2\eta\gamma\theta_i$ we see $\lambda=2\eta\gamma$.""",
        "right right right",
        "wrong-sign",
    ),
    (
        "3.1",
        "factored",
        r"""The gradient of the penalty $\gamma\|\theta\|_2^2$ is $2\gamma\theta$, so $\frac{\partial L_{reg}}{\partial\theta} = \frac{\partial L}{\partial\theta} + 2\gamma\theta$ and one step reads $\theta_{i+1} = (1 - 2\eta\gamma)\theta_i - \eta\frac{\partial L}{\partial\theta}$. Compared with $(1+\lambda)\theta_i - \eta\frac{\partial L}{\partial \theta}$ this means $1+\lambda = 1-2\eta\gamma$, i.e. $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "components",
        r"""In components: $\frac{\partial}{\partial\theta_k}\left(L+\gamma\sum_j\theta_j^2\right) = \frac{\partial L}{\partial\theta_k}+2\gamma\theta_k$. SGD: $\theta_k \leftarrow \theta_k-\eta\frac{\partial L}{\partial\theta_k}-2\eta\gamma\theta_k$. This is weight decay with $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "eta lost in lambda",
        r"""grad Lreg = grad L + 2*gamma*theta
theta_new = theta - eta*grad L - 2*eta*gamma*theta
lambda = -2*gamma""",
        "right right wrong",
        "missing-learning-rate",
    ),
    (
        "3.1",
        "Delta theta",
        r"""$$\Delta\theta = -\eta\nabla_\theta L_{reg} = -\eta\nabla_\theta L - 2\eta\gamma\theta \overset{!}{=} -\eta\nabla_\theta L + \lambda\theta \iff \lambda = -2\eta\gamma$$ using $\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$""",
        "right right right",
        "",
    ),
    (
        "3.2",
        "plain",
        r"""Gradient line: $g \leftarrow \frac1m\nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)}) + 2\gamma\theta$.""",
        "right",
        "",
    ),
    (
        "3.2",
        "augmented",
        r"""We modify line "Compute gradient" to: g += 2*gamma*theta after g = 1/m * grad""",
        "right",
        "",
    ),
    (
        "3.2",
        "replaced by",
        r"""Only the gradient computation changes, g is replaced by g + 2γθ.""",
        "right",
        "",
    ),
    (
        "4.2",
        "components, unicode",
        r"""E[y] = Σ_i u_i E[x_i] = 0 and Var(y) = Σ_i u_i^2 Var(x_i) = Σ_i u_i^2 = ‖u‖². So ŷ = γ (uᵀx − 0)/‖u‖ + β = (γ/‖u‖) uᵀx + β = wᵀx + β.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "ascii",
        r"""mu = 0 since E[x] = 0.
std = sqrt(u^T Cov(x) u) = sqrt(u^T u) = ||u||
yhat = gamma*(u^T x)/||u|| + beta = w^T x + beta""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "dropped",
        r"""$\mu_y = E[u^\top x] = u^\top x = 0$ hmm: $E[y] = u^\top E[x] = 0$. $Var(y) = u^\top I u = \|u\|^2$, $\sigma_y = \|u\|$. $\hat y = \gamma\frac{y}{\|u\|}+\beta = w^\top x+\beta$""",
        "right right right",
        "expectation-dropped",
    ),
    (
        "4.2",
        "French",
        r"""Comme $x$ est blanchi, $\mathbb{E}[x]=0$ et $\mathrm{Var}(x)=I$. Donc $\mathbb{E}[y]=u^\top\mathbb{E}[x]=0$ et $\sigma_y=\sqrt{u^\top I u}=\sqrt{u^\top u}=\|u\|$. On remplace: $\hat y=\frac{\gamma}{\|u\|}u^\top x+\beta=w^\top x+\beta$ où $w=\gamma\frac{u}{\|u\|}$.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "one chain, no separate lines",
        r"""\begin{align}
\hat{y} &= \gamma\,\frac{y-\mu_y}{\sigma_y}+\beta\\
&= \gamma\,\frac{u^{\top}x-u^{\top}\mathbb{E}[x]}{\sqrt{u^{\top}\mathrm{Cov}(x)u}}+\beta\\
&= \gamma\,\frac{u^{\top}x-0}{\sqrt{u^{\top}u}}+\beta\\
&= \frac{\gamma}{\lVert u\rVert}u^{\top}x+\beta = w^{\top}x+\beta
\end{align}""",
        "right review+ right",
        "",
    ),
    (
        "4.3",
        "index",
        r"""Index notation: $\partial w_i/\partial u_j = \gamma(\delta_{ij}\|u\|^{-1} - u_iu_j\|u\|^{-3})$. Then $\partial L/\partial u_j = \sum_i \frac{\partial L}{\partial w_i}\frac{\partial w_i}{\partial u_j}$, so $\nabla_u L = \frac{\gamma}{\|u\|}(\nabla_w L - \frac{u u^\top\nabla_w L}{\|u\|^2}) = \frac{\gamma}{\|u\|}W^\perp\nabla_w L$; $s=\frac{\gamma}{\|u\|}$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "n for norm",
        r"""With $n = \|u\|$: $\frac{\partial w}{\partial u}=\frac{\gamma}{n}\left(I-\frac{uu^T}{n^2}\right)$ which is symmetric. $\nabla_u L=\left(\frac{\partial w}{\partial u}\right)^T\nabla_w L=\frac{\gamma}{n}W^\perp\nabla_w L$. $s=\frac{\gamma}{n}$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "scale squared",
        r"""$\nabla_u L=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_w L$, $\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|^2}\right)$ and so $\nabla_uL=sW^\perp\nabla_wL$ with $s=\frac{\gamma}{\|u\|^2}$.""",
        "right right wrong right",
        "scale-squared",
    ),
    (
        "4.3",
        "row gradients",
        r"""$$\nabla_u L^\top = \nabla_w L^\top\,\frac{\partial w}{\partial u} = \nabla_w L^\top\,\frac{\gamma}{\|u\|}\Big(I - \frac{uu^\top}{\|u\|^2}\Big) = s\,\nabla_w L^\top W^\perp,\qquad s = \frac{\gamma}{\|u\|}$$""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "without gamma",
        r"""$\nabla_uL=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_wL$. We have $\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|^2}\right)$. Thus $\nabla_u L=sW^\perp\nabla_w L$, $s=\frac{1}{\|u\|}$""",
        "right right wrong right",
        "scale-without-gamma",
    ),
    (
        "1.2",
        "long arrows, and a pronoun for the product",
        r"""∂h_T/∂h_0 = ∏ ∂h_t/∂h_{t−1}, where ∂h_t/∂h_{t−1} = W Dσ(h_{t−1}).

In norm ‖∂h_T/∂h_0‖ ≤ ∏ ‖W‖ ‖Dσ(h_{t−1})‖.

‖W‖ = √λ₁(WᵀW) ⩽ δ/γ, ‖Dσ‖ ⩽ γ so it is ⩽ δ · δ ⋯ δ = δ^T ⟶ 0 when T ⟶ ∞ ∎""",
        "right right right right",
        "",
    ),
    (
        "1.1",
        "told of formulas that nothing joins: not lost in silence",
        r"""Say $g_{t-1}=\sigma(h_{t-1})$. Look at $W g_{t-1}+Ux_t+b$ and at $W\sigma(h_{t-1})+Ux_t+b$, one sees one and the other: $g_t=\sigma(h_t)$.""",
        "right right review+",
        "",
    ),
    (
        "1.2",
        "a bound in words is no denial, and a matrix of some norm",
        r"""$\frac{\partial h_T}{\partial h_0}=\prod_{t=1}^T W D_{t-1}$ with $D_t=D\sigma(h_t)$, a diagonal matrix of norm $\le\gamma$. $\|W\|\le\delta/\gamma$. The norm of the product is not more than the product of the norms:

$$\left\|\frac{\partial h_T}{\partial h_0}\right\|\le\prod_{t=1}^T\|W\|\|D\sigma(h_{t-1})\|\le\left(\frac\delta\gamma\gamma\right)^T=\delta^T\to0$$""",
        "right right right right",
        "",
    ),
    (
        "1.1",
        "a letter that denotes a formula",
        r"""Let $a_t$ denote $Wg_{t-1}+Ux_t+b$, so that $g_t=\sigma(a_t)$. If $g_{t-1}=\sigma(h_{t-1})$, then $a_t=W\sigma(h_{t-1})+Ux_t+b=h_t$ and $g_t=\sigma(h_t)$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "a capital for the plain gradient, and a noun with a colon",
        r"""grad of penalty: 2γθ. θ_{i+1} = θ_i − η(G_i + 2γθ_i) = (1 − 2ηγ)θ_i − ηG_i, so λ = −2ηγ.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "a capital for the plain gradient, without the factor",
        r"""θ_{i+1} = θ_i − η(G_i + γθ_i) = (1 − ηγ)θ_i − ηG_i, λ = −ηγ.""",
        "wrong wrong wrong",
        "missing-factor-two",
    ),
    (
        "3.1",
        "the mean loss with a bar",
        r"""$\bar L_{\rm reg}(\theta)=\bar L(\theta)+\gamma\,\theta^\top\theta$. Its gradient is $\nabla\bar L(\theta)+2\gamma\theta$. $\theta_{i+1}=\theta_i-\eta\nabla\bar L(\theta_i)-2\gamma\eta\,\theta_i$ and $\lambda:=-2\gamma\eta$.""",
        "right right right",
        "",
    ),
    (
        "4.3",
        "brackets for a delta, and a remark in brackets",
        r"""dw_i/du_j = gamma * ( [i==j]/||u|| - u_i u_j/||u||^3 ), so by the chain rule

∇_u L = (∂w/∂u)ᵀ ∇_w L = (γ/‖u‖) W^⊥ ∇_w L  (W^⊥ symmetric).  So s = γ/‖u‖.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "differentials to the end, the gradient of a number transposed",
        r"""$dw=\frac{\gamma}{\|u\|}W^\perp du$. Then $dL=\nabla_wL^\top dw=\frac{\gamma}{\|u\|}\nabla_wL^\top W^\perp du=\left(\frac{\gamma}{\|u\|}W^\perp\nabla_wL\right)^\top du$, $s=\gamma/\|u\|$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "through inner products with any direction",
        r"""∂w/∂u = (γ/‖u‖)W^⊥. For all v, ⟨∇_u L, v⟩ = ⟨∇_w L, (γ/‖u‖)W^⊥ v⟩ = ⟨(γ/‖u‖)W^⊥ ∇_w L, v⟩, hence ∇_u L = (γ/‖u‖) W^⊥ ∇_w L.""",
        "right right right right",
        "",
    ),
)
