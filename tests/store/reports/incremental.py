"""A vault in which anything happens, counted after each of it twice: with all that was remembered, and without.

``python -m tests.store.reports.incremental 20 11`` tells so many rounds of the seed: counts, and where they differed.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from reintegration_desktop.app.program import Program, create_program
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.figures.counting import refreshing, to_the_end
from reintegration_desktop.casework.invented.cases import Setting, invented_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Contribution, Walked
from reintegration_desktop.rules.tasks import tasks_of
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.store.office import QUICK, TurnedClock, a_person, an_edit, case_facts, consent

WORDS, START = "a test's own words", datetime(2026, 3, 20, 9, tzinfo=UTC)


class Watched:
    """Reads cases, and notes how many files were opened; without memory it finds nothing that was kept."""

    def __init__(self, cases: Cases, remembers: bool) -> None:
        self._cases, self._remembers, self.opened = cases, remembers, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._cases, name)

    def contributions(self, ids: Sequence[UUID], terms: bytes) -> list[Contribution]:
        found = self._cases.contributions(ids, terms)
        return [one if self._remembers else one._replace(content=None) for one in found]

    def files(self, ids: Sequence[UUID]) -> Sequence[Walked]:
        self.opened += len(ids)
        return self._cases.files(ids)


@dataclass
class Counts:
    """An office's vault under a turned clock, counted with and without what was remembered."""

    program: Program
    clock: TurnedClock
    templates: Mapping[str, Template]
    opened: int = 0
    cases: list[UUID] = field(default_factory=list)

    def figures(self, *, remembers: bool = True) -> list[Figures]:
        """All figures, as they would be sealed; ``opened`` tells how many files were read for them."""
        self.opened = 0
        desk = self._desk(self.program.desk, remembers)
        made: list[Figures] = []
        to_the_end(refreshing(desk, self.templates, made.append, NoProgress(), supervisors=1))
        return made

    def _desk(self, desk: Desk, remembers: bool) -> Desk:
        @contextmanager
        def read() -> Iterator[Cases]:
            with desk.read() as cases:
                watched = Watched(cases, remembers)
                yield watched  # type: ignore[misc]
                self.opened += watched.opened

        return replace(desk, read=read, remember=desk.remember if remembers else lambda _: None)

    def save(self, case: UUID, *edits: Edit) -> None:
        with self.program.desk.begin() as work:
            for edit in edits:
                work.save(case, edit)
            work.commit()

    def turn(self, days: int) -> None:
        self.clock.moment += timedelta(days=days)

    @property
    def today(self) -> date:
        return self.clock.today()


def an_office(place: Path, cases: int, seed: int) -> Counts:
    """A supervisor's vault with invented cases, whole courses of life among them, feedback included."""
    clock = TurnedClock(START)
    means = Means(clock, kdf=QUICK, floor=QUICK)
    who = Newcomer("Grace", "supervisor", Role.SUPERVISOR)
    program = create_program(
        place / "Goma.vault", who, WORDS, means=means, office="Goma", programme=invented_programme({}, {})
    )
    setting = Setting(program.programme, (program.me.id,), program.me.office, START.date(), heard=True)
    made = Counts(program, clock, program.templates)
    with program.opened.bulk() as bulk:
        for number in range(cases):
            file = invented_case(setting, seed, number)
            bulk.add(file, tasks_of(file, program.programme.policy, START.date()))
            made.cases.append(file.id)
    return made


def _day(counts: Counts, chance: Random, back: int = 400, on: int = 40) -> date:
    return counts.today + timedelta(days=chance.randrange(-back, on))


def _visit(counts: Counts, chance: Random, case: UUID) -> None:
    days = {key: _day(counts, chance) for key in ("due_on", "visited_on", "next_visit_on") if chance.random() < 0.7}
    counts.save(case, an_edit(case, "follow_up", contact_kind="home_visit", child_seen="yes", **days,
                              risk_level=chance.choice(("low", "medium", "high"))))  # fmt: skip


def _born(counts: Counts, chance: Random, case: UUID) -> None:
    """A birthday near, so that the day makes them older."""
    age, day = chance.choice((5, 12, 15, 17, 18, 25)), counts.today + timedelta(days=chance.randrange(-3, 20))
    born = UncertainDate.day(date(day.year - age, day.month, min(day.day, 28)), counts.today)
    counts.save(case, an_edit(case, "identification", date_of_birth=born, sex=chance.choice(("female", "male"))))


def _left(counts: Counts, chance: Random, case: UUID) -> None:
    """An exit some months and some days ago."""
    left = UncertainDate.day(counts.today - timedelta(days=30 * chance.randrange(36) + chance.randrange(5)))
    counts.save(case, an_edit(case, "exit", left_on=left, exit_manner="escaped", handover_on=left))


def _consents(counts: Counts, chance: Random, case: UUID) -> None:
    said = {key: chance.choice(("yes", "no")) for key in ("agrees_to_reporting", "agrees_to_monitoring")}
    moment = datetime.combine(_day(counts, chance, 60), datetime.min.time(), UTC)
    kind = chance.choice(("changed", "withdrawn"))
    counts.save(case, consent(case, event_at=moment, event_kind=kind, **said))


def _stays(counts: Counts, chance: Random, case: UUID) -> None:
    started = _day(counts, chance, 300)
    ended = {"ended_on": _day(counts, chance, 30)} if chance.random() < 0.5 else {}
    kind = chance.choice(("interim_care_centre", "foster", "parents"))
    counts.save(case, an_edit(case, "care_stay", care_arrangement=kind, started_on=started, **ended))


