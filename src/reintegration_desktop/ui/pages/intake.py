"""A new case in five short steps; the first is enough, and one may stop at any."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework import doubts, duplicates, records
from reintegration_desktop.casework.duplicates import LooksLike
from reintegration_desktop.casework.intake import QUICK_INTAKE, register
from reintegration_desktop.casework.steps.compared import FORM as LIKENESS
from reintegration_desktop.casework.steps.compared import from_draft, to_draft
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, Draft
from reintegration_desktop.ui.editors.form import FormView
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.frame.steps import StepBar
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.intake_steps import Step, intake_steps
from reintegration_desktop.ui.pages.looks_like import LooksLikePanel
from reintegration_desktop.ui.pages.sheet import DRAFT_EVERY
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, note, title
from reintegration_desktop.ui.workplace import Workplace

ENOUGH = ("name_first", "nickname")

_LARGE = 1.5


class IntakePage(Page):
    """``saved`` carries the new case, ``closed`` asks for the list."""

    saved = Signal(object)
    closed = Signal()

    def __init__(self, workplace: Workplace, draft: Draft | None = None, name: str = "") -> None:
        super().__init__()
        self._place = workplace
        self._draft = draft.id if draft else workplace.desk.new_id()
        self._fillings = {form: self._begun(form) for form in QUICK_INTAKE}
        self._views: dict[tuple[int, str], FormView] = {}
        self._steps = intake_steps(workplace.desk.dictionary)
        self._at = 0
        self._unkept = False
        self._kept_at: datetime | None = None
        self._state = Words(place="note", tone="muted", wraps=True)
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._enough = Banner("ok", lambda: say("This much is enough. Save now, and go on another day."))
        self.next_action = self.act(lambda: say("Next"), "Ctrl+Return", self._next)
        self.save_action = self.act(lambda: say("Save and stop"), "Ctrl+S", self._save)
        self.close_action = self.act(lambda: say("Close"), "Esc", self._close)
        self._lay_out()
        self._fill(draft, name)
        self._timer = QTimer(self, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        self._go(0)

    def form(self, step: int, form: str) -> FormView:
        """What a step draws of a form; KeyError where it draws none."""
        return self._views[step, form]

    def _begun(self, form: str) -> Filling:
        return Filling.begin(self._place.desk.dictionary[form], Answers(), self._place.desk.today)

    def _lay_out(self) -> None:
        self._bar = StepBar([partial(say, step.title) for step in self._steps])
        self._bar.wanted.connect(self._go)
        self._pages = QStackedWidget()
        for number, step in enumerate(self._steps):
            self._pages.addWidget(Scroll(Box(self._step(number, step)), lowest=60))
        self.alike = LooksLikePanel(self._place)
        self.alike.same.connect(self._discard_for)
        self.alike.answered.connect(self._on_compared)
        self._side = Wide(Scroll(self.alike, lowest=60), 380, 280)
        body = Beside(self._pages, self._side, shares=(1, 0))
        about = note(lambda: say("The first step is enough to save. You may stop at any point."))
        self._head = Box(Column(title(lambda: say("New case")), about, gap=2))
        top = Column(self._head, self._bar, self._failure, body, self._enough, gap=10, margins=(24, 12, 24, 8))
        top.setStretch(3, 1)
        whole = Column(Box(top), self._foot(), gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._give_way()

    def rescale(self) -> None:
        """With large text the room goes to the questions."""
        self._give_way()
        self._tell()

    def _give_way(self) -> None:
        large = look().factor > _LARGE
        self._head.setHidden(large)
        self._state.setHidden(large)
        self._side.setHidden(large and not self.alike.codes)

    def _step(self, number: int, step: Step) -> Column:
        column = Column(gap=12)
        for form, sections in step.sections.items():
            view = FormView(
                self._fillings[form], self._place.setting, self._place.words, only=sections,
                doubting=partial(self._doubts, form), seeing=partial(self._seen, form),
            )  # fmt: skip
            view.answered.connect(partial(self._on_answered, form))
            view.show_names(self._place.names_shown)
            self._place.names_toggled.connect(view.show_names)
            self._views[number, form] = view
            column.addWidget(view)
        column.addStretch(1)
        return column

    def _foot(self) -> Foot:
        self._forward = Button.of(self.next_action, Kind.FIRST)
        return Foot([self._state], [Button.of(self.close_action), Button.of(self.save_action), self._forward])

    def _fill(self, draft: Draft | None, name: str) -> None:
        """Go on with a draft, or begin with a name that was sought and not found; who looks alike is sought at once."""
        if draft is not None:
            self.alike.said = from_draft(duplicates.by_form(draft.answers, [LIKENESS])[LIKENESS])
            for form, answers in duplicates.by_form(draft.answers, QUICK_INTAKE).items():
                self._set(form, Filling(self._fillings[form].form, Answers(), answers, self._place.desk.today))
        elif name:
            self._set("identification", self._fillings["identification"].answer("name_first", name))
        if draft is not None or name:
            self._look_for_alike(self._fillings["identification"].values)

    def _set(self, form: str, filling: Filling) -> None:
        self._fillings[form] = filling
        for (_, name), view in self._views.items():
            if name == form:
                view.show_filling(filling)

    def _on_answered(self, form: str, filling: Filling) -> None:
        self._fillings[form] = filling
        for (number, name), view in self._views.items():
            if name == form and number != self._at:
                view.show_filling(filling)
            elif name != form:
                view.doubt_anew()
        self._unkept = True
        self._tell()
        if form == "identification":
            self._look_for_alike(filling.values)

    def _seen(self, form: str, filling: Filling) -> Filling:
        begun = Record(form, record_of(self._draft, form), None, Answers())
        return records.seen_anew(self._place.desk, CaseFile(self._draft), begun, filling)

    def _doubts(self, form: str, filling: Filling) -> doubts.Doubts:
        forms = {name: own.values for name, own in self._fillings.items()} | {form: filling.values}
        return doubts.doubts_at_intake(self._place.desk, self._draft, form, forms)

    def _look_for_alike(self, answers: Answers) -> None:
        work = partial(duplicates.look, self._place.desk, self._place.people, answers)
        self._place.read(work, self, self._show_alike)

    def _show_alike(self, found: tuple[LooksLike, ...]) -> None:
        self.alike.show_found(found)
        self._give_way()

    def _tell(self) -> None:
        enough = any(key in self._fillings["identification"].given for key in ENOUGH)
        self._enough.setVisible(enough and look().factor <= _LARGE)
        self.save_action.setEnabled(enough)
        kept = self._kept_at is not None
        self._state.set_text(lambda: say("Draft kept") if kept else say("Nothing is sent or shown to anybody yet."))

    def _go(self, step: int) -> None:
        self._at = step
        self._pages.setCurrentIndex(step)
        self._bar.go(step, done=frozenset(range(step)))
        last = step == len(self._steps) - 1
        following = "" if last else self._steps[step + 1].title
        self.next_action.set_words(lambda: say("Save") if last else say("Next: {step}", step=say(following)))
        self._tell()

    def _next(self) -> None:
        if self._at == len(self._steps) - 1:
            self._save()
        else:
            self._go(self._at + 1)

    def keep(self) -> None:
        """Seal what was typed since the last draft."""
        if not self._unkept:
            return
        self._unkept = False
        draft = self._as_draft()
        keep = partial(self._place.desk.drafts.keep, draft)
        self._place.tasks.run(keep, owner=self, done=partial(self._on_kept, draft.kept_at), failed=self._on_not_kept,
                              lane=Lane.WRITER)  # fmt: skip

    def _as_draft(self) -> Draft:
        forms = {form: filling.given for form, filling in self._fillings.items()}
        given = duplicates.together({**forms, LIKENESS: to_draft(self.alike.said)})
        return Draft(self._draft, None, duplicates.INTAKE, None, self._place.desk.clock.now(), given)

    def _on_compared(self) -> None:
        self._unkept = True
        self._tell()

    def _discard_for(self, case: UUID) -> None:
        """It is the same person: their file is opened instead, and what was typed here is let go, with a way back."""
        self._timer.stop()
        self._unkept = False
        place, draft = self._place, self._as_draft()

        def back() -> None:
            keep = partial(place.desk.drafts.keep, draft)
            place.tasks.run(keep, owner=place, done=lambda _: place.go("draft", draft), lane=Lane.WRITER)

        drop = partial(place.desk.drafts.drop, draft.id)
        place.tasks.run(drop, owner=place, lane=Lane.WRITER)
        place.toast(say("The same person: this is their file. The new one was let go."), back)
        place.open_case(case)

    def _on_kept(self, at: datetime, _: object) -> None:
        self._kept_at = at
        self._tell()

    def _on_not_kept(self, error: Exception) -> None:
        """Try again with the next draft; the typing itself is still here."""
        self._unkept = True
        self._on_failed(error)

    def _save(self) -> None:
        wrong = [place for place, view in self._views.items() if view.show_problems() is not None]
        if wrong:
            self._go(wrong[0][0])
            return
        answers: Mapping[str, Answers] = {form: filling.values for form, filling in self._fillings.items()}
        compared = self.alike.compared
        case: list[UUID] = []

        def work() -> Changes:
            made, changes = register(self._place.desk, answers, compared)
            case.append(made)
            self._place.desk.drafts.drop(self._draft)
            return changes

        self._place.write(work, self, lambda _: self._on_saved(case[0]), self._on_failed)

    def _on_saved(self, case: UUID) -> None:
        self._timer.stop()
        self._unkept = False
        self._place.toast(say("Case opened"))
        self.saved.emit(case)

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))

    def _close(self) -> None:
        self.keep()
        self.closed.emit()
