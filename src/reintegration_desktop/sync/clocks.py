"""Clocks along a device's chain: each change bears a later one than all before it, as a hybrid clock always does."""

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.ports import Receiver


class Clocks:
    """How late it was on each device, as far as its chain was followed; what lies here comes before."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._latest = dict[str, int]()

    def is_behind(self, device: str, seq: int, clock: int) -> bool:
        """Whether a change bears no later clock than what its device wrote before; to be asked in the chain's order."""
        before = self._latest.get(device)
        if before is None:
            before = self._receiver.clock_before(VersionId(device, seq))
        self._latest[device] = max(before, clock)
        return clock <= before
