"""New passphrases on the command line: strong enough, or refused."""

from pathlib import Path

from reintegration_desktop.cli.talk import passphrase
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.means import Means, means_here
from reintegration_desktop.vault.passphrases.strength import refuse_weak
from reintegration_desktop.vault.passphrases.wordlists import every_word, words_in

WORDLISTS = "wordlists"


def means() -> Means:
    """Time, ids and randomness of this computer."""
    return means_here()


def passphrase_words() -> tuple[str, ...]:
    """The 7,776 words that passphrases and recovery sheets are made of."""
    return words_in(resources() / WORDLISTS, "en")


def new_passphrase(file: Path | None, *, fresh: bool = False) -> str:
    """A new passphrase, asked twice where it is typed; raises PassphraseWeak."""
    question = say("New passphrase") if fresh else say("Passphrase for the new slot")
    chosen = passphrase(file, question=question, twice=True)
    refuse_weak(chosen, every_word(resources() / WORDLISTS))
    return chosen
