"""Nobody counts whom the root doesn't vouch for, directly or through a custodian."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.vault import certificates
from reintegration_desktop.vault import signed as signatures
from reintegration_desktop.vault.certificates import Certificate, Claims, issue, read_certificate
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.identity import PrivateKeys, sign_key_of
from reintegration_desktop.vault.people import People, people_of
from reintegration_desktop.vault.revocations import Revocation, read_revocation, revoke
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.signed import Signed, signed
from tests.unit.vault.made import NOW

ROOT, OTHER_ROOT = b"r" * 32, b"o" * 32
OFFICE, ELSEWHERE = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Somebody:
    number: int
    role: Role = Role.CASEWORKER
    duties: frozenset[Duty] = frozenset()
    office: UUID = OFFICE

    @property
    def id(self) -> UUID:
        return UUID(int=100 + self.number)

    @property
    def keys(self) -> PrivateKeys:
        return keys(self.number)

    def claims(self, **changes) -> Claims:
        made = Claims(self.id, self.role, self.duties, self.office, self.keys.sign_key, self.keys.seal_key, NOW)
        return replace(made, **changes)

    def by(self, issuer: "Somebody", **changes) -> Certificate:
        return issue(self.claims(**changes), issuer.id, issuer.keys.sign)

    def by_root(self, root: bytes = ROOT, **changes) -> Certificate:
        return issue(self.claims(**changes), None, Ed25519PrivateKey.from_private_bytes(root).sign)


def keys(number: int) -> PrivateKeys:
    return PrivateKeys(bytes([number]) * 32, bytes([number + 100]) * 32)


CUSTODIAN = Somebody(1, Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}))
SECOND = Somebody(2, Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}))
WORKER = Somebody(3)
BASE = (CUSTODIAN.by_root(), SECOND.by_root(), WORKER.by(CUSTODIAN))


def people(*certificates: Certificate, revoked: tuple[Revocation, ...] = ()) -> People:
    return people_of(sign_key_of(ROOT), certificates, revoked)


def ids(found: People) -> set[int]:
    return {certificate.id.int - 100 for certificate in found.current()}


def test_a_chain_that_reaches_the_root_is_believed_in_any_order():
    assert ids(people(*BASE)) == ids(people(*reversed(BASE))) == {1, 2, 3}


def test_a_certificate_comes_back_from_its_exact_bytes():
    certificate = WORKER.by(CUSTODIAN)
    again = read_certificate(Signed.from_json(Fields(certificate.signed.to_json())))
    assert again == certificate
    assert (again.role, again.duties, again.office, again.serial) == (Role.CASEWORKER, frozenset(), OFFICE, 1)


def test_a_certificate_says_no_name():
    assert set(Fields.parse(WORKER.by(CUSTODIAN).signed.body).names()) == {
        "version", "kind", "id", "role", "duties", "office", "sign", "seal", "from", "serial", "issuer",
        "enrolment",
    }  # fmt: skip


@pytest.mark.parametrize(
    "stranger",
    [
        WORKER.by_root(OTHER_ROOT), WORKER.by(Somebody(9)), Somebody(4).by(WORKER),
        Somebody(4, office=ELSEWHERE).by(CUSTODIAN), Somebody(4, duties=frozenset({Duty.CUSTODIAN})).by(CUSTODIAN),
        replace(WORKER.by(CUSTODIAN), claims=WORKER.claims(), issuer=SECOND.id),
    ],
    ids=["another root", "a stranger", "a caseworker", "another office", "a custodian by a custodian", "false issuer"],
)  # fmt: skip
def test_nobody_is_believed_whom_no_custodian_may_certify(stranger):
    assert ids(people(CUSTODIAN.by_root(), SECOND.by_root(), stranger)) <= {1, 2}


def test_a_signature_for_another_purpose_certifies_nobody():
    body = Fields.parse(WORKER.by(CUSTODIAN).signed.body)
    paper = signed("revocation", {name: body._raw[name] for name in body.names()}, CUSTODIAN.keys.sign)
    assert ids(people(*BASE[:2], read_certificate(paper))) == {1, 2}


def test_two_certificates_of_one_serial_contradict_each_other():
    forged = replace_keys(WORKER).by(SECOND)
    assert ids(people(*BASE, forged)) == {1, 2}


@pytest.mark.parametrize("victim", [CUSTODIAN, WORKER])
def test_a_contradiction_that_nobody_signed_harms_nobody(victim):
    stranger = Somebody(9, Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}))
    forged = [replace_keys(victim).by_root(OTHER_ROOT), replace_keys(victim).by(stranger)]
    assert ids(people(*BASE, *forged)) == ids(people(*forged, *BASE)) == {1, 2, 3}


def test_whoever_was_let_in_by_a_contradiction_is_not_believed():
    twice = [CUSTODIAN.by_root(), replace_keys(CUSTODIAN).by_root()]
    assert ids(people(*twice, SECOND.by_root(), WORKER.by(CUSTODIAN), Somebody(4).by(SECOND))) == {2, 4}


def test_the_same_certificate_twice_is_one():
    assert ids(people(*BASE, *BASE)) == {1, 2, 3}


def replace_keys(person: Somebody) -> Somebody:
    class Renewed(Somebody):
        @property
        def keys(self) -> PrivateKeys:
            return keys(50)

    return Renewed(person.number, person.role, person.duties, person.office)


def renewal(signer: PrivateKeys, issuer: UUID | None, **changes) -> Certificate:
    new = keys(50)
    return issue(WORKER.claims(serial=2, sign_key=new.sign_key, seal_key=new.seal_key, **changes), issuer, signer.sign)


def test_the_old_key_vouches_for_a_new_one():
    found = people(*BASE, renewal(WORKER.keys, WORKER.id))
    assert found.get(WORKER.id).sign_key == keys(50).sign_key
    assert [certificate.serial for certificate in found.all_of(WORKER.id)] == [1, 2]


def test_the_root_vouches_for_a_new_key():
    assert people(*BASE, renewal(PrivateKeys(ROOT, ROOT), None)).get(WORKER.id).serial == 2


@pytest.mark.parametrize(
    "forged",
    [
        renewal(CUSTODIAN.keys, CUSTODIAN.id), renewal(keys(50), WORKER.id),
        renewal(WORKER.keys, WORKER.id, role=Role.SUPERVISOR),
        renewal(WORKER.keys, WORKER.id, duties=frozenset({Duty.COURIER})),
        issue(WORKER.claims(serial=3), WORKER.id, WORKER.keys.sign),
        issue(WORKER.claims(serial=3), CUSTODIAN.id, CUSTODIAN.keys.sign),
    ],
    ids=["a custodian changes a key", "the new key alone", "a promotion", "a duty more", "a gap", "a custodian's gap"],
)  # fmt: skip
def test_a_key_changes_only_when_the_old_one_or_the_root_signs(forged):
    assert people(*BASE, forged).get(WORKER.id).serial == 1


def test_a_custodian_changes_a_role_while_the_keys_stay():
    promoted = issue(WORKER.claims(serial=2, role=Role.SUPERVISOR), CUSTODIAN.id, CUSTODIAN.keys.sign)
    assert people(*BASE, promoted).get(WORKER.id).role is Role.SUPERVISOR


def test_a_revoked_person_is_known_and_no_longer_current():
    paper = revoke(WORKER.id, NOW, CUSTODIAN.id, CUSTODIAN.keys.sign, {"ab" * 16: (7, b"h" * 32)})
    found = people(*BASE, revoked=(paper,))
    assert ids(found) == {1, 2}
    assert found.get(WORKER.id) is not None
    assert found.standing(WORKER.id) is None
    assert found.revocation(WORKER.id).last == {"ab" * 16: (7, b"h" * 32)}
    assert read_revocation(paper.signed) == paper


def by_root(person: Somebody, stands: frozenset[str] = frozenset()) -> Revocation:
    return revoke(person.id, NOW, None, Ed25519PrivateKey.from_private_bytes(ROOT).sign, stands=stands)


@pytest.mark.parametrize(
    "forged",
    [
        revoke(CUSTODIAN.id, NOW, SECOND.id, SECOND.keys.sign), revoke(CUSTODIAN.id, NOW, WORKER.id, WORKER.keys.sign),
        revoke(WORKER.id, NOW, CUSTODIAN.id, WORKER.keys.sign),
        revoke(UUID(int=9), NOW, CUSTODIAN.id, CUSTODIAN.keys.sign),
    ],
    ids=["a custodian a custodian", "a worker", "a false signature", "nobody"],
)  # fmt: skip
def test_nobody_is_revoked_by_who_may_not(forged):
    assert ids(people(*BASE, revoked=(forged,))) == {1, 2, 3}


def test_a_custodian_of_another_office_revokes_nobody_here():
    there = Somebody(7, Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}), ELSEWHERE)
    paper = revoke(WORKER.id, NOW, there.id, there.keys.sign)
    assert 3 in ids(people(*BASE, there.by_root(), revoked=(paper,)))


def test_what_a_revoked_custodian_issued_stands_only_where_the_revocation_says_so():
    assert ids(people(*BASE, revoked=(by_root(CUSTODIAN),))) == {2}
    kept = frozenset({BASE[2].fingerprint})
    backdated = Somebody(8).by(CUSTODIAN)
    assert ids(people(*BASE, backdated, revoked=(by_root(CUSTODIAN, kept),))) == {2, 3}


def test_a_removed_custodian_removes_nobody_afterwards():
    earlier = revoke(WORKER.id, NOW, CUSTODIAN.id, CUSTODIAN.keys.sign)
    spite = revoke(Somebody(4).id, NOW, CUSTODIAN.id, CUSTODIAN.keys.sign)
    fourth = Somebody(4).by(SECOND)
    root = by_root(CUSTODIAN, frozenset({earlier.fingerprint, BASE[2].fingerprint}))
    assert ids(people(*BASE, fourth, revoked=(spite, earlier, root))) == {2, 4}


def test_who_is_unknown_is_nobody():
    found = people(*BASE)
    assert found.get(UUID(int=1)) is None
    assert found.custodian(WORKER.id) is None
    assert found.custodian(CUSTODIAN.id).id == CUSTODIAN.id


@pytest.mark.parametrize(
    "change", [{"version": 3}, {"kind": "recovery"}, {"role": "king"}, {"sign": "AAAA"}, {"from": "2026-01-01T00:00"}]
)
def test_a_certificate_of_another_kind_is_not_read(change):
    raw = {**Fields.parse(WORKER.by(CUSTODIAN).signed.body)._raw, **change}
    with pytest.raises(ValueError, match=r"."):
        read_certificate(signed("certificate", raw, CUSTODIAN.keys.sign))


def test_a_revocation_of_another_kind_is_not_read():
    raw = {**Fields.parse(by_root(WORKER).signed.body)._raw, "kind": "certificate"}
    with pytest.raises(ValueError, match=r"."):
        read_revocation(signed("revocation", raw, CUSTODIAN.keys.sign))


def test_what_is_remembered_of_a_paper_holds_for_its_very_bytes_key_and_purpose():
    paper, owner = WORKER.by(CUSTODIAN).signed, sign_key_of(bytes([1]) * 32)
    for _ in range(2):
        assert paper.is_by(owner, "certificate")
        assert not paper.is_by(owner, "revocation")
        assert not paper.is_by(sign_key_of(ROOT), "certificate")
        assert not replace(paper, signature=bytes(64)).is_by(owner, "certificate")
        assert not replace(paper, body=paper.body + b" ").is_by(owner, "certificate")
        assert read_certificate(paper) == WORKER.by(CUSTODIAN)


def test_a_strangers_large_paper_is_read_each_time_and_kept_nowhere():
    large = WORKER.by(CUSTODIAN, enrolment=b"x" * 5000)
    before = certificates._remembered.cache_info(), signatures._remembered.cache_info()
    assert read_certificate(large.signed) == large
    assert large.signed.is_by(sign_key_of(bytes([1]) * 32), "certificate")
    assert before == (certificates._remembered.cache_info(), signatures._remembered.cache_info())
