"""The dictionary: every question a form asks, written down once."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from reintegration_desktop.forms.errors import DictionaryProblem
from reintegration_desktop.forms.questions import Field, Figure, Form, Kind, Section, Sensitivity
from reintegration_desktop.forms.reading import read_form, read_lists
from reintegration_desktop.forms.tables import Table
from reintegration_desktop.kernel.words import marked, say

__all__ = ["Dictionary", "Field", "Figure", "Form", "Kind", "Section", "Sensitivity", "load"]

CHOICES = "choices.toml"


@dataclass(frozen=True, slots=True)
class Dictionary(Mapping[str, Form]):
    """Forms by name, in the order of the case file.

    ``lists`` are all closed answers, list to code to label; ``programme_lists`` the names of those that a programme
    fills; ``digest`` the SHA-256 (hex) of the files; ``version`` the highest that a retirement names, at least 1.
    """

    forms: Mapping[str, Form]
    lists: Mapping[str, Mapping[str, str]]
    programme_lists: frozenset[str] = frozenset()
    digest: str = ""
    version: int = 1

    def __getitem__(self, name: str) -> Form:
        return self.forms[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def choices(self, list_name: str) -> Mapping[str, str]:
        """A list's codes and labels, in the order of the screen."""
        return self.lists[list_name]

    def below(self, form: str) -> tuple[Form, ...]:
        """The forms that belong to a form: of ``case`` those of the whole case, else those inside its rows."""
        return tuple(other for other in self.forms.values() if other.belongs_to == form)

    def filled(self, lists: Mapping[str, Mapping[str, str]]) -> "Dictionary":
        """The same questions with a programme's own lists; raises DictionaryProblem for a list that is not its own."""
        place = Table("programme", "lists", lists)
        for name in lists:
            place.known(name, self.programme_lists, marked("{word} is not a list that a programme fills."))
        return self._map(partial(_with_lists, lists), {**self.lists, **lists})

    def switched_on(self, keys: Collection[str]) -> "Dictionary":
        """The same questions with those on that a programme switched on, by key; a key it lacks does nothing."""
        return self._map(partial(_switched_on, keys), self.lists)

    def _map(self, change: Callable[[Field], Field], lists: Mapping[str, Mapping[str, str]]) -> "Dictionary":
        forms = {
            name: replace(form, fields={key: change(asked) for key, asked in form.fields.items()})
            for name, form in self.forms.items()
        }
        return replace(self, forms=forms, lists=lists)


def load(folder: Path) -> Dictionary:
    """Read a folder of questions; raises DictionaryProblem with file, field and cure."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
    tables = {name: _parsed(name, text) for name, text in files.items()}
    if CHOICES not in tables:
        raise DictionaryProblem(
            CHOICES, "", say(marked("The file of answers is missing.")), say(marked("Put it back."))
        )
    lists = read_lists(tables.pop(CHOICES))
    forms = [read_form(table, name.removesuffix(".toml"), lists) for name, table in tables.items()]
    by_name = {form.name: form for form in sorted(forms, key=lambda form: form.order)}
    for form in forms:
        _stands_alone(form, by_name, tables[f"{form.name}.toml"])
    retired = [asked.retired_in or 1 for form in forms for asked in form.fields.values()]
    digest = sha256(b"\0".join(name.encode() + b"\0" + text for name, text in files.items()))
    empty = frozenset(name for name, entries in lists.items() if not entries)
    return Dictionary(by_name, lists, empty, digest.hexdigest(), max(retired, default=1))


def _parsed(name: str, text: bytes) -> Table:
    try:
        return Table(name, "", tomllib.loads(text.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DictionaryProblem(name, "", str(fault), say(marked("Put the line right."))) from None


def _stands_alone(form: Form, forms: Mapping[str, Form], table: Table) -> None:
    """Refuse a form that belongs to none, shares its place or has a question called as a form inside its rows."""
    if form.belongs_to is not None:
        table.known(form.belongs_to, forms, marked("There is no form {word} to belong to."))
    for other in forms.values():
        if other is not form and other.order == form.order:
            raise table.wrong(marked("{other} has the same order."), marked("Give each its own."), other=other.name)
        if other.belongs_to == form.name and other.name in form.fields and form.in_a_row | form.repeats:
            raise table.wrong(marked("A question is called as the form {other}."), marked("Call it otherwise."),
                              other=other.name)  # fmt: skip


def _with_lists(lists: Mapping[str, Mapping[str, str]], asked: Field) -> Field:
    filled = lists.get(asked.choices_from or "")
    return asked if filled is None else replace(asked, choices=filled)


def _switched_on(keys: Collection[str], asked: Field) -> Field:
    return replace(asked, off=False) if asked.off and asked.key in keys else asked
