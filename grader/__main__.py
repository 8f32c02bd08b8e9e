"""``python -m grader``: the same as the ``grader`` command."""

import gc

# Starting up makes a million objects that live on: looking for cycles among them is a tenth of the time.
gc.set_threshold(100_000, 50, 50)

from grader.cli import main  # noqa: E402 - the collector first

if __name__ == "__main__":
    main()
