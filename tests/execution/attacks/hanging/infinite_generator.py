"""Gives back a generator without end."""
def double(values):
    def forever():
        while True:
            yield values
    return forever()
