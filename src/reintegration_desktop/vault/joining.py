"""Letting people in: a file there and a file back, both codes typed; or both at one computer."""

from uuid import UUID

from reintegration_desktop.vault.errors import AnswerForeign, ForeignVault
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import PrivateKeys, fingerprint
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.admitting import Agree, admitted
from reintegration_desktop.vault.office.answers import Answer, merged, papers_of, read_answer, write_answer
from reintegration_desktop.vault.office.requests import Request, drop_request, kept_keys, kept_slot, read_request
from reintegration_desktop.vault.papers.codes import check_code
from reintegration_desktop.vault.papers.labels import with_slot
from reintegration_desktop.vault.papers.trust import trust_content
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.passphrases.slots import Opened, Slot, make_slot
from reintegration_desktop.vault.unlocking import keyring_in, refreshed


def certify(
    folder: VaultFolder,
    keyring: Keyring,
    content: bytes,
    typed_code: str,
    newcomer: Newcomer,
    means: Means,
    root: bytes | None = None,
    agree: Agree | None = None,
) -> bytes:
    """Let somebody in whose request came as a file, and return the answer that is carried back.

    ``agree`` brings a second custodian to sign, where a further one is let in. Raises NotCustodian, PaperDamaged,
    CodeDiffers, RootNeeded, EnrolmentNeedsTwo, ActRefused, NoKey; then nothing was changed.
    """
    asked = read_request(content)
    check_code(content, typed_code)
    file, _ = admitted(refreshed(folder, keyring), asked, newcomer, means, root, agree)
    folder.write(file, keyring.id, keyring.sign)
    return write_answer(Answer(asked.person, fingerprint(content), keyring.people.root, papers_of(file, asked.person)))


def join(
    folder: VaultFolder, asked: Request, content: bytes, typed_code: str, passphrase: str, means: Means
) -> Keyring:
    """Take the answer to one's own request into the vault of this folder, which is begun where there is none.

    Raises RequestUnknown, WrongPassphrase, CodeDiffers, PaperDamaged, AnswerForeign, ForeignVault, and
    what a forged paper raises; then nothing was changed.
    """
    waiting = kept_slot(folder, asked.person)
    check_code(content, typed_code)
    answer = read_answer(content)
    own = kept_keys(waiting, passphrase)
    _refuse_foreign(answer, asked, own)
    here = _vault_here(folder, answer)
    slot = _slot(answer.papers.office, asked.person, waiting.label, Opened(own, answer.root), passphrase, means)
    file = with_slot(merged(here or answer.papers, answer.papers), slot)
    keyring_in(file, answer.root, asked.person, own, means.random)
    if here is None:
        folder.prepare()
    written = folder.write(file, asked.person, own.sign, first=here is None)
    drop_request(folder, asked.person)
    return keyring_in(written, answer.root, asked.person, own, means.random)


def add_person(
    folder: VaultFolder,
    keyring: Keyring,
    newcomer: Newcomer,
    passphrase: str,
    means: Means,
    root: bytes | None = None,
    agree: Agree | None = None,
) -> Keyring:
    """Let somebody in who sits at this computer, and return their keyring; both codes would be read off one screen.

    Raises as ``certify``, and LabelTaken; then nothing was changed.
    """
    own, pinned = PrivateKeys.new(means.random), keyring.people.root
    asked = Request(means.new_id(), own.sign_key, own.seal_key, b"")
    file, _ = admitted(refreshed(folder, keyring), asked, newcomer, means, root, agree)
    slot = _slot(file.office, asked.person, newcomer.label, Opened(own, pinned), passphrase, means)
    written = folder.write(with_slot(file, slot), keyring.id, keyring.sign)
    return keyring_in(written, pinned, asked.person, own, means.random)


def _slot(office: UUID, person: UUID, label: str, opened: Opened, passphrase: str, means: Means) -> Slot:
    return make_slot(office, person, label, opened, passphrase, means.slot_cost, means.random, means.floor)


def _refuse_foreign(answer: Answer, asked: Request, own: PrivateKeys) -> None:
    """Raise AnswerForeign for an answer to another request, or one that certifies other keys than the own."""
    answered = (answer.person, answer.request) == (asked.person, fingerprint(asked.content))
    certificate = trust_content(answer.papers, answer.root).people.standing(asked.person)
    if not answered or certificate is None:
        raise AnswerForeign
    if (certificate.sign_key, certificate.seal_key) != (own.sign_key, own.seal_key):
        raise AnswerForeign


def _vault_here(folder: VaultFolder, answer: Answer) -> VaultFile | None:
    """The vault that is joined, if one lies here; raises ForeignVault for another office's."""
    if not folder.exists:
        return None
    file = folder.read().file
    if file.office != answer.papers.office:
        raise ForeignVault
    return file
