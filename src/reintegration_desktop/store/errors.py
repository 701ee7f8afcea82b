"""What the store refuses, each a fact of its own; a database's own error never leaves it."""

from reintegration_desktop.kernel.errors import Refusal


class DatabaseMissing(Refusal):
    """There is no database where the vault keeps it."""

    code = "database_missing"


class DatabaseDamaged(Refusal):
    """The key is right and the file isn't: cut short, changed from outside, or on a disk that fails."""

    code = "database_damaged"


class DatabaseTooNew(Refusal):
    """The tables were written by a newer version of the program."""

    code = "database_too_new"


class DatabaseDiskFull(Refusal):
    """No room is left on the disk that the vault lies on."""

    code = "database_disk_full"


class DatabaseReadOnly(Refusal):
    """The database cannot be written to: the folder, the stick or this way of opening it forbids it."""

    code = "database_read_only"


class DatabaseOlder(Refusal):
    """The database is older than what is remembered outside of it: it is read, and nothing is written to it."""

    code = "database_older"


class PagesOlder(DatabaseOlder):
    """A part of the database is older than the rest, or was changed from outside: it is only read."""

    code = "pages_older"


class DatabaseLogMissing(DatabaseOlder):
    """The database was not closed the last time, and its log file with the newest rows is gone: it is only read."""

    code = "database_log_missing"


class CopyNeedsRoom(Refusal):
    """The disk has no room for a copy beside the database; fact ``megabytes``, how many are missing."""

    code = "copy_needs_room"


class NewKeyWaits(Refusal):
    """The database is still under an earlier key; a notice, which stops nothing."""

    code = "new_key_waits"


class DraftsLost(Refusal):
    """Drafts were sealed for keys that their writer has lost; fact ``drafts``, how many. A notice, told once."""

    code = "drafts_lost"


class OpenedReadOnly(Refusal):
    """The vault's folder takes no writing, and the vault was opened to be read; a notice, which stops nothing."""

    code = "opened_read_only"


class DatabaseBusy(Refusal):
    """Another program kept the database for itself longer than we wait."""

    code = "database_busy"


class DatabaseTrouble(Refusal):
    """The database could not do it; fact ``number``, SQLite's own extended result code."""

    code = "database_trouble"


class MigrationFailed(Refusal):
    """The tables could not be brought up to date; they are as they were before."""

    code = "migration_failed"


class CodeTaken(Refusal):
    """Another case here already has this code."""

    code = "case_code_taken"


class CaseNotHere(Refusal):
    """No case with this id lies here."""

    code = "case_not_here"


class RecordNotHere(Refusal):
    """The case has no such record, or no such room of it."""

    code = "record_not_here"


class SealedFileMissing(Refusal):
    """A record tells of a sealed file that is not on this computer."""

    code = "sealed_file_missing"


class SealedFileDamaged(Refusal):
    """A sealed file is not what its record says of it: changed, cut short, or another in its place."""

    code = "sealed_file_damaged"


class BackupUnsound(Refusal):
    """A copy of the database was made and does not hold what it should; it was thrown away."""

    code = "backup_unsound"


class NotAdoptable(Refusal):
    """What was put aside can't be made anybody's own act: it can't be read here, or no role writes it so."""

    code = "not_adoptable"


class CaseElsewhere(Refusal):
    """Another office works on this case: here it is only read, as far as it can be."""

    code = "case_elsewhere"
