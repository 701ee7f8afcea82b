"""How the values of an attribute become coarser, level by level, up to the one that says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reintegration_desktop.reports.table import Indices

TOP = "*"


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """``labels[level]`` names an attribute's groups, ``above[level]`` gives for each value the group it lies in.

    Level 0 are the values themselves, as many as there are in the records; the last level is one group.
    """

    name: str
    labels: tuple[tuple[str, ...], ...]
    above: tuple[Indices, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many groups there are at each level."""
        return tuple(len(labels) for labels in self.labels)


def hierarchy_of(name: str, lines: Sequence[Sequence[str]]) -> Hierarchy:
    """A hierarchy from a line for each value: the value, its group, that one's group and so on up to the top."""
    labels, above = [], []
    for level in zip(*lines, strict=True):
        codes = {label: code for code, label in enumerate(dict.fromkeys(level))}
        labels.append(tuple(codes))
        above.append(np.array([codes[label] for label in level], dtype=np.int64))
    return Hierarchy(name, tuple(labels), tuple(above))
