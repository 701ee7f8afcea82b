"""A computer that never comes back is given up: with a reason in the log, until it is heard of again."""

from pathlib import Path

import pytest

from reintegration_desktop.app.erasing.due import lines_of, names_of, registry_of
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.casework.erasing import giving_up, words
from reintegration_desktop.casework.erasing.copies import ErasureLine, Standing
from reintegration_desktop.casework.errors import DeviceUnknown, NotPermitted, ReasonNeeded
from reintegration_desktop.rules.erasing.entries import Step, giving_up_document, record_of_device
from reintegration_desktop.vault.files.device import device_file
from reintegration_desktop.vault.folder import VaultFolder
from tests.store.erasing.signers import Signers, a_young_person, begun

REASON = "Stolen at the checkpoint in May."


class Dead:
    """An office whose first computer is gone: a file was erased since, on the second one. ``first`` is its number."""

    def __init__(self, place: Path) -> None:
        self.signers = Signers(place).begin()
        folder = VaultFolder(self.signers.folder)
        with self.signers.opened() as program:
            case = a_young_person(program)
            self.first = registry_of(program).device
        self._token = device_file(folder.home, folder.path)
        self._first = self._token.read_bytes()
        folder.forget_device()
        with self.signers.desk() as registry:
            number = begun(registry, case)
        self.signers.sign("Jonas", number)
        assert self.signers.due() == 1

    @property
    def line(self) -> ErasureLine:
        with self.signers.opened() as program:
            (line,) = lines_of(program)
        return line

    def comes_back(self) -> None:
        """Somebody works on the first computer after all."""
        self._token.write_bytes(self._first)
        with self.signers.opened() as program:
            a_young_person(program, 1)
        VaultFolder(self.signers.folder).forget_device()


@pytest.fixture
def dead(tmp_path: Path) -> Dead:
    return Dead(tmp_path)


def devices(copies) -> list[str | None]:
    return [copy.device for copy in copies]


def test_without_a_word_it_is_waited_for_for_ever(dead: Dead):
    assert dead.line.standing is Standing.DESTROYED
    assert dead.first in devices(dead.line.copies.unheard)


def test_a_supervisor_gives_it_up_and_it_stands_in_the_log_with_the_reason(dead: Dead):
    with dead.signers.opened() as program:
        registry = registry_of(program)
        assert {copy.device: copy.mine for copy in lines_of(program)[0].copies.unheard}[dead.first]
        giving_up.give_up(registry, dead.first, REASON)
        (line,) = lines_of(program)
        assert dead.first not in devices(line.copies.unheard)
        (copy,) = line.copies.given_up
        assert (copy.device, copy.by) == (dead.first, program.me.id)
        assert "Esther Mbeki" in words.given_up_words(copy, names_of(program))
        assert line.standing is Standing.BUT_GIVEN_UP
        assert "computers that were given up" in words.next_words(line, names_of(program))
        logged = log_verbs(program).lines(program.desk.today)
        assert any(REASON in one.reason for one in logged)
        assert any(one.step == Step.GIVE_UP for one in logged)


def test_it_comes_back_into_the_list_when_something_comes_from_it(dead: Dead):
    with dead.signers.desk() as registry:
        giving_up.give_up(registry, dead.first, REASON)
    dead.comes_back()
    assert dead.first in devices(dead.line.copies.unheard)
    assert dead.line.copies.given_up == ()
    with dead.signers.desk() as registry:
        giving_up.give_up(registry, dead.first, "Broken for good now.")
    assert devices(dead.line.copies.given_up) == [dead.first]


def test_it_is_waited_for_again_where_that_was_a_mistake(dead: Dead):
    with dead.signers.desk("Grace") as registry:
        giving_up.give_up(registry, dead.first, REASON)
    with dead.signers.desk() as registry:
        giving_up.wait_again(registry, dead.first)
    assert dead.first in devices(dead.line.copies.unheard)


@pytest.mark.parametrize("label", ["Jonas", "Salma", "Ali", "Ruth"])
def test_nobody_else_gives_one_up_and_what_they_write_counts_for_nothing(dead: Dead, label: str):
    with dead.signers.desk(label) as registry:
        with pytest.raises(NotPermitted):
            giving_up.give_up(registry, dead.first, REASON)
        with registry.desk.begin() as work:
            work.about_erasing(giving_up_document(dead.first, 1_000), record_of_device(dead.first))
            work.commit()
    assert dead.first in devices(dead.line.copies.unheard)


def test_not_without_a_reason_nor_the_computer_in_use_nor_one_nobody_heard_of(dead: Dead):
    with dead.signers.desk() as registry:
        with pytest.raises(ReasonNeeded):
            giving_up.give_up(registry, dead.first, "  ")
        for device in (registry.device, "ab" * 16):
            with pytest.raises(DeviceUnknown):
                giving_up.give_up(registry, device, REASON)
    assert dead.line.copies.given_up == ()


def test_headquarters_hears_of_it_and_puts_aside_what_a_caseworker_says(dead: Dead):
    signers = dead.signers
    hq = signers.headquarters()
    with signers.desk("Jonas") as registry, registry.desk.begin() as work:
        work.about_erasing(giving_up_document(dead.first, 1_000), record_of_device(dead.first))
        work.commit()
    signers.send()
    signers.receive("Hanna", hq)
    with signers.desk("Hanna", hq) as registry:
        assert registry.orders.given_up() == {}
    with signers.desk() as registry:
        giving_up.give_up(registry, dead.first, REASON)
    signers.send()
    signers.receive("Hanna", hq)
    with signers.desk("Hanna", hq) as registry:
        assert set(registry.orders.given_up()) == {dead.first}
        with pytest.raises((NotPermitted, DeviceUnknown)):
            giving_up.give_up(registry, dead.first, REASON)
