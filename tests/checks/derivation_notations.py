"""More answers, row by row: reasons over signs, listings, differentials, inner products, nouns, own functions.

Rows as in `tests.checks.derivation_styles`.
"""

from __future__ import annotations

from tests.checks.derivation_styles import Row

ROWS: tuple[Row, ...] = (
    (
        "1.1",
        "overset reasons",
        r"""\textbf{Base case} ($t=0$): $g_0=\sigma(h_0)$ by definition.

\textbf{Inductive step}: Let $t\geq 1$ and assume that $g_{t-1}=\sigma(h_{t-1})$. Then
\begin{equation*}
\begin{split}
g_t &\overset{\text{def}}{=} \sigma\left(\mathbf{W}g_{t-1}+\mathbf{U}x_t+\mathbf{b}\right)\\
&\overset{\text{IH}}{=} \sigma\left(\mathbf{W}\sigma(h_{t-1})+\mathbf{U}x_t+\mathbf{b}\right)\\
&\overset{\text{def}}{=} \sigma(h_t).
\end{split}
\end{equation*}""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "bullets, t+1",
        r"""- Claim: $g_t=\sigma(h_t)$
- For $t=0$ true
- If true for $t$: $h_{t+1}=W\sigma(h_t)+Ux_{t+1}+b=Wg_t+Ux_{t+1}+b$, thus $\sigma(h_{t+1})=\sigma(Wg_t+Ux_{t+1}+b)=g_{t+1}$""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "P(t), z_t",
        r"""Let $P(t)$ be the statement $g_t = \sigma(h_t)$. $P(0)$ is given. Suppose $P(t-1)$, that is $g_{t-1} = \sigma(h_{t-1})$. Put $z_t = W g_{t-1} + U x_t + b$. By the hypothesis $z_t = W\sigma(h_{t-1}) + U x_t + b$ which is $h_t$. So $g_t = \sigma(z_t) = \sigma(h_t)$ and $P(t)$ holds.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "sigma forgotten in h",
        r"""Hypothesis: $g_{t-1}=\sigma(h_{t-1})$. Then $\sigma(h_t)=\sigma(W h_{t-1}+Ux_t+b)=\sigma(W g_{t-1}+Ux_t+b)=g_t$.""",
        "right right wrong",
        "",
    ),
    (
        "1.1",
        "unicode arrows",
        r"""Assume that gₜ₋₁ = σ(hₜ₋₁).
hₜ = Wσ(hₜ₋₁) + Uxₜ + b
   = W gₜ₋₁ + U xₜ + b
⟹ σ(hₜ) = σ(W gₜ₋₁ + U xₜ + b) = gₜ. QED""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "French underbrace",
        r"""Soit $t\ge1$ tel que $g_{t-1}=\sigma(h_{t-1})$ (hypothèse de récurrence). On a
$$\sigma(h_t)=\sigma\bigl(W\underbrace{\sigma(h_{t-1})}_{=g_{t-1}}+Ux_t+b\bigr)=\sigma(Wg_{t-1}+Ux_t+b)=g_t.$$ Donc par récurrence $g_t=\sigma(h_t)$ pour tout $t$.""",
        "right right right",
        "",
    ),
    (
        "1.2",
        "A_t",
        r"""Set $A_t = W D\sigma(h_{t-1})$. Then $\partial h_t/\partial h_{t-1} = A_t$ and, by the chain rule, $\partial h_T/\partial h_0 = A_T A_{T-1}\cdots A_2 A_1$. Submultiplicativity: $\|A_T\cdots A_1\| \le \prod_{t=1}^T\|A_t\|$. Each $\|A_t\| \le \|W\|\,\|D\sigma(h_{t-1})\| \le \frac{\delta}{\gamma}\cdot\gamma = \delta$. Thus $\|\partial h_T/\partial h_0\| \le \delta^T \longrightarrow 0$ ($T\to\infty$).""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "ascii",
        r"""||W|| = sigma_max(W) = sqrt(lambda_1(W^T W)) <= delta/gamma
dh_t/dh_{t-1} = W diag(sigma'(h_{t-1}))
||dh_t/dh_{t-1}|| <= ||W|| ||diag(sigma'(h_{t-1}))|| <= (delta/gamma) gamma = delta
dh_T/dh_0 = prod_{t=1}^T dh_t/dh_{t-1}
||dh_T/dh_0|| <= prod_{t=1}^T ||dh_t/dh_{t-1}|| <= delta^T -> 0 as T -> infinity""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "induction on t",
        r"""By induction on $t$: $\left\|\frac{\partial h_t}{\partial h_0}\right\|\le\delta^t$. True for $t=0$. And
\[\left\|\frac{\partial h_t}{\partial h_0}\right\|=\left\|\frac{\partial h_t}{\partial h_{t-1}}\frac{\partial h_{t-1}}{\partial h_0}\right\|\le\left\|W D\sigma(h_{t-1})\right\|\left\|\frac{\partial h_{t-1}}{\partial h_0}\right\|\le\delta\cdot\delta^{t-1}=\delta^t\]
because $\|WD\sigma(h_{t-1})\|\le\|W\|\|D\sigma(h_{t-1})\|\le\frac{\delta}{\gamma}\gamma$. With $t=T\to\infty$, $\delta^T\to0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "delta",
        r"""$\frac{\partial h_T}{\partial h_0}=\prod_{t=1}^T\frac{\partial h_t}{\partial h_{t-1}}$. $\frac{\partial h_t}{\partial h_{t-1}}=W\mathrm{diag}(\sigma'(h_{t-1}))$. $\|\frac{\partial h_t}{\partial h_{t-1}}\|\le\|W\|\gamma\le\delta$. Therefore $\|\frac{\partial h_T}{\partial h_0}\|\le\delta<1$ and the gradient vanishes.""",
        "right right right wrong",
        "bound-not-powered",
    ),
    (
        "1.2",
        "French chain",
        r"""Nous avons $\frac{\partial h_t}{\partial h_{t-1}} = W\,D\sigma(h_{t-1})$, donc par la règle de dérivation des fonctions composées $\frac{\partial h_T}{\partial h_0} = \prod_{t=1}^{T} W D\sigma(h_{t-1})$. On majore : $\left\|\frac{\partial h_T}{\partial h_0}\right\| \leqslant \prod_{t=1}^{T} \|W\|\,\|D\sigma(h_{t-1})\| \leqslant \prod_{t=1}^{T} \frac{\delta}{\gamma}\,\gamma = \delta^T$. Comme $0 \leqslant \delta < 1$, $\delta^T$ tend vers $0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "items, underbrace",
        r"""\begin{itemize}
\item $\|W\|=\sqrt{\lambda_1(W^\top W)}\le\sqrt{\delta^2/\gamma^2}=\delta/\gamma$.
\item $\left\|\dfrac{\partial h_t}{\partial h_{t-1}}\right\|=\|W D\sigma(h_{t-1})\|\le\|W\|\,\|D\sigma(h_{t-1})\|\le\dfrac{\delta}{\gamma}\gamma=\delta$.
\item $\left\|\dfrac{\partial h_T}{\partial h_0}\right\|=\left\|\dfrac{\partial h_T}{\partial h_{T-1}}\cdots\dfrac{\partial h_1}{\partial h_0}\right\|\le\underbrace{\delta\cdots\delta}_{T\text{ times}}=\delta^T\to0$.
\end{itemize}""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "limits of both sides",
        r"""$\lim_{T\to\infty}\left\|\frac{\partial h_T}{\partial h_0}\right\| \le \lim_{T\to\infty}\delta^T = 0$ since $\frac{\partial h_T}{\partial h_0}=\frac{\partial h_T}{\partial h_{T-1}}\cdots\frac{\partial h_1}{\partial h_0}$, $\frac{\partial h_t}{\partial h_{t-1}}=W D\sigma(h_{t-1})$ and $\|W D\sigma(h_{t-1})\|\le\|W\|\cdot\|D\sigma(h_{t-1})\|\le(\delta/\gamma)\gamma=\delta$ so that $\left\|\frac{\partial h_T}{\partial h_0}\right\|\le\delta^T$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "Sigma_k",
        r"""Let $J_k=\partial h_k/\partial h_{k-1}=W\Sigma_k$ with $\Sigma_k=\mathrm{diag}(\sigma'(h_{k-1}))$. $\|J_k\|\le\|W\|\|\Sigma_k\|\le\frac\delta\gamma\gamma=\delta$. $\left\|\frac{\partial h_T}{\partial h_0}\right\|=\|J_TJ_{T-1}\ldots J_1\|\le\prod_{k=1}^T\|J_k\|\le\delta^T\rightarrow0$.""",
        "right right right right",
        "",
    ),
    (
        "3.1",
        "R",
        r"""With $R(\theta)=\gamma\|\theta\|^2$ we have $\nabla R=2\gamma\theta$ and so
\begin{align*}
\theta_{i+1}&=\theta_i-\eta\nabla_\theta(L+R)\\
&=\theta_i-\eta\nabla_\theta L-\eta\nabla_\theta R\\
&=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i.
\end{align*}
Hence $\lambda=-2\gamma\eta$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "d/dθ unicode",
        r"""d/dθ [L + γ‖θ‖²] = dL/dθ + 2γθ
θ_{i+1} = θ_i − η (dL/dθ + 2γθ_i) = θ_i − η dL/dθ − 2ηγ θ_i
λ = −2ηγ""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "sign in chain",
        r"""$\nabla L_{reg}=\nabla L+2\gamma\theta$ so $\theta_{i+1}=\theta_i-\eta\nabla L-2\eta\gamma\theta_i=\theta_i-\eta\nabla L+\lambda\theta_i$ where $\lambda=2\eta\gamma$""",
        "right right wrong",
        "wrong-sign",
    ),
    (
        "3.1",
        "w",
        r"""$w_{t+1}=w_t-\eta\left(\frac{\partial L}{\partial w_t}+2\gamma w_t\right)=w_t-\eta\frac{\partial L}{\partial w_t}-2\eta\gamma w_t$, and matching with $w_{t+1}=w_t-\eta\frac{\partial L}{\partial w_t}+\lambda w_t$ gives $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.2",
        "before after",
        r"""line: "Compute gradient"
before: g = 1/m ∇_θ Σ_i L(f(x_i; θ), y_i)
after: g = 1/m ∇_θ Σ_i L(f(x_i; θ), y_i) + 2γθ""",
        "right",
        "",
    ),
    (
        "3.2",
        "python",
        r"""Gradient line becomes
```python
g = (1/m) * grad(loss(theta)) + 2 * gamma * theta
```""",
        "right",
        "",
    ),
    (
        "3.2",
        "unicode factor",
        r"""g ← (1/m) ∇θ Σ L + γ θ in the gradient computation""",
        "wrong",
        "missing-factor-two",
    ),
    (
        "3.2",
        "theta^T theta",
        r"""The gradient computation: g ← (1/m)∇_θ Σ_i L + γθᵀθ""",
        "wrong",
        "adds-penalty",
    ),
    (
        "3.2",
        "hat g",
        r"""Compute gradient: $\hat g \leftarrow \frac1m\nabla_\theta\sum_i L(f(x^{(i)};\theta),y^{(i)})-2\gamma\theta$""",
        "wrong",
        "wrong-sign",
    ),
    (
        "3.2",
        "add the term",
        r"""In the line computing $g$ we add the term $2\gamma\theta$ (derivative of the penalty).""",
        "right",
        "",
    ),
    (
        "4.2",
        "double sum",
        r"""$y=\sum_j u_jx_j$. Mean: $\mu_y=\sum_ju_j\mathbb{E}[x_j]=0$. Variance: $\sigma_y^2=\sum_i\sum_j u_iu_j\mathrm{Cov}(x_i,x_j)=\sum_ju_j^2=\|u\|^2$. So $\hat y=\gamma\frac{u^\top x}{\|u\|}+\beta=w^\top x+\beta$.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "undelimited latex",
        r"""\mu_y = E[y] = E[u^T x] = u^T E[x] = u^T 0 = 0

\sigma_y = \sqrt{Var[u^T x]} = \sqrt{u^T Var[x] u} = \sqrt{u^T I u} = ||u||_2

\hat{y} = \frac{\gamma}{||u||_2} (u^T x - 0) + \beta = w^T x + \beta""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "angle brackets ascii",
        r"""Since E[x]=0, mu_y = <u, E[x]> = 0. Since Cov(x)=I, sigma_y^2 = <u, Cov(x) u> = <u,u> = |u|^2. So ŷ = γ <u,x>/|u| + β = <w,x> + β.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "unicode variance",
        r"""E[y] = 0; σ_y = ‖u‖². Then ŷ = γ uᵀx/‖u‖² + β.""",
        "right wrong wrong",
        "variance-for-deviation",
    ),
    (
        "4.2",
        "variance 1",
        r"""$\mu_y=u^\top E[x]=0$. $\mathrm{Var}(y)=\mathrm{Var}(x)=1$. So $\hat y=\gamma u^\top x+\beta$""",
        "right wrong wrong",
        "norm-missing",
    ),
    (
        "4.2",
        "nouns",
        r"""The mean of $y$ is $u^\top\mathbb{E}[x]=0$ and its standard deviation is $\sqrt{u^\top I u}=\|u\|$. Plugging in, $\hat y=\gamma\frac{y-0}{\|u\|}+\beta=\frac{\gamma u^\top}{\|u\|}x+\beta=w^\top x+\beta$.""",
        "right right right",
        "",
    ),
    (
        "4.3",
        "product rule",
        r"""$\nabla_u L = \left(\frac{\partial w}{\partial u}\right)^{\!\top}\nabla_w L$. Product rule: $\frac{\partial w}{\partial u}=\gamma\left(\frac{1}{\|u\|}\frac{\partial u}{\partial u}+u\frac{\partial}{\partial u}\frac{1}{\|u\|}\right)=\gamma\left(\frac{1}{\|u\|}I-\frac{uu^\top}{\|u\|^3}\right)=\frac{\gamma}{\|u\|}W^\perp$. $(W^\perp)^\top=W^\perp$, so $\nabla_uL=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$ and $s=\frac{\gamma}{\|u\|}$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "r",
        r"""Let $r=(u^\top u)^{1/2}$, so $\partial r/\partial u=u^\top/r$. Then $w=\gamma u/r$ gives $\partial w/\partial u=\gamma\frac{rI-uu^\top/r}{r^2}=\frac{\gamma}{r}\left(I-\frac{uu^\top}{r^2}\right)$ and $\nabla_uL=(\partial w/\partial u)^\top\nabla_wL=\frac{\gamma}{r}W^\perp\nabla_wL$, $s=\gamma/r$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "unicode partials",
        r"""∂L/∂u = (∂w/∂u)ᵀ ∂L/∂w
∂w/∂u = γ (I/‖u‖ − uuᵀ/‖u‖³) = (γ/‖u‖)(I − uuᵀ/‖u‖²)
∂L/∂u = (γ/‖u‖) W^⊥ ∂L/∂w, s = γ/‖u‖""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "inverted",
        r"""$\nabla_uL=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_wL$; $\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}(I-\frac{uu^\top}{\|u\|^2})$; $\nabla_u L=s\,W^\perp\,\nabla_w L$, $s=\|u\|/\gamma$.""",
        "right right wrong right",
        "scale-inverted",
    ),
    (
        "4.3",
        "power of the norm",
        r"""$\nabla_uL=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_wL$ and $\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|}\right)$.""",
        "right wrong wrong wrong",
        "",
    ),
    (
        "4.3",
        "inner products of differentials",
        r"""$$\mathrm{d}w=\gamma\,\mathrm{d}\!\left(\frac{u}{\|u\|}\right)=\frac{\gamma}{\|u\|}\,\mathrm{d}u-\frac{\gamma}{\|u\|^3}u\,u^\top\mathrm{d}u=\frac{\gamma}{\|u\|}W^\perp\,\mathrm{d}u$$
$$\mathrm{d}L=\langle\nabla_wL,\mathrm{d}w\rangle=\Big\langle\frac{\gamma}{\|u\|}W^\perp\nabla_wL,\mathrm{d}u\Big\rangle$$
so $\nabla_uL=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$ and $s=\frac{\gamma}{\|u\|}$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "French J, vector form",
        r"""Si $J=\frac{\partial w}{\partial u}$, alors $J=\gamma\left(\frac{I}{\|u\|}-\frac{uu^\top}{\|u\|^3}\right)$, $J^\top=J$ et $\nabla_uL=J^\top\nabla_wL=\frac{\gamma}{\|u\|}\left(\nabla_wL-\frac{u^\top\nabla_wL}{\|u\|^2}u\right)=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$. Donc $s=\frac{\gamma}{\|u\|}$.""",
        "right right right right",
        "",
    ),
    (
        "3.1",
        "a relation in a box",
        r"""$\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$, $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$.
Hence $\boxed{\lambda=-2\eta\gamma}$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "a relation in a coloured box",
        r"""$\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$, $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$.
Hence $\colorbox{yellow}{$\displaystyle\lambda=-2\eta\gamma$}$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "a relation in a colour, underlined",
        r"""$\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$, $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$.
Hence $\underline{\textcolor{red}{\lambda=-2\eta\gamma}}$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "rows in a frame",
        r"""$\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$, $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$.
Hence \begin{align*}\Aboxed{\lambda&=-2\eta\gamma}\end{align*}.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "a wrong relation in a box with options",
        r"""$\nabla_\theta L_{reg}=\nabla_\theta L+2\gamma\theta$, $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$.
Hence $\bbox[5px,border:2px solid red]{\lambda=-\eta\gamma}$.""",
        "right right wrong",
        "missing-factor-two",
    ),
    (
        "3.1",
        "running text whose backslashes an escape has eaten",
        "abla_{\theta} L_{reg} = \nabla_{\theta} L + 2\\gamma\theta\n\n"
        r"$\theta_{i+1}=\theta_i-\eta\nabla L-2\eta\gamma\theta_i$, $\lambda=-2\eta\gamma$.",
        "right right right",
        "",
    ),
)
