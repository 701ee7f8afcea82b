"""All files of counts that lie in a vault: those that can be read, and of the others whose they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.errors import FiguresForged, FiguresMissing
from reintegration_desktop.casework.figures.files import ENDING, FigureFile, file_name, must_read_figures, read_figures
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.errors import FiguresUnread, FiguresUnreadable
from reintegration_desktop.reports.periods import NOW, in_words, period_of, quarters_back, years_back
from reintegration_desktop.vault.errors import EnvelopeForeign
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.keyring import Keyring

_YEARS_BACK = 12
_HEX = 32


class Trouble(StrEnum):
    """Why a file of counts isn't used; ``foreign``: sealed for others, though it is named as one of a known office."""

    DAMAGED = "damaged"
    FORGED = "forged"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of counts that isn't used. ``office`` is whose it is as far as its name tells: None for nobody known."""

    path: Path
    trouble: Trouble
    office: UUID | None

    def is_of(self, template: str, period: str) -> bool:
        """Whether it should hold the figures of a template and period."""
        return self.office is not None and self.path.name.endswith(file_name(template, period, self.office))


@dataclass(frozen=True, slots=True)
class Lying:
    """``read`` are the files that can be used, newest first; ``unread`` the others."""

    read: tuple[FigureFile, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Whose figures of what can't be read; ``template`` and ``period`` are empty where a file's name tells nothing."""

    trouble: Trouble
    office: UUID | None
    template: str = ""
    period: str = ""


def lying(folder: Path, keyring: Keyring) -> Lying:
    """Every file of counts that lies in a vault and is for this person, whole or not; raises FiguresClosed.

    One that is sealed for others is passed over: what is for who documents violations lies beside what isn't.
    """
    must_read_figures(keyring)
    with told():
        paths = sorted(folder.glob(f"*{ENDING}"))
    read: dict[tuple[str, str, UUID], FigureFile] = {}
    unread = []
    for path in paths:
        found = _read(path, keyring)
        if isinstance(found, FigureFile):
            figures = found.figures
            key = figures.template, figures.period, figures.office
            if key not in read or read[key].at < found.at:
                read[key] = found
        else:
            unread.append(found)
    newest = sorted(read.values(), key=lambda one: one.at, reverse=True)
    return Lying(tuple(newest), tuple(unread))


def _read(path: Path, keyring: Keyring) -> FigureFile | Unread:
    """One file; what lies under another name than its content has is none of this office's figures."""
    try:
        found = read_figures(path, keyring)
    except EnvelopeForeign:
        return Unread(path, Trouble.FOREIGN, _office(path, keyring))
    except FiguresForged:
        return Unread(path, Trouble.FORGED, _office(path, keyring))
    except FiguresUnreadable:
        return Unread(path, Trouble.DAMAGED, _office(path, keyring))
    figures = found.figures
    own = file_name(figures.template, figures.period, figures.office)
    if path.name not in (own, f"{figures.office.hex}-{own}"):
        return Unread(path, Trouble.FORGED, _office(path, keyring))
    return found


def _office(path: Path, keyring: Keyring) -> UUID | None:
    """The office that a file came from: its name begins with it where a bundle brought it."""
    begin, parted, _ = path.name.partition("-")
    if not parted:
        return keyring.file.office
    try:
        return UUID(begin) if len(begin) == _HEX else None
    except ValueError:
        return None


def missing_of(found: Lying, template: str, period: str, *, opens: bool = False) -> tuple[Unread, ...]:
    """Files that should hold the figures of a template and period, and can't be used.

    ``opens``: this person's keys open what the template counts, so that one which is sealed for others is missing too.
    """
    return tuple(
        one for one in found.unread if (opens or one.trouble is not Trouble.FOREIGN) and one.is_of(template, period)
    )


def named(unread: Iterable[Unread], templates: Iterable[str], today: date) -> tuple[Missing, ...]:
    """What files that can't be used should hold, by trying every name; what is sealed for others only where that tells.

    ``templates`` are the names of those that this person may read.
    """
    wanted = list(unread)
    pairs = [(template, period) for template in templates for period in _periods(today)] if wanted else []
    found = (_named(one, pairs) for one in wanted)
    return tuple(one for one in found if one.template or one.trouble is not Trouble.FOREIGN)


def _named(one: Unread, pairs: Sequence[tuple[str, str]]) -> Missing:
    template, period = next((pair for pair in pairs if one.is_of(*pair)), ("", ""))
    return Missing(one.trouble, one.office, template, period)


def _periods(today: date) -> Iterator[str]:
    yield NOW
    yield from years_back(today, _YEARS_BACK)
    yield from quarters_back(today, _YEARS_BACK * 4)


def refusal_of(unread: Sequence[Unread], period: str, names: Mapping[UUID, str]) -> FiguresUnread:
    """That nothing can be told of a period, since some office's file can't be used."""
    offices = dict.fromkeys(names.get(one.office, say("an office")) if one.office else say("an office")
                            for one in unread)  # fmt: skip
    return FiguresUnread(office=say(", ").join(offices), period=in_words(period))


def all_figures(folder: Path, keyring: Keyring) -> list[FigureFile]:
    """Every file of counts that can be read, newest first; raises FiguresClosed."""
    return list(lying(folder, keyring).read)


def figures_of(folder: Path, keyring: Keyring, template: str, period: str) -> list[FigureFile]:
    """The figures of one template and period, an entry for each office whose can be read.

    Raises FiguresMissing where there are none, FiguresUnread where none can be read, PeriodUnknown where none can be.
    """
    found = lying(folder, keyring)
    read = [one for one in found.read if (one.figures.template, one.figures.period) == (template, period)]
    if not read:
        raise nothing_of(missing_of(found, template, period), period, {})
    return read


def nothing_of(lost: Sequence[Unread], period: str, names: Mapping[UUID, str]) -> FiguresMissing | FiguresUnread:
    """Why there are no figures of a period: their files can't be read, or none lies here; raises PeriodUnknown."""
    if lost:
        return refusal_of(lost, period, names)
    period_of(period, date.max)
    return FiguresMissing()
