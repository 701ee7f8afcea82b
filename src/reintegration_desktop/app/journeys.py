"""A journey on the screens: keys given back and the vault locked, the request, the answer, giving keys again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.answering import AnswerVerbs
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.journeys.giving_again import GiveAgainPage
from reintegration_desktop.ui.journeys.giving_back import GiveBackPage
from reintegration_desktop.ui.journeys.verbs import GiveBackVerbs, JourneyVerbs
from reintegration_desktop.vault.backups.backup import backups
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
    verbs = GiveBackVerbs(partial(give_keys_back, program), over.lock, backups=len(backups_that_open(program)))
    return JourneyVerbs(
        since=lambda: since(program),
        give_back=lambda: over.open(GiveBackPage(over.tasks, verbs)),
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


def backups_that_open(program: Program) -> tuple[Path, ...]:
    """Backups in the vault's own folder that a custodian's own keys would open on the way: none for anybody else."""
    if not program.keyring.person.is_custodian:
        return ()
    return tuple(backup.path for backup in backups(program.folder))


def give_keys_back(program: Program) -> None:
    """Give every key back, and delete the backups here that would open to who travels; then the vault is locked.

    Raises NothingToOpenWith; then nothing was changed.
    """
    give_back(program.folder, program.keyring, program.means)
    with told():
        for path in backups_that_open(program):
            remove_pieces(path)


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
