"""Drafts open for their drafter, names of staff for who opens the database."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.vault import errors
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.papers.directory import open_names, seal_names
from reintegration_desktop.vault.seals.drafts import open_draft, seal_draft
from tests.unit.vault.made import Office, flipped

OWN, OTHER = PrivateKeys(b"a" * 32, b"b" * 32), PrivateKeys(b"c" * 32, b"d" * 32)
ME, DRAFT, OFFICE = UUID(int=1), UUID(int=2), UUID(int=3)


def steady(count: int) -> bytes:
    return b"x" * count


@given(st.binary(max_size=500))
def test_a_draft_comes_back(content):
    assert open_draft(OWN.opener, ME, DRAFT, seal_draft(OWN.seal_key, ME, DRAFT, content, steady)) == content


def test_a_draft_is_its_drafters_alone(office: Office):
    sealed = office.people["Caseworker"].seal_draft(DRAFT, b"typed and not saved")
    assert office.people["Caseworker"].open_draft(DRAFT, sealed) == b"typed and not saved"
    for label in ("Supervisor", "Clinician"):
        with pytest.raises(SealBroken):
            office.people[label].open_draft(DRAFT, sealed)


@pytest.mark.parametrize(
    ("opener", "person", "draft"), [(OTHER, ME, DRAFT), (OWN, UUID(int=9), DRAFT), (OWN, ME, UUID(int=9))]
)
def test_a_draft_that_was_moved_is_refused(opener, person, draft):
    sealed = seal_draft(OWN.seal_key, ME, DRAFT, b"typed", steady)
    with pytest.raises(SealBroken):
        open_draft(opener.opener, person, draft, sealed)


def test_every_flipped_bit_of_a_draft_is_found():
    sealed = seal_draft(OWN.seal_key, ME, DRAFT, b"typed", steady)
    for at in range(len(sealed)):
        with pytest.raises(SealBroken):
            open_draft(OWN.opener, ME, DRAFT, flipped(sealed, at))


def test_names_open_under_either_generation_of_the_databases_key():
    sealed = seal_names({ME: "Amina"}, OFFICE, b"k" * 32, steady)
    assert open_names(sealed, OFFICE, [b"n" * 32, b"k" * 32]) == {ME: "Amina"}
    assert open_names(b"", OFFICE, []) == {}


@pytest.mark.parametrize(("office", "key"), [(UUID(int=9), b"k" * 32), (OFFICE, b"n" * 32)])
def test_names_open_for_nobody_else(office, key):
    with pytest.raises(SealBroken):
        open_names(seal_names({ME: "Amina"}, OFFICE, b"k" * 32, steady), office, [key])


def every_refusal() -> list[type[Refusal]]:
    found = (thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Refusal))
    return [refusal for refusal in found if refusal is not Refusal]


FACTS = {
    "seconds": 2, "bits": 10, "needed": 64, "count": 2, "version": 2, "holder": "window", "number": 5, "room": "person",
    "key": "figures", "place": 3, "reason": "people", "megabytes": 7,
}  # fmt: skip


@pytest.mark.parametrize("refusal", every_refusal(), ids=lambda refusal: refusal.code)
def test_every_refusal_says_what_happened_what_is_safe_and_what_to_do(refusal):
    assert all(sentence.endswith((".", "!")) for sentence in in_words(refusal(**FACTS)))


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        ("text", 3), ("text", "\ud800"), ("number", "3"), ("number", True), ("number", -1), ("number", 1 << 63),
        ("content", "no base64!"), ("id", "x"), ("moment", "2026-01-01T00:00"), ("moment", "soon"), ("rows", {}),
        ("rows", [1]), ("texts", ["a", 1]), ("table", []), ("words", {"a": 1}),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_not_taken(read, raw):
    with pytest.raises(ValueError, match=r"."):
        getattr(Fields({"key": raw}), read)("key")
