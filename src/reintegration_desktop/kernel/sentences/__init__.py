"""One table turns a refusal's code into what a person reads."""

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import casework, files, forms, hq, records, reports, store, sync, vault
from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked, say

_GENERAL = {
    "refused": Sentence(
        marked("This could not be done."),
        marked("Nothing was changed."),
        marked("Try again; if it stays, lock and open the vault."),
    ),
    "cancelled": Sentence(
        marked("You stopped this."),
        marked("What was finished before is kept; the rest was not begun."),
        marked("Start it again at any time."),
    ),
}

SENTENCES: dict[str, Sentence] = {
    **_GENERAL, **vault.SENTENCES, **forms.SENTENCES, **store.SENTENCES, **sync.SENTENCES, **reports.SENTENCES,
    **records.SENTENCES, **casework.SENTENCES, **files.SENTENCES, **hq.SENTENCES,
}  # fmt: skip


def in_words(refusal: Refusal) -> tuple[str, str, str]:
    """What happened, what is safe, what to do, in the reader's language. A test walks the codes."""
    sentence = SENTENCES[refusal.code]
    return (
        say(sentence.happened, **refusal.facts),
        say(sentence.safe, **refusal.facts),
        say(sentence.do, **refusal.facts),
    )