def _learns(counts: Counts, chance: Random, case: UUID) -> None:
    started = counts.today - timedelta(days=chance.choice((150, 176, 182, 184, 400)))
    counts.save(case, an_edit(case, "learning_and_work", activity_kind="wage_employment", started_on=started,
                              through_us="yes", completion="completed"))  # fmt: skip


def _held(counts: Counts, chance: Random, case: UUID) -> None:
    began = UncertainDate.day(counts.today - timedelta(days=chance.choice((0, 1, 6, 27, 88))))
    counts.save(case, an_edit(case, "justice", because_of_association="yes", deprived_of_liberty="yes",
                              detention_began_on=began))  # fmt: skip


def _heard(counts: Counts, chance: Random, case: UUID) -> None:
    given = _day(counts, chance, 90, 1)
    counts.save(
        case, an_edit(case, "feedback", given_on=given, answered_by="child", listened_to=chance.randrange(1, 6))
    )


def _facts(counts: Counts, chance: Random, case: UUID) -> None:
    """Closed, kept until a day that is near, or opened again."""
    status, stage = chance.choice((("open", "implementing"), ("closed", "closed"), ("closed", "void")))
    until = {"keep_until_on": _day(counts, chance, 200)} if chance.random() < 0.7 else {}
    keyring = counts.program.keyring
    counts.save(case, case_facts(case, keyring, "X", case_status=status, case_stage=stage, **until))


def _in_the_bin(counts: Counts, chance: Random, case: UUID) -> None:
    with counts.program.desk.read() as cases:
        opened = cases.open(case)
    records = [one.id for one in opened.file.records if one.form in ("follow_up", "exit", "service", "association")]
    with counts.program.desk.begin() as work:
        if opened.bin and chance.random() < 0.5:
            work.undelete(case, opened.bin[0].id)
        elif records:
            work.delete(case, chance.choice(records))
        work.commit()


def _destroyed(counts: Counts, _: Random, case: UUID) -> None:
    counts.program.opened.destroy(case)
    counts.cases.remove(case)


def _registered(counts: Counts, chance: Random, _: UUID) -> None:
    case = uuid4()
    with counts.program.desk.begin() as work:
        work.open_case(case, f"N{chance.randrange(10**6):06d}")
        work.save(case, case_facts(case, counts.program.keyring, "X"))
        work.save(case, a_person(case, registered_on=_day(counts, chance, 100, 1)))
        work.save(case, consent(case))
        work.commit()
    counts.cases.append(case)


def _rules(counts: Counts, chance: Random, _: UUID) -> None:
    numbers = {"centre_days": chance.randrange(20, 80), "plan_days": chance.randrange(5, 30)}
    policy = replace(counts.program.programme.policy, **numbers)
    counts.program = counts.program.settle(replace(counts.program.programme, policy=policy))


def _template(counts: Counts, chance: Random, _: UUID) -> None:
    """Fewer templates, or all again."""
    every = counts.program.templates
    counts.templates = {name: one for name, one in every.items() if chance.random() < 0.8} or every


def _time(counts: Counts, chance: Random, _: UUID) -> None:
    counts.turn(chance.choice((1, 1, 1, 2, 5, 9, 30, 100)))


def _next(counts: Counts, *_: object) -> None:
    counts.turn(1)


def _clock_back(counts: Counts, chance: Random, _: UUID) -> None:
    counts.turn(-chance.choice((1, 3, 40, 400)))


def _opened_again(counts: Counts, *_: object) -> None:
    """Nothing of the keys that were in use is."""
    for case in counts.cases:
        counts.program.keyring.children.forget(case)


Act = Callable[[Counts, Random, UUID], None]
_ACTS: dict[str, Act] = {
    one.__name__.strip("_"): one
    for one in (_visit, _born, _left, _consents, _stays, _learns, _held, _heard, _facts, _in_the_bin, _destroyed,
                _registered, _rules, _template, _time, _clock_back, _opened_again, _next)
}  # fmt: skip


EVERYTHING = tuple(_ACTS)


def story(seed: int, cases: int, steps: int, acts: Sequence[str] = EVERYTHING) -> Iterator[tuple[str, int, bool]]:
    """What happened, how many files were read again, and whether both counts are the same."""
    chance = Random(seed)
    with TemporaryDirectory(prefix="counting-") as place:
        counts = an_office(Path(place), cases, seed)
        try:
            yield "begun", 0, counts.figures() == counts.figures(remembers=False)
            for _ in range(steps):
                what = chance.choice(acts)
                _ACTS[what](counts, chance, chance.choice(counts.cases))
                found, read = counts.figures(), counts.opened
                yield what, read, found == counts.figures(remembers=False)
        finally:
            counts.program.close()


if __name__ == "__main__":
    rounds, first = int(sys.argv[1]), int(sys.argv[2])
    told = [one for number in range(rounds) for one in story(first * 1000 + number, 30, 60)]
    told += [one for number in range(rounds) for one in story(first * 1000 + number, 30, 60, ("next",))]
    differ = [what for what, _, same in told if not same]
    sys.stdout.write(
        f"{len(told)} counts, {sum(read for _, read, _ in told)} files read, {len(differ)} differ: {differ}\n"
    )
