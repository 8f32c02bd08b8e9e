def beam_search(log_prob, B, T):
    return []
