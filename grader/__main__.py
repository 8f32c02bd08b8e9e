"""``python -m grader``: the same as the ``grader`` command."""

import gc
import os

# Starting up makes objects that live on: looking for cycles among them is a tenth of the time.
gc.set_threshold(300_000, 50, 50)
# Each of these saves 40 ms: our matrices are too small for more threads, and pydantic has no plug-ins here
# (to find that out it would read the metadata of every installed package).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from grader.cli import main  # noqa: E402 - the collector and the environment first

if __name__ == "__main__":
    try:
        main()
    finally:
        # Nor is it worth a tenth of a second to look through all objects once more before the process ends.
        gc.freeze()
