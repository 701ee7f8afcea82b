"""What goes along with a case: its sealed files, a name that stays hidden, complaints that consent lets go."""

import io

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.travel.travelling import receive, send_cases
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.custody.standing import is_offered
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.roles import Room
from tests.store.custody.handing import a_case, desk_of, hand_over, name_in, three_offices
from tests.store.files.work import CONTENT, add
from tests.store.office import an_edit, save
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def with_files(laptop):
    return post_of(laptop, files=laptop.store.travelling_files)


def test_a_file_of_the_case_goes_along_and_opens_where_it_was_taken(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    record = add(goma, case)
    add(goma, other)
    hand_over(goma, bukavu, case)
    stick = offices.stick()
    shared = goma.store.sharing.with_office(bukavu.keyring.office)
    others = goma.store.sharing.others(shared)
    sent = send_cases(with_files(goma), address_of(bukavu), stick, NoProgress(), shared, others)
    assert sent.files == 1
    assert receive(with_files(bukavu), stick, NoProgress()).files == 1
    taking.accept(desk_of(bukavu), case)
    with bukavu.store.read() as cases:
        row = cases.open(case).file.record(record)
    assert row is not None
    target = io.BytesIO()
    bukavu.store.files.open(case, Room.PERSON, record, SealedFile.parse(row.answers.text("sealed_file")), target)
    assert target.getvalue() == CONTENT


def test_a_hidden_name_stays_hidden_and_is_wrapped_for_a_ring_there(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    with goma.store.read() as cases:
        own = cases.open(case).file.one("case")
    save(goma, case, an_edit(case, "case", case, **{**own, "name_is_hidden": True}))
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"
    held = [key for key in bukavu.keyring.children.wrapped(case) if key.is_by_person]
    assert {key.room for key in held} == set(CHILD_ROOMS)
    offices.carry(bukavu, goma)
    assert name_in(goma, case) is None


def test_complaints_go_only_where_sharing_was_agreed(offices):
    goma, bukavu = offices.goma, offices.bukavu
    for agreed, read in (("yes", True), ("no", False)):
        case = a_case(goma, agrees_to_sharing=agreed)
        said = an_edit(case, "feedback", complaint_made="yes", complaint="She was shouted at.")
        save(goma, case, said)
        hand_over(goma, bukavu, case)
        offices.carry(goma, bukavu)
        taking.accept(desk_of(bukavu), case)
        with bukavu.store.read() as cases:
            opened = cases.open(case)
        row = opened.file.record(said.record)
        assert (row is not None and row.answers.text("complaint") == "She was shouted at.") is read
        assert (Room.OVERSIGHT in opened.closed) is not read


def test_while_it_is_offered_no_key_of_it_is_renewed(offices):
    goma = offices.goma
    case = a_case(goma)
    hand_over(goma, offices.bukavu, case)
    before = goma.keyring.children.wrapped(case)
    with goma.store.begin() as work:
        assert work.rewrap(case) is False
    with goma.database.read() as connection:
        assert is_offered(connection, case)
    assert goma.keyring.children.wrapped(case) == before
