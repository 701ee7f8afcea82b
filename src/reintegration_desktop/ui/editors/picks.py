"""Editors of closed answers: a row of boxes where they are few, a list where they are many."""

from collections.abc import Collection, Mapping
from functools import partial

from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.settling import PLACES, PROVIDERS
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.text import Text, said

FEW = 5
SHORT = 64


def labels(choices: Mapping[str, str]) -> dict[str, Text]:
    """The answers of a list, each said in the language of now."""
    return {code: partial(say, label) for code, label in choices.items()}


def still_used(entries: Mapping[str, Text], retired: Collection[str]) -> dict[str, Text]:
    """The entries with those last, and said so, that the programme no longer uses: old answers keep their words."""
    used = {code: text for code, text in entries.items() if code not in retired}
    gone = {code: partial(_no_longer, text) for code, text in entries.items() if code in retired}
    return {**used, **gone}


def _no_longer(text: Text) -> str:
    return say("{entry} (no longer used)", entry=said(text))


def _retired(setting: Setting, name: str | None) -> Collection[str]:
    return setting.programme.retired.get(name or "", ())


class ChoiceEditor(Editor):
    """One of a few answers, all in sight."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._row = ChoiceRow(still_used(labels(question.choices), _retired(setting, question.choices_from)))
        super().__init__(question, self._row)
        self._row.changed.connect(self.changed)

    def value(self) -> str | None:
        """The code that is chosen."""
        return self._row.value()

    def set_value(self, value: Value | None) -> None:
        """Choose a code, or none."""
        self._row.set_value(value if isinstance(value, str) else None)


class PickEditor(Editor):
    """One of many answers."""

    def __init__(self, question: Field, setting: Setting, entries: Mapping[str, Text] | None = None) -> None:
        own = still_used(labels(question.choices), _retired(setting, question.choices_from))
        found = own if entries is None else entries
        self._pick = Dropdown(found, searchable=len(found) > 2 * FEW, empty="")
        super().__init__(question, self._pick)
        self._pick.picked.connect(self.changed)

    def value(self) -> str | None:
        """The code that is picked."""
        return self._pick.value()

    def set_value(self, value: Value | None) -> None:
        """Pick a code; one that the list does not hold is shown as it is and kept."""
        self._pick.set_value(value if isinstance(value, str) else None)


class TicksEditor(Editor):
    """Several answers, all in sight."""

    def __init__(self, question: Field, setting: Setting, entries: Mapping[str, Text] | None = None) -> None:
        self._ticks = TickGroup(
            still_used(labels(question.choices), _retired(setting, question.choices_from))
            if entries is None
            else entries
        )
        super().__init__(question, self._ticks)
        self._ticks.changed.connect(self.changed)
        self._others: tuple[str, ...] = ()

    def value(self) -> tuple[str, ...] | None:
        """The codes that are ticked; codes that this list does not hold stay."""
        return (*self._ticks.value(), *self._others) or None

    def set_value(self, value: Value | None) -> None:
        """Tick these."""
        codes = value if isinstance(value, tuple) else ()
        self._others = tuple(code for code in codes if code not in self._ticks.ticks)
        self._ticks.set_value(codes)


class FlagEditor(Editor):
    """A flag: yes, or no until somebody sets it."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._row = ChoiceRow({"yes": lambda: say("Yes"), "no": lambda: say("No")})
        super().__init__(question, self._row)
        self._row.changed.connect(self.changed)

    def value(self) -> bool:
        """Whether it is set."""
        return self._row.value() == "yes"

    def set_value(self, value: Value | None) -> None:
        """Show it."""
        self._row.set_value("yes" if value is True else "no")


def choice_editor(question: Field, setting: Setting) -> Editor:
    """Boxes where the answers are few and short, else a list."""
    few = len(question.choices) <= FEW and sum(len(say(label)) for label in question.choices.values()) <= SHORT
    return ChoiceEditor(question, setting) if few else PickEditor(question, setting)


def reference_editor(question: Field, setting: Setting) -> Editor:
    """An office or a provider of the programme."""
    if "office" in question.key:
        return PickEditor(question, setting, dict(setting.programme.offices))
    known = still_used(dict(setting.programme.providers), _retired(setting, PROVIDERS))
    return PickEditor(question, setting, known)


def location_editor(question: Field, setting: Setting) -> Editor:
    """A place of the programme's list, with the districts it lies in; typed or picked."""
    places = setting.programme.places
    entries: dict[str, Text] = {
        place.code: ", ".join(step.name for step in places.line(place.code) if step.level > 0)
        for place in sorted(places, key=lambda place: (-place.level, place.name))
        if place.level > 0
    }
    return PickEditor(question, setting, still_used(entries, _retired(setting, PLACES)))


def people_editor(question: Field, setting: Setting) -> Editor:
    """Colleagues: one, or several."""
    people: dict[str, Text] = dict(setting.programme.people)
    if question.kind is Kind.USER:
        return PickEditor(question, setting, people)
    return TicksEditor(question, setting, people)
