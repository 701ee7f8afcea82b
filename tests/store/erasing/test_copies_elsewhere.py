"""Backups that were carried away stand under an order: where they lie, until when, and what to do about them."""

from datetime import timedelta
from pathlib import Path

import pytest

from reintegration_desktop.app.backups.agreeing import ask, sign_here
from reintegration_desktop.app.backups.due import order_backup
from reintegration_desktop.app.backups.locked import finish_backup
from reintegration_desktop.app.backups.making import back_up_as, back_up_to, back_up_vault
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.erasing.copies import say_deleted, say_not_deleted
from reintegration_desktop.app.erasing.due import lines_of, registry_of
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.copies import ErasureLine, Kept, Standing, Where
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.backups.carried import Carried, carried_from, forget_carried, remember_carried
from reintegration_desktop.vault.backups.chosen import Chosen, choose
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, begun


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    for name in ("stick", "drawer"):
        (tmp_path / name).mkdir()
    return Signers(tmp_path).begin()


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def erased(signers: Signers, case) -> None:
    with signers.desk() as registry:
        number = begun(registry, case)
    signers.sign("Jonas", number)
    assert signers.due() == 1


def places(line: ErasureLine) -> dict[Where, str]:
    return {kept.where: kept.place for kept in line.copies.backups}


def the(line: ErasureLine, where: Where) -> Kept:
    (kept,) = (one for one in line.copies.backups if one.where is where)
    return kept


def carried_three_ways(program: Program, place: Path) -> None:
    """One into the chosen folder, one into a drawer, one under a name of one's own."""
    choose(program.folder.home, program.folder.path, Chosen(place / "stick"))
    back_up_to(program, place / "stick")
    back_up_to(program, place / "drawer")
    back_up_as(program, place / "goma.age")


def test_each_copy_is_told_with_its_place_its_end_and_what_to_do(signers: Signers):
    with signers.opened() as program:
        case = a_young_person(program)
        carried_three_ways(program, signers.place)
    erased(signers, case)
    with signers.opened() as program:
        (line,) = lines_of(program)
        assert line.standing is Standing.DESTROYED
        carried = sorted(kept.place for kept in line.copies.backups if kept.where is Where.CARRIED)
        assert carried == [str(signers.place / "drawer"), str(signers.place / "goma.age")]
        assert the(line, Where.CHOSEN).place == str(signers.place / "stick")
        assert the(line, Where.HERE).within_reach
        told = plain("\n".join(words.backup_words(line)))
        assert "in the vault's own folder. It goes by itself after backups in four more weeks" in told
        assert f"in the folder for backups: {signers.place / 'stick'}. It goes by itself" in told
        assert f"carried to {signers.place / 'drawer'}. It stays until somebody deletes it there" in told


def test_a_stick_in_a_drawer_stays_on_the_list(signers: Signers):
    with signers.opened() as program:
        case = a_young_person(program)
        choose(program.folder.home, program.folder.path, Chosen(signers.place / "stick"))
        back_up_to(program, signers.place / "stick")
    erased(signers, case)
    (signers.place / "stick").rename(signers.place / "put away")
    with signers.opened() as program:
        kept = the(lines_of(program)[0], Where.CHOSEN)
        assert not kept.within_reach and "Not here now." in words.kept_words(kept)
        choose(program.folder.home, program.folder.path, Chosen())
        assert the(lines_of(program)[0], Where.CARRIED).place == kept.place, "another folder was chosen since"


def test_what_was_made_after_the_lock_is_remembered_by_a_process_without_a_key(signers: Signers):
    with signers.opened() as program:
        choose(program.folder.home, program.folder.path, Chosen(signers.place / "stick"))
        a_young_person(program)
        assert order_backup(program, leaving=True)
    made = finish_backup(program.folder, signers.means, NoProgress()).made
    assert carried_from(program.folder.home, program.folder.path) == (
        Carried(made.made_at, str(signers.place / "stick")),
    )


def test_what_gave_way_or_was_made_afterwards_is_on_no_list(signers: Signers):
    with signers.opened() as program:
        case = a_young_person(program)
        back_up_to(program, signers.place / "drawer")
    erased(signers, case)
    with signers.opened() as program:
        assert Where.CARRIED in places(lines_of(program)[0])
        back_up_to(program, signers.place / "drawer")
        (line,) = lines_of(program)
        assert (line.copies.backups, line.standing) == ((), Standing.EVERYWHERE)


def test_somebody_who_answers_for_it_says_that_one_is_deleted_and_the_log_knows(signers: Signers):
    with signers.opened() as program:
        case = a_young_person(program)
        back_up_to(program, signers.place / "drawer")
    erased(signers, case)
    with signers.opened("Jonas") as program:
        kept = the(lines_of(program)[0], Where.CARRIED)
        with pytest.raises(NotPermitted):
            say_deleted(program, registry_of(program), kept)
    with signers.opened() as program:
        registry = registry_of(program)
        with pytest.raises(NotPermitted):
            say_deleted(program, registry, the(lines_of(program)[0], Where.HERE))
        say_deleted(program, registry, kept)
        assert Where.CARRIED not in places(lines_of(program)[0])
        assert any("is deleted" in one.reason for one in log_verbs(program).lines(program.desk.today))
        say_not_deleted(program, registry, kept)
        assert the(lines_of(program)[0], Where.CARRIED) == kept


def test_a_vault_kept_aside_is_a_copy_too(signers: Signers):
    with signers.opened() as program:
        case = a_young_person(program)
        backup = back_up_vault(program).path
        aside = restore_over(
            program, backup, NoProgress(), sign_here(program, ask(program, backup), "Grace", PASSPHRASE)
        ).aside
    erased(signers, case)
    with signers.opened() as program:
        kept = the(lines_of(program)[0], Where.ASIDE)
        assert kept.place == aside.name
        assert "kept beside this one" in words.kept_words(kept)


def test_what_can_not_be_read_is_no_list_and_only_so_many_are_kept(tmp_path: Path, signers: Signers):
    home, vault = tmp_path / "home", tmp_path / "x.vault"
    begin = signers.clock.now()
    assert carried_from(home, vault) == ()
    many = [Carried(begin + timedelta(seconds=at), "/stick") for at in range(2_005)]
    remember_carried(home, vault, many)
    assert carried_from(home, vault) == tuple(many[5:])
    forget_carried(home, vault, many[:2_000])
    assert carried_from(home, vault) == tuple(many[2_000:])
    (file,) = (home / "backups").iterdir()
    file.write_bytes(b"no list")
    assert carried_from(home, vault) == ()
