"""The lists of 7,776 words that passphrases and recovery sheets are made of, by language."""

from pathlib import Path

LENGTH = 7776


def languages(folder: Path) -> tuple[str, ...]:
    """The languages a list is there for, two letters each; the folder is ``resources()/wordlists``."""
    return tuple(sorted(file.stem for file in folder.glob("*.txt")))


def every_word(folder: Path) -> frozenset[str]:
    """The words of all lists: a passphrase that was generated in any language is known as one."""
    return frozenset[str]().union(*(words_in(folder, language) for language in languages(folder)))


def words_in(folder: Path, language: str) -> tuple[str, ...]:
    """The list of a language, else the English one."""
    file = folder / f"{language}.txt"
    chosen = file if file.exists() else folder / "en.txt"
    return tuple(chosen.read_text(encoding="utf-8").split())
