def grad_u(u, gamma, grad_w):
    d = len(u)
    n = sum(v * v for v in u) ** 0.5
    J = [[(gamma / n) * ((i == j) - u[i] * u[j] / n ** 2) for j in range(d)] for i in range(d)]
    return [sum(J[i][k] * grad_w[i] for i in range(d)) for k in range(d)]
