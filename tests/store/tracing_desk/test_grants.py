"""A single child is opened to headquarters' tracing desk: by consent, with an end, taken back; nobody else reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.erasing.due import carry_out_due
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.tracing_desk.place import place_of, sits_at_the_desk
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.errors import (
    DeskUnknown,
    GrantOver,
    HiddenNotDecided,
    NotPermitted,
    TracingNotAgreed,
)
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.tracing_desk.entries import end_document, grant_documents, keys_document, record_about
from reintegration_desktop.rules.tracing_desk.standing import State
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.e2e.offices import PASSPHRASE, acquaint, another_office
from tests.store.erasing.signers import BEGAN, Ticking
from tests.store.office import an_edit, consent
from tests.unit.vault.made import CHEAP

A_DAY = timedelta(days=1)


@dataclass
class Programme:
    """Goma with its supervisor; headquarters with Hanna, who carries, and Dalia, who sits at the tracing desk."""

    place: Path
    clock: Ticking

    def __post_init__(self) -> None:
        esther = Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR)
        self.goma = create_program(self.place / "Goma.vault", esther, PASSPHRASE, means=self.means, office="Goma",
                                   programme=invented_programme({}, {}))  # fmt: skip
        self.folder, self.stick = VaultFolder(self.place / "hq.vault"), self.place / "stick"
        self.stick.mkdir()
        keyring = self.found()
        desk = Newcomer("Dalia", "Dalia", Role.HEADQUARTERS, frozenset({Duty.TRACING_DESK}))
        self.dalia = add_person(self.folder, keyring, desk, PASSPHRASE, self.means).id
        with self.signed_in("Hanna") as hq:
            acquaint(self.goma, hq)
        self.carry_down()

    def found(self) -> Keyring:
        """Headquarters begins."""
        root = kept_root(self.goma.keyring)
        return found_headquarters(self.folder, "Hanna", PASSPHRASE, self.means, root, "Headquarters", "Hanna")

    @property
    def means(self) -> Means:
        return Means(self.clock, kdf=CHEAP, floor=CHEAP)

    @contextmanager
    def signed_in(self, who: str) -> Iterator[Program]:
        """Headquarters' vault, opened by one of them."""
        program = open_program(self.folder.path, who, PASSPHRASE, means=self.means)
        try:
            yield program
        finally:
            program.close()

    def carry_down(self) -> None:
        """Headquarters' post reaches Goma."""
        with self.signed_in("Hanna") as hq:
            send_all(hq, self.stick)
        came(self.goma, self.stick)

    def carry_up(self) -> None:
        """Goma's post reaches headquarters."""
        send_all(self.goma, self.stick)
        with self.signed_in("Hanna") as hq:
            came(hq, self.stick)

    def seen(self, who: str = "Dalia") -> list[str]:
        """Whom somebody of headquarters sees."""
        with self.signed_in(who) as hq:
            return [one.name for one in granting.open_to_me(place_of(hq))]


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    made = Programme(tmp_path, Ticking(BEGAN))
    yield made
    made.goma.close()


def a_child(program: Program, name: str = "Nsimire", *, agrees: bool = True, hidden: bool = False) -> UUID:
    """Somebody who agreed to being traced and wants it, or didn't."""
    day = program.desk.today.isoformat()
    person = {"name_first": name, "name_last": "Balolebwami", "sex": "female", "identified_on": day,
              "how_identified": "self_or_family"}  # fmt: skip
    case = add_case(program.desk, {"identification": person})[0]
    with program.desk.begin() as work:
        facts = work.file(case).one("case").with_("name_is_hidden", hidden)
        work.save(case, Edit("case", case, None, facts, frozenset({"name_is_hidden"})))
        work.save(case, consent(case, agrees_to_tracing="yes" if agrees else "no"))
        work.save(case, an_edit(case, "tracing", wants_tracing="yes", tracing_status="open"))
        work.save(case, an_edit(case, "assessment", self_harm="none"))
        work.commit()
    return case


def give(programme: Programme, case: UUID, days: int = 30, **more) -> None:
    granting.grant(place_of(programme.goma), case, programme.dalia, days, **more)


def state_at(program: Program) -> list[State]:
    return [one.state for one in program.opened.tracing_desk.grants()]


def lying(program: Program) -> int:
    """How many entries with keys for a desk lie in a database."""
    with program.desk.read() as cases:
        return sum(b"desk_keys" in change.document for change in cases.log(BEGAN - A_DAY) if change.room is Room.OPEN)


def test_one_child_is_open_to_one_person_in_one_room_and_the_look_stands_in_the_history(programme: Programme):
    case, _ = a_child(programme.goma), a_child(programme.goma, "Grâce")
    give(programme, case)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        assert sits_at_the_desk(hq)
        (seen,) = granting.open_to_me(place_of(hq))
        assert seen.name == "Nsimire Balolebwami"
        with hq.desk.read() as cases:
            opened = cases.open(case)
            assert opened.file.one("assessment").text("self_harm") is None, "what happened to them stays closed"
            assert Room.ACCOUNT in opened.closed
            assert cases.history(case)[-1].kind is Kind.VIEW
    assert programme.seen("Hanna") == []


def test_it_ends_by_itself_and_the_key_is_gone_everywhere(programme: Programme):
    case = a_child(programme.goma)
    give(programme, case, days=14)
    programme.carry_up()
    assert programme.seen() == ["Nsimire Balolebwami"]
    programme.clock.turn(days=15)
    assert programme.seen() == []
    with programme.signed_in("Dalia") as hq:
        assert lying(hq) == 0
        assert state_at(hq) == [State.ENDED]
    assert lying(programme.goma) == 1
    carry_out_due(programme.goma)
    assert lying(programme.goma) == 0
    programme.carry_up()
    assert programme.seen() == []


