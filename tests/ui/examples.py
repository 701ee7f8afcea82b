"""One example of every part, with words as long as they come."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.ui.charts.bars import BarRow, Part, StackedBars
from reintegration_desktop.ui.charts.legend import Legend
from reintegration_desktop.ui.charts.lines import ScoreColumns, Sparkline, Track, Week
from reintegration_desktop.ui.charts.tiles import StatTile
from reintegration_desktop.ui.frame.navigation import Navigation
from reintegration_desktop.ui.frame.places import PLACES, Place
from reintegration_desktop.ui.frame.sections import Section, SectionNav
from reintegration_desktop.ui.frame.status import StatusBar
from reintegration_desktop.ui.frame.steps import StepBar
from reintegration_desktop.ui.inputs.choices import ChoiceRow, Tick, TickGroup
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.languages import LanguagePicker
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.inputs.scores import Domain, ScoreRow
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.inputs.texts import TextBox, TextLine
from reintegration_desktop.ui.lists.cells import Cell, Side
from reintegration_desktop.ui.lists.entries import EntriesModel, Entry
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.lists.timeline import Timeline
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.cards import Card, Fold, Foot
from reintegration_desktop.ui.widgets.chips import (
    Chip,
    FilterChip,
    consent_state,
    late_state,
    restricted_state,
    risk_state,
)
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.toasts import Toaster
from reintegration_desktop.ui.widgets.words import Words, caption, heading, note, small, title
from reintegration_desktop.vault.roles import Role

LONG = "Whom may we call, and when? Never a number that somebody of the group knows or could come to know."


def _buttons() -> QWidget:
    every = [Button("Save and return", kind, icon="print", key="Ctrl+Return") for kind in Kind]
    off = Button("Save", Kind.FIRST)
    off.setEnabled(False)
    return Flowing(*every, off, Button("Look at it", small=True), IconButton("Close", "close", Kind.QUIET))


def _chips() -> QWidget:
    states = (
        risk_state("high"), risk_state("medium"), risk_state("low"), risk_state(None), late_state("2 days late"),
        consent_state("Consent: services, tracing", given=True), consent_state("Not given", given=False),
        consent_state("Consent withdrawn", given=False, withdrawn=True), restricted_state(),
    )  # fmt: skip
    return Flowing(*(Chip(state) for state in states), FilterChip("Only mine"))


def _words() -> QWidget:
    return Box(Column(title(LONG), heading(LONG), caption(LONG), note(LONG), small(LONG), Words("يوسف الحسن في حي")))


def _fields() -> QWidget:
    wrong = Field("Safe contact", TextLine(left_to_right=True), help=LONG, beside="a nickname will do")
    wrong.set_error("Digits and spaces only after the +. There is a letter O in it.")
    changed = Field("Nickname or other names", TextLine(), help=LONG)
    changed.set_changed(True)
    return Box(Column(wrong, changed, Field("What happened?", TextBox())))


def _choices() -> QWidget:
    sexes = {"female": "Girl or woman", "male": "Boy or man", "other": "Other", "unknown": "Not known"}
    row, ticks = ChoiceRow(dict(sexes)), TickGroup({"a": "Services of partners", "b": "Family tracing"})
    row.set_value("female")
    ticks.set_value(("b",))
    return Box(Column(Field("Sex", row), Field("Consent to", ticks), Tick("School fees, second term")))


def _lists() -> QWidget:
    plain, searching = (
        Dropdown({"a": "Karuba, Goma", "b": "Selim"}, empty="–"),
        Dropdown({"a": "Karuba"}, searchable=True),
    )
    return Box(Column(Field("Place", plain), Field("Country", searching)))


def _scores() -> QWidget:
    rows = [
        ScoreRow(Domain("safety", "Feelings and sleep", "rest, worry, hope", "heart"), last) for last in (3, 4, None)
    ]
    for row, score in zip(rows, (1, 5, 2), strict=True):
        row.set_value(score)
    return Card(*rows, gap=0, margins=(1, 1, 1, 1))


def _banners() -> QWidget:
    look = Button("Look at it", small=True)
    return Box(Column(*(Banner(tone, "This stick is nearly full.", LONG) for tone in ("info", "warn", "danger", "ok")),
                      Banner("info", LONG, buttons=(look, Button("Discard", small=True)))))  # fmt: skip


def _toast() -> QWidget:
    host = QWidget()
    host.setMinimumSize(700, 300)
    toaster = Toaster(host)
    toaster.show("Draft deleted")
    toaster.show(LONG, lambda: None)
    return host


def _table() -> QWidget:
    late = Cell("3 days late", icon="clock", tone="warn")
    rows = [
        [Cell("Amina Kasongo", beside="« Mimi »", bold=True), Cell(chips=(risk_state("high"),)), late],
        [
            Cell("يوسف", second="Selim", bold=True),
            Cell("..", sunken=True, side=Side.TRAILING),
            Cell("Plan", ticked=True),
        ],
    ]
    table = Table(CellsModel(["Name", "Risk", "Next action"], rows), "Cases", row_height=44)
    table.fit_columns(0)
    return TableCard(table)


def _timeline() -> QWidget:
    entries = [
        Entry(day="Thursday 12 March"),
        Entry(
            icon="draft",
            who="You",
            sentence="You changed the safe contact.",
            before="Uncle",
            after="Aunt",
            time="09:04",
        ),
        Entry(icon="eye", tone="warn", sentence=LONG, second=LONG, time="15:31"),
    ]
    return Timeline("History", EntriesModel(entries))


def _charts() -> QWidget:
    bars = StackedBars(
        "Overdue by risk", [BarRow("Other kinds", (Part(5, "series_2"), Part(9, "", hidden=True)), "14")]
    )
    tiles = Row(StatTile("Open cases", "214", line=Sparkline("rising", [1, 2, None, 4])), StatTile("High", hidden=LONG))
    columns = ScoreColumns("Safety 3, school 2", [("shield", 3), ("book", 2), ("work", None)])
    week = Week("My week", [("Mon 9", 2, 4, False), ("Today", 0, 3, True)])
    legend = Legend([("danger", "High"), ("series_2", "Medium")], hidden="hidden")
    return Box(Column(bars, legend, tiles, columns, week, Track(2, 3, 4)))


def _sections() -> QWidget:
    return SectionNav(
        {"person": Section("Family and tracing", "family", "3/7"), "needs": Section("Needs", "shield", "warning")}
    )


def _navigation() -> QWidget:
    bar = Navigation(PLACES[Role.CASEWORKER], "Esther Mbeki", "Caseworker, Goma")
    bar.set_count(Place.SEND_RECEIVE, 12)
    return bar


def _rail() -> QWidget:
    bar = _navigation()
    assert isinstance(bar, Navigation)
    bar.set_rail(True)
    return bar


def _status() -> QWidget:
    bar = StatusBar()
    bar.set_backup("Last backup 2 days ago")
    bar.set_place("Goma.vault")
    bar.set_training(True)
    return bar


def _popover() -> QWidget:
    window = QWidget()
    window.resize(900, 700)
    popover = Popover("What an outsider could work out", note(LONG), window)
    popover.open_at(QRect(300, 200, 40, 30))
    window.setMinimumSize(900, 700)
    return window


def _working() -> QWidget:
    progress = Stoppable()
    progress.report(62, 100)
    return Card(Working("Counting 100,000 cases", progress))


def _fold() -> QWidget:
    return Fold("About the armed group", note(LONG), icon="lock", beside=[Chip(restricted_state())])


def _empty() -> QWidget:
    return EmptyState("search", "No case matches “aminata”", LONG, (Button("Clear", key="Esc"), Button("New case")))


PARTS: dict[str, Callable[[], QWidget]] = {
    "words": _words,
    "buttons": _buttons,
    "chips": _chips,
    "fields": _fields,
    "choices": _choices,
    "lists": _lists,
    "passphrase": lambda: Field("Passphrase", PassphraseLine(placeholder="five words")),
    "languages": LanguagePicker,
    "search": lambda: SearchBox("Find by name, nickname, code or place", "Find a case"),
    "scores": _scores,
    "banners": _banners,
    "toast": _toast,
    "cards": lambda: Card(caption("A card"), note(LONG)),
    "fold": _fold,
    "foot": lambda: Foot([note("Draft kept 2 s ago")], [Button("Close", key="Esc"), Button("Save", Kind.FIRST)]),
    "scroll": lambda: Scroll(Box(Column(note(LONG), note(LONG)))),
    "empty": _empty,
    "facts": lambda: Facts([("Safe contact", LONG), ("Age", "14–15 years")]),
    "popover": _popover,
    "progress": _working,
    "table": _table,
    "timeline": _timeline,
    "charts": _charts,
    "steps": lambda: StepBar(["Who", "Consent", "Safety", "Story so far", "Next step"]),
    "sections": _sections,
    "navigation": _navigation,
    "rail": _rail,
    "status": _status,
}
