"""Read NumPy calls as labels: ``x.mean(axis=(0, 2))`` is the mean of the group that keeps the other axes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_STATISTICS = {"mean": "mean", "average": "mean", "var": "variance", "std": "deviation"}
_AXES = r"[(\[]\s*-?\d\s*(?:,\s*-?\d\s*)*,?\s*[)\]]|-?\d"
_CALL = re.compile(
    r"(?<![\w.])(?:\w+\.)?(?P<name>mean|average|var|std)\s*\(\s*(?:[A-Za-z_]\w*\s*,\s*)?"
    rf"(?:(?:axis|axes|dim)\s*=\s*)?(?P<axes>{_AXES})\s*(?:,\s*\w+\s*=\s*\w+\s*)*\)"
)


def with_calls_named(
    text: str, axes: Sequence[str], groups: Mapping[str, tuple[tuple[str, ...], str]]
) -> str:
    """The text with every call as *group statistic*, where the axes it keeps are those of a group.

    `axes` are the names of all the array's axes but the last; `groups` gives each group's axes and
    its name in words.
    """
    names = {kept: words for kept, words in groups.values()}

    def named(match: re.Match[str]) -> str:
        count = len(axes) + 1
        reduced = {int(number) % count for number in re.findall(r"-?\d", match["axes"])}
        kept = tuple(name for place, name in enumerate(axes) if place not in reduced)
        if count - 1 not in reduced or kept not in names:
            return match[0]
        return f"{names[kept]} normalization {_STATISTICS[match['name']]}"

    return _CALL.sub(named, text)
