"""Answers with functions of their own, tables, words between formulas, powers, variations; rows as before."""

from __future__ import annotations

from tests.checks.derivation_styles import Row

ROWS: tuple[Row, ...] = (
    (
        "1.1",
        "argument is exactly h_t",
        r"""We use induction over the time steps.
* $t = 0$: by construction $g_0 = \sigma(h_0)$.
* $t-1 \to t$: we may use $g_{t-1} = \sigma(h_{t-1})$. Plugging this into the definition of $g_t$,
  $$g_t = \sigma(W \cdot \sigma(h_{t-1}) + U x_t + b)$$
  and the argument of the outer $\sigma$ is exactly $h_t$. Therefore $g_t = \sigma(h_t)$.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "French unicode",
        r"""Hypothèse de récurrence : g_{t-1} = σ(h_{t-1}).
On calcule W g_{t-1} + U x_t + b = W σ(h_{t-1}) + U x_t + b = h_t, donc g_t = σ(h_t).""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "bias lost",
        r"""Assume $g_{t-1}=\sigma(h_{t-1})$. $$\sigma(h_t)=\sigma(W\sigma(h_{t-1})+Ux_t+b)=\sigma(Wg_{t-1}+Ux_t)=g_t$$""",
        "right right wrong",
        "",
    ),
    (
        "1.1",
        "own function of two arguments",
        r"""\begin{proof}
Define $f(v,x)=Wv+Ux+b$. Then $h_t=f(\sigma(h_{t-1}),x_t)$ and $g_t=\sigma(f(g_{t-1},x_t))$. If $g_{t-1}=\sigma(h_{t-1})$ we get $g_t=\sigma(f(\sigma(h_{t-1}),x_t))=\sigma(h_t)$.
\end{proof}""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "implications",
        r"""g_k = σ(h_k) ⇒ W g_k = W σ(h_k) ⇒ W g_k + U x_{k+1} + b = W σ(h_k) + U x_{k+1} + b ⇒ W g_k + U x_{k+1} + b = h_{k+1} ⇒ σ(W g_k + U x_{k+1} + b) = σ(h_{k+1}) ⇒ g_{k+1} = σ(h_{k+1}). Base case g_0 = σ(h_0).""",
        "right right right",
        "",
    ),
    (
        "1.2",
        "roman items, max entry",
        r"""(i) Chain rule: $\frac{\partial h_T}{\partial h_0}=\prod_{t=1}^{T}\frac{\partial h_t}{\partial h_{t-1}}$.
(ii) $\frac{\partial h_t}{\partial h_{t-1}}=W\,\mathrm{diag}\big(\sigma'(h_{t-1})\big)$.
(iii) $\Big\|\frac{\partial h_t}{\partial h_{t-1}}\Big\|\le\|W\|\max_i|\sigma'(h_{t-1,i})|\le\|W\|\gamma$ and $\|W\|=\sqrt{\lambda_1}\le\delta/\gamma$.
(iv) $\Big\|\frac{\partial h_T}{\partial h_0}\Big\|\le\delta^T\to0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "rho",
        r"""Let $\rho=\|W\|=\sqrt{\lambda_1(W^\top W)}$. By assumption $\rho\le\delta/\gamma$. We have $\frac{\partial h_t}{\partial h_{t-1}}=W D\sigma(h_{t-1})$, so $\left\|\frac{\partial h_t}{\partial h_{t-1}}\right\|\le\rho\gamma\le\delta$. Chain rule and submultiplicativity: $\left\|\frac{\partial h_T}{\partial h_0}\right\|\le\prod_{t=1}^T\left\|\frac{\partial h_t}{\partial h_{t-1}}\right\|\le(\rho\gamma)^T\le\delta^T\to0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "sum of bounds",
        r"""dh_T/dh_0 = prod_{t=1}^T dh_t/dh_{t-1}
dh_t/dh_{t-1} = W Dsigma(h_{t-1})
||dh_t/dh_{t-1}|| <= ||W|| gamma <= delta
||dh_T/dh_0|| <= sum_{t=1}^T delta = T delta""",
        "right right right wrong",
        "bound-not-powered",
    ),
    (
        "1.2",
        "one line without norms",
        r"""$\frac{\partial h_T}{\partial h_0}=\prod_{t=1}^T\frac{\partial h_t}{\partial h_{t-1}}=\prod_{t=1}^T W D\sigma(h_{t-1})\le\prod_{t=1}^T\frac\delta\gamma\gamma=\delta^T\to0$""",
        "right right right right",
        "norm-missing",
    ),
    (
        "1.2",
        "any vector v",
        r"""For every vector $v$: $\|W D\sigma(h_{t-1})v\|\le\|W\|\|D\sigma(h_{t-1})v\|\le\frac{\delta}{\gamma}\gamma\|v\|=\delta\|v\|$. Hence $\|W D\sigma(h_{t-1})\|\le\delta$. Since $\frac{\partial h_t}{\partial h_{t-1}}=W D\sigma(h_{t-1})$ and $\frac{\partial h_T}{\partial h_0}=\prod_{t=1}^T\frac{\partial h_t}{\partial h_{t-1}}$ we conclude $\|\frac{\partial h_T}{\partial h_0}\|\le\delta^T$ and $\delta^T\to0$ as $T\to\infty$.""",
        "right right right right",
        "",
    ),
    (
        "3.1",
        "underbrace lambda",
        r"""\[
\nabla_\theta L_{reg}(\theta)=\nabla_\theta L(\theta)+\gamma\nabla_\theta(\theta^\top\theta)=\nabla_\theta L(\theta)+2\gamma\theta
\]
\[
\theta_{i+1}\overset{\text{SGD}}{=}\theta_i-\eta\left[\nabla_\theta L(\theta_i)+2\gamma\theta_i\right]=\theta_i-\eta\nabla_\theta L(\theta_i)\underbrace{-2\eta\gamma}_{=\lambda}\theta_i
\]
so $\lambda=-2\eta\gamma$""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "set to",
        r"""The regularizer contributes 2γθ to the gradient, i.e. ∇L_reg = ∇L + 2γθ. So θ_{i+1} = θ_i − η∇L − 2ηγθ_i, which has the form of weight decay if λ is set to −2ηγ.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "eta lost in the update",
        r"""$\nabla L_{reg}=\nabla L+2\gamma\theta$, so that $\theta_{i+1}=\theta_i-\eta\nabla L-2\gamma\theta_i$ and $\lambda=-2\gamma$.""",
        "right wrong wrong",
        "missing-learning-rate",
    ),
    (
        "3.1",
        "g_i",
        r"""Define $g_i=\nabla L(\theta_i)$. With L2 regularization SGD does $\theta_{i+1}=\theta_i-\eta(g_i+2\gamma\theta_i)=\theta_i-\eta g_i-2\eta\gamma\theta_i$. Weight decay does $\theta_{i+1}=\theta_i-\eta g_i+\lambda\theta_i$. Equating gives $\lambda\theta_i=-2\eta\gamma\theta_i$, so $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "table",
        r"""| | update |
|---|---|
| L2 | $\theta_{i+1}=\theta_i-\eta\nabla L-2\eta\gamma\theta_i$ |
| decay | $\theta_{i+1}=\theta_i-\eta\nabla L+\lambda\theta_i$ |

since $\nabla(L+\gamma\|\theta\|^2)=\nabla L+2\gamma\theta$. So $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.2",
        "gradient of the regularised loss",
        r"""Change the gradient line to g ← (1/m) ∇_θ Σ_i [L(f(x⁽ⁱ⁾;θ), y⁽ⁱ⁾) + γ‖θ‖²]""",
        "right",
        "",
    ),
    (
        "3.2",
        "becomes",
        r"""The line "$g \leftarrow \frac{1}{m}\nabla_\theta\sum_i L(f(x^{(i)};\theta), y^{(i)})$" becomes "$g \leftarrow \frac{1}{m}\nabla_\theta\sum_i L(f(x^{(i)};\theta), y^{(i)}) + 2\gamma\theta$".""",
        "right",
        "",
    ),
    (
        "3.2",
        "ascii sign",
        r"""grad line: g = g - 2 gamma theta""",
        "wrong",
        "wrong-sign",
    ),
    (
        "3.2",
        "hat g reassigned",
        r"""After computing the gradient: $\hat{g}\leftarrow\frac1m\sum_i\nabla_\theta L_i$, we need $\hat g\leftarrow\hat g+2\gamma\theta$ in the same line.""",
        "right",
        "",
    ),
    (
        "4.2",
        "Cov(y,y)",
        r"""Linearity: $E[y]=u^\top E[x]=0$.
Bilinearity: $\mathrm{Cov}(y,y)=u^\top\mathrm{Cov}(x,x)u=u^\top u$ so $\sigma_y=\|u\|$.
Insert: $\hat y=\gamma(u^\top x)/\|u\|+\beta=w^\top x+\beta$.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "minus beta",
        r"""$$\hat y-\beta=\gamma\frac{u^\top x-\mathbb{E}[u^\top x]}{\sqrt{\mathrm{Var}(u^\top x)}}=\gamma\frac{u^\top x-0}{\sqrt{\|u\|^2}}=\gamma\frac{u^\top x}{\|u\|}=w^\top x$$ because $\mathbb{E}[u^\top x]=u^\top\mathbb{E}[x]=0$ and $\mathrm{Var}(u^\top x)=u^\top\mathrm{Var}(x)u=u^\top u=\|u\|^2$.""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "mean, var words",
        r"""mean(y) = u·mean(x) = 0
var(y) = uᵀ I u = ‖u‖²
ŷ = γ·(y − 0)/‖u‖ + β = (γu/‖u‖)ᵀx + β = wᵀx + β""",
        "right right right",
        "",
    ),
    (
        "4.2",
        "variance",
        r"""$\mu_y=u^\top\mathbb{E}[x]=0$ and $\sigma_y=u^\top u=\|u\|^2$; so $\hat y=\gamma u^\top x/\|u\|^2+\beta$.""",
        "right wrong wrong",
        "variance-for-deviation",
    ),
    (
        "4.3",
        "powers",
        r"""Write $w=\gamma u(u^\top u)^{-1/2}$. Then
$$\frac{\partial w}{\partial u}=\gamma(u^\top u)^{-1/2}I-\gamma u(u^\top u)^{-3/2}u^\top=\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|^2}\right)=\frac{\gamma}{\|u\|}W^\perp.$$
Chain rule: $\nabla_uL=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_wL=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$. So $s=\gamma/\|u\|$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "symmetric",
        r"""$\nabla_u L = \frac{\partial w}{\partial u}\nabla_w L$ (the Jacobian is symmetric), $\frac{\partial w}{\partial u}=\frac{\gamma}{\|u\|}(I-\frac{uu^\top}{u^\top u})$, therefore $\nabla_u L=\frac{\gamma}{\|u\|}W^\perp\nabla_w L$ with $s=\frac{\gamma}{\|u\|}$""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "squared",
        r"""grad_u L = (dw/du)^T grad_w L
dw/du = gamma/||u|| (I - u u^T/||u||^2)
grad_u L = gamma/||u||^2 * W^perp * grad_w L, s = gamma/||u||^2""",
        "right right wrong right",
        "scale-squared",
    ),
    (
        "4.3",
        "noun jacobian",
        r"""The Jacobian is $\frac{\gamma}{\|u\|}\left(I-\frac{uu^\top}{\|u\|^2}\right)$ and by the chain rule $\nabla_uL=\left(\frac{\partial w}{\partial u}\right)^\top\nabla_wL$, that is $\nabla_u L=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$. The scale is $s=\frac{\gamma}{\|u\|}$.""",
        "right right right right",
        "",
    ),
    (
        "3.1",
        "a label below a brace",
        r"""$\nabla J_{reg}=\nabla J+2\gamma\theta$ and so $\theta_{i+1}=\theta_i-\eta\nabla J\underbrace{-2\eta\gamma}_{=:\lambda}\theta_i.\qedhere$""",
        "right right right",
        "",
    ),
    (
        "3.1",
        "the gradient named in words, the rule with another sign",
        r"""I write decay as $\theta_{i+1}=\theta_i-\eta g_i-\lambda\theta_i$, $g_i$ being the gradient on the minibatch. Under L2 the gradient
is $g_i+2\gamma\theta_i$, so $\theta_{i+1}=\theta_i-\eta(g_i+2\gamma\theta_i)=\theta_i-\eta g_i-2\eta\gamma\theta_i$. So $\lambda=2\eta\gamma$.""",
        "right right right",
        "wrong-sign",
    ),
    (
        "1.2",
        "an induction over the horizon, the bound in its step",
        r"""By induction $\|\partial h_T/\partial h_0\|\le\delta^T$. Step: $\frac{\partial h_T}{\partial h_0}=\frac{\partial h_T}{\partial h_{T-1}}\frac{\partial h_{T-1}}{\partial h_0}$
with $\frac{\partial h_T}{\partial h_{T-1}}=W D\sigma(h_{T-1})$, so
$$\Big\|\frac{\partial h_T}{\partial h_0}\Big\|\le\|W\|\|D\sigma(h_{T-1})\|\Big\|\frac{\partial h_{T-1}}{\partial h_0}\Big\|\le\frac\delta\gamma\gamma\delta^{T-1}=\delta^T$$
and $\lim_{T\to\infty}\delta^T=0$.""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "a product without its range",
        r"""$\frac{\partial h_T}{\partial h_0}=\prod W\mathrm{diag}(\sigma'(h_{t-1}))$, $\Big\|\frac{\partial h_T}{\partial h_0}\Big\|\le\prod\|W\|\|\mathrm{diag}(\sigma'(h_{t-1}))\|\le(\frac\delta\gamma\gamma)^T=\delta^T\to0$""",
        "right right right right",
        "",
    ),
    (
        "4.2",
        "a slip in what follows is no slip in the deviation",
        r"""$\mu_y=u^\top E[x]=0$, $\sigma_y=\sqrt{u^\top u}=\|u\|$, therefore $\hat y=\gamma\frac{u^\top x}{\|u\|^2}+\beta$.""",
        "right right wrong",
        "",
    ),
    (
        "1.2",
        "a limit in brackets behind the goal",
        r"""J_t := ∂h_t/∂h_{t−1} = W·Dσ(h_{t−1}) and ∥J_t∥ ≤ ∥W∥·∥Dσ(h_{t−1})∥ ≤ δ. With ∂h_T/∂h_0 = J_T⋯J_1 we get
∥∂h_T/∂h_0∥ ≤ ∥J_T∥⋯∥J_1∥ ≤ δ^T → 0 (T → ∞).""",
        "right right right right",
        "",
    ),
    (
        "1.1",
        "c_t after",
        r"""The recurrences are $h_t=W\sigma(h_{t-1})+c_t$ and $g_t=\sigma(Wg_{t-1}+c_t)$ with $c_t=Ux_t+b$. Induction: $g_0=\sigma(h_0)$; and if $g_{t-1}=\sigma(h_{t-1})$ then $g_t=\sigma(W\sigma(h_{t-1})+c_t)=\sigma(h_t)$.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "typo index",
        r"""If $g_{t-1}=\sigma(h_{t-1})$ then $g_t=\sigma(Wg_{t-1}+Ux_t+b)=\sigma(W\sigma(h_{t})+Ux_t+b)=\sigma(h_t)$""",
        "right right wrong",
        "",
    ),
    (
        "1.1",
        "a_t in words",
        r"""Let me write a_t = W σ(h_{t-1}) + U x_t + b (that's h_t). By IH σ(h_{t-1}) = g_{t-1} so a_t = W g_{t-1} + U x_t + b and σ(a_t) = g_t, i.e. σ(h_t) = g_t.""",
        "right right right",
        "",
    ),
    (
        "1.1",
        "array",
        r"""$$\begin{array}{rcl} g_t & = & \sigma(Wg_{t-1}+Ux_t+b)\\ & \stackrel{(IH)}{=} & \sigma(W\sigma(h_{t-1})+Ux_t+b)\\ & = & \sigma(h_t)\end{array}$$ where (IH) is $g_{t-1}=\sigma(h_{t-1})$.""",
        "right right right",
        "",
    ),
    (
        "1.2",
        "one chain",
        r"""$$\Bigl\|\frac{\partial h_T}{\partial h_0}\Bigr\| \stackrel{\text{chain}}{=} \Bigl\|\prod_{t=1}^{T}\frac{\partial h_t}{\partial h_{t-1}}\Bigr\| \le \prod_{t=1}^{T}\Bigl\|\frac{\partial h_t}{\partial h_{t-1}}\Bigr\| = \prod_{t=1}^{T}\|W D\sigma(h_{t-1})\| \le \prod_{t=1}^{T}\|W\|\,\|D\sigma(h_{t-1})\| \le \Bigl(\frac{\delta}{\gamma}\gamma\Bigr)^{T} = \delta^{T} \to 0.$$""",
        "right right right right",
        "",
    ),
    (
        "1.2",
        "powers of norms",
        r"""Since $h_t=W\sigma(h_{t-1})+Ux_t+b$, differentiating gives $\mathrm{d}h_t=W\,D\sigma(h_{t-1})\,\mathrm{d}h_{t-1}$, so $\frac{\partial h_t}{\partial h_{t-1}}=W D\sigma(h_{t-1})$ and $\frac{\partial h_T}{\partial h_0}=W D\sigma(h_{T-1})\cdots W D\sigma(h_0)$. Norms: $\|\frac{\partial h_T}{\partial h_0}\|\le\|W\|^T\gamma^T\le(\delta/\gamma)^T\gamma^T=\delta^T$, which converges to $0$.""",
        "right right right right",
        "",
    ),
    (
        "3.1",
        "factor lost at the end",
        r"""∇L_reg = ∇L + 2γθ, so θ' = θ − η∇L − 2ηγθ. Comparing, λ = −ηγ.""",
        "right right wrong",
        "missing-factor-two",
    ),
    (
        "3.1",
        "French",
        r"""Le gradient régularisé vaut $\nabla_\theta L+2\gamma\theta$, la mise à jour est donc $\theta_{i+1}=\theta_i-\eta\nabla_\theta L-2\eta\gamma\theta_i$; on pose $\lambda=-2\eta\gamma$.""",
        "right right right",
        "",
    ),
    (
        "3.2",
        "ascii",
        r"""Gradient: g <- g - 2*gamma*theta""",
        "wrong",
        "wrong-sign",
    ),
    (
        "4.2",
        "sums",
        r"""$$\mathbb{E}[y]=\mathbb{E}\Big[\sum_iu_ix_i\Big]=\sum_iu_i\mathbb{E}[x_i]=0,\qquad\mathrm{Var}[y]=\sum_iu_i^2\mathrm{Var}[x_i]=\sum_iu_i^2=\|u\|_2^2$$ $$\hat y=\frac{\gamma}{\|u\|_2}\sum_iu_ix_i+\beta=\sum_iw_ix_i+\beta=w^\top x+\beta$$""",
        "right right right",
        "",
    ),
    (
        "4.3",
        "dots of differentials",
        r"""$L(u)=L(w(u))$ so $dL=\nabla_wL\cdot dw$. Since $d\|u\|=\frac{u\cdot du}{\|u\|}$: $dw=\gamma\frac{du\,\|u\|-u\,d\|u\|}{\|u\|^2}=\frac{\gamma}{\|u\|}\Big(du-\frac{u(u\cdot du)}{\|u\|^2}\Big)=\frac{\gamma}{\|u\|}W^\perp du$. Hence $\nabla_uL=\frac{\gamma}{\|u\|}W^\perp\nabla_wL$, $s=\gamma/\|u\|$.""",
        "right right right right",
        "",
    ),
    (
        "4.3",
        "squared at the end",
        r"""$\nabla_uL=J^\top\nabla_wL$ where $J=\partial w/\partial u=\frac{\gamma}{\|u\|}(I-uu^\top/\|u\|^2)$. $W^\perp=I-uu^\top/\|u\|^2$. Therefore $\nabla_uL=\frac{\gamma}{\|u\|^2}W^\perp\nabla_wL$.""",
        "right right wrong right",
        "scale-squared",
    ),
    (
        "4.3",
        "entries of a matrix",
        r"""(∂w/∂u)_{ij} = ∂w_i/∂u_j = γ δ_ij/‖u‖ − γ u_i u_j/‖u‖³, so ∂w/∂u = (γ/‖u‖) W^⊥. ∇_u L = (∂w/∂u)ᵀ ∇_w L = (γ/‖u‖) W^⊥ ∇_w L. s = γ/‖u‖.""",
        "right right right right",
        "",
    ),
)
