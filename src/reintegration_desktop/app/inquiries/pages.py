"""The pages of questions between offices in one window, and what waits of them in Today."""

from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType
from typing import Any
from uuid import UUID

from reintegration_desktop.app.custody.verbs import office_name
from reintegration_desktop.app.inquiries.verbs import answer_verbs, ask_verbs, asked_for, list_verbs, read_verbs
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.inquiries import listing, wanting
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.offering import HandOverPage
from reintegration_desktop.ui.custody.verbs import AskedFor
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.inquiries.answering import AnswerPage
from reintegration_desktop.ui.inquiries.asking import AskPage
from reintegration_desktop.ui.inquiries.listed import InquiriesPage
from reintegration_desktop.ui.inquiries.reading import ReadPage
from reintegration_desktop.ui.window import Window


def inquiries_here(program: Program) -> tuple[Waiting, ...]:
    """Questions that wait for an answer of this office, and answers that nobody has read."""
    if program.store is None:
        return ()
    return tuple(_waiting(program, one) for one in listing.waiting(program.desk))


def files_wanted(program: Program, *, names: bool = True) -> tuple[Waiting, ...]:
    """Files of this office that others ask for; with ``names`` off (discreet) by their codes."""
    if program.store is None:
        return ()
    return tuple(
        Waiting(
            Verb.GIVE, None, None, inquiry=one.id,
            about=say("{office} asks for the file of {name}", office=office_name(program, one.office), name=one.name),
        )
        for one in wanting.wanted_here(program.desk, names=names)
    )  # fmt: skip


def _waiting(program: Program, one: listing.InquiryLine) -> Waiting:
    office = office_name(program, one.other)
    about = say("From {office}", office=office)
    if one.case is not None:
        about = say("{office}, about {code}", office=office, code=one.case.code)
    return Waiting(Verb.HEAR if one.ours else Verb.ANSWER, None, None, about=about, inquiry=one.id)


class InquiryPages:
    """The ways to them. ``show`` opens a case, ``hand_over`` the page that gives one to another office."""

    def __init__(
        self, program: Callable[[], Program], people: Callable[[], People], over: Over, window: Window,
        tell: Callable[[Changes], None], show: Callable[[UUID], object],
        hand_over: Callable[[UUID, AskedFor | None], HandOverPage],
    ) -> None:  # fmt: skip
        self._program, self._people, self._over, self._window = program, people, over, window
        self._tell, self._show, self._hand_over = tell, show, hand_over

    @property
    def ways(self) -> Mapping[str, tuple[type, Callable[[Any], object]]]:
        """By the name that other pages go by: what each is about, and what opens it."""
        return {
            "ask": (UUID, self.ask),
            Verb.ANSWER: (VersionId, self.answer),
            Verb.HEAR: (VersionId, self.read),
            Verb.GIVE: (VersionId, self.give),
            "inquiries": (NoneType, lambda _: self.all()),
        }

    def ask(self, case: UUID) -> AskPage:
        """The page that asks about a case."""
        page = AskPage(self._over.tasks, ask_verbs(self._program()), case)
        page.asked.connect(self._on_asked)
        self._over.open(page)
        return page

    def answer(self, wanted: VersionId) -> AnswerPage:
        """The page that answers."""
        page = AnswerPage(self._over.tasks, answer_verbs(self._program(), self._people), wanted)
        page.answered.connect(self._on_answered)
        self._over.open(page)
        return page

    def read(self, wanted: VersionId) -> ReadPage:
        """The page of an answer."""
        page = ReadPage(self._over.tasks, read_verbs(self._program()), wanted)
        page.read.connect(self._on_read)
        page.joined.connect(self._on_joined)
        page.case_asked.connect(self._show)
        page.hand_over_asked.connect(lambda case: self._hand_over(case, None))
        page.wrote.connect(self._tell)
        self._over.open(page)
        return page

    def give(self, wanted: VersionId) -> None:
        """The page that hands over a file which another office asks for, with that office chosen."""
        work = partial(wanting.find_wanted, self._program().desk, wanted)
        self._over.tasks.run(work, owner=self._window, done=self._give, failed=self._fail)

    def _give(self, found: wanting.WantedHere) -> None:
        page = self._hand_over(found.row.id, asked_for(self._program(), found))
        page.declined.connect(self._on_declined)

    def _fail(self, failed: Exception) -> None:
        self._window.fail(in_plain_words(failed))

    def all(self) -> InquiriesPage:
        """All of them."""
        page = InquiriesPage(self._over.tasks, list_verbs(self._program()))
        page.answer_asked.connect(self.answer)
        page.read_asked.connect(self.read)
        page.give_asked.connect(self.give)
        page.wrote.connect(self._tell)
        self._over.open(page)
        return page

    def _on_asked(self, changes: Changes, number: int) -> None:
        self._done(
            changes,
            lambda: say_many("{n} office is asked, with the next bundle.",
                             "{n} offices are asked, with the next bundles.", number),
        )  # fmt: skip

    def _on_answered(self, changes: Changes) -> None:
        self._done(changes, lambda: say("Your answer goes with the next bundle."))

    def _on_read(self, changes: Changes) -> None:
        self._done(changes, lambda: say("It waits for nobody any more."))

    def _on_declined(self, changes: Changes) -> None:
        self._done(changes, lambda: say("Not given: they hear of it with the next bundle."))

    def _on_joined(self, changes: Changes) -> None:
        self._tell(changes)
        self._window.toaster.show(lambda: say("Shown together from now on"), None)

    def _done(self, changes: Changes, words: Callable[[], str]) -> None:
        self._over.back()
        self._tell(changes)
        self._window.toaster.show(words, None)
