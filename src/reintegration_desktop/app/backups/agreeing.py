"""Who agrees, as the second person, that a backup comes back over a vault; their signature, here or from elsewhere.

A statement names the exact file, by its digest, and counts once: it is kept in ``vault.json``, which stays today's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.vault.backups.pieces import CHUNK, PiecesReader
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import ActRefused, NotCustodian, SecondNeeded
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.journey import away_since
from reintegration_desktop.vault.office.rotation import written_by
from reintegration_desktop.vault.papers.acts import (
    NUMBER_BYTES,
    WHO_SIGNS,
    Act,
    Approval,
    Statement,
    begin_approval,
    read_statement_of,
    seconds_beside,
)
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed, unlock

ACT = Act.RESTORE_OVER_NEWER
WITHIN = timedelta(days=7)
AGREED = "restored:"
"""With a statement's number: the setting that keeps what was agreed to, so that it counts once."""


@dataclass(frozen=True, slots=True)
class Second:
    """Somebody who may agree; ``signs_here`` where their passphrase opens a slot of this vault."""

    id: UUID
    name: str
    signs_here: bool


def seconds_of(program: Program) -> tuple[Second, ...]:
    """Who may agree with who is signed in: nobody where somebody works alone.

    Whoever let the other in is left out, unless nobody else is there: then one of them is better than nobody.
    """
    keyring = refreshed(program.folder, program.keyring)
    names, slots = keyring.names(), {slot.person for slot in keyring.file.slots}
    return tuple(Second(one.id, names.get(one.id, ""), one.id in slots) for one in _seconds(keyring))


def ask(program: Program, file: Path) -> Approval:
    """What a second person is asked to agree to: exactly this file. Raises NotCustodian, and what the disk refuses."""
    if not program.keyring.person.is_custodian:
        raise NotCustodian
    return ask_about(program, _digest_of(file))


def ask_about(program: Program, digest: bytes) -> Approval:
    """What a second person is asked to agree to: to go back behind what was saved since, to exactly this (SHA-256)."""
    means = program.means
    statement = Statement(ACT, program.me.office, digest, means.now() + WITHIN, means.random(NUMBER_BYTES))
    return begin_approval(statement, program.me.id, program.keyring.sign)


def sign_here(program: Program, asked: Approval, second: str, passphrase: str, *, older: bool = False) -> Approval:
    """Signed by somebody, by label or id, who types their own passphrase; raises as ``unlocking.unlock``."""
    beside = unlock(program.folder, second, passphrase, program.means, older=older)
    return asked.signed_by(beside.id, beside.sign)


def who_asked(program: Program, content: bytes) -> Certificate:
    """The custodian of this office who asks for the signature of who is signed in.

    Raises PaperDamaged, and ActRefused: other, expired, people.
    """
    asked, keyring = Approval.from_bytes(content), refreshed(program.folder, program.keyring)
    statement = read_statement_of(asked.body)
    if (statement.act, statement.office) != (ACT, program.me.office):
        raise ActRefused(reason="other")
    if program.means.now() > statement.expires:
        raise ActRefused(reason="expired")
    for person in asked.signatures:
        one = keyring.people.custodian(person)
        if (
            one is not None
            and asked.is_signed_by(one)
            and program.me.id in {other.id for other in _beside(keyring, one)}
        ):
            return one
    raise ActRefused(reason="people")


def number_of(asked: Approval) -> str:
    """The beginning of the digest of the file that is asked about, to be compared by voice: eight digits."""
    digits = read_statement_of(asked.body).digest.hex()
    return f"{digits[:4]} {digits[4:8]}"


def sign_asked(program: Program, content: bytes) -> bytes:
    """What was asked on another computer, with one more signature; raises as ``who_asked``."""
    who_asked(program, content)
    return Approval.from_bytes(content).signed_by(program.me.id, program.keyring.sign).to_bytes()


def refuse_without_second(program: Program, file: Path, agreed: Approval | None) -> None:
    """Raise SecondNeeded where somebody else could agree and nobody did, ActRefused where what they signed is unfit."""
    refuse_without_agreement(program, lambda: _digest_of(file), agreed)


def refuse_without_agreement(program: Program, digest: Callable[[], bytes], agreed: Approval | None) -> None:
    """The same for whatever is gone back to; its ``digest`` is asked for where somebody has to agree."""
    keyring = refreshed(program.folder, program.keyring)
    wanted = {one.id for one in _seconds(keyring)}
    if not wanted:
        return
    if agreed is None:
        raise SecondNeeded
    statement = read_statement_of(agreed.body)
    if (statement.act, statement.office, statement.digest) != (ACT, program.me.office, digest()):
        raise ActRefused(reason="other")
    if program.means.now() > statement.expires:
        raise ActRefused(reason="expired")
    if _setting(agreed) in keyring.file.settings:
        raise ActRefused(reason="used")
    signed = {one.id for one in map(keyring.people.standing, agreed.signatures) if one and agreed.is_signed_by(one)}
    if program.me.id not in signed or not signed & wanted:
        raise ActRefused(reason="people")


def keep_agreement(folder: VaultFolder, keyring: Keyring, agreed: Approval | None) -> None:
    """Keep what was agreed to in a vault's file: it counts once, and can be looked at ever after."""
    if agreed is not None:
        current = refreshed(folder, keyring)
        settings = {**current.file.settings, _setting(agreed): agreed.to_bytes().decode()}
        written_by(folder, current, replace(current.file, settings=settings))


def _seconds(keyring: Keyring) -> tuple[Certificate, ...]:
    return _beside(keyring, keyring.person)


def _beside(keyring: Keyring, first: Certificate) -> tuple[Certificate, ...]:
    deciding = frozenset[Role]().union(*WHO_SIGNS[ACT])
    others = tuple(
        one
        for one in keyring.people.current()
        if one.office == first.office and one.id != first.id and one.role in deciding
        if away_since(keyring.file, one.id) is None
    )
    return seconds_beside(ACT, first, others)


def _setting(agreed: Approval) -> str:
    return f"{AGREED}{read_statement_of(agreed.body).number.hex()}"


def _digest_of(file: Path) -> bytes:
    """Of the sealed file, in however many pieces it lies."""
    digest = sha256()
    with told(), PiecesReader(file) as pieces:
        while chunk := pieces.read(CHUNK):
            digest.update(chunk)
    return digest.digest()
