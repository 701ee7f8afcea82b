"""How headquarters stands with an office, as data and as lines."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reintegration_desktop.casework.travel.standing import Step
from reintegration_desktop.hq.status import DeviceStatus, OfficeStatus
from reintegration_desktop.kernel.words import say


def as_data(one: OfficeStatus, steps: Sequence[Step]) -> dict[str, Any]:
    """An office for ``--json``; moments in ISO 8601, UTC."""
    return {
        "office": str(one.office),
        "name": one.name,
        "cases": one.cases,
        "bundles": one.bundles,
        "changes": one.changes,
        "last_received": _moment(one.last_received),
        "last_made": _moment(one.last_made),
        "figures": one.figures,
        "figures_at": _moment(one.figures_at),
        "conflicts": one.conflicts,
        "whole": one.is_whole,
        "devices": [_device(device) for device in one.devices],
        "steps": [{"tone": step.tone, "what": step.what, "do": step.do} for step in steps],
    }


def _device(one: DeviceStatus) -> dict[str, Any]:
    return {
        "device": one.device,
        "reach": one.reach,
        "holes": one.holes,
        "quarantined": one.quarantined,
        "parked": one.parked,
        "newer": one.newer,
        "forked": one.forked,
        "missing": [list(gap) for gap in one.missing],
        "since": _moment(one.since),
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def as_lines(one: OfficeStatus, steps: Sequence[Step]) -> list[str]:
    """An office in words: name, cases, devices, what is not as it should be; then what is wanting, and what to do."""
    sums = {
        say("quarantined"): sum(device.quarantined for device in one.devices),
        say("waiting"): sum(device.parked for device in one.devices) + one.newer,
        say("forked"): sum(device.forked for device in one.devices),
        say("missing"): sum(last - first + 1 for device in one.devices for first, last in device.missing),
        say("in conflict"): one.conflicts,
    }
    wrong = ", ".join(f"{number} {word}" for word, number in sums.items() if number) or say("whole")
    last = _moment(one.last_received) or say("nothing yet")
    first = f"{one.name or one.office}  {one.cases}  {len(one.devices)}  {last}  {wrong}"
    return [first, *(f"    {step.what} {step.do}".rstrip() for step in steps if step.tone != "ok")]
