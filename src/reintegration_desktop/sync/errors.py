"""What travelling refuses, each a fact of its own."""

from reintegration_desktop.kernel.errors import Refusal


class BundleEmpty(Refusal):
    """The file has no bytes."""

    code = "bundle_empty"


class BundleCutShort(Refusal):
    """The file ends before its content does."""

    code = "bundle_cut_short"


class BundleDamaged(Refusal):
    """Something in the file was changed since it was sealed, or it never was a bundle."""

    code = "bundle_damaged"


class BundleForeign(Refusal):
    """The bundle was sealed for somebody else's transport key."""

    code = "bundle_foreign"


class BundleReaddressed(Refusal):
    """Sealed for us, but its manifest names another recipient: somebody sealed it anew."""

    code = "bundle_readdressed"


class BundleForged(Refusal):
    """The manifest is not signed by the sender whose certificate it carries."""

    code = "bundle_forged"


class SenderUnknown(Refusal):
    """The sender's certificate is vouched for by nobody that we trust."""

    code = "sender_unknown"


class OtherProgramme(Refusal):
    """The sender belongs to another programme's root than the one pinned for the office."""

    code = "other_programme"


class SenderRevoked(Refusal):
    """The sender's keys count no longer."""

    code = "sender_revoked"


class SenderNotEntitled(Refusal):
    """The sender is certified, but neither role nor duties let them send bundles."""

    code = "sender_not_entitled"


class BundleTooNew(Refusal):
    """Written in a format that this version does not read; fact ``version``."""

    code = "bundle_too_new"


class BundleTooLarge(Refusal):
    """The file is larger than any bundle may be; fact ``megabytes``, the limit."""

    code = "bundle_too_large"


class BundleBomb(Refusal):
    """It unpacks to far more than a bundle of its size holds, or than it says it does."""

    code = "bundle_bomb"


class BundleIdReused(Refusal):
    """A bundle with this id came before, with another content."""

    code = "bundle_id_reused"


class BundleWrongKind(Refusal):
    """A kind of bundle that is taken in elsewhere, or by a newer version; fact ``kind``."""

    code = "bundle_wrong_kind"


class OwnCard(Refusal):
    """The introduction is this office's own."""

    code = "own_card"


class TargetMissing(Refusal):
    """The place bundles go to is not there: a stick not plugged in, a share not connected."""

    code = "target_missing"


class TargetReadOnly(Refusal):
    """The place can be read and not written."""

    code = "target_read_only"


class TargetFull(Refusal):
    """The place has no room left."""

    code = "target_full"


class TargetTrouble(Refusal):
    """The place could not be read or written; fact ``number``, the system's own."""

    code = "target_trouble"


class TargetUnknown(Refusal):
    """No transport of this program goes to such an address."""

    code = "target_unknown"


class TargetUnencrypted(Refusal):
    """The address leads over a line that is not encrypted."""

    code = "target_unencrypted"


class TargetUnreachable(Refusal):
    """The server does not answer, or the line broke off however often it was tried."""

    code = "target_unreachable"


class AddressTellsSecret(Refusal):
    """A password stands in an address, where histories of commands keep it."""

    code = "address_tells_secret"


class TransportMissing(Refusal):
    """What this transport needs is not installed; fact ``extra``, its name for the installer."""

    code = "transport_missing"


class SecretMissing(Refusal):
    """The server asks for a password or a key, and there is none and nobody to ask."""

    code = "secret_missing"


class LoginRefused(Refusal):
    """The server does not let this user in."""

    code = "login_refused"


class KeyFileUnreadable(Refusal):
    """The file of a key to a server cannot be read, or its passphrase is another."""

    code = "key_file_unreadable"


class ServerUnknown(Refusal):
    """Nobody has yet told which key this server has."""

    code = "server_unknown"


class ServerDiffers(Refusal):
    """The fingerprint that was typed is not that of the server which answers."""

    code = "server_differs"


class ServerChanged(Refusal):
    """The server shows another key than the one that was introduced."""

    code = "server_changed"


class ServerUntrusted(Refusal):
    """Nobody whom this computer trusts vouches for the server's certificate."""

    code = "server_untrusted"


class FileTaken(Refusal):
    """A file of that name lies there already; nothing there is ever overwritten."""

    code = "file_taken"


class FileGone(Refusal):
    """The file that was listed is not there any more."""

    code = "file_gone"


class FileReadBackDiffers(Refusal):
    """What was written came back otherwise: a failing stick or disk."""

    code = "file_read_back_differs"
