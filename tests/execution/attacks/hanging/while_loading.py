"""Never finishes loading."""
def double(values):
    return values * 3
while True:
    pass
