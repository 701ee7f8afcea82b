"""The office's pairs, twice a year: renewed at one click, heard of by others, and the old halves destroyed for good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copy, copytree

import pytest

from reintegration_desktop.app.counting import counts_of
from reintegration_desktop.app.keys.renewing import are_due, renew_pairs
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.people import take_away
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.vault.envelope import open_bytes
from reintegration_desktop.vault.errors import EnvelopeForeign
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rotation import PAIR_IN_USE, PAIR_KEPT, retire_pairs
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.papers.office_keys import is_stated, newest_pair
from reintegration_desktop.vault.roles import KeyName, Role
from reintegration_desktop.vault.unlocking import unlock
from tests.e2e.offices import PASSPHRASE, Offices, add_cases, both
from tests.ui.workplaces import NOW, QUICK

DAY = timedelta(days=1)
JONAS = "harbour lantern mosaic thistle quartz"


def on_day(vault: Path, day: int, person: str | None = None, passphrase: str = PASSPHRASE) -> Program:
    means = Means(FixedClock(NOW + day * DAY), kdf=QUICK, floor=QUICK)
    return open_program(vault, person, passphrase, means=means)


def works_on(vault: Path, *days: int) -> None:
    """The office is at work on these days, and its clock is believed."""
    for day in days:
        program = on_day(vault, day, "Esther")
        add_cases(program, 1)
        program.close()


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


def sent(frm: Program, to: Program, stick: Path) -> int:
    """How many changes came by a stick."""
    target = FolderTarget(stick)
    for old in stick.iterdir():
        old.unlink()
    send(frm.post(), frm.peers[0].address, target, NoProgress(), {})
    return receive(to.post(keeps_figures=True), target, NoProgress()).changes


def test_others_seal_to_the_new_pair_once_a_bundle_told_them(offices: Offices):
    goma, hq = offices.goma, offices.hq
    add_cases(goma, 1)
    before = hq.peers[0].public
    renew_pairs(goma)
    assert hq.peers[0].public == before
    assert sent(goma, hq, offices.stick) > 0
    assert hq.peers[0].public != before
    assert hq.peers[0].generation == 2
    newest = unlock(goma.folder, "Esther", PASSPHRASE, goma.means)
    assert hq.peers[0].transport == newest.recipient(KeyName.TRANSPORT)


def test_an_older_card_does_not_bring_the_old_pair_back(offices: Offices):
    goma, hq = offices.goma, offices.hq
    card = write_card(goma.keyring)
    add_cases(goma, 1)
    renew_pairs(goma)
    sent(goma, hq, offices.stick)
    newest = hq.peers[0].public
    add_peer(hq.folder, hq.keyring, card, code_of(card))
    assert hq.peers[0].public == newest


def test_what_nobody_states_who_is_a_custodian_is_not_kept(offices: Offices):
    goma, hq = offices.goma, offices.hq
    add_cases(goma, 1)
    sent(goma, hq, offices.stick)
    stated = hq.opened.statements()
    assert {one.name for one in stated} == {"transport", "case", "figures"}
    assert {one.issuer for one in stated} == {goma.me.id}
    forged = replace(stated[0], generation=9, check=b"x" * 32)
    assert is_stated(hq.opened.people(), stated[0])
    assert not is_stated(hq.opened.people(), replace(forged, issuer=hq.me.id))
    assert newest_pair(stated, goma.me.office, "transport") is not None
    other = replace(next(one for one in stated if one.name == "transport"), check=b"y" * 32)
    assert newest_pair((*stated, other), goma.me.office, "transport") is None, "two that contradict each other"


def test_it_is_a_task_of_a_custodian_until_it_is_done(offices: Offices, tmp_path: Path):
    add_person(offices.goma.folder, offices.goma.keyring, Newcomer("Jonas", "Jonas", Role.CASEWORKER), JONAS,
               offices.goma.means)  # fmt: skip
    offices.goma.close()
    vault = tmp_path / "Goma.vault"
    early = on_day(vault, PAIR_IN_USE.days - 1, "Esther")
    assert not are_due(early)
    early.close()
    later = on_day(vault, PAIR_IN_USE.days + 1, "Esther")
    assert counts_of(later)[Place.SETTINGS] == 2, "pairs, and sheets that were never made"
    renew_pairs(later)
    assert counts_of(later)[Place.SETTINGS] == 1
    later.close()
    jonas = on_day(vault, PAIR_IN_USE.days + 1, "Jonas", JONAS)
    assert not counts_of(jonas)[Place.SETTINGS]
    jonas.close()


def everybodys_keys(vault: Path, day: int) -> list[str]:
    """Every transport half that anybody of the vault opens, in its file and in the copy of it."""
    found = []
    for name in ("vault.json", "vault.json.bak"):
        aside = vault.parent / f"aside-{name}-{day}" / vault.name
        copytree(vault, aside)
        copy(vault / name, aside / "vault.json")
        (aside / "vault.json.bak").unlink()
        means = Means(FixedClock(NOW + day * DAY), kdf=QUICK, floor=QUICK)
        for person, words in (("Esther", PASSPHRASE), ("Jonas", JONAS)):
            keyring = unlock(VaultFolder(aside), person, words, means, older=True)
            found += keyring.identities(KeyName.TRANSPORT)
    return found


def test_a_bundle_that_was_sealed_to_the_old_pair_is_opened_by_nobody_three_months_later(
    offices: Offices, tmp_path: Path
):
    goma, hq, vault = offices.goma, offices.hq, tmp_path / "Goma.vault"
    add_person(goma.folder, goma.keyring, Newcomer("Jonas", "Jonas", Role.COORDINATOR), JONAS, goma.means)
    add_cases(goma, 1)
    sent(goma, hq, offices.stick)
    sent(hq, goma, offices.stick)
    lost = next(offices.stick.glob("*.rdb")).read_bytes()
    renew_pairs(goma)
    goma.close()
    works_on(vault, 1, PAIR_KEPT.days - 2)
    assert open_bytes(lost, everybodys_keys(vault, 89))
    works_on(vault, PAIR_KEPT.days + 1)
    on_day(vault, PAIR_KEPT.days + 2, "Esther").close()
    with pytest.raises(EnvelopeForeign):
        open_bytes(lost, everybodys_keys(vault, 93))


def test_a_clock_that_is_years_off_destroys_nothing(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    old = offices.goma.keyring.identities(KeyName.TRANSPORT)
    renew_pairs(offices.goma)
    offices.goma.close()
    later = on_day(tmp_path / "Goma.vault", 3 * 365, "Esther")
    assert set(old) < set(later.keyring.identities(KeyName.TRANSPORT))
    later.close()


def test_killed_between_two_writings_the_old_halves_go_at_the_next_opening(offices: Offices, tmp_path: Path):
    vault = tmp_path / "Goma.vault"
    add_cases(offices.goma, 1)
    old = offices.goma.keyring.identities(KeyName.TRANSPORT)
    renew_pairs(offices.goma)
    offices.goma.close()
    works_on(vault, PAIR_KEPT.days + 1)
    before = (vault / "vault.json.bak").read_bytes()
    program = on_day(vault, PAIR_KEPT.days + 2, "Esther")
    keyring = retire_pairs(program.folder, program.keyring, program.means.now())
    assert set(old).isdisjoint(keyring.identities(KeyName.TRANSPORT))
    program.close()
    (vault / "vault.json.bak").write_bytes(before)  # killed before the copy was written
    on_day(vault, PAIR_KEPT.days + 3, "Esther").close()
    assert (vault / "vault.json.bak").read_bytes() == (vault / "vault.json").read_bytes()


def test_a_removal_renews_the_pair_too_and_others_hear_of_it(offices: Offices, tmp_path: Path):
    goma, hq = offices.goma, offices.hq
    jonas = add_person(goma.folder, goma.keyring, Newcomer("Jonas", "Jonas", Role.COORDINATOR), JONAS, goma.means)
    add_cases(goma, 1)
    sent(goma, hq, offices.stick)
    take_away(goma, jonas.id, NoProgress())
    goma.close()
    again = on_day(tmp_path / "Goma.vault", 1, "Esther")
    add_cases(again, 1)
    assert sent(again, hq, offices.stick) > 0
    assert hq.peers[0].transport == again.keyring.recipient(KeyName.TRANSPORT)
    assert sent(hq, again, offices.stick) >= 0
    again.close()