def test_taken_back_it_is_closed_once_they_hear_of_it(programme: Programme):
    case = a_child(programme.goma)
    give(programme, case)
    programme.carry_up()
    assert programme.seen() == ["Nsimire Balolebwami"]
    (given,) = programme.goma.opened.tracing_desk.grants(case)
    granting.take_back(place_of(programme.goma), case, given.id)
    assert lying(programme.goma) == 0
    with pytest.raises(GrantOver):
        granting.take_back(place_of(programme.goma), case, given.id)
    assert programme.seen() == ["Nsimire Balolebwami"], "they have not heard of it yet"
    programme.carry_up()
    assert programme.seen() == []
    with programme.signed_in("Hanna") as hq:
        assert (lying(hq), state_at(hq)) == (0, [State.TAKEN_BACK])


def test_consent_that_is_taken_back_closes_it(programme: Programme):
    case = a_child(programme.goma)
    give(programme, case)
    programme.carry_up()
    with programme.goma.desk.begin() as work:
        later = programme.clock.now() + timedelta(minutes=1)
        work.save(case, consent(case, event_kind="withdrawn", event_at=later, agrees_to_tracing="no"))
        work.commit()
    programme.carry_up()
    assert programme.seen() == []
    assert state_at(programme.goma) == [State.NOT_AGREED]


def test_nothing_is_given_without_consent_a_decision_a_desk_or_the_role(programme: Programme):
    goma, place = programme.goma, place_of(programme.goma)
    silent, hidden, case = a_child(goma, agrees=False), a_child(goma, hidden=True), a_child(goma)
    with pytest.raises(TracingNotAgreed):
        give(programme, silent)
    with pytest.raises(HiddenNotDecided):
        give(programme, hidden)
    with pytest.raises(DeskUnknown):
        granting.grant(place, case, goma.me.id)
    for role in set(Role) - {Role.SUPERVISOR}:
        other = replace(place, desk=replace(goma.desk, me=replace(goma.me, role=role)))
        with pytest.raises(NotPermitted):
            granting.grant(other, case, programme.dalia)
    give(programme, hidden, own_decision=True)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        (seen,) = granting.open_to_me(place_of(hq))
        assert seen.answers.text("name_first") == "Nsimire"


def test_no_grant_lasts_longer_than_ninety_days_and_a_new_one_ends_the_earlier(programme: Programme):
    case = a_child(programme.goma)
    give(programme, case, days=4000)
    give(programme, case, days=1)
    states = programme.goma.opened.tracing_desk.grants(case)
    assert [one.state for one in states] == [State.TAKEN_BACK, State.LIVE]
    assert states[0].grant.until - states[0].at <= 90 * A_DAY


def says(program: Program, case: UUID, record: UUID, document: Document) -> None:
    """Write an entry as a changed program would."""
    with program.desk.begin() as work:
        work.enter(case, record, Kind.OFFER, document)
        work.commit()


def forged(programme: Programme, case: UUID, how: str) -> tuple[Document, Reason | None]:
    """An entry that nobody should go by, and why it is put aside, if it is."""
    goma, until = programme.goma, programme.clock.now() + 10 * A_DAY
    keys = keys_document({})
    with goma.desk.begin() as work:
        if how != "without keys":
            keys = keys_document(place_of(goma).written(work.share_person(case, goma.keyring.person)))
    speaks = UUID(int=9) if how == "for another office" else goma.me.office
    person = goma.me.id if how == "to somebody of no desk" else programme.dalia
    until = until + 400 * A_DAY if how == "for years" else until
    said = grant_documents(speaks, person, until, keys)[1]
    if how == "spoilt":
        said = Document("desk", None, {**said.answers, "until": "soon"})
    return said, Reason.DESK if how in ("for another office", "spoilt") else None


@pytest.mark.parametrize("how", ["for another office", "to somebody of no desk", "for years", "without keys", "spoilt"])
def test_what_is_forged_opens_nothing(programme: Programme, how: str):
    case = a_child(programme.goma)
    said, reason = forged(programme, case, how)
    says(programme.goma, case, record_about(case), said)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        aside = [why for _, why in hq.opened.incoming.quarantined()]
        assert aside == ([] if reason is None else [reason])
    assert programme.seen() == ([] if how != "without keys" else [programme_code(programme, case)])


def programme_code(programme: Programme, case: UUID) -> str:
    """Without a key there is no name: the code stands in its place."""
    with programme.goma.desk.read() as cases:
        return cases.facts([case])[0].code


def test_another_office_opens_nothing_and_closes_nothing(programme: Programme):
    bukavu = another_office(programme.place / "Bukavu.vault", kept_root(programme.goma.keyring), "Bukavu", "Benoît")
    case = a_child(programme.goma)
    give(programme, case)
    programme.carry_up()
    with programme.signed_in("Hanna") as hq:
        acquaint(bukavu, hq)
        for giver, taker in pairwise((hq, bukavu)):
            send_all(giver, programme.stick)
            came(taker, programme.stick)
    assert bukavu.opened.tracing_desk.grants(case) == ()
    (given,) = programme.goma.opened.tracing_desk.grants(case)
    says(bukavu, case, record_about(case), end_document(given.id, bukavu.me.office))
    send_all(bukavu, programme.stick)
    with programme.signed_in("Hanna") as hq:
        came(hq, programme.stick)
        assert [why for _, why in hq.opened.incoming.quarantined()] == [Reason.NOT_HOLDER]
    assert programme.seen() == ["Nsimire Balolebwami"]
    bukavu.close()
