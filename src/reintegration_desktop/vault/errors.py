"""What the vault refuses, each a fact of its own."""

from reintegration_desktop.kernel.errors import Refusal


class SealBroken(Refusal):
    """What was sealed was changed, moved from its place, or sealed under another key."""

    code = "seal_broken"


class NoKey(Refusal):
    """This person holds no key to the room; fact ``room``."""

    code = "no_key"


class WrongPassphrase(Refusal):
    """The slot is whole, and the passphrase does not open it."""

    code = "wrong_passphrase"


class PassphraseTooWeak(Refusal):
    """A passphrase of one's own that could be guessed; facts ``bits`` and ``needed``."""

    code = "passphrase_too_weak"


class TooManyMisses(Refusal):
    """Several wrong passphrases: wait; facts ``seconds`` and, in words, ``wait``."""

    code = "too_many_misses"


class KdfParametersRefused(Refusal):
    """A slot asks for more memory or time than any honest one, or would be written weaker than the floor."""

    code = "kdf_parameters_refused"


class SlotUnknown(Refusal):
    """No slot of this vault goes by that label, or there are several and none was chosen; fact ``count``."""

    code = "slot_unknown"


class SlotDamaged(Refusal):
    """A slot's bytes were changed; nothing was derived from the passphrase."""

    code = "slot_damaged"


class ForeignVault(Refusal):
    """Slots, certificates or keys of another vault or another root lie in this one."""

    code = "foreign_vault"


class VaultMissing(Refusal):
    """The folder holds no vault."""

    code = "vault_missing"


class VaultExists(Refusal):
    """The folder already holds something."""

    code = "vault_exists"


class VaultFileDamaged(Refusal):
    """Neither ``vault.json`` nor its copy can be read."""

    code = "vault_file_damaged"


class VaultFileOlder(Refusal):
    """``vault.json`` is older than the one last opened here: earlier passphrases would count again."""

    code = "vault_file_older"


class OlderNotTheirs(Refusal):
    """Whether a vault that was put back is gone on with is decided by a supervisor or a custodian."""

    code = "older_not_theirs"


class SpareUsed(Refusal):
    """``vault.json`` was damaged and its copy was taken; a notice, which stops nothing."""

    code = "spare_used"


class VaultFileForged(Refusal):
    """``vault.json`` is readable, but nobody certified by this programme's root signed it as it stands."""

    code = "vault_file_forged"


class VaultFileChanged(Refusal):
    """Somebody wrote ``vault.json`` since it was read."""

    code = "vault_file_changed"


class VaultTooNew(Refusal):
    """Something was written by a newer version of the program; fact ``version``."""

    code = "vault_too_new"


class VaultInUse(Refusal):
    """Another program has the vault open; fact ``holder``, which program and its process number."""

    code = "vault_in_use"


class FolderReadOnly(Refusal):
    """The folder cannot be written to."""

    code = "folder_read_only"


class DiskFull(Refusal):
    """No room is left on the disk."""

    code = "disk_full"


class FolderTrouble(Refusal):
    """The system could not read or write; fact ``number``, the system's own."""

    code = "folder_trouble"


class KeyForged(Refusal):
    """A key does not fit the statement that a custodian signed about it; fact ``key``."""

    code = "key_forged"


class NotCustodian(Refusal):
    """Only a custodian lets people in, removes them and renews keys."""

    code = "not_custodian"


class FounderRefused(Refusal):
    """A vault begins with a supervisor, or with headquarters who carry and receive."""

    code = "founder_refused"


class EnvelopeForeign(Refusal):
    """A sealed file was made for somebody else, or the words told are others."""

    code = "envelope_foreign"


class EnvelopeDamaged(Refusal):
    """A sealed file was changed or copied in part."""

    code = "envelope_damaged"


class CodeDiffers(Refusal):
    """The code that was typed is not that of the file."""

    code = "code_differs"


class PaperDamaged(Refusal):
    """A request, answer, card or statement can't be read, or isn't signed as it says."""

    code = "paper_damaged"


class RequestUnknown(Refusal):
    """No request of this person waits in this vault."""

    code = "request_unknown"


class AnswerForeign(Refusal):
    """The answer was made for another request, or for other keys."""

    code = "answer_foreign"


class LabelTaken(Refusal):
    """Another slot of this vault goes by that label."""

    code = "label_taken"


class RootNeeded(Refusal):
    """Only the programme's root certifies custodians and renews lost keys, and it isn't here."""

    code = "root_needed"


class SlotOutdated(Refusal):
    """The person's keys were renewed elsewhere; this slot holds the earlier ones."""

    code = "slot_outdated"


class PersonUnknown(Refusal):
    """Nobody with that id is certified and still in the office."""

    code = "person_unknown"


class Oneself(Refusal):
    """Nobody removes themselves."""

    code = "oneself"


class HalfUnreadable(Refusal):
    """Words of a recovery sheet that were not written so; fact ``place``, the first strange word, or 0."""

    code = "half_unreadable"


class HalvesDiffer(Refusal):
    """Two halves that don't make this office's recovery key."""

    code = "halves_differ"


class InquiryForeign(Refusal):
    """A question or an answer that was sealed for another office, or was changed on the way."""

    code = "inquiry_foreign"


class InquiryTooLong(Refusal):
    """More is to be told than a question or an answer holds."""

    code = "inquiry_too_long"


class OfferForeign(Refusal):
    """An offer of a case that was made for another office, case or epoch, or was changed on the way."""

    code = "offer_foreign"


class SecondNeeded(Refusal):
    """Somebody else is there who could agree that the vault goes back behind what was saved since, and did not."""

    code = "second_needed"


class EnrolmentNeedsTwo(Refusal):
    """A further custodian was to be let in by one alone; fact ``count``, how many earlier ones have to."""

    code = "enrolment_needs_two"


class ActRefused(Refusal):
    """A two-person act whose approval doesn't hold; fact ``reason``: other, expired, used, people."""

    code = "act_refused"


class BackupNeedsRoom(Refusal):
    """The place for a backup has no room for it; fact ``megabytes``, how many are missing."""

    code = "backup_needs_room"


class BackupForeign(Refusal):
    """A backup of another office was to be put in place of this vault."""

    code = "backup_foreign"


class NothingToOpenWith(Refusal):
    """Keys that nobody else could give again were to be given back."""

    code = "nothing_to_open_with"


class Travelling(Refusal):
    """Who is signed in gave their keys back for a journey; a notice, which stops nothing."""

    code = "travelling"


class JourneyForeign(Refusal):
    """A request or an answer about a journey is another person's, or another office's."""

    code = "journey_foreign"


class BackupUnreadable(Refusal):
    """A backup that is incomplete, or holds something that doesn't belong in one."""

    code = "backup_unreadable"


class MemoryShort(Refusal):
    """The system gave less memory than a slot's key takes to derive; fact ``megabytes``."""

    code = "memory_short"


class FileChanged(Refusal):
    """A file became longer or shorter while it was read."""

    code = "file_changed"


class ErasuresUnread(Refusal):
    """What a computer remembers of erased files can't be read, and is set aside. A notice, told once."""

    code = "erasures_unread"
