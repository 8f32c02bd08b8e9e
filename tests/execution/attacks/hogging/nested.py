"""Gives back lists within lists without end."""
def double(values):
    nest = []
    nest.append(nest)
    return nest
