"""Reading and comparing student mathematics: typed expressions, evaluation, growth, tensors, worlds."""
