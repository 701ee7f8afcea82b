"""What the page of sending and receiving needs of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PeerLine:
    """Somebody one exchanges bundles with: another computer, another office, headquarters.

    ``sent`` bundles were written for them, ``acknowledged`` of these they told that they have. Of what they sent,
    ``came`` is the highest number seen; ``missing`` numbers have not come, ``parked`` wait for those;
    ``quarantined`` changes wait for somebody's decision, with ``why`` in words. ``code`` is the certificate's.
    """

    name: str
    who: str
    sent: int = 0
    sent_on: date | None = None
    acknowledged: int = 0
    acknowledged_on: date | None = None
    came: int = 0
    missing: tuple[int, ...] = ()
    parked: tuple[int, ...] = ()
    quarantined: int = 0
    why: str = ""
    code: str = ""
    certified: bool = True


class Stands(StrEnum):
    """Where a case on its way stands."""

    WITH_CASEWORKER = "with_caseworker"
    PREPARED = "prepared"
    ON_ITS_WAY = "on_its_way"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A case on its way: its code, never a name."""

    code: str
    giving: str
    receiving: str
    consent: bool
    stands: Stands
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has not been sent yet, in counts."""

    changes: int
    cases: int
    receivers: int


@dataclass(frozen=True, slots=True)
class TravelVerbs:
    """``send`` writes bundles into a folder, ``receive`` reads them from one; each says in a sentence what it did.

    Both raise refusals, which the page tells. ``carries_sealed``: this person can't open what they carry.
    """

    send: Callable[[Path], str]
    receive: Callable[[Path], str]
    peers: Callable[[], Sequence[PeerLine]]
    carried: Callable[[], Sequence[CarriedLine]]
    waiting: Callable[[], Waiting]
    carries_sealed: bool = False
