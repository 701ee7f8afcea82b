"""Files in words: what they are, how large, who added them and when, and which ones can be looked at here."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.casework.attachments.content import Media, Sort
from reintegration_desktop.casework.attachments.looking import FileLine, State
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, marked, say
from reintegration_desktop.rules.limits.files import MEGABYTE
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.chips import State as ChipState
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

KIND_LIST = "file_kind"
_OURS = frozenset({Sort.PICTURE, Sort.TEXT})
"""What the program made anew itself, or shows as it is; the rest is read by a process of its own."""

ROOMS: Mapping[Room, str] = MappingProxyType(
    {
        Room.PERSON: marked("Who they are"),
        Room.ACCOUNT: marked("What happened, how they are"),
        Room.RESTRICTED: marked("The armed actor"),
    }
)
ICONS: Mapping[Sort, str] = MappingProxyType(
    {Sort.PICTURE: "picture", Sort.TEXT: "papers", Sort.DOCUMENT: "file", Sort.SOUND: "voice"}
)
_STATES: Mapping[State, tuple[str, str, str]] = MappingProxyType(
    {
        State.MISSING: ("warn", "warning", marked("Not on this computer")),
        State.TAKEN_OUT: ("neutral", "minus", marked("Deleted: no yes to photographs")),
    }
)


def title_of(workplace: Workplace, line: FileLine) -> str:
    """What somebody called it, else what it is; never a name while names are hidden."""
    return (line.caption if workplace.names_shown else "") or workplace.words.choice(KIND_LIST, line.kind)


def about(workplace: Workplace, line: FileLine) -> str:
    """What it is, its type and size, who added it and when."""
    parts = [workplace.words.choice(KIND_LIST, line.kind) if line.caption else "", type_words(line.type, line.size)]
    if line.added is not None:
        who = say("You") if line.added.by == str(workplace.desk.me.id) else workplace.words.person(line.added.by)
        parts.append(say("{who}, {when}", who=who, when=day_in_words(line.added.at.astimezone().date())))
    return " · ".join(isolate(part) for part in parts if part)


def type_words(media: Media | None, size: int) -> str:
    """A type with its size: "PDF, 340 KB"."""
    kind = say(media.words) if media is not None else say("A type that a newer version knows")
    return say("{type}, {size}", type=kind, size=size_words(size))


def size_words(size: int) -> str:
    """A size as people say it."""
    if size >= MEGABYTE:
        return say("{n} MB", n=f"{size / MEGABYTE:.1f}")
    return say("{n} KB", n=str(max(1, round(size / 1024))))


def chip_of(state: State) -> ChipState | None:
    """The chip of a file that cannot be opened as it is; None for one that can."""
    found = _STATES.get(state)
    return None if found is None else ChipState(found[0], found[1], lambda: say(found[2]))


def closed_chip() -> ChipState:
    """A file that is there and cannot be opened; why, is told to who looks at it."""
    return ChipState("danger", "warning", lambda: say("Cannot be opened"))


def icon_of(line: FileLine) -> str:
    """The sign of a type."""
    return ICONS[line.type.sort] if line.type is not None else "file"


def can_be_shown(line: FileLine) -> bool:
    """Whether the program shows, or plays, such a file itself."""
    return line.state is State.HERE and line.type is not None


def is_of_our_own(line: FileLine) -> bool:
    """Whether it is shown without a process of its own."""
    return line.type is not None and line.type.sort in _OURS


def is_picture(line: FileLine) -> bool:
    """Whether there is a small picture of it."""
    return line.state is State.HERE and line.type is not None and line.type.sort is Sort.PICTURE


def room_words(room: Room) -> Text:
    """What a file of a room is about."""
    return lambda: say(ROOMS[room])
