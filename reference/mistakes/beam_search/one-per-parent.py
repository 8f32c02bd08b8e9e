"""One child of each hypothesis survives."""

CHANGES = ({"parents": "one-child"}, {"parents": "one-child-unsorted"}, {"parents": "one-child-of-all"})
