"""A table of the dictionary's files, read with complaints that name the place and the cure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from reintegration_desktop.forms.errors import DictionaryProblem, Misspelt
from reintegration_desktop.forms.spelling import known_word
from reintegration_desktop.kernel.words import marked, say

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """Entries of a TOML table; ``file`` and ``field`` say where it stands. Every reader raises DictionaryProblem."""

    file: str
    field: str
    entries: Mapping[str, object]

    def problem(self, fault: Misspelt) -> DictionaryProblem:
        """The problem that a fault at this place is."""
        return DictionaryProblem(self.file, self.field, fault.trouble, fault.cure)

    def wrong(self, trouble: str, cure: str, **words: str) -> DictionaryProblem:
        """A problem at this place; both sentences are marked, ``words`` fill their blanks."""
        return DictionaryProblem(self.file, self.field, say(trouble, **words), say(cure, **words))

    def only(self, known: Collection[str]) -> None:
        """Refuse any entry whose name isn't known."""
        for name in self.entries:
            self.known(name, known, marked("There is no attribute {word}."))

    def known(self, word: str, known: Collection[str], trouble: str) -> str:
        """The word itself; a problem where it isn't known."""
        try:
            return known_word(word, known, trouble)
        except Misspelt as fault:
            raise self.problem(fault) from None

    def text(self, name: str) -> str:
        """A text that must be there and not be empty."""
        value = self.entries.get(name)
        if not isinstance(value, str) or not value:
            raise self.wrong(marked("{name} is missing or is not a text."), marked('Write: {name} = "..."'), name=name)
        return value

    def maybe(self, name: str) -> str | None:
        """A text, or None where there is none."""
        return self.text(name) if name in self.entries else None

    def flag(self, name: str) -> bool:
        """True or false; false where it is left out."""
        value = self.entries.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(marked("{name} is neither true nor false."), marked("Write: {name} = true"), name=name)
        return value

    def whole(self, name: str) -> int | None:
        """A whole number above nought, or None where it is left out."""
        value = self.entries.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            raise self.wrong(marked("{name} is not a whole number from 1."), marked("Write: {name} = 10"), name=name)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words; none where it is left out."""
        value = self.entries.get(name, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.wrong(marked("{name} is not a list of words."), marked('Write: {name} = ["..."]'), name=name)
        return tuple(value)

    def one_of(self, name: str, words: type[Word]) -> Word:
        """One word of a closed set."""
        return words(self.known(self.text(name), list(words), marked("{word} is not a value of this attribute.")))

    def maybe_one_of(self, name: str, words: type[Word]) -> Word | None:
        """One word of a closed set, or None where it is left out."""
        return self.one_of(name, words) if name in self.entries else None

    def below(self, name: str) -> dict[str, "Table"]:
        """The tables below an entry, by name, in their order."""
        return {key: self._table(f"{name}.{key}", entries) for key, entries in self._table(name).entries.items()}

    def labels(self) -> dict[str, str]:
        """The table as codes and their labels."""
        return {code: self.text(code) for code in self.entries}

    def _table(self, name: str, entries: object = None) -> "Table":
        found = self.entries.get(name) if entries is None else entries
        if not isinstance(found, Mapping):
            raise self.wrong(marked("{name} is not a table."), marked("Write: [{name}]"), name=name)
        return Table(self.file, name, found)
