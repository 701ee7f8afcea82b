"""The page of rules for all offices in one window, what waits of them in Today, and following them while it is open."""

from collections.abc import Callable, Generator, Iterator
from functools import partial

from reintegration_desktop.app.issuing.following import catch_up, follow, is_behind, place_of
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.programme import issuing
from reintegration_desktop.casework.programme.settling import changed
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.issued.snapshot import applied
from reintegration_desktop.rules.issued.standing import Issue, State, in_force, waits_for_upgrade
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.issuing.page import RulesPage
from reintegration_desktop.ui.issuing.verbs import Rules, RulesLine, RulesVerbs
from reintegration_desktop.ui.settings.policy_words import policy_lines
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.window import Window


def rules_to_sign(program: Program) -> tuple[Waiting, ...]:
    """Rules for all offices that wait for this person's signature."""
    if program.store is None:
        return ()
    place = place_of(program)
    return tuple(
        Waiting(Verb.COUNTERSIGN, None, None, about=say("Rules number {number}", number=str(one.number)))
        for one in place.issued()
        if issuing.may_sign(place, one)
    )


def rules_verbs(program: Program) -> RulesVerbs:
    """What the page calls."""
    place = place_of(program)
    return RulesVerbs(partial(_rules, program), partial(issuing.issue, place), partial(issuing.sign, place))


class RulesPages:
    """The way to it. ``take`` goes by another program from now on; ``settled`` has every page ask again."""

    def __init__(
        self, program: Callable[[], Program], over: Over, window: Window, take: Callable[[Program], None],
        settled: Callable[[], None],
    ) -> None:  # fmt: skip
        self._program, self._over, self._window = program, over, window
        self._take, self._settled = take, settled

    def open(self) -> RulesPage:
        """The page."""
        program = self._program()
        page = RulesPage(self._over.tasks, rules_verbs(program), issues=issuing.may_issue(program.desk))
        page.wrote.connect(self._on_wrote)
        self._over.open(page)
        return page

    def follow(self) -> None:
        """Go by what came, in the writer's lane, and say so; due days follow in slices."""
        self._over.tasks.run(self._following, owner=self._window, done=self._tell, lane=Lane.WRITER)

    def _following(self) -> Generator[None, None, int]:
        now = follow(self._program())
        if now is not None:
            self._take(now)
        if is_behind(self._program()):
            yield from catch_up(self._program())
        issued = self._program().programme.issued
        return 0 if now is None or issued is None else issued.number

    def _tell(self, number: int) -> None:
        if number:
            self._settled()
            self._window.toaster.show(
                lambda: say(
                    "Rules number {number} of headquarters are in force; every due day follows.", number=str(number)
                )
            )

    def _on_wrote(self, changes: Changes, whole: bool) -> None:
        self._over.tell(changes)
        if whole:
            self.follow()


def _rules(program: Program) -> Rules:
    place, found = place_of(program), program.opened.issued()
    now = in_force(found)
    programme = _base(now) if issuing.may_issue(program.desk) else program.programme
    waits = [one for one in found if _is_open(program, one, now)]
    return Rules(
        None if now is None else _line(program, now, programme),
        tuple(_line(program, one, programme, sign=issuing.may_sign(place, one)) for one in waits),
        _would(program, now) if issuing.may_issue(program.desk) else None,
        waits_for_upgrade(found),
    )


def _base(now: Issue | None) -> Programme:
    """What headquarters' rules are compared with: those in force, else the usual numbers and no lists."""
    return Programme() if now is None or now.snapshot is None else now.snapshot.choices


def _is_open(program: Program, one: Issue, now: Issue | None) -> bool:
    """Whether rules still wait for a signature: in time, and not older than those in force."""
    late = one.expires < program.desk.written_at() or (now is not None and one.number <= now.number)
    return one.state is State.SIGNING and one.snapshot is not None and not late


def _line(program: Program, one: Issue, programme: Programme, *, sign: bool = False) -> RulesLine:
    people = program.programme.people
    names = tuple(people.get(str(person.id), "") or say("somebody of headquarters") for person in one.signers)
    after = programme if one.snapshot is None else applied(programme, one.snapshot, one.digest)
    return RulesLine(
        one.number, one.at.astimezone().date(), names, differences(programme, after),
        one.expires.astimezone().date(), one.digest if sign else None,
    )  # fmt: skip


def _would(program: Program, now: Issue | None) -> tuple[str, ...]:
    """What headquarters' own choices change of what is in force."""
    found = differences(_base(now), program.programme)
    return found or ((say("The usual numbers, and no list of your own"),) if now is None else ())


def differences(before: Programme, after: Programme) -> tuple[str, ...]:
    """What differs between two programmes, in words: numbers one by one, of lists and places how many."""
    was = dict(policy_lines(before.policy))
    told = [say("{what}: {before}, now {after}", what=what, before=was[what], after=value)
            for what, value in policy_lines(after.policy) if was[what] != value]  # fmt: skip
    if not told and changed(before.policy, after.policy):
        told.append(say("Margins of sets of questions on wellbeing"))
    return (*told, *_counted(before, after))


def _counted(before: Programme, after: Programme) -> Iterator[str]:
    """Of lists, places, services and questions how many differ."""
    lists = sum(len(set(rows.items()) - set(before.lists.get(name, {}).items())) for name, rows in after.lists.items())
    places = len(set(after.places) - set(before.places))
    services = len(set(after.providers.items()) - set(before.providers.items()))
    questions, gone = len(after.switched_on ^ before.switched_on), _retired(before, after)
    if lists:
        yield say_many("{n} entry of a list", "{n} entries of lists", lists)
    if places:
        yield say_many("{n} place", "{n} places", places)
    if services:
        yield say_many("{n} service", "{n} services", services)
    if questions:
        yield say_many("{n} question switched on or off", "{n} questions switched on or off", questions)
    if gone:
        yield say_many("{n} entry that nobody chooses any more, or again",
                       "{n} entries that nobody chooses any more, or again", gone)  # fmt: skip


def _retired(before: Programme, after: Programme) -> int:
    names = {*before.retired, *after.retired}
    return sum(len(before.retired.get(name, frozenset()) ^ after.retired.get(name, frozenset())) for name in names)
