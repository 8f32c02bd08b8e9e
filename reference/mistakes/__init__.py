"""Known mistakes as programs: ``<function>/<id>.py``, found by name when a student's function fails.

A file has any of these: `VARIANTS`, programs with the mistake; `CHANGES`, switches of the ``program.py``
beside it; `REPAIRS`, functions that undo a slip in a student's output, given the arguments (None where there
is no such slip); `explains` and `accompanies`, which recognise the mistake in a student's observations.
``unnamed.py`` has slips without a name in the same form: nothing is earned for what they explain.
"""
