"""Sentences for files of strangers, as they are looked at."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_SEALED = marked("It lies sealed in the vault as before.")
_COPY = marked(
    "Ask who gave it for another copy. A copy that is saved out can be opened by other programs; delete it after."
)

SENTENCES = {
    "file_unreadable": Sentence(
        marked("This file cannot be read as what it is: it is damaged, or was written in an unusual way."),
        _SEALED,
        _COPY,
    ),
    "file_encrypted": Sentence(
        marked("This file is locked with a password of its own."),
        _SEALED,
        marked("Ask who gave it for a copy without a password, and add that one."),
    ),
    "file_unfolds": Sentence(
        marked("This file unpacks to far more than it seems, as files do that are made to harm a computer."),
        marked("It was not opened further, and nothing of it ran."),
        marked("Don't save it out. Tell the supervisor where it came from."),
    ),
    "reader_ended": Sentence(
        marked("What reads such files stopped by itself or took too long, and was ended."),
        marked("The file lies sealed in the vault as before, and nothing of your work was lost."),
        marked("Close this page and look again. If it stays so, the file may be made to harm: tell the supervisor."),
    ),
    "no_loudspeaker": Sentence(
        marked("No loudspeaker or headphones of this computer answer."),
        marked("The recording is whole, and nothing was played."),
        marked("Plug headphones in or switch the sound on, then play again."),
    ),
}  # fmt: skip
