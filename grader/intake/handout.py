"""Know the hand-out's own words by fingerprints of their sequences, and set them aside in a write-up."""

from __future__ import annotations

from pathlib import Path

from grader.model.submission import Block


def fingerprints(text: str) -> frozenset[int]:
    """Hashes of the hand-out's word sequences; nothing of its text can be read back from them."""
    raise NotImplementedError


def load_fingerprints(path: Path) -> frozenset[int]:
    """Fingerprints as ``python -m grader.intake.handout HANDOUT.md`` wrote them."""
    raise NotImplementedError


def set_aside(blocks: tuple[Block, ...], prints: frozenset[int]) -> tuple[Block, ...]:
    """The blocks without the hand-out's own words."""
    raise NotImplementedError
