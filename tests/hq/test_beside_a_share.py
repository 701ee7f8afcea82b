"""What goes to every office beside its share, and what two sides that hold different things can compare."""

from uuid import UUID

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.travel.parcels import parcel
from reintegration_desktop.casework.travel.travelling import acknowledge, receive, send
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import Offer, offer_document, record_about
from reintegration_desktop.store.log.heads import newest_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.writing.erasing import destroy
from reintegration_desktop.vault.roles import Room
from tests.hq.office import down, hidden_at, is_rebuilt_the_same, lies_of, of_programme, up, waits_for
from tests.store.custody.handing import (
    PROGRESS,
    Offices,
    a_case,
    desk_of,
    hand_over,
    holder_at,
    listed,
)
from tests.store.erasing.test_orders_of_others import ordered, two_of
from tests.store.office import a_visit, save
from tests.store.travel import address_of, post_of


def test_what_was_ordered_to_be_erased_goes_to_all(offices: Offices):
    """An office may hold it from before, in a backup, or under an offer that was taken back."""
    goma, bukavu, uvira, hq = offices.all
    case, lasting = a_case(goma), a_case(uvira)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    offering.withdraw(desk_of(goma), case)
    ruth, salma = two_of(goma)
    ordered((ruth, salma), case)
    offices.report(salma, hq)
    destroy(hq.database, hq.keyring, case, hq.clock.now())
    down(offices)
    assert [case in hidden_at(one) for one in (goma, bukavu, uvira)] == [True] * 3
    assert [one.store.incoming.quarantined() for one in offices.all] == [[]] * 4
    up(offices)
    assert [row.id for row in listed(uvira)] == [lasting]
    assert hq.store.incoming.compared(hq.store.incoming.vector(), uvira.keyring.office) is not None


def test_an_order_of_who_took_a_case_counts_where_it_lay_before(offices: Offices):
    """Its own facts name the earlier office there: whose it is, is said by custody."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    taking.accept(desk_of(bukavu), case)
    ruth, salma = two_of(bukavu)
    ordered((ruth, salma), case)
    offices.report(salma, hq)
    offices.report(hq, goma)
    assert [case in hidden_at(one) for one in (goma, bukavu, hq)] == [True] * 3


def test_an_order_of_many_children_is_judged_by_who_can_count_them(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    offering.withdraw(desk_of(goma), case)
    other = goma.as_another_device("02" * 16)
    for _ in range(9):
        a_case(other)
    ruth, salma = two_of(goma)
    ordered((ruth, salma), case, children=10)
    offices.report(salma, hq)
    offices.report(hq, bukavu)
    assert [case in hidden_at(one) for one in (bukavu, hq)] == [True, True]


def test_two_sides_are_compared_although_others_work_goes_on(offices: Offices):
    """Headquarters holds what other offices wrote since; an office of which it holds all still comes to the same."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    found: list[tuple[UUID, bool]] = []

    def note(office: UUID, _copy: str, agrees: bool) -> None:
        found.append((office, agrees))

    case = a_case(bukavu)
    up(offices)
    down(offices)
    a_case(goma)
    offices.report(goma, hq)
    for giver, taker in ((bukavu, hq), (hq, bukavu)):
        save(bukavu, case, a_visit(case))
        target, back = offices.stick(), offices.stick()
        send(post_of(giver), address_of(taker), target, PROGRESS, {})
        if giver is hq:
            offices.report(bukavu, hq)
        got = receive(post_of(taker), target, PROGRESS)
        acknowledge(post_of(taker), address_of(giver), got.taken, back, PROGRESS)
        receive(post_of(giver, note_agrees=note), back, PROGRESS)
    assert (hq.keyring.office, True) in found
    assert all(agrees for _, agrees in found)


def test_what_differs_at_headquarters_is_told(offices: Offices):
    goma, hq = offices.goma, offices.hq
    found: list[bool] = []
    a_case(offices.bukavu)
    case = a_case(goma)
    up(offices)
    down(offices)
    with hq.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_ SET risk = 'low' WHERE case_id = ?", (case.bytes,))
    save(goma, case, a_visit(case))
    target, back = offices.stick(), offices.stick()
    send(post_of(goma), address_of(hq), target, PROGRESS, {})
    got = receive(post_of(hq), target, PROGRESS)
    with hq.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_ SET code = 'another' WHERE case_id = ?", (case.bytes,))
    acknowledge(post_of(hq), address_of(goma), got.taken, back, PROGRESS)
    receive(post_of(goma, note_agrees=lambda _office, _copy, agrees: found.append(agrees)), back, PROGRESS)
    assert found[-1] is False


