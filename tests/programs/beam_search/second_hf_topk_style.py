import numpy as np
def beam_search(log_prob, B, T):
    beams = [()]
    beam_scores = np.zeros(1)
    for _ in range(T):
        if not beams: break
        next_scores = np.stack([log_prob(b) for b in beams]) + beam_scores[:, None]
        V = next_scores.shape[1]
        flat = next_scores.reshape(-1)
        k = min(B, int(np.isfinite(flat).sum()))
        top = np.argpartition(-flat, k - 1)[:k] if k else np.array([], int)
        top = top[np.argsort(-flat[top])]
        beams = [beams[i // V] + (int(i % V),) for i in top]
        beam_scores = flat[top]
    return list(zip(beams, beam_scores.tolist()))
