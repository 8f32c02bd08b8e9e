"""``python -m grader.intake.handout HANDOUT.md > rubrics/handout.yaml``: hashes only, no text."""

from __future__ import annotations

import sys
from pathlib import Path

from grader.intake.handout.fingerprints import fingerprints, write_fingerprints

if __name__ == "__main__":
    print(write_fingerprints(fingerprints(Path(sys.argv[1]).read_text(encoding="utf-8"))), end="")
