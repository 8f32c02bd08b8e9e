"""Blocks sorted by the part that they answer: which label opens one, what counts where no ids stand."""
