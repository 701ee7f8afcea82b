"""Templates of the programme's own: the list, and one being made; only what is safe to release can be said in it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.own.shaping import Offer
from reintegration_desktop.reports.own.wish import LONGEST_LABEL, MOST_LINES, READERS, Lack, Wish
from reintegration_desktop.reports.periods import NOW, YEAR
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.templates import LEAST
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.inputs.tick_drop import TickDrop
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.oversight.verbs import RECIPIENT_WORDS
from reintegration_desktop.ui.shaping.line import LineList
from reintegration_desktop.ui.shaping.made import MadeList
from reintegration_desktop.ui.shaping.verbs import Around, ShapeVerbs
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note

_WIDE = 820
KEPT_AFTER = 2000
"""So many milliseconds after the last change what is described is sealed, as a draft of a form is."""


class Description(Card):
    """Name, period, readers and areas of a template."""

    def __init__(self) -> None:
        self.label = TextLine()
        self.label.setMaxLength(LONGEST_LABEL)
        self.period = ChoiceRow(
            {"quarter": lambda: say("A quarter"), YEAR: lambda: say("A year"), NOW: lambda: say("As of now")}
        )
        self.readers = TickGroup({one: partial(say, RECIPIENT_WORDS[one]) for one in READERS})
        self.areas = TickDrop({})
        self.fields = {
            Lack.LABEL: Field(lambda: say("Name"), self.label, help=lambda: say(
                "For screens of this vault alone. On whatever leaves stands “A report of our own”.")),
            Lack.PERIOD: Field(lambda: say("Told of"), self.period),
            Lack.READERS: Field(lambda: say("For"), self.readers, help=_thresholds),
        }  # fmt: skip
        self.area = Field(lambda: say("Areas told by themselves"), self.areas, help=lambda: say(
            "None ticked: every province by itself. Else those that are ticked, and the others together."))  # fmt: skip
        super().__init__(caption(self._title_words), *self.fields.values(), self.area, gap=12)

    def begin(self, wish: Wish) -> None:
        """Show a wish."""
        self.label.setText(wish.label)
        self.period.set_value(wish.period)
        self.readers.set_value(tuple(wish.readers))
        self.areas.set_value(wish.areas)
        self.mark(())

    def onto(self, wish: Wish) -> Wish:
        """The wish with what stands here."""
        readers = tuple(Recipient(one) for one in self.readers.value())
        return replace(wish, label=self.label.text(), period=self.period.value() or "", readers=readers,
                       areas=self.areas.value())  # fmt: skip

    def mark(self, lacks: tuple[Lack, ...]) -> None:
        """Say under each field what it lacks, and nothing under the others."""
        words = {
            Lack.LABEL: say("Give it a name."),
            Lack.PERIOD: say("Choose what it is told of."),
            Lack.READERS: say("Tick who may read it."),
        }
        for lack, field in self.fields.items():
            field.set_error(words[lack] if lack in lacks else "")

    def _title_words(self) -> str:
        return say("What it is")


class TemplatesPage(OverPage):
    """Ctrl+Return saves; Esc closes, and asks once where something isn't saved."""

    def __init__(self, tasks: Tasks, verbs: ShapeVerbs) -> None:
        super().__init__(tasks, lambda: say("Templates of our own"), _second)
        self._verbs = verbs
        self._around: Around | None = None
        self._kept = self._wish = Wish("")
        self._asked, self._warned = 0, False
        self._gone = self._broken_off = Wish("")
        self.made, self.description, self.lines = MadeList(), Description(), LineList()
        self.told, self._doubtful = Banner("ok", ""), Banner("warn", "")
        self.undo = Button(lambda: say("Undo"), icon="undo", small=True)
        self.removed = Banner("info", "", buttons=(self.undo,))
        self.unsaved = Banner("warn", lambda: say("This isn't saved yet."),
                              lambda: say("Save it, or do the same once more to let it go."))  # fmt: skip
        self.go_on = Button(lambda: say("Go on with it"), icon="draft", small=True)
        self.let_go = Button(lambda: say("Let it go"), Kind.QUIET, small=True)
        self.begun = Banner("info", "", buttons=(self.go_on, self.let_go))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEPT_AFTER)
        self.more = Button(lambda: say("Another count"), icon="plus")
        self.fresh = Button(lambda: say("Begin another"), icon="plus", small=True)
        self._arrange()
        self._connect()
        self.begin(Wish(verbs.new_name()))
        self.ask_again()

    def _arrange(self) -> None:
        banners = (self.told, self.removed, self.unsaved, self.begun, self._doubtful)
        for banner in banners:
            banner.hide()
        more, head = Row(self.more), Row(note(_safe), self.fresh)
        more.addStretch(1)
        head.setStretch(0, 1)
        counted = Card(caption(lambda: say("What it counts")), self.lines, more, gap=12)
        self.description.inside.insertLayout(1, head)
        cards = (Wide(card, _WIDE) for card in (self.made, self.description, counted))
        self.lay_out(*banners, *cards, does=(lambda: say("Save"), self._on_save))

    def _connect(self) -> None:
        for changed in (self.description.period.changed, self.description.readers.changed,
                        self.description.areas.changed, self.lines.changed):  # fmt: skip
            changed.connect(self._on_changed)
        self.description.label.textEdited.connect(self._on_changed)
        self.more.clicked.connect(self.lines.add_line)
        self.fresh.clicked.connect(lambda: self._begin_or_ask(Wish(self._verbs.new_name())))
        self.made.changing.connect(self._begin_or_ask)
        self.made.copying.connect(self._on_copy)
        self.made.removing.connect(self._on_remove)
        self.undo.clicked.connect(self._on_undo)
        self._soon.timeout.connect(lambda: self._keep(self._wish))
        self.go_on.clicked.connect(self._on_go_on)
        self.let_go.clicked.connect(self._on_let_go)

    def ask_again(self) -> None:
        """Ask for templates, measures and what today's figures hold."""
        self.run(self._verbs.around, self._show_around)

    def begin(self, wish: Wish) -> None:
        """Show a template to be changed, or a new one."""
        self._kept = self._wish = wish
        self.description.begin(wish)
        self.lines.begin(wish.lines)
        self.unsaved.hide()
        self._warned = False
        self._ask_offers()
        self.description.label.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether something here isn't saved."""
        empty = tuple(line for line in self._wish.lines if line.measure)
        return replace(self._wish, lines=empty) != self._kept

    def go_back(self) -> None:
        """Close; where something isn't saved, only when asked twice."""
        if self._may_let_go():
            super().go_back()

    def _may_let_go(self) -> bool:
        """Whether nothing is lost, or somebody was told and asks again."""
        if not self.is_changed:
            return True
        if self._warned:
            self._keep(None)
            return True
        self._warned = True
        self.unsaved.show()
        self.unsaved.announce()
        return False

    def _begin_or_ask(self, wish: Wish) -> None:
        if self._may_let_go():
            self.begin(wish)

    def _show_around(self, around: Around) -> None:
        self._around = around
        self.made.show_made(around.made)
        self.description.areas.set_choices(around.shaping.areas())
        self.description.area.setVisible(bool(around.shaping.areas()))
        self._doubtful.tell("warn", say("Some templates were forged or damaged: nothing is counted by them."))
        self._doubtful.setVisible(around.doubtful > 0)
        if around.begun is not None and not self.is_changed:
            self._offer_begun(around.begun)
        self._ask_offers()

    def _offer_begun(self, wish: Wish) -> None:
        """What was broken off is never brought back in silence: a person decides."""
        label = wish.label.strip() or say("without a name")
        self.begun.tell("info", say("A template was begun and not saved: {name}.", name=label))
        self._broken_off = wish
        self.begun.show()

    def _on_go_on(self) -> None:
        self.begun.hide()
        self.begin(self._broken_off)
        self._kept = Wish(self._broken_off.name)

    def _on_let_go(self) -> None:
        self.begun.hide()
        self._keep(None)

    def _keep(self, wish: Wish | None) -> None:
        """Seal what is described for who describes it; a disk that takes nothing is told when it is saved."""
        self._soon.stop()
        self.tasks.run(partial(self._verbs.keep, wish), owner=self, failed=lambda _: None, lane=Lane.WRITER)

    def _on_changed(self) -> None:
        self._soon.start()
        self._warned = False
        self.unsaved.hide()
        self.told.hide()
        self._wish = replace(self.description.onto(self._wish), lines=self.lines.value())
        self.description.mark(())
        self._ask_offers()

    def _ask_offers(self) -> None:
        """What may be chosen now is tried beside the main thread; an answer that was overtaken is dropped."""
        self._asked += 1
        self.more.setEnabled(len(self.lines.cards) < MOST_LINES)
        if self._around is not None:
            wish = replace(self._wish, lines=self.lines.value())
            self.run(partial(self._around.shaping.offers, wish), partial(self._show_offers, self._asked))

    def _show_offers(self, asked: int, offers: tuple[Offer, ...]) -> None:
        if asked == self._asked:
            self.lines.show_offers(offers)

    def _on_save(self) -> None:
        wish = replace(self._wish, lines=tuple(line for line in self.lines.value() if line.measure))
        self.description.mark(wish.lacks)
        if Lack.LINES in wish.lacks:
            for card in self.lines.cards:
                card.ask_for_cut()
        if not wish.lacks:
            self.begin_deed(say("Saving…"))
            self.run(partial(self._verbs.save, wish), partial(self._on_saved, wish), Lane.WRITER)

    def _on_saved(self, wish: Wish, _: object) -> None:
        self.end_deed()
        self._keep(None)
        coming = self._around.shaping.coming(wish) if self._around is not None else ()
        second = say("With the next figures: {what}.", what=say(", ").join(coming)) if coming else say(
            "Today's figures hold all of it: it is among the reports now.")  # fmt: skip
        self.told.tell("ok", say("“{name}” is saved.", name=wish.label.strip()), second)
        self.begin(Wish(self._verbs.new_name()))
        self.told.show()
        self.told.announce()
        self.changed.emit()
        self.ask_again()

    def _on_copy(self, wish: Wish) -> None:
        if self._may_let_go():
            self.begin(replace(wish, name=self._verbs.new_name(), label=""))
            self._kept = replace(self._kept, lines=())

    def _on_remove(self, wish: Wish) -> None:
        self.failure.hide()
        self.tasks.run(partial(self._verbs.remove, wish.name), owner=self, done=partial(self._on_removed, wish),
                       failed=self.fail, lane=Lane.WRITER)  # fmt: skip

    def _on_removed(self, wish: Wish, _: object) -> None:
        self._gone = wish
        self.removed.tell("info", say("“{name}” is removed.", name=wish.label))
        self.removed.show()
        self.removed.announce()
        self.changed.emit()
        self.ask_again()

    def _on_undo(self) -> None:
        self.removed.hide()
        self.run(partial(self._verbs.save, self._gone), lambda _: self._on_undone(), Lane.WRITER)

    def _on_undone(self) -> None:
        self.changed.emit()
        self.ask_again()


def _second() -> str:
    return say("What the programme counts besides the reports that come with the program.")


def _safe() -> str:
    return say("Offered is only what can be released safely: hidden and proved as every other report.")


def _thresholds() -> str:
    return say("Counts under {near} are hidden from headquarters, under {far} from donors and the public.",
               near=LEAST[Recipient.HEADQUARTERS], far=LEAST[Recipient.DONOR])  # fmt: skip
