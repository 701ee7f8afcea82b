"""What is asked of a file before it is added: what it is, in a few words what it shows, who is to see it."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal

from reintegration_desktop.casework.attachments.adding import Chosen, Told
from reintegration_desktop.casework.attachments.content import MEDIA, Sort
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.limits.files import FILE_FORMS, PHOTOGRAPH
from reintegration_desktop.ui.attachments.words import KIND_LIST, ROOMS, room_words, type_words
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

USUAL: Mapping[str, Room] = MappingProxyType(
    {
        PHOTOGRAPH: Room.PERSON, "other_picture": Room.PERSON, "identity_paper": Room.PERSON, "letter": Room.PERSON,
        "consent_paper": Room.PERSON, "release_paper": Room.ACCOUNT, "medical_paper": Room.ACCOUNT,
        "school_paper": Room.ACCOUNT, "voice_recording": Room.ACCOUNT,
    }
)  # fmt: skip
"""Where each kind of file usually belongs; what somebody chose stays."""


class ChosenCard(Card):
    """A file that was chosen. ``wanted`` carries what was said of it, ``left`` tells that it is not to be added."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace, rooms: tuple[Room, ...]) -> None:
        self._place, self._agreed, self._room_chosen = workplace, False, False
        self._file, self._hidden = Words(wraps=True), Banner("info", "")
        self.kind = Dropdown({code: _label(workplace, code) for code in workplace.desk.dictionary.choices(KIND_LIST)})
        self.caption, self.room = TextLine(), ChoiceRow({room.value: room_words(room) for room in rooms})
        self._kind = Field(lambda: say("What is it?"), self.kind)
        self._caption = Field(
            lambda: say("What does it show or say?"), self.caption,
            help=lambda: say("A few words to find it by. They are sealed with it."),
        )  # fmt: skip
        self._room = Field(lambda: say("What is it about?"), self.room, help=self._who_opens)
        self.add_button = Button(lambda: say("Seal and add"), Kind.FIRST, icon="lock")
        self.leave_button = Button(lambda: say("Do not add it"))
        buttons = Row(self.add_button, self.leave_button)
        buttons.addStretch(1)
        super().__init__(
            caption(lambda: say("Add this file")), self._file, self._hidden, self._kind, self._caption, self._room,
            buttons, gap=12,
        )  # fmt: skip
        self.kind.picked.connect(self._on_kind)
        self.room.changed.connect(self._on_room)
        self.add_button.clicked.connect(self._on_add)
        self.caption.returnPressed.connect(self._on_add)
        self.leave_button.clicked.connect(self.left)

    def begin(self, chosen: Chosen, *, agreed: bool) -> None:
        """Ask about a file; ``agreed`` says that there is a yes to photographs."""
        self._agreed, self._room_chosen = agreed, False
        sort = MEDIA[chosen.media].sort
        self._file.set_text(
            lambda: " · ".join(map(isolate, (chosen.name, type_words(MEDIA[chosen.media], chosen.size))))
        )
        self._hidden.tell("warn" if chosen.keeps_hidden_data else "info", *_hidden_words(sort))
        self.kind.set_value(_first_guess(sort, agreed=agreed))
        self.caption.clear()
        self._on_kind()
        self.kind.setFocus()

    def set_busy(self, words: str = "") -> None:
        """While it is sealed nothing can be changed."""
        self.add_button.set_busy(words)
        for part in (self.kind, self.caption, self.room, self.leave_button):
            part.setEnabled(not words)

    def _on_kind(self) -> None:
        kind = self.kind.value() or ""
        refused = kind == PHOTOGRAPH and not self._agreed
        self._kind.set_error(
            say("There is no yes to photographs. Ask first, and record the answer under Consent.") if refused else ""
        )
        self.add_button.setEnabled(not refused)
        if not self._room_chosen and kind in USUAL and USUAL[kind].value in self.room.buttons:
            self.room.set_value(USUAL[kind].value)
        self._room.resay()

    def _on_room(self) -> None:
        self._room_chosen = True
        self._room.set_error("")
        self._room.resay()

    def _on_add(self) -> None:
        if self.room.value() is None:
            self._room.set_error(say("Choose what it is about: that decides who can open it."))
        elif self.add_button.isEnabled():
            room = Room(self.room.value() or Room.PERSON)
            self.wanted.emit(Told(self.kind.value() or "other", room, self.caption.text()))

    def _who_opens(self) -> str:
        """Which roles hold the key, as the dictionary says."""
        chosen = self.room.value()
        if chosen is None:
            return say("This decides who can open it.")
        if chosen == Room.RESTRICTED:
            return say("Caseworkers and supervisors can open it, each time with a reason that is written down.")
        if chosen == Room.PERSON:
            return say("Caseworkers, supervisors, tracing officers and clinicians can open it.")
        return say("Caseworkers, supervisors and clinicians can open it.")


def rooms_to_add(workplace: Workplace) -> tuple[Room, ...]:
    """The rooms that who is signed in may add files to, in their order."""
    me = workplace.desk.me
    return tuple(
        room for room, form in FILE_FORMS.items()
        if room in ROOMS and all(me.may(Act.SAVE, part, form) for part in (Room.OPEN, room))
    )  # fmt: skip


def _label(workplace: Workplace, code: str) -> Text:
    return lambda: workplace.words.choice(KIND_LIST, code)


def _first_guess(sort: Sort, *, agreed: bool) -> str:
    """What a file most likely is."""
    if sort is Sort.PICTURE:
        return PHOTOGRAPH if agreed else "other_picture"
    return "voice_recording" if sort is Sort.SOUND else "other"


def _hidden_words(sort: Sort) -> tuple[Text, Text]:
    """What becomes of the data that do not show."""
    if sort is Sort.PICTURE:
        return (
            lambda: say("Place, day, camera and comments are taken out of the picture before it is sealed."),
            lambda: say("What can be seen on it stays: faces, signs, houses."),
        )
    if sort is Sort.TEXT:
        return lambda: say("It is sealed as it is."), ""
    return (
        lambda: say("This file may carry hidden details: who made it, when, where, on what. They stay in it."),
        lambda: say("Sealed it is safe here; somebody who is given a copy can read them."),
    )
