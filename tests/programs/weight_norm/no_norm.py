def weight_norm(u, gamma):
    return u * gamma
