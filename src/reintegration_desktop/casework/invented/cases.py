"""Whole invented cases: a course of life written down form by form, as caseworkers would have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from reintegration_desktop.casework.invented import person, release, support
from reintegration_desktop.casework.invented.chance import begun, new_id, often
from reintegration_desktop.casework.invented.course import SPAN, Course, brief_course, drawn_course, twin
from reintegration_desktop.casework.invented.places import villages
from reintegration_desktop.casework.invented.scores import baseline
from reintegration_desktop.casework.invented.since import since
from reintegration_desktop.casework.invented.visits import approach, visits
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.kernel.ids import CROCKFORD, new_case_code
from reintegration_desktop.rules.limits.keeping import kept_no_longer_than_policy
from reintegration_desktop.rules.moves import moved
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.rules.stages import AFTER_CLOSING, STATUS, Stage

TWIN_OF_THE_ONE_BEFORE = 50
_MET_AGAIN_AFTER, _KEPT_AT_HAND = (20, 150), 270
_STRIDE, _CODES = 694_846_129, len(CROCKFORD) ** 6


@dataclass(frozen=True, slots=True)
class Setting:
    """Where invented cases are kept: the programme, who works there, what day it is.

    ``workers`` are certificate ids, each case has one of them; ``colleagues`` sit in at their interviews;
    ``with_text`` says whether visits are told in words, ``heard`` whether feedback is on file: no caseworker writes it.
    """

    programme: Programme
    workers: tuple[UUID, ...]
    office: UUID
    today: date
    with_text: bool = True
    colleagues: tuple[UUID, ...] = ()
    heard: bool = False
    villages: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "villages", villages(self.programme.places))


def invented_cases(setting: Setting, seed: int, count: int) -> Iterator[CaseFile]:
    """So many cases. The same seed gives the same people, whatever the count."""
    return (invented_case(setting, seed, number) for number in range(count))


def invented_case(setting: Setting, seed: int, number: int) -> CaseFile:
    """The case of a seed and a number; each 50th is the one before, met again and misheard."""
    again = number % TWIN_OF_THE_ONE_BEFORE == TWIN_OF_THE_ONE_BEFORE - 1
    met_twice = again or number % TWIN_OF_THE_ONE_BEFORE == TWIN_OF_THE_ONE_BEFORE - 2
    life = begun(f"{seed}:{number - 1 if again else number}")
    span = _MET_AGAIN_AFTER if met_twice else SPAN
    course = drawn_course(life, setting.villages, setting.today, setting.programme.policy, span)
    chance = begun(f"{seed}:{number}:again") if again else life
    if again:
        course = twin(chance, course, setting.today)
    return _Writing(setting, chance, course, new_id(chance)).file(code_of(seed, number))


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

    def file(self, code: str) -> CaseFile:
        """The whole file, at the stage that the rules find."""
        file = CaseFile(self.case, tuple(self._records(code)))
        stage = moved(CaseFile(self.case), file, self.setting.programme.policy, self.setting.today)
        return file.map(lambda row: replace(row, answers=self._placed(row, stage)) if row.form == "case" else row)

    def _placed(self, row: Record, stage: Stage) -> Answers:
        """The case's own facts at its stage; what was closed long ago is put away."""
        closed = self.course.closed_on
        kept = timedelta(days=_KEPT_AT_HAND)
        if stage is Stage.POST_CLOSURE and closed is not None and closed < self.setting.today - kept:
            stage = Stage.ARCHIVED
        facts: dict[str, Value] = {"case_status": STATUS[stage], "case_stage": stage.value}
        if closed is not None and stage in AFTER_CLOSING:
            facts["keep_until_on"] = kept_no_longer_than_policy(closed, self.setting.programme.policy)
        return row.answers.merged(facts)

    def _records(self, code: str) -> Iterator[Record]:
        """Every record in the order in which it was first saved."""
        arrived = list(self._arrived(code))
        yield from arrived
        if self.course.registered_on:
            agreed = list(self._agreed())
            yield from agreed
            yield from self._registered(agreed[0].answers)
            if self.course.assessed_on:
                yield from self._assessed(arrived[-1].answers, agreed[0].answers)

    def brief(self, code: str) -> Iterator[Record]:
        """The quick intake and the visits alone."""
        yield from self._arrived(code)
        yield from self._agreed()
        yield from self._visited(baseline(self.chance, self.course))

    def _arrived(self, code: str) -> Iterator[Record]:
        worker = self.chance.choice(self.setting.workers)
        others = (*self.setting.workers, *self.setting.colleagues)
        team = tuple(str(id_) for id_ in dict.fromkeys((worker, *others)))
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
                "case_status": "open",
                "case_stage": "registered" if self.course.registered_on else "identified",
                "name_is_hidden": often(self.chance, 0.02),
                "caseworker": str(worker),
                "office": str(self.setting.office),
            }
        )

    def _registered(self, consent: Answers) -> Iterator[Record]:
        chance, course, today = self.chance, self.course, self.setting.today
        for episode in range(1, course.episodes + 1):
            yield from self._episode(episode)
        yield self._one("household", person.household(chance, course))
        for stay in person.care_stays(chance, course, today):
            yield self._row("care_stay", stay)
        yield from self._some(0.45, "identity_paper", lambda: person.identity_paper(chance, course))
        yield from self._some(0.5, "household_member", lambda: person.household_member(chance, course))
        yield from self._some(0.08, "age_assessment", lambda: release.age_assessment(chance, course))
        yield from self._some(0.1, "justice", lambda: release.justice(chance, course))
        if often(chance, 0.25) and consent.choice("agrees_to_tracing") == "yes":
            yield from self._searched()

    def _searched(self) -> Iterator[Record]:
        """The search for the family, with what came of it."""
        chance, course, today = self.chance, self.course, self.setting.today
        search = self._row("tracing", person.tracing(chance, course))
        yield search
        yield self._row("person_sought", person.person_sought(chance, course, 1), search.id)
        yield self._row("tracing_action", person.tracing_action(chance, course, search.answers, today), search.id)
        if search.answers.choice("tracing_status") == "reunified":
            yield self._row("reunification", person.reunification(chance, course, today), search.id)

    def _episode(self, number: int) -> Iterator[Record]:
        """A time with an armed actor, with how it ended and whether it is confirmed."""
        chance, course, last = self.chance, self.course, number == self.course.episodes
        time = self._row("association", release.association(chance, course, number))
        yield time
        ended = release.left(chance, course) if last else release.left_before(chance, course)
        yield self._row("exit", ended, time.id)
        if last and often(chance, 0.4):
            yield self._row("verification", release.verification(chance, course, self.setting.today), time.id)

    def _assessed(self, who: Answers, consent: Answers) -> Iterator[Record]:
        found = support.assessment(self.chance, self.course, self.setting.today)
        yield self._row("assessment", found)
        if support.is_urgent(who, found):
            yield from self._acted(found)
        yield from self._served(consent.choices("services_agreed"))
        if self.course.planned_on:
            yield from self._planned()
        yield from self._visited(found.scores("domain_scores"))
        if self.course.closing_on:
            yield self._row("closure", support.closure(self.chance, self.course))
        later = begun(f"{self.case}:since")
        for form, answers in since(later, self.course, self.setting.today, heard=self.setting.heard):
            yield Record(form, new_id(later), None, answers)

    def _acted(self, found: Answers) -> Iterator[Record]:
        """Something urgent was acted on; where it was found these days, perhaps not yet."""
        assert self.course.assessed_on is not None
        today = self.setting.today
        if (today - self.course.assessed_on).days > 1 or often(self.chance, 0.5):
            yield self._row("immediate_concern", support.immediate_concern(self.chance, self.course, found, today))

    def _served(self, agreed: tuple[str, ...]) -> Iterator[Record]:
        """Services in the order in which they were asked for; a referral only to those that they agreed to tell."""
        chance, today, providers = self.chance, self.setting.today, tuple(self.setting.programme.providers)
        asked = [support.help_asked(chance, self.course, today) for _ in range(chance.randint(0, 3))]
        for one in sorted(asked, key=lambda found: found.asked_on):
            needed = self._row("service", support.service(chance, self.course, one, providers, agreed, today))
            yield needed
            if "provider" in needed.answers:
                yield self._row("referral", support.referral(chance, one, needed.answers, today), needed.id)

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
        steps = course.phrases.steps
        for step in chance.sample(steps, chance.randint(2, 3)):
            yield self._row("plan_action", support.plan_action(chance, course, step, today), plan.id)
        yield from self._some(0.55, "learning_and_work", lambda: support.learning_and_work(chance, course, today))

    def _one(self, form: str, answers: Answers) -> Record:
        return Record(form, record_of(self.case, form), None, answers)

    def _row(self, form: str, answers: Answers, parent: UUID | None = None) -> Record:
        return Record(form, new_id(self.chance), parent, answers)

    def _some(self, share: float, form: str, answers: Callable[[], Answers]) -> Iterator[Record]:
        """The row in this share of the cases."""
        if often(self.chance, share):
            yield self._row(form, answers())
