import numpy as np
def equivalent_decay(lr, gamma):
    return np.negative(2.0) * np.prod([lr, gamma])
