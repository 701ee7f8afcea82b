"""Whole invented cases: a course of life written down form by form, as caseworkers would have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from uuid import UUID

from reintegration_desktop.casework.invented import person, release, support
from reintegration_desktop.casework.invented.chance import begun, new_id, often
from reintegration_desktop.casework.invented.course import Course, brief_course, drawn_course, twin
from reintegration_desktop.casework.invented.places import villages
from reintegration_desktop.casework.invented.scores import baseline
from reintegration_desktop.casework.invented.visits import approach, visits
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Score
from reintegration_desktop.kernel.ids import CROCKFORD, new_case_code
from reintegration_desktop.rules.programme import Programme

TWIN_OF_THE_ONE_BEFORE = 50
_STRIDE, _CODES = 694_846_129, len(CROCKFORD) ** 6


@dataclass(frozen=True, slots=True)
class Setting:
    """Where invented cases are kept: the programme, who works there, what day it is.

    ``workers`` are certificate ids; ``with_text`` says whether visits are told in words.
    """

    programme: Programme
    workers: tuple[UUID, ...]
    office: UUID
    today: date
    with_text: bool = True
    villages: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "villages", villages(self.programme.places))


def invented_cases(setting: Setting, seed: int, count: int) -> Iterator[CaseFile]:
    """So many cases. The same seed gives the same people, whatever the count."""
    return (invented_case(setting, seed, number) for number in range(count))


def invented_case(setting: Setting, seed: int, number: int) -> CaseFile:
    """The case of a seed and a number; each 50th is the one before, met again and misheard."""
    again = number % TWIN_OF_THE_ONE_BEFORE == TWIN_OF_THE_ONE_BEFORE - 1
    life = begun(f"{seed}:{number - 1 if again else number}")
    course = drawn_course(life, setting.villages, setting.today, setting.programme.policy)
    chance = begun(f"{seed}:{number}:again") if again else life
    if again:
        course = twin(chance, course, setting.today)
    case = new_id(chance)
    return CaseFile(case, tuple(_Writing(setting, chance, course, case).records(code_of(seed, number))))


def brief_case(setting: Setting, seed: int, number: int, count: int) -> CaseFile:
    """A quick intake (four forms) and so many visits: the smallest case that lists, search, figures have work with."""
    chance = begun(f"{seed}:{number}:brief")
    course = brief_course(chance, setting.villages, setting.today, count)
    case = new_id(chance)
    return CaseFile(case, tuple(_Writing(setting, chance, course, case).brief(code_of(seed, number))))


def code_of(seed: int, number: int) -> str:
    """A case code; no two numbers below a thousand million share one."""
    rest = (number * _STRIDE + seed * 7_919) % _CODES
    digits = (CROCKFORD[rest // len(CROCKFORD) ** place % len(CROCKFORD)] for place in range(6))
    return new_case_code(lambda _: next(digits))


@dataclass(frozen=True, slots=True)
class _Writing:
    """One case being written down."""

    setting: Setting
    chance: Random
    course: Course
    case: UUID

    def records(self, code: str) -> Iterator[Record]:
        """Every record in the order in which it was first saved."""
        arrived = list(self._arrived(code))
        yield from arrived
        if self.course.registered_on:
            yield from self._registered()
        if self.course.assessed_on:
            yield from self._assessed(arrived[-1].answers)

    def brief(self, code: str) -> Iterator[Record]:
        """The quick intake and the visits alone."""
        yield from self._arrived(code)
        yield from self._agreed()
        yield from self._visited(baseline(self.chance, self.course))

    def _arrived(self, code: str) -> Iterator[Record]:
        worker = self.chance.choice(self.setting.workers)
        team = tuple(str(id_) for id_ in dict.fromkeys((worker, *self.setting.workers)))
        yield self._one("case", self._facts(code, worker))
        yield self._one("identification", person.identification(self.chance, self.course, team, self.setting.today))

    def _agreed(self) -> Iterator[Record]:
        yield self._row("consent", person.consent(self.chance, self.course))
        yield self._one("concerns", person.concerns(self.chance, self.course))

    def _facts(self, code: str, worker: UUID) -> Answers:
        """What the program answers itself."""
        return Answers(
            {
                "case_code": code,
                "case_status": "closed" if self.course.closed_on else "open",
                "case_stage": self.course.stage,
                "name_is_hidden": often(self.chance, 0.02),
                "caseworker": str(worker),
                "office": str(self.setting.office),
            }
        )

    def _registered(self) -> Iterator[Record]:
        chance, course, today = self.chance, self.course, self.setting.today
        yield from self._agreed()
        for episode in range(1, course.episodes + 1):
            yield from self._episode(episode)
        yield self._one("household", person.household(chance, course))
        yield self._row("care_stay", person.care_stay(chance, course))
        yield from self._some(0.45, "identity_paper", lambda: person.identity_paper(chance, course))
        yield from self._some(0.5, "household_member", lambda: person.household_member(chance, course))
        yield from self._some(0.08, "age_assessment", lambda: release.age_assessment(chance, course))
        yield from self._some(0.1, "justice", lambda: release.justice(chance, course))
        if often(chance, 0.2):
            search = self._row("tracing", person.tracing(chance, course))
            yield search
            yield self._row("person_sought", person.person_sought(chance, course, 1), search.id)
            yield self._row("tracing_action", person.tracing_action(chance, course, today), search.id)

    def _episode(self, number: int) -> Iterator[Record]:
        """A time with an armed actor, with how it ended and whether it is confirmed."""
        chance, course, last = self.chance, self.course, number == self.course.episodes
        time = self._row("association", release.association(chance, course, number))
        yield time
        ended = release.left(chance, course) if last else release.left_before(chance, course)
        yield self._row("exit", ended, time.id)
        if last and often(chance, 0.4):
            yield self._row("verification", release.verification(chance, course, self.setting.today), time.id)

    def _assessed(self, who: Answers) -> Iterator[Record]:
        found = support.assessment(self.chance, self.course)
        yield self._row("assessment", found)
        if support.is_urgent(who, found):
            today = self.setting.today
            yield from self._some(
                0.85, "immediate_concern", lambda: support.immediate_concern(self.chance, self.course, today)
            )
        for _ in range(self.chance.randint(0, 3)):
            yield from self._served()
        if self.course.planned_on:
            yield from self._planned()
        yield from self._visited(found.scores("domain_scores"))
        if self.course.closed_on:
            yield self._row("closure", support.closure(self.chance, self.course))

    def _served(self) -> Iterator[Record]:
        today, providers = self.setting.today, tuple(self.setting.programme.providers)
        needed = self._row("service", support.service(self.chance, self.course, providers, today))
        yield needed
        if "provider" in needed.answers:
            yield self._row("referral", support.referral(self.chance, needed.answers, today), needed.id)

    def _visited(self, first: Mapping[str, Score]) -> Iterator[Record]:
        for visit in visits(
            self.chance, self.course, first, self.setting.programme.policy, with_text=self.setting.with_text
        ):
            yield self._row("follow_up", visit)
            if visit["approached_by_armed_actor"] == "yes":
                yield self._row("incident", approach(self.chance, self.course, visit))

    def _planned(self) -> Iterator[Record]:
        chance, course = self.chance, self.course
        today = self.setting.today
        plan = self._row("case_plan", support.case_plan(chance, course, today))
        yield plan
        for _ in range(chance.randint(1, 3)):
            yield self._row("plan_action", support.plan_action(chance, course, today), plan.id)
        yield from self._some(0.55, "learning_and_work", lambda: support.learning_and_work(chance, course, today))

    def _one(self, form: str, answers: Answers) -> Record:
        return Record(form, record_of(self.case, form), None, answers)

    def _row(self, form: str, answers: Answers, parent: UUID | None = None) -> Record:
        return Record(form, new_id(self.chance), parent, answers)

    def _some(self, share: float, form: str, answers: Callable[[], Answers]) -> Iterator[Record]:
        """The row in this share of the cases."""
        if often(self.chance, share):
            yield self._row(form, answers())
