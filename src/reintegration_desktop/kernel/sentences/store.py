"""What a person reads when store refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_NOTHING_SAVED = marked("What was saved before is safe; this last change was not saved.")
_UNTOUCHED = marked("Nothing was changed in it.")

SENTENCES: dict[str, Sentence] = {
    "database_missing": Sentence(
        marked("The vault's file of cases is not where it should be."),
        marked("Nothing was changed."),
        marked("Look whether the folder was copied in part; copy it again, or restore the newest backup."),
    ),
    "database_damaged": Sentence(
        marked("The file of cases is damaged: part of it was cut off or changed. Your passphrase was right."),
        marked("Backups and what headquarters has received are not touched by this."),
        marked("Keep the folder as it is, check the disk, then restore the newest backup."),
    ),
    "database_older": Sentence(
        marked("The file of cases is older than what this computer or the vault remembers: newer entries are missing."),
        marked("It was opened to be read; nothing is written to it until someone decides."),
        marked(
            "Put the newer file back if it still exists. If an older one was brought back on purpose, a supervisor or "
            "a custodian says so in the window, or with `reintegration vault accept-older`: this computer then goes on "
            "as a new device."
        ),
    ),
    "pages_older": Sentence(
        marked("A part of the file of cases is older than the rest, or was changed from outside the program."),
        marked("It was opened to be read; nothing is written to it until someone decides."),
        marked(
            "Look at it with `reintegration vault check`, and bring the newest backup back. To go on with what lies "
            "here, a supervisor or a custodian says so in the window, or with `reintegration vault accept-older`: "
            "every list is then drawn anew from the signed log."
        ),
    ),
    "database_log_missing": Sentence(
        marked(
            "The program was stopped before it could close this vault, and the file of the newest entries is missing."
        ),
        marked("It was opened to be read; nothing is written to it until someone decides."),
        marked(
            "If the folder was copied, copy it again with all its files, cases.db-wal among them. If that file is gone "
            "for good, a supervisor or a custodian says so in the window, or with `reintegration vault accept-older`: "
            "this computer then goes on as a new device."
        ),
    ),
    "copy_needs_room": Sentence(
        marked("There is no room for a copy of the file of cases: {megabytes} MB are missing."),
        marked("Nothing was changed."),
        marked("Make room on the disk that holds the vault, and try again."),
    ),
    "new_key_waits": Sentence(
        marked("The file of cases could not be written anew under the office's new key."),
        marked("Everything is there, and the vault works as before under the earlier key."),
        marked("Make room on the disk, then open the vault again: it is done then."),
    ),
    "drafts_lost": Sentence(
        marked("What you had typed and not saved cannot be opened any more (drafts: {drafts})."),
        marked("Everything that was saved is there."),
        marked("It was sealed for your earlier keys, which went with the passphrase. Type it again from your papers."),
    ),
    "opened_read_only": Sentence(
        marked("This folder cannot be written to: the vault was opened to be read."),
        marked("Nothing is changed in it, and nothing can be saved."),
        marked("To work on, remove the write protection of the folder or stick, or copy the vault to this computer."),
    ),
    "database_too_new": Sentence(
        marked("This vault was last opened by a newer version of the program."),
        _UNTOUCHED,
        marked("Install the newer version on this computer, then open the vault again."),
    ),
    "database_disk_full": Sentence(
        marked("The disk is full."),
        _NOTHING_SAVED,
        marked("Make room on the disk that holds the vault, then save again."),
    ),
    "database_read_only": Sentence(
        marked("The vault can be read here, but not written to."),
        _NOTHING_SAVED,
        marked("Remove the write protection of the folder or stick, or copy the vault to this computer's disk."),
    ),
    "database_busy": Sentence(
        marked("Another program is using the file of cases."),
        _NOTHING_SAVED,
        marked("Close the other program (a backup or virus scanner may be at work), then save again."),
    ),
    "database_trouble": Sentence(
        marked("The file of cases could not be read or written (number {number})."),
        _NOTHING_SAVED,
        marked("Try again. If it stays, check the disk and run the check of the vault."),
    ),
    "migration_failed": Sentence(
        marked("The file of cases could not be brought up to date for this version of the program."),
        marked("It is as it was before; a backup was made first and lies in the vault's folder of backups."),
        marked("Make room on the disk and open the vault again, or go on with the version you had."),
    ),
    "case_code_taken": Sentence(
        marked("Another case here already has this code."),
        marked("Nothing was saved."),
        marked("Try again: a new code will be drawn."),
    ),
    "case_not_here": Sentence(
        marked("This case does not lie in this vault."),
        marked("Nothing was changed."),
        marked("It may lie in another office: ask the coordinator."),
    ),
    "case_elsewhere": Sentence(
        marked("Another office works on this case now."),
        marked("Nothing was saved; what you typed is kept as a draft."),
        marked("Tell them by voice what is new. They can hand the case over to your office."),
    ),
    "record_not_here": Sentence(
        marked("The file has no such entry."),
        marked("Nothing was changed."),
        marked("Open the case again and choose the entry from its list."),
    ),
    "sealed_file_missing": Sentence(
        marked("This file is not on this computer."),
        marked("What was written about it, and everything else in the case, is there."),
        marked("Look for it in a backup, or where the case came from; what is written here stays meanwhile."),
    ),
    "sealed_file_damaged": Sentence(
        marked("This file was damaged on the disk, or another was put in its place: it was not opened."),
        marked("What was written about it, and everything else in the case, is whole."),
        marked("Bring the file back from a backup, or take it out of the case and add it again."),
    ),
    "not_adoptable": Sentence(
        marked("This can't be let in: it can't be read here, or no role writes it in this way."),
        marked("Nothing was changed, and what came is kept as it came."),
        marked("Refuse it, and write down on the case's own page what is true of it; ask who wrote it by voice."),
    ),
    "backup_unsound": Sentence(
        marked("A copy of the file of cases was made, but could not be read back as it should."),
        marked("The vault itself was not changed, and the faulty copy was thrown away."),
        marked("Check the disk that the copy goes to, and make the backup again."),
    ),
}
