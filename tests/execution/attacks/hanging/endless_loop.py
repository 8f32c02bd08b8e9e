"""Never returns."""
def double(values):
    while True:
        pass
