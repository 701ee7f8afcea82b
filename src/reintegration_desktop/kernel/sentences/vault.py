"""What a person reads when vault refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_UNCHANGED = marked("Nothing was changed.")
_CASES = marked("Your cases were not changed.")
_SLEPT = marked("Nothing was opened, and nothing was changed.")

_OPENING = {
    "wrong_passphrase": Sentence(
        marked("The passphrase does not open this slot."),
        _SLEPT,
        marked(
            "Check Caps Lock and the keyboard's language, and try again. After several misses there is a short wait."
        ),
    ),
    "too_many_misses": Sentence(
        marked("Several passphrases in a row were wrong: the next try waits {seconds} seconds."),
        _SLEPT,
        marked("Wait, then try again. If the passphrase is lost, the holders of the two recovery sheets can help."),
    ),
    "passphrase_too_weak": Sentence(
        marked("This passphrase could be guessed: it has about {bits} bits, and {needed} are needed."),
        _UNCHANGED,
        marked("Take the five words that the program proposes, or add more words of your own."),
    ),
    "kdf_parameters_refused": Sentence(
        marked("This slot asks for more work, or for less, than any slot this program writes."),
        marked("Nothing was derived from your passphrase, and nothing was changed."),
        marked(
            "Someone may have changed the vault's file: put vault.json back from a backup, and tell your custodian."
        ),
    ),
    "memory_short": Sentence(
        marked("There is not enough memory on this computer now: a passphrase takes {megabytes} MB to be checked."),
        _SLEPT,
        marked("Close other programs, then try again."),
    ),
    "slot_unknown": Sentence(
        marked("It is not clear whose slot is meant; the vault has {count}."),
        _SLEPT,
        marked("Choose your label from the list, or write it as it stands there."),
    ),
    "slot_damaged": Sentence(
        marked("Your slot in the vault's file is damaged; your passphrase is not to blame."),
        marked("The cases are whole; nothing was derived from your passphrase."),
        marked("Put vault.json back from a backup, or ask a custodian to let you in again."),
    ),
    "slot_outdated": Sentence(
        marked("Your keys were renewed on another computer; this one still has the earlier ones."),
        _SLEPT,
        marked("Ask to be let in again here, or bring the vault's file from the other computer."),
    ),
    "foreign_vault": Sentence(
        marked("This belongs to another vault or another programme."),
        _SLEPT,
        marked("Check which folder and which file you chose."),
    ),
    "vault_missing": Sentence(
        marked("This folder holds no vault."),
        _UNCHANGED,
        marked("Choose the folder that holds vault.json, or begin a new vault."),
    ),
    "vault_exists": Sentence(
        marked("Something lies in this folder already."),
        marked("It was left as it is."),
        marked("Choose an empty folder or a new name."),
    ),
    "vault_file_damaged": Sentence(
        marked("The vault's file cannot be read, nor can its copy."),
        marked("The cases lie in another file and were not touched."),
        marked("Put vault.json back from a backup, or copy the folder again if it was copied in part."),
    ),
    "vault_file_older": Sentence(
        marked("The vault's file is older than the one last opened on this computer."),
        marked("Nothing was opened: passphrases that were changed and people who were removed would count again."),
        marked(
            "Put the newer vault.json back. If an older one was brought back on purpose, a supervisor or a custodian "
            "says so in the window, or with `reintegration vault accept-older`."
        ),
    ),
    "older_not_theirs": Sentence(
        marked("A supervisor or a custodian decides whether to go on with an older vault."),
        marked("Nothing was changed; a newer file still lies where it lay."),
        marked("Tell one of them what happened, and let them decide on this computer."),
    ),
    "spare_used": Sentence(
        marked("The vault's file was damaged; its copy was taken, and written in its place."),
        marked("The cases lie in another file and were not touched; passphrases are those you have now."),
        marked("Check the disk and make a backup: what damaged one file may damage another."),
    ),
    "vault_file_forged": Sentence(
        marked("The vault's file was written by someone whom this programme does not vouch for."),
        _SLEPT,
        marked("Do not type your passphrase again here. Put vault.json back from a backup, and tell your custodian."),
    ),
    "vault_file_changed": Sentence(
        marked("Someone else changed the vault's people or keys a moment ago."),
        marked("Their change is kept; yours was not made."),
        marked("Try again: the program has read the vault anew."),
    ),
    "vault_too_new": Sentence(
        marked("This was written by a newer version of the program (format {version})."),
        _CASES,
        marked("Install the newer version on this computer, and open it again."),
    ),
    "vault_in_use": Sentence(
        marked("Another program has this vault open: {holder}."),
        _CASES,
        marked("Go to that window, or close it and try again."),
    ),
}

_DISK = {
    "folder_read_only": Sentence(
        marked("The vault's folder cannot be written to."),
        marked("What was saved before is safe; nothing was changed."),
        marked("Check that the stick is not switched to read only, and that the folder is yours."),
    ),
    "disk_full": Sentence(
        marked("The disk is full."),
        marked("What was saved before is safe; the last step was not made."),
        marked("Make room on the disk, then try again."),
    ),
    "folder_trouble": Sentence(
        marked("The system could not read or write the vault's folder (error {number})."),
        marked("What was saved before is safe; the last step was not made."),
        marked("Check that the stick or the network folder is still there, then try again."),
    ),
    "backup_needs_room": Sentence(
        marked("There is no room for a backup there: {megabytes} megabytes are missing."),
        marked("Your cases were not changed, and the earlier backups are as they were."),
        marked("Make room there, or choose another stick or folder in Settings, Backup."),
    ),
    "backup_foreign": Sentence(
        marked("This backup is of another office."),
        _CASES,
        marked("Choose a backup of this office; one of another office is brought back into an empty folder."),
    ),
    "backup_unreadable": Sentence(
        marked("This backup is incomplete, or holds something that does not belong in one."),
        _CASES,
        marked("Take the backup before it, or copy the file again from where it was kept."),
    ),
}

_SEALS = {
    "seal_broken": Sentence(
        marked("Something sealed was changed, or lies in another place than it was written for."),
        marked("It was not shown; everything else can be read."),
        marked("Run the check of the vault, and restore the entry from a backup or from headquarters."),
    ),
    "no_key": Sentence(
        marked("Your role holds no key to this ({room})."),
        marked("Nothing was shown, and nothing was changed."),
        marked("Ask the supervisor of your office."),
    ),
    "key_forged": Sentence(
        marked("A key in the vault's file is not the one a custodian vouched for ({key})."),
        _SLEPT,
        marked("Put vault.json back from a backup, and tell your custodian: someone may have changed it."),
    ),
    "envelope_foreign": Sentence(
        marked("This file was sealed for someone else, or the words are not the ones that were told."),
        _CASES,
        marked("Ask the sender whom they sealed it for, or to tell the words again."),
    ),
    "envelope_damaged": Sentence(
        marked("This file could not be opened."),
        _CASES,
        marked("It may have been copied in part: copy it again from the stick."),
    ),
    "inquiry_foreign": Sentence(
        marked("This question or answer was sealed for another office, or was changed on the way."),
        _CASES,
        marked("Ask the other office to ask, or to answer, again."),
    ),
    "inquiry_too_long": Sentence(
        marked("There is more to tell than a question between offices holds."),
        _CASES,
        marked("Shorten the names in the file, and ask again."),
    ),
    "offer_foreign": Sentence(
        marked("These keys were offered for another case or another office, or were changed on the way."),
        _CASES,
        marked("Ask the other office to prepare the transfer again."),
    ),
    "erasures_unread": Sentence(
        marked("What this computer remembers of erased files could not be read. It was set aside, not deleted."),
        _UNCHANGED,
        marked(
            "If a backup from before an erasure is brought back here, receive from headquarters at once: what was "
            "erased is emptied again then. If an older program was put in place, bring it up to date."
        ),
    ),
    "file_changed": Sentence(
        marked("The file was changed by another program while it was read."),
        marked("Nothing was added to the case; the file itself was left as it is."),
        marked("Close the other program, wait until the file is copied whole, and add it again."),
    ),
}

_PEOPLE = {
    "not_custodian": Sentence(
        marked("Only a custodian lets people in, removes them and renews keys."),
        _UNCHANGED,
        marked("Ask a custodian of your office."),
    ),
    "founder_refused": Sentence(
        marked("A vault begins with a supervisor, or at headquarters with someone who carries bundles."),
        _UNCHANGED,
        marked("Begin with the supervisor; the others are let in afterwards."),
    ),
    "label_taken": Sentence(
        marked("Another person of this vault has that label already."),
        _UNCHANGED,
        marked("Choose another label for the unlock screen."),
    ),
    "person_unknown": Sentence(
        marked("Nobody with this id works in this office now."),
        _UNCHANGED,
        marked("Choose the person from the list of people."),
    ),
    "oneself": Sentence(
        marked("Nobody removes themselves."),
        _UNCHANGED,
        marked("Ask another custodian to do it."),
    ),
    "paper_damaged": Sentence(
        marked("This request, answer or card cannot be read, or is not signed as it says."),
        _UNCHANGED,
        marked("Copy the file again, or ask for a new one."),
    ),
    "request_unknown": Sentence(
        marked("No request of this person waits in this vault."),
        _UNCHANGED,
        marked("Open the vault on the computer where the request was made, or make a new one."),
    ),
    "answer_foreign": Sentence(
        marked("This answer was made for another request."),
        _UNCHANGED,
        marked("Ask the custodian for the answer to your newest request."),
    ),
    "code_differs": Sentence(
        marked("The code is not that of this file."),
        _UNCHANGED,
        marked("Let the other person read it again. If it still differs, the file is not theirs: do not use it."),
    ),
    "root_needed": Sentence(
        marked("This needs the programme's root, which two people keep away from this computer."),
        _UNCHANGED,
        marked("Bring both of them with their files, then begin again."),
    ),
    "half_unreadable": Sentence(
        marked("These words are not as they stand on a sheet (look at word {place}; 0 means the order or the number)."),
        _UNCHANGED,
        marked("Compare each word with the sheet: there are twenty, and a last one that checks them."),
    ),
    "halves_differ": Sentence(
        marked("These two halves do not belong together, or not to this vault."),
        _UNCHANGED,
        marked("Check that both sheets are of this office and of the same day; older sheets are no longer valid."),
    ),
    "nothing_to_open_with": Sentence(
        marked("Nobody else holds these keys: given back, they could not be given again."),
        _UNCHANGED,
        marked("Have a second custodian certified, and take their papers in here before you travel."),
    ),
    "travelling": Sentence(
        marked("You are travelling: your keys were given back."),
        marked("The cases lie here, closed to you and to whoever makes you open this."),
        marked("When you have arrived, ask for your keys in Settings, Security."),
    ),
    "journey_foreign": Sentence(
        marked("This file belongs to another person's journey, or to another office."),
        _UNCHANGED,
        marked("Take the file that was made for you, or ask for it again."),
    ),
    "second_needed": Sentence(
        marked("A vault goes back behind what was saved since once a second person has agreed to it."),
        _UNCHANGED,
        marked("Ask a supervisor of your office to type their passphrase beside you, or to sign your request."),
    ),
    "enrolment_needs_two": Sentence(
        marked("From the third on, a custodian is let in by two custodians of the office."),
        _UNCHANGED,
        marked("Ask another custodian to type their passphrase beside you, or to sign your request."),
    ),
    "act_refused": Sentence(
        marked("This needs two people who may decide it together, and the approval at hand does not fit ({reason})."),
        _UNCHANGED,
        marked("Ask for a new approval of exactly this; a person and whoever let them in cannot approve together."),
    ),
}  # fmt: skip

SENTENCES: dict[str, Sentence] = {**_OPENING, **_DISK, **_SEALS, **_PEOPLE}
