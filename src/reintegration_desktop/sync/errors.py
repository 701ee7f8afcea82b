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


class FileTaken(Refusal):
    """A file of that name lies there already; nothing there is ever overwritten."""

    code = "file_taken"


class FileGone(Refusal):
    """The file that was listed is not there any more."""

    code = "file_gone"


class FileReadBackDiffers(Refusal):
    """What was written came back otherwise: a failing stick or disk."""

    code = "file_read_back_differs"
