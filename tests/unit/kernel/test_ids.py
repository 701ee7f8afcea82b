"""The id of a case says which office began it, to who asks for one office; nothing else, and to nobody else's name."""

from uuid import RFC_4122, UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.ids import case_id, may_have_begun

GOLDEN = UUID("00112233-4455-4677-8899-aabbccddeeff"), UUID("fedcba98-7654-4210-bedc-ba9876543210")
IDS = st.uuids(version=4)


@given(IDS, IDS, IDS)
def test_it_is_that_of_one_office(office, other, chance):
    case = case_id(office, chance)
    assert (case.version, case.variant) == (8, RFC_4122)
    assert may_have_begun(office, case)
    assert may_have_begun(other, case) == (office == other)


@given(IDS, IDS, st.integers(0, 127))
def test_an_id_of_which_any_bit_was_changed_is_not_the_office_s(office, chance, bit):
    changed = UUID(int=case_id(office, chance).int ^ 1 << bit)
    of_that_version = (changed.version, changed.variant) == (8, RFC_4122)
    assert may_have_begun(office, changed) == (not of_that_version)


@given(IDS, IDS)
def test_ids_of_earlier_versions_say_nothing(office, case):
    assert may_have_begun(office, case)


def test_as_many_differ_as_are_made():
    office = uuid4()
    made = [case_id(office, uuid4()) for _ in range(1000)]
    assert len(set(made)) == len(made)
    assert len({one.int >> 80 for one in made}) == len(made)


def test_it_is_made_as_it_ever_was():
    assert case_id(*GOLDEN) == UUID("3b225e2a-abd8-8210-bedc-ba9876543210")
