"""What the page of sending and receiving needs of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.travel.standing import Side, Step
from reintegration_desktop.kernel.progress import Progress


@dataclass(frozen=True, slots=True)
class PeerLine:
    """Somebody one exchanges bundles with: another computer, another office, headquarters.

    ``sent`` changes were written for them, ``acknowledged`` of these they told that they have. Of what they sent,
    ``came`` is the highest number seen of the computer that is behind; ``missing`` ranges of its numbers have not come,
    ``parked`` changes wait for those; ``quarantined`` changes wait for somebody's decision, with ``why`` in words.
    ``code`` is the certificate's. ``steps`` say what is wanting and what brings it on, the gravest first; ``sides`` are
    their computers.
    """

    name: str
    who: str
    sent: int = 0
    sent_on: date | None = None
    acknowledged: int = 0
    acknowledged_on: date | None = None
    came: int = 0
    missing: tuple[tuple[int, int], ...] = ()
    parked: int = 0
    quarantined: int = 0
    why: str = ""
    code: str = ""
    certified: bool = True
    steps: tuple[Step, ...] = ()
    sides: tuple[Side, ...] = ()

    @property
    def lacks(self) -> int:
        """How many changes have not come."""
        return sum(last - first + 1 for first, last in self.missing)


class Stands(StrEnum):
    """Where a case on its way stands: no stick took it, one did, the other office has it, headquarters decides."""

    PREPARED = "prepared"
    ON_ITS_WAY = "on_its_way"
    THERE = "there"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A case on its way: its code, never a name. ``receiving`` is empty where headquarters decides; ``on`` is when it
    was prepared.
    """

    code: str
    giving: str
    receiving: str
    consent: bool
    stands: Stands
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has not been sent yet, in counts; ``kept`` cases are kept back from somebody.

    ``files`` of cases are named by records here, and did not come yet; ``aside`` changes lie aside, whoever wrote them.
    ``apart`` tells that this computer was copied whole, where that is known.
    """

    changes: int
    cases: int
    receivers: int
    kept: int = 0
    files: int = 0
    aside: int = 0
    apart: Step | None = None


@dataclass(frozen=True, slots=True)
class SentCase:
    """A case that a bundle can carry changes of: its code, whether sharing was agreed to ("yes", "no", "").

    ``size`` is in bytes; ``kept``: it was kept back from this peer until now.
    """

    case: UUID
    code: str
    changes: int
    size: int
    consent: str
    kept: bool = False

    @property
    def goes(self) -> bool:
        """Whether it goes where nobody chooses otherwise: a no to sharing keeps it here."""
        return not self.kept and self.consent != "no"


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """What can go to a peer of a certificate's ``code``; ``changes``, ``size`` (bytes): what goes besides cases.

    ``ticked`` before anybody chose. ``handed_over``: its cases are on their way to that office, or an answer to that,
    as a supervisor decided; they go with the bundle, whatever is ticked for others.
    """

    office: UUID
    name: str
    code: str
    changes: int
    figures: int
    size: int
    cases: Sequence[SentCase]
    ticked: bool = True
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class CameLine:
    """One line of what came: what, how many, what it means; ``tone`` and ``icon`` of the number."""

    what: str
    number: int
    means: str
    tone: str = "text"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A bundle that was refused: its file, what happened, what is safe and what to do."""

    file: str
    happened: str
    rest: str


@dataclass(frozen=True, slots=True)
class ReplacedLine:
    """What came over a colleague's entry: the case's code, which entry, who over whom; what became less careful."""

    code: str
    entry: str
    who: str
    careful: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a folder, for the page that tells it. ``asks``: a supervisor is to look at what was replaced.

    ``beyond`` changed cases were not looked through for it.
    """

    lines: Sequence[CameLine]
    refused: Sequence[RefusedLine] = ()
    replaced: Sequence[ReplacedLine] = ()
    asks: bool = False
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What asks a supervisor: the lines of now, the case of each, and the versions that came (case, device, number)."""

    lines: Sequence[ReplacedLine]
    versions: Sequence[tuple[UUID, str, int]]
    cases: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class AskedVerbs:
    """What the page of it calls."""

    look: Callable[[], Asked]
    seen: Callable[[Asked], None]


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A case's changes of one person that were put aside for one reason: its code, who, when, why.

    ``refused``: a supervisor decided that they stay aside.
    """

    case: UUID
    code: str
    who: str
    on: date | None
    changes: int
    why: str
    versions: tuple[tuple[str, int], ...]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class AsideSaid:
    """One change that was put aside, in words: question, before, after; ``sealed`` where there is no key for it."""

    sentence: str
    at: datetime
    answers: tuple[tuple[str, str, str], ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class CardVerbs:
    """``write`` this office's card into a file and return its code; ``take`` another's (file, typed code), its name."""

    write: Callable[[Path], str]
    take: Callable[[Path, str], str]


@dataclass(frozen=True, slots=True)
class AsideVerbs:
    """What was put aside, and what it says; ``adopt`` lets it in, ``refuse`` (with a reason) leaves it for good.

    Both write that down, and are None for who does not decide about it.
    """

    lines: Callable[[], Sequence[AsideLine]]
    content: Callable[[AsideLine], Sequence[AsideSaid]]
    adopt: Callable[[AsideLine], None] | None = None
    refuse: Callable[[AsideLine, str], None] | None = None


@dataclass(frozen=True, slots=True)
class TravelVerbs:
    """``send`` writes bundles for some offices, without the cases named for each, into a folder and says what it did in
    a sentence; ``parcels`` tells before what can go, ``size`` in words how much so many bytes make. ``receive`` reads
    bundles from a folder. Sending and receiving tell how far they are, and can be stopped.

    All raise refusals, which the pages tell. ``carries_sealed``: this person can't open what they carry. ``decides``:
    they say which of two handovers counts.
    """

    send: Callable[[Path, Mapping[UUID, frozenset[UUID]], Progress], str]
    receive: Callable[[Path, Progress], Came]
    parcels: Callable[[], Sequence[ParcelLine]]
    size: Callable[[int], str]
    peers: Callable[[], Sequence[PeerLine]]
    carried: Callable[[], Sequence[CarriedLine]]
    waiting: Callable[[], Waiting]
    cards: CardVerbs
    aside: AsideVerbs
    carries_sealed: bool = False
    decides: bool = False
