import math, numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    weight_decay = 2 * gamma
    grad = np.add(grad, weight_decay * theta)
    exp_avg = np.array(s, copy=True); exp_avg_sq = np.array(r, copy=True)
    exp_avg += (grad - exp_avg) * (1 - rho1)
    exp_avg_sq *= rho2
    exp_avg_sq += (1 - rho2) * grad * grad
    bias_correction1 = 1 - rho1 ** t
    bias_correction2 = 1 - rho2 ** t
    step_size = lr / bias_correction1
    denom = (np.sqrt(exp_avg_sq) / math.sqrt(bias_correction2)) + delta
    return theta - step_size * exp_avg / denom, exp_avg, exp_avg_sq
