"""An office's card: the public halves another office seals to, certified, and compared by a typed code."""

from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.errors import ForeignVault, PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.codes import check_code
from reintegration_desktop.vault.papers.office_keys import KeyStatement, office_keys, read_statement
from reintegration_desktop.vault.people import people_of
from reintegration_desktop.vault.revocations import read_revocation
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.signed import Signed

VERSION = 1


@dataclass(frozen=True, slots=True)
class Card:
    """A peer: where bundles go (``age1...``), where cases go (32 bytes, None for headquarters), whose papers count.

    ``transport_public`` are the 32 bytes behind ``transport``, of this ``generation``. ``figures`` is whom counts are
    sealed to besides (``age1...``), None where a peer has no figures pair.
    """

    office: UUID
    name: str
    transport: str
    case_public: bytes | None
    certificates: tuple[Certificate, ...]
    figures: str | None = None
    transport_public: bytes = b""
    generation: int = 0


def current_pairs(keyring: Keyring) -> tuple[KeyStatement, ...]:
    """What others seal to: the newest of the office's pairs, as its custodians state them."""
    keys = keyring.keys
    newest = {(name, keys.generation(name)) for name in (KeyName.TRANSPORT, KeyName.CASE, KeyName.FIGURES)}
    return tuple(paper for paper in keyring.file.statements if (paper.name, paper.generation) in newest)


def write_card(keyring: Keyring) -> bytes:
    """This office's card; anybody of the office may hand it out."""
    file = keyring.file
    return compact(
        {
            "version": VERSION,
            "kind": "card",
            "office": str(file.office),
            "name": file.settings.get("office", ""),
            "root": as_text(keyring.people.root),
            "certificates": [paper.signed.to_json() for paper in file.certificates],
            "revocations": [paper.signed.to_json() for paper in file.revocations],
            "keys": [paper.signed.to_json() for paper in current_pairs(keyring)],
        }
    )


def read_card(content: bytes, typed_code: str, root: bytes) -> Card:
    """A peer's card, when the code that was typed is its own and it is of the same programme.

    Raises CodeDiffers, PaperDamaged, ForeignVault, KeyForged.
    """
    check_code(content, typed_code)
    try:
        fields = Fields.parse(content)
        if fields.number("version") != VERSION or fields.text("kind") != "card":
            raise ValueError("a paper of another kind")
        office, name, theirs = fields.id("office"), fields.text("name"), fields.content("root", 32)
        certificates = tuple(read_certificate(Signed.from_json(row)) for row in fields.rows("certificates"))
        revocations = tuple(read_revocation(Signed.from_json(row)) for row in fields.rows("revocations"))
        statements = tuple(read_statement(Signed.from_json(row)) for row in fields.rows("keys"))
    except ValueError:
        raise PaperDamaged from None
    if theirs != root:
        raise ForeignVault
    people = people_of(root, certificates, revocations)
    keys = office_keys(office, people, statements)
    transport = keys.public(KeyName.TRANSPORT)
    if transport is None:
        raise PaperDamaged
    figures = keys.public(KeyName.FIGURES)
    return Card(
        office, name, recipient_of(transport), keys.public(KeyName.CASE), people.current(),
        None if figures is None else recipient_of(figures), transport,
        keys.generation(KeyName.TRANSPORT),
    )  # fmt: skip
