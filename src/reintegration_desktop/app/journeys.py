"""A journey on the screens: keys given back and the vault locked, the request, the answer, giving keys again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from reintegration_desktop.app.backups.listing import backups_at, chosen_of
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.ui.answering import AnswerVerbs
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.journeys.giving_again import GiveAgainPage
from reintegration_desktop.ui.journeys.giving_back import GiveBackPage
from reintegration_desktop.ui.journeys.verbs import GiveBackVerbs, JourneyVerbs
from reintegration_desktop.vault.backups.backup import Backup, backups
from reintegration_desktop.vault.backups.carried import carried_from
from reintegration_desktop.vault.backups.pieces import remove_pieces
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.office.journey import (
    away_since,
    give_again,
    give_back,
    read_request,
    request_keys,
    take_again,
)
from reintegration_desktop.vault.unlocking import refreshed


def journey_verbs(program: Program, over: Over) -> JourneyVerbs:
    """What the card in Settings, Security, calls."""

    def giving_back() -> None:
        found = backups_that_open(program)
        going, staying = _by_place(program, found.going), (*_by_place(program, found.staying), *found.carried)
        verbs = GiveBackVerbs(partial(give_keys_back, program), over.lock, going, staying)
        over.open(GiveBackPage(over.tasks, verbs))

    return JourneyVerbs(
        since=lambda: since(program),
        give_back=giving_back,
        save_request=partial(save_request, program),
        take_again=partial(take_answer, program),
        lock=over.lock,
    )


def way_to_give_again(program: Program, over: Over) -> Callable[[], None]:
    """The way of a custodian to the page that gives a traveller their keys again."""
    verbs = AnswerVerbs(partial(who_asks, program), partial(write_answer, program))
    return lambda: over.open(GiveAgainPage(over.tasks, verbs))


def since(program: Program) -> date | None:
    """Since which day who is signed in has given their keys back."""
    return away_since(refreshed(program.folder, program.keyring).file, program.keyring.id)


@dataclass(frozen=True, slots=True)
class Opening:
    """Backups that open to who travels. ``going`` lie on the vault's own disk, which is taken along.

    ``staying`` are within reach on another disk, a stick for instance; ``carried`` names places that aren't here now.
    """

    going: tuple[Backup, ...] = ()
    staying: tuple[Backup, ...] = ()
    carried: tuple[str, ...] = ()


def backups_that_open(program: Program) -> Opening:
    """What a custodian's own keys would open on the way, wherever this computer knows of it: none for anybody else."""
    if not program.keyring.person.is_custodian:
        return Opening()
    chosen, folder = chosen_of(program), program.folder
    lies_there = backups_at(program, chosen.folder) if chosen.folder is not None and chosen.is_here else ()
    going = [*backups(folder), *(one for one in lies_there if _same_disk(one.path, folder.path))]
    staying = tuple(one for one in lies_there if one not in going)
    within_reach = {str(one.path.parent.resolve()) for one in lies_there}
    carried = {one.folder for one in carried_from(folder.home, folder.path)} - within_reach
    return Opening(tuple(going), staying, tuple(isolate(place) for place in sorted(carried)))


def _same_disk(one: Path, other: Path) -> bool:
    with told():
        return one.stat().st_dev == other.stat().st_dev


def _by_place(program: Program, found: Iterable[Backup]) -> tuple[str, ...]:
    """A line for each folder: where it is, how many lie there, the newest of which day."""
    places: dict[Path, list[Backup]] = {}
    for one in found:
        places.setdefault(one.path.parent, []).append(one)
    return tuple(_in_words(program, place, lying) for place, lying in places.items())


def _in_words(program: Program, place: Path, lying: list[Backup]) -> str:
    beside = place == program.folder.part("backups")
    newest = day_in_words(max(one.made_at for one in lying).astimezone().date())
    return say_many(
        "{place}: {n} backup, of {day}", "{place}: {n} backups, the newest of {day}", len(lying),
        place=say("Beside the vault") if beside else str(place), day=newest,
    )  # fmt: skip


def give_keys_back(program: Program) -> None:
    """Give every key back, and delete the backups on this disk that would open to who travels.

    Then the vault is locked. Raises NothingToOpenWith; then nothing was changed.
    """
    give_back(program.folder, program.keyring, program.means)
    with told():
        for backup in backups_that_open(program).going:
            remove_pieces(backup.path)


def save_request(program: Program, file: Path) -> None:
    """Write what is carried to a custodian; raises what the disk refuses."""
    write_whole(file, request_keys(program.folder, program.keyring))


def take_answer(program: Program, file: Path) -> None:
    """Take a custodian's answer in; raises PaperDamaged, JourneyForeign, KeyForged."""
    with told():
        content = file.read_bytes()
    take_again(program.folder, program.keyring, content)


def who_asks(program: Program, file: Path) -> str:
    """Who signed a request: their name and role; raises PaperDamaged, JourneyForeign."""
    with told():
        content = file.read_bytes()
    keyring = refreshed(program.folder, program.keyring)
    person = read_request(keyring, content).person
    name = keyring.names().get(person.id, "")
    return say("{name}, {role}", name=name, role=say(ROLE_WORDS[person.role]))


def write_answer(program: Program, request: Path, answer: Path) -> None:
    """Give a traveller their keys again, in a file; raises as ``who_asks``, NotCustodian, and what the disk refuses."""
    with told():
        content = request.read_bytes()
    write_whole(answer, give_again(program.folder, program.keyring, content))