def test_nobody_is_taken_for_a_copy_of_headquarters(offices: Offices):
    """Each brings the other what is new, and no more, round after round."""
    laptops = (offices.goma, offices.bukavu, offices.uvira)
    cases = {laptop.device: a_case(laptop) for laptop in laptops}
    up(offices)
    down(offices)
    for _ in range(3):
        for laptop in laptops:
            save(laptop, cases[laptop.device], a_visit(cases[laptop.device]))
            going = parcel(post_of(laptop), offices.hq.keyring.office, {})
            assert dict(going.cases) == {cases[laptop.device]: going.changes}
            assert going.changes < 4
        up(offices)
        down(offices)
        assert waits_for(offices, offices.uvira) == {}
    with offices.uvira.database.read() as connection:
        copies = connection.exec_driver_sql("SELECT DISTINCT copy FROM peer_copy").scalars().all()
    assert [bytes(copy).hex() for copy in copies] == [offices.hq.device]


def test_what_two_offices_know_and_headquarters_does_not_is_no_fault(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    a_case(goma)
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, goma)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    assert (holder_at(goma, case), holder_at(hq, case)) == (bukavu.keyring.office, goma.keyring.office)
    offices.report(hq, goma)  # where both were told to differ, this fails
    up(offices)
    down(offices)
    assert holder_at(hq, case) == bukavu.keyring.office


def test_a_case_goes_once_its_offer_can(offices: Offices):
    """Before the offer something waits for a newer program: without it the case would stand there for no reason."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    before = hq.store.incoming.vector()[goma.device].seq
    a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    place = bytes.fromhex(goma.device), before + 1
    with hq.database.write() as connection:
        park = "INSERT INTO parked (device, seq, hash, reason, line, since) VALUES (?, ?, ?, 'newer', ?, 0)"
        connection.exec_driver_sql(park, (*place, b"h" * 32, b"line"))
    assert waits_for(offices, bukavu) == {}
    with hq.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM parked WHERE device = ? AND seq = ?", place)
    assert set(waits_for(offices, bukavu)) == {case}


def test_an_office_is_asked_for_files_of_its_own_cases_alone(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    mine, others = a_case(bukavu), a_case(goma)
    up(offices)
    with hq.database.write() as connection:
        lacks = "INSERT INTO file_lacking (case_id, name, digest, since) VALUES (?, ?, ?, 0)"
        for case in (mine, others):
            connection.exec_driver_sql(lacks, (case.bytes, case.bytes, b"d" * 32))
    kept = hq.store.peers.kept_back(bukavu.keyring.office)
    assert [file.case for file in hq.store.travelling_files.lacking(9, kept)] == [mine]
    assert len(hq.store.travelling_files.lacking(9)) == 2


def test_a_case_kept_back_by_another_office_keeps_nobody_from_being_compared(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    a_case(bukavu)
    kept = a_case(goma)
    a_case(goma)
    send(post_of(goma), address_of(hq), (target := offices.stick()), PROGRESS, {}, frozenset({kept}))
    offices.take_in(goma, hq, target)
    offices.report(bukavu, hq)
    devices = hq.store.incoming.vector()
    assert hq.store.incoming.compared(devices, goma.keyring.office) is not None
    assert hq.store.incoming.compared(devices, goma.keyring.office, whole=True) is None
    assert hq.store.incoming.compared(devices, bukavu.keyring.office, whole=True) is not None


def test_who_says_that_they_give_what_they_never_had_is_told_nothing_nor_is_whom_they_name(offices: Offices):
    """By a changed program that learned of a case in another way."""
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    said = Offer(1, uvira.keyring.office, goma.keyring.office, frozenset({Room.PERSON}), b"\x01" * 32)
    with uvira.store.begin() as work:
        work.enter(case, record_about(case), Kind.OFFER, offer_document(said))
        work.commit()
    up(offices)
    down(offices)
    assert lies_of(uvira) - of_programme(offices) == {case}, "their own word of it"
    with uvira.database.read() as connection:
        wrote = connection.exec_driver_sql(
            "SELECT DISTINCT d.device_id FROM change c JOIN device d ON d.number = c.device WHERE c.case_id = ?",
            (case.bytes,),
        ).scalars()
        assert [bytes(one).hex() for one in wrote] == [uvira.device]
    assert holder_at(hq, case) == goma.keyring.office


def test_keys_that_come_after_those_made_from_them_are_not_the_newest(offices: Offices):
    """Who gave a case away empties its keys: they reach headquarters by who took it, after the newer ones."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    offices.report(goma, hq)
    offices.report(bukavu, hq)
    with hq.database.read() as connection:
        place = (case, keys_record(case), Room.OPEN)
        (newest,) = newest_at(connection, Register(connection), [place])[place]
    assert newest.change.device == bukavu.device
    assert is_rebuilt_the_same(hq)


def test_what_another_office_wrote_is_handed_on_by_no_copy_of_a_vault(offices: Offices):
    """An office hands on what others wrote in its cases; it has one computer all the same, whose word counts."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    for _ in range(3):
        save(bukavu, case, a_visit(case))
        offices.report(bukavu, hq)
        offices.report(hq, bukavu)
        assert waits_for(offices, bukavu) == {}
    with hq.database.read() as connection:
        copies = connection.exec_driver_sql("SELECT DISTINCT office, copy FROM peer_copy").fetchall()
    assert [(bytes(office), bytes(copy).hex()) for office, copy in copies] == [
        (bukavu.keyring.office.bytes, bukavu.device)
    ]
