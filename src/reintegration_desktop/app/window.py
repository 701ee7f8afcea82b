"""The window of an open vault: the pages of a role, and the ways between them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import NoneType, UnionType
from typing import Any
from uuid import UUID

from reintegration_desktop.app.at_headquarters.place import has_cases_here, notices_of
from reintegration_desktop.app.backups.older_pages import way_to_accept_older
from reintegration_desktop.app.backups.screens import backup_age, backup_verbs
from reintegration_desktop.app.beginning import five_words
from reintegration_desktop.app.counting import counts_of
from reintegration_desktop.app.custody.pages import CustodyPages
from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.erasing.pages import ErasingPages, waiting_to_sign
from reintegration_desktop.app.exchange import behind_today, wanting
from reintegration_desktop.app.inquiries.pages import InquiryPages
from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.issuing.pages import RulesPages
from reintegration_desktop.app.journeys import journey_verbs, way_to_give_again
from reintegration_desktop.app.keeping import settings_verbs
from reintegration_desktop.app.keys.recovering import lacks_sheets
from reintegration_desktop.app.keys.renewing import pairs_to_renew
from reintegration_desktop.app.office_pages import Over, office_ways
from reintegration_desktop.app.overseeing import complaint_verbs, log_verbs, release_verbs, report_verbs, sees_figures
from reintegration_desktop.app.people import looks_after_people
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.replaced.pages import open_asked
from reintegration_desktop.app.settling import open_section, settling
from reintegration_desktop.app.shaping import shape_verbs
from reintegration_desktop.app.tracing_desk.pages import DeskPages, desk_page
from reintegration_desktop.app.tracing_desk.place import sits_at_the_desk
from reintegration_desktop.app.travelling import carries, travel_verbs
from reintegration_desktop.casework.differing.inbox import Spot
from reintegration_desktop.casework.erasing import emptying
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.casework.visits import VISIT
from reintegration_desktop.kernel.portable import portable_folder
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, Draft
from reintegration_desktop.ui.attachments.pages import FILE_PAGES, file_page
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.due.today import TodayPage
from reintegration_desktop.ui.due.visits import VisitsPage
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.finding.cases import CasesPage
from reintegration_desktop.ui.frame.counts import NavCounts
from reintegration_desktop.ui.frame.places import PLACES, Place
from reintegration_desktop.ui.locking.guard import guard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.oversight.complaints import ComplaintsPage
from reintegration_desktop.ui.oversight.home import HomePage
from reintegration_desktop.ui.oversight.log import LogPage
from reintegration_desktop.ui.oversight.releases_page import ReleasesPage
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.conflict import ConflictPage
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.referrals import ReferralsPage
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.referring.packet import PacketPage
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.verbs import ErasingWays, OfficeWays, RulesWay
from reintegration_desktop.ui.shaping.page import TemplatesPage
from reintegration_desktop.ui.start import Keeper
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.page import SendReceivePage
from reintegration_desktop.ui.window import SignedIn, Window
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.errors import Travelling
from reintegration_desktop.vault.roles import Room

Makers = Mapping[Place, Callable[[], Page]]


class OpenWindow:
    """A window over an open vault. ``locked`` is called when somebody locks, ``left`` when they close the window."""

    def __init__(
        self,
        program: Program,
        tasks: Tasks,
        locked: Callable[[], None],
        *,
        training: bool = False,
        left: Callable[[], None] | None = None,
    ) -> None:
        self.program, self.tasks, self._locked = program, tasks, locked
        self.workplace = Workplace(program.desk, tasks) if has_cases_here(program) else None
        me = program.me
        role = say(ROLE_WORDS[me.role])
        about = say("{role}, {office}", role=role.capitalize(), office=me.office_name) if me.office_name else role
        makers = self._makers()
        places = {place: makers[place] for place in PLACES[me.role] if place in makers}
        self.places = tuple(places)
        self._case: CasePage | None = None
        self.window = Window(places, SignedIn(me.name, about))
        self.window.show_training(training)
        if Room.PERSON not in me.readable:
            self.window.without_names()
        self._connect(locked, left or locked)
        self.clipboard = guard(self.window, locked)
        if self.workplace is not None:
            self._join(self.workplace)
            self._join_erasing(self.workplace)
            self._join_custody(self.workplace)
        self.window.go(next(iter(places)))
        self._tell_first(training=training)

    def _makers(self) -> Makers:
        """How each place is made, for those that this role's keys reach."""
        makers: dict[Place, Callable[[], Page]] = {Place.SETTINGS: self._settings}
        if self.workplace is not None:
            place = self.workplace
            makers |= {
                Place.TODAY: partial(TodayPage, place),
                Place.CASES: partial(CasesPage, place),
                Place.VISITS: partial(VisitsPage, place),
                Place.REFERRALS: partial(ReferralsPage, place),
                Place.LOG: lambda: LogPage(self.tasks, log_verbs(self.program)),
                Place.COMPLAINTS: lambda: ComplaintsPage(self.tasks, complaint_verbs(self.program)),
            }
        if sees_figures(self.program):
            makers[Place.HOME] = self._home
            makers[Place.REPORTS] = self._reports
            makers[Place.RELEASES] = lambda: ReleasesPage(self.tasks, release_verbs(self.program))
        if sits_at_the_desk(self.program):
            makers[Place.DESK] = lambda: desk_page(self.program, self.tasks)
        if carries(self.program):
            makers[Place.SEND_RECEIVE] = self._send_receive
        return makers

    def _office_ways(self, way: Over) -> OfficeWays:
        return office_ways(self.program, way, partial(behind_today, self.program))

    def _home(self) -> HomePage:
        page = HomePage(self.tasks, report_verbs(self.program))
        page.reports_asked.connect(lambda: self.window.go(Place.REPORTS))
        return page

    def _reports(self) -> ReportsPage:
        page = ReportsPage(self.tasks, report_verbs(self.program))
        page.shaping_asked.connect(self.open_templates)
        return page

    def open_templates(self) -> TemplatesPage:
        """The templates of the programme's own, over the reports."""
        page = TemplatesPage(self.tasks, shape_verbs(self.program))
        self._way(Place.REPORTS).open(page, "figures")
        return page

    def _settings(self) -> SettingsPage:
        way = self._way(Place.SETTINGS)
        verbs = settings_verbs(self.program, Keeper(), self._office_ways(way), backup_verbs(self.program, way))
        if looks_after_people(self.program) and self.workplace is not None:
            again = way_to_give_again(self.program, way)
            verbs = replace(verbs, ways=replace(verbs.ways, give_again=again, give_up=self.erasing.give_up))
        verbs = replace(verbs, journey=journey_verbs(self.program, way))
        if self.workplace is not None:
            verbs = replace(verbs, settles=settling(lambda: self.program, self._take))
            verbs = replace(verbs, erasing=ErasingWays(self.erasing.open, lambda: len(waiting_to_sign(self.program))))
            verbs = replace(verbs, rules=RulesWay(self.rules.open, lambda: self.program.programme.issued))
        page = SettingsPage(self.tasks, verbs, "security" if self._is_away else "look")
        page.backed_up.connect(self._tell_backup)
        page.settled.connect(self._tell_settled)
        return page

    @property
    def _is_away(self) -> bool:
        return any(isinstance(notice, Travelling) for notice in self.program.notices)

    def _take(self, program: Program) -> None:
        """Go by what was settled from now on."""
        self.program = program
        self.cases.take(program.desk)

    def _tell_settled(self) -> None:
        """Every page asks again; the page of cases is made anew, with the answers there are to choose from now."""
        self._case = None
        self.cases.changed.emit(Changes(frozenset({"cases", "tasks"})))

    def _send_receive(self) -> SendReceivePage:
        way = self._way(Place.SEND_RECEIVE)
        verbs = travel_verbs(self.program)

        def over(page: OverPage) -> None:
            if self.workplace is not None:
                for hears in (self.workplace.find_handed_over, self.rules.follow, self.custody.tell_disputes):
                    page.changed.connect(hears)
            way.open(page, "bundles", "cases", "tasks")

        page = SendReceivePage(self.tasks, verbs, over)
        page.backups_wanted.connect(partial(open_section, self.window, "backup"))
        page.decision_wanted.connect(partial(self._go, "overrule", None))
        return page

    def _way(self, place: Place) -> Over:
        """How pages come over a place's own."""
        return Over(self.tasks, partial(self._over, place=place), self.window.back, self.window.tell, self._locked)

    def _tell_first(self, *, training: bool) -> None:
        """What opening brought to light; a vault that began alone may make its sheets later, and says so."""
        for notice in notices_of(self.program)[:1]:  # the gravest comes first, and stays until somebody has read it
            self.window.fail(in_plain_words(notice), self._way_to_decide())
        if not training and looks_after_people(self.program) and lacks_sheets(self.program):
            self.window.toaster.show(lambda: say("There are no recovery sheets yet: Settings, People and keys."))
        elif not training and Place.TODAY not in self.places and pairs_to_renew(self.program):
            self.window.toaster.show(
                lambda: say("The office's pairs of keys are half a year old: Settings, People and keys.")
            )

    def _way_to_decide(self) -> Callable[[], None] | None:
        """Where somebody goes on with an older vault; the banner comes back for who doesn't."""
        return way_to_accept_older(self.program, self._way(Place.SETTINGS), self.window.tell_again)

    def _tell_backup(self) -> None:
        tone = backup_age(self.program)[1]
        self.window.status.set_backup(lambda: backup_age(self.program)[0], tone=tone)

    def _connect(self, locked: Callable[[], None], left: Callable[[], None]) -> None:
        self.window.lock_asked.connect(locked)
        self.window.close_asked.connect(left)
        if self.program.rolled_back:
            self.window.status.set_saved(
                lambda: say("Only to be read until somebody decides"), tone="warn", icon="warning"
            )
        else:
            self.window.status.set_saved(lambda: say("All saved") if self.workplace else say("Nothing to save here"))
        self._tell_backup()
        self.window.status.set_place(self._place_words)

    def _place_words(self) -> str:
        name = self.program.folder.path.name
        if portable_folder() is not None:
            return say("{vault}, on the stick", vault=name)
        return say("{vault}, on this computer", vault=name)

    def _join(self, workplace: Workplace) -> None:
        """Join pages that work with cases: news, ways, toasts, names."""
        workplace.changed.connect(self.window.tell)
        counts = NavCounts(self.tasks, partial(counts_of, self.program), self.window.navigation)
        workplace.changed.connect(counts.touched)
        self.window.went.connect(counts.touched)
        workplace.went.connect(self._go)
        workplace.toasted.connect(self.window.toaster.show)
        self.window.names_shown.connect(workplace.show_names)
        if carries(self.program):
            workplace.wanting = lambda: wanting(self.program)
        workplace.names_read.connect(self._case_page)  # made before somebody waits for it
        workplace.read_names()

    def _join_erasing(self, workplace: Workplace) -> None:
        """Join what is erased: its pages, what waits for a signature, bins; what is due is carried out."""
        way = self._way(Place.SETTINGS if Place.TODAY not in self.places else Place.TODAY)
        self.erasing = ErasingPages(lambda: self.program, way, self.window, workplace.changed.emit)
        if Place.TODAY not in self.places:
            self.erasing.tell_what_waits()
        workplace.also_waits = lambda: also_waits(self.program, names=workplace.names_shown)
        workplace.empty_bin = lambda case, code: emptying.empty_bin(registry_of(self.program), case, code)

    def _join_custody(self, workplace: Workplace) -> None:
        """Join what is handed over between offices."""
        way = self._way(Place.TODAY if Place.TODAY in self.places else Place.SEND_RECEIVE)

        def tell(changes: Changes) -> None:
            workplace.changed.emit(changes)
            workplace.find_handed_over()

        self.custody = CustodyPages(lambda: self.program, way, self.window, tell, self.open_case)
        self.custody.tell_disputes()
        self.desk = DeskPages(lambda: self.program, way, workplace.changed.emit)
        self.rules = RulesPages(lambda: self.program, way, self.window, self._take, self._tell_settled)
        self.rules.follow()
        self.inquiries = InquiryPages(
            lambda: self.program, lambda: workplace.people, way, self.window, workplace.changed.emit, self.open_case,
            self.custody.hand_over,
        )  # fmt: skip

    @property
    def cases(self) -> Workplace:
        """The place of work with cases; raises NoDatabase for a role that has none."""
        if self.workplace is None:
            raise NoDatabase
        return self.workplace

    def _go(self, page: str, about: object) -> None:
        """Open what has no line in the navigation, over the page that led to it."""
        ways: Mapping[str, tuple[type | UnionType, Callable[[Any], object]]] = {
            "case": (UUID, self.open_case),
            "visit": (UUID, self.open_visit),
            "conflict": (tuple | NoneType, self.open_conflict),
            "draft": (Draft, self.open_draft),
            "erase": (UUID, self.erasing.order_case),
            **self.custody.ways,
            **self.inquiries.ways,
            "desk_grants": (UUID, self.desk.grants),
            "refer": (UUID, self.open_packet),
        }
        kind, way = ways.get(page, (object, None))
        if page == "intake":
            self.open_intake(str(about or ""))
        elif page in self._pages:
            self._pages[page]()
        elif page in FILE_PAGES:
            self._open_file(page, about)
        elif way is not None and isinstance(about, kind):
            way(about)
        elif page in set(Place):
            self.window.go(Place(page))

    @property
    def _pages(self) -> Mapping[str, Callable[[], object]]:
        """Pages about nothing in particular, over the one that led there."""
        return {
            "erasures": self.erasing.open,
            "pairs": self._open_pairs,
            "policy": partial(open_section, self.window, "policy"),
            "overrule": self.custody.overrule,
            "replaced": lambda: open_asked(self.program, self._way(Place.TODAY), self.open_case),
            "rules": self.rules.open,
        }

    def _open_pairs(self) -> None:
        way = self._way(Place.SETTINGS if Place.TODAY not in self.places else Place.TODAY)
        if (renew := self._office_ways(way).renew_pairs) is not None:
            renew()

    def open_case(self, case: UUID, section: str = "person", draft: Draft | None = None) -> CasePage:
        """A case, over the page that led to it."""
        page = self._case_page()
        page.open(case, section, draft)
        return page

    def _case_page(self) -> CasePage:
        """The one page of cases: it comes over the list once a case is on it."""
        if self._case is None:
            self._case = CasePage(self.cases)
            self._case.closed.connect(self.window.back)
            self._case.ready.connect(self._on_case_ready)
        return self._case

    def _on_case_ready(self) -> None:
        page = self._case_page()
        if self.window.page is not page:
            self._over(page, Place.CASES)

    def open_visit(self, case: UUID, draft: Draft | None = None) -> VisitPage:
        """A visit to a young person, begun now or from a draft."""
        page = VisitPage(self.cases, case, draft)
        page.closed.connect(lambda _: self.window.back())
        self._over(page, Place.VISITS)
        return page

    def open_intake(self, name: str = "", draft: Draft | None = None) -> IntakePage:
        """A new case, with a name that was sought, or from a draft."""
        page = IntakePage(self.cases, draft, name)
        page.closed.connect(self.window.back)
        page.saved.connect(self._on_opened)
        self._over(page, Place.CASES)
        return page

    def open_conflict(self, about: Spot | None = None) -> ConflictPage:
        """Answers that differ: all that wait, beginning with those of one record."""
        page = ConflictPage(self.cases, about)
        page.closed.connect(self.window.back)
        self._over(page, Place.TODAY if Place.TODAY in self.places else Place.CASES)
        return page

    def open_packet(self, case: UUID) -> PacketPage:
        """A packet for a service."""
        page = PacketPage(self.cases, case, five_words)
        page.closed.connect(self.window.back)
        self._over(page, Place.CASES)
        return page

    def open_draft(self, draft: Draft) -> None:
        """Go on where somebody stopped."""
        if draft.case is None:
            self.open_intake("", draft)
        elif draft.form == VISIT:
            self.open_visit(draft.case, draft)
        else:
            self.open_case(draft.case, draft=draft)

    def _open_file(self, page: str, about: object) -> None:
        """A file of a case, looked at or about to be saved out, over the case."""
        (opened := file_page(self.cases, page, about)).closed.connect(self.window.back)
        self._over(opened, Place.CASES)

    def _over(self, page: Page, place: Place) -> None:
        """Show a page over another; its place in the navigation is marked where the role has it."""
        self.window.open_over(page, place if place in self.places else None)

    def _on_opened(self, case: object) -> None:
        self.window.back()
        if isinstance(case, UUID):
            self.open_case(case)
