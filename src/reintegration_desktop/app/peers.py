"""The other offices a vault exchanges bundles with: certified once, by a code that both sides typed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from reintegration_desktop.sync.bundle import Address
from reintegration_desktop.sync.errors import OwnCard
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.cards import read_card
from reintegration_desktop.vault.papers.office_keys import KeyStatement, newest_pair
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.unlocking import refreshed

PEERS = "peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """An office or headquarters: where bundles go (``age1...``), and where files of counts go besides.

    ``case_public`` is the public half that cases are handed over to (32 bytes), None for headquarters.
    """

    office: UUID
    name: str
    transport: str
    figures: str | None
    public: bytes
    generation: int = 0
    case_public: bytes | None = None

    @property
    def takes_cases(self) -> bool:
        """Whether it is an office that works with cases, and no headquarters."""
        return self.case_public is not None

    @property
    def address(self) -> Address:
        """Where a bundle is sealed to."""
        return Address(self.office, self.public)


def peers_of(keyring: Keyring, stated: Sequence[KeyStatement] = ()) -> tuple[Peer, ...]:
    """The peers that stand in the vault's own file, with the pairs that they ``stated`` in bundles since."""
    rows = json.loads(keyring.file.settings.get(PEERS, "[]"))
    peers = (
        Peer(
            UUID(row["office"]), row["name"], row["transport"], row["figures"], bytes.fromhex(row["public"]),
            row.get("generation", 0), bytes.fromhex(row["case"]) if row.get("case") else None,
        )
        for row in rows
    )  # fmt: skip
    return tuple(_renewed(peer, stated) for peer in peers)


def _renewed(peer: Peer, stated: Sequence[KeyStatement]) -> Peer:
    """A peer under its newest pairs: its earlier halves are destroyed three months after they were replaced."""
    names = KeyName.TRANSPORT, KeyName.FIGURES, KeyName.CASE
    pair, figures, cases = (newest_pair(stated, peer.office, name) for name in names)
    if cases is not None and cases.generation >= peer.generation:
        peer = replace(peer, case_public=cases.check)
    if pair is None or pair.generation <= peer.generation:
        return peer
    counts = peer.figures if figures is None else recipient_of(figures.check)
    return replace(
        peer, transport=recipient_of(pair.check), public=pair.check, figures=counts, generation=pair.generation
    )


def sibling_of(keyring: Keyring, name: str) -> Peer | None:
    """This office itself, as another computer of it sees a bundle; None for who carries none."""
    public = keyring.keys.public(KeyName.TRANSPORT)
    if public is None or not keyring.secrets(KeyName.TRANSPORT):
        return None
    return Peer(keyring.office, name, keyring.recipient(KeyName.TRANSPORT), None, public)


def add_peer(folder: VaultFolder, keyring: Keyring, card: bytes, typed_code: str) -> Peer:
    """Take in another office's card whose code was typed; raises CodeDiffers, PaperDamaged, ForeignVault, OwnCard."""
    read = read_card(card, typed_code, keyring.people.root)
    if read.office == keyring.office:
        raise OwnCard
    peer = Peer(
        read.office, read.name, read.transport, read.figures, read.transport_public, read.generation, read.case_public
    )
    current = refreshed(folder, keyring)
    file = current.file
    others = (one for one in peers_of(current) if one.office != peer.office)
    settings = {**file.settings, PEERS: json.dumps([_row(one) for one in (*others, peer)], ensure_ascii=False)}
    known = {(paper.id, paper.serial) for paper in file.certificates}
    certificates = tuple(paper for paper in read.certificates if (paper.id, paper.serial) not in known)
    folder.write(
        replace(file, settings=settings, certificates=(*file.certificates, *certificates)), keyring.id, keyring.sign
    )
    return peer


def _row(peer: Peer) -> dict[str, str | int | None]:
    return {
        "office": str(peer.office),
        "name": peer.name,
        "transport": peer.transport,
        "figures": peer.figures,
        "public": peer.public.hex(),
        "generation": peer.generation,
        "case": None if peer.case_public is None else peer.case_public.hex(),
    }
