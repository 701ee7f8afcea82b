"""Capacity cuts: what must hold of every safe choice, learnt from an attack that succeeded."""

from dataclasses import dataclass

import numpy as np

from reintegration_desktop.reports.protector.attacks import Broken, Outsider
from reintegration_desktop.reports.table import Floats, Indices, Mask

_NEAR = 1e-9
_CLEARLY = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The weighted sum over these candidates, hidden (1) or not (0), is at least one."""

    columns: Indices
    weights: Floats

    @property
    def name(self) -> bytes:
        """Equal for equal cuts."""
        return self.columns.tobytes() + np.round(self.weights, 6).tobytes()


def capacity_cut(outsider: Outsider, broken: Broken, hidden: Floats, always: Mask, candidates: Indices) -> Cut | None:
    """The cut that an attack teaches; None where the present choice does not clearly break it.

    What is always hidden goes to the right-hand side before the weights are clipped to it, or the cut says nothing.
    Source: Fischetti and Salazar, Solving the cell suppression problem on tabular data, 2001.
    """
    down, up = outsider.room(broken.attack)
    weights = np.where(broken.worth > 0, broken.worth * up, -broken.worth * down)
    needed = broken.attack.need - float(weights[always].sum())
    if needed <= _CLEARLY:
        return None
    clipped = np.minimum(weights[candidates], needed) / needed
    if float(clipped @ hidden[candidates]) >= 1 - _CLEARLY:
        return None
    columns = np.flatnonzero(clipped > _NEAR)
    return Cut(columns, clipped[columns])


def one_more(hidden: Floats, candidates: Indices) -> Cut:
    """Since hiding less never helps: of the candidates that are not hidden now, at least one must be."""
    columns = np.flatnonzero(hidden[candidates] < 0.5)
    return Cut(columns, np.ones(len(columns)))
