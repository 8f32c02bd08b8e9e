"""Code alone: no write-up was handed in."""

import numpy as np


def rnn_h(W, U, b, x, h0, sigma):
    h, states = h0, []
    for x_t in x:
        h = W @ sigma(h) + U @ x_t + b
        states.append(h)
    return np.array(states)


def rnn_g(W, U, b, x, g0, sigma):
    g, states = g0, []
    for x_t in x:
        g = sigma(W @ g + U @ x_t + b)
        states.append(g)
    return np.array(states)


def gradient_norm_bound(W, gamma, T):
    return (np.linalg.norm(W, 2) * gamma) ** T


def count_sequences(N, T):
    return int(N) ** int(T)


def viterbi_step(P, delta_prev):
    return np.max(P * delta_prev[:, None], axis=0)


def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        log_p = np.log(P)
    score = log_p[bos]
    back = []
    for _ in range(T - 1):
        candidates = score[:, None] + log_p
        back.append(candidates.argmax(axis=0))
        score = candidates.max(axis=0)
    word = int(score.argmax())
    best = float(score[word])
    sequence = [word]
    for pointers in reversed(back):
        word = int(pointers[word])
        sequence.append(word)
    return sequence[::-1], best


def most_likely_sequence(log_prob, T):
    best = (None, -np.inf)

    def extend(prefix, total):
        nonlocal best
        if len(prefix) == T:
            if best[0] is None or total > best[1]:
                best = (list(prefix), total)
            return
        for word, value in enumerate(log_prob(prefix)):
            # log-probabilities are never positive, so a prefix that is worse already cannot win
            if best[0] is None or total + value > best[1]:
                extend((*prefix, word), total + float(value))

    extend((), 0.0)
    return best


def greedy_decode(log_prob, T):
    prefix, total = (), 0.0
    for _ in range(T):
        values = log_prob(prefix)
        word = int(np.argmax(values))
        total += float(values[word])
        prefix = (*prefix, word)
    return list(prefix), total


def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        candidates = [
            ((*prefix, word), total + float(value))
            for prefix, total in beam
            for word, value in enumerate(log_prob(prefix))
            if np.isfinite(value)
        ]
        candidates.sort(key=lambda pair: -pair[1])
        beam = candidates[:B]
    return [(list(sequence), total) for sequence, total in beam]


def sgd_weight_decay_step(theta, grad, lr, lam):
    return theta - lr * grad + lam * theta


def sgd_l2_step(theta, grad, lr, gamma):
    return theta - lr * (grad + 2 * gamma * theta)


def equivalent_decay(lr, gamma):
    return -2 * lr * gamma


def _adam(grad, s, r, t, rho1, rho2):
    s = rho1 * s + (1 - rho1) * grad
    r = rho2 * r + (1 - rho2) * grad * grad
    return s, r, s / (1 - rho1**t), r / (1 - rho2**t)


def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    s, r, s_hat, r_hat = _adam(grad + 2 * gamma * theta, s, r, t, rho1, rho2)
    return theta - lr * s_hat / (np.sqrt(r_hat) + delta), s, r


def adam_weight_decay_step(theta, grad, s, r, t, lr, lam, rho1=0.9, rho2=0.999, delta=1e-8):
    s, r, s_hat, r_hat = _adam(grad, s, r, t, rho1, rho2)
    return theta - (lr * s_hat / (np.sqrt(r_hat) + delta) + lam * theta), s, r


def batch_norm_stats(x):
    return x.mean(axis=(0, 2)), x.var(axis=(0, 2))


def layer_norm_stats(x):
    return x.mean(axis=(1, 2)), x.var(axis=(1, 2))


def instance_norm_stats(x):
    return x.mean(axis=2), x.var(axis=2)


def weight_norm(u, gamma):
    return gamma * u / np.linalg.norm(u)


def grad_u(u, gamma, grad_w):
    norm = np.linalg.norm(u)
    return gamma / norm * (grad_w - u * (u @ grad_w) / norm**2)
