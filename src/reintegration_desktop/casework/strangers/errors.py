"""Why a file of a stranger is not shown; each is told by its code alone."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.kernel.errors import Refusal


class FileUnreadable(Refusal):
    """It cannot be read as what it says it is."""

    code = "file_unreadable"


class FileEncrypted(Refusal):
    """It asks for a password of its own."""

    code = "file_encrypted"


class FileUnfolds(Refusal):
    """It unpacks to far more than it is, or names entities: what is made to fill a memory."""

    code = "file_unfolds"


class ReaderEnded(Refusal):
    """What read it ended by itself, said what it may not say, or was ended because it took too long."""

    code = "reader_ended"


class NoLoudspeaker(Refusal):
    """No device for sound answers."""

    code = "no_loudspeaker"


REFUSALS: Mapping[str, type[Refusal]] = MappingProxyType(
    {kind.code: kind for kind in (FileUnreadable, FileEncrypted, FileUnfolds, ReaderEnded, NoLoudspeaker)}
)
