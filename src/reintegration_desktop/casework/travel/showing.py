"""What a bundle is: to anybody who looks at the file, and what is in it to who can open it."""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO
from uuid import UUID

from reintegration_desktop.casework.travel.words import KINDS
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.sync.errors import BundleForeign
from reintegration_desktop.sync.manifest import Manifest
from reintegration_desktop.sync.opening import from_outside
from reintegration_desktop.sync.receive import show
from reintegration_desktop.sync.target import is_bundle
from reintegration_desktop.sync.trust import Papers, Pinned, check_sender, trust_of
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName

Names = Callable[[UUID], str]


def outside(file: BinaryIO, name: str) -> Mapping[str, Any]:
    """What anybody sees: whether name and beginning are a bundle's, its size, for how many it is sealed, if it is cut.

    Who sent it, to whom, and what is in it stays sealed; nothing is verified.
    """
    seen = from_outside(file)
    return {
        "file": name,
        "named_as_bundle": is_bundle(name),
        "sealed": seen.recipients > 0,
        "recipients": seen.recipients,
        "file_bytes": seen.size,
        "padded_to": seen.padded,
        "whole": seen.padded is not None,
    }


def inside(
    file: BinaryIO, keyring: Keyring, folder: VaultFolder, random: Random, papers: Papers, names: tuple[Names, Names]
) -> Mapping[str, Any] | None:
    """What it says of itself to who can open it, and whether its sender is believed here; None for anybody else.

    ``names`` are those of people and of offices; a certificate carries none. Raises the other refusals of
    ``sync.opening.open_bundle``.
    """
    try:
        manifest = show(file, keyring.identities(KeyName.TRANSPORT), folder.part("inbox"), random)
    except BundleForeign:
        return None
    people, offices = names
    sender = manifest.sender.certificate()
    why_not = _why_not(manifest, keyring, papers)
    return {
        "bundle": manifest.bundle,
        "kind": manifest.kind,
        "what": say(KINDS.get(manifest.kind, "")) or say("Something that a newer program knows."),
        "made_at": manifest.made_at.isoformat(),
        "sender": people(sender.id) or str(sender.id),
        "sender_role": sender.role,
        "sender_office": offices(sender.office) or str(sender.office),
        "believed": not why_not,
        **({"why_not": why_not} if why_not else {}),
        "recipient_office": offices(manifest.recipient.office) or str(manifest.recipient.office),
        "counts": dict(manifest.counts),
        "bytes": manifest.size,
        "brings": [{"computer": one.device, "first": one.after + 1, "last": one.upto} for one in manifest.stretches],
        "sender_holds": [{"computer": device, "last": upto} for device, upto in manifest.has],
    }


def _why_not(manifest: Manifest, keyring: Keyring, papers: Papers) -> str:
    """Why its sender is not believed by what is known here and what it brings along; empty where they are."""
    file, sender = keyring.file, manifest.sender.certificate()
    known = Papers(file.certificates, file.revocations).and_new(papers)
    known = known.and_new(Papers((sender, *(paper.certificate() for paper in manifest.chain))))
    try:
        check_sender(manifest, sender, trust_of(Pinned(keyring.people.root), known))
    except Refusal as refusal:
        return in_words(refusal)[0]
    return ""
