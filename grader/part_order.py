"""The order of part ids."""

from __future__ import annotations


def part_order(part_id: str) -> tuple[tuple[int, str], ...]:
    """The sorting key that puts 2.10 after 2.9 and 2.2.b after 2.2.a."""
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in part_id.split("."))
