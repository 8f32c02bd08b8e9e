import numpy as np
def layer_norm_stats(x): return [b.mean() for b in x], [b.var(ddof=1) for b in x]
