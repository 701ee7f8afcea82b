"""Asking other offices and answering them, bound to an open vault."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

from reintegration_desktop.app.custody.verbs import destinations, office_name
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import InquiryStands, OfficeUnknown
from reintegration_desktop.casework.inquiries import answering, asking, listing, wanting
from reintegration_desktop.casework.inquiries.words import file_words, state_words
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.steps import aliasing
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.inquiries.entries import LONGEST_DAYS
from reintegration_desktop.rules.inquiries.telling import FORM
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.ui.custody.verbs import AskedFor
from reintegration_desktop.ui.inquiries.verbs import (
    AnswerVerbs,
    Asking,
    AskVerbs,
    Compared,
    FileLine,
    ListVerbs,
    OfficeLine,
    ReadVerbs,
)
from reintegration_desktop.ui.inquiries.words import TRAITS


def ask_verbs(program: Program) -> AskVerbs:
    """What the page of asking calls."""
    return AskVerbs(partial(_ready, program), partial(_ask, program))


def answer_verbs(program: Program, people: Callable[[], People]) -> AnswerVerbs:
    """What the page of answering calls; ``people`` is the index of names."""
    desk = program.desk

    def answer(wanted: VersionId, code: str | None, decided: bool) -> Changes:
        return answering.answer(desk, wanted, code, own_decision=decided)

    return AnswerVerbs(partial(_hear, program, people), answer, partial(_worker, program))


def read_verbs(program: Program) -> ReadVerbs:
    """What the page of an answer calls."""
    desk = program.desk
    return ReadVerbs(
        read=partial(answering.read_answer, desk), done=partial(asking.done, desk),
        office=partial(office_name, program), has=partial(_has, program), join=partial(aliasing.join, desk),
        file=partial(_file, desk), want=partial(wanting.want, desk), take_back=partial(wanting.take_back, desk),
    )  # fmt: skip


def list_verbs(program: Program) -> ListVerbs:
    """What the list calls."""
    desk, policy = program.desk, program.programme.policy
    return ListVerbs(
        lines=partial(listing.lines, desk),
        take_back=partial(asking.take_back, desk),
        office=partial(office_name, program),
        person=lambda person: program.programme.people.get(str(person), "") or say("somebody there"),
        state=state_words,
        may_act=asking.may_ask(desk),
        limits={"most": policy.inquiries_at_most, "days": policy.inquiries_within_days},
    )


def asked_for(program: Program, found: wanting.WantedHere) -> AskedFor:
    """What the page of handing over says of an office that asks for the case."""
    words = ValueWords(program.dictionary, program.programme)
    return AskedFor(
        str(found.office),
        office_name(program, found.office),
        found.row.code,
        found.at.astimezone().date(),
        partial(wanting.decline, program.desk, found.id),
        {code: words.choice(wanting.REASONS, code) for code in program.dictionary.choices(wanting.REASONS)},
    )


def everybody(program: Program) -> People:
    """The index of names, read anew; for the command line, which keeps none."""
    people = People(program.programme.places)
    more = True
    while more:
        with program.desk.read() as cases:
            more = people.read_slice(cases)
    return people


def told_words(program: Program, told: Answers) -> tuple[tuple[str, str], ...]:
    """What a question says of somebody: labels and answers in words."""
    words, fields = ValueWords(program.dictionary, program.programme), program.dictionary[FORM].fields
    return tuple((say(TRAITS[key]), words.of(fields[key], told[key])) for key in TRAITS if key in told)


def _ready(program: Program, case: UUID) -> Asking:
    desk, policy = program.desk, program.programme.policy
    offices = destinations(program)
    found = asking.ready(desk, case, [one.office for one in offices])
    lasts = timedelta(days=max(1, min(policy.inquiry_answer_days, LONGEST_DAYS - 1)))
    return Asking(
        found.code,
        tuple(OfficeLine(one.office, one.name, found.left[one.office], one.office in found.stands) for one in offices),
        found.telling,
        found.is_hidden,
        tuple(say(TRAITS[key]) for key in TRAITS if key in found.keys),
        desk.today + lasts,
        policy.inquiries_within_days,
    )


def _ask(program: Program, case: UUID, offices: Sequence[UUID], decided: bool) -> Changes:
    """Ask one office after the other; who was asked already meanwhile is passed over."""
    touched = frozenset[str]()
    known = {one.office: one for one in destinations(program)}
    for office in offices:
        if office not in known:
            raise OfficeUnknown
        with suppress(InquiryStands):
            touched |= asking.ask(program.desk, case, known[office], own_decision=decided).topics
    return Changes(touched)


def _file(desk: Desk, answered: answering.Answered) -> FileLine:
    told = wanting.told(desk, answered.inquiry)
    words = file_words(desk, told) if told is not None else ""
    waits = told is not None and told.state is FileState.WANTED
    return FileLine(words, wanting.may_want(desk, answered), waits)


def _hear(program: Program, people: Callable[[], People], wanted: VersionId) -> Compared:
    found = answering.hear(program.desk, people(), wanted)
    ask = found.inquiry.ask
    return Compared(
        office_name(program, ask.source),
        found.inquiry.at.astimezone().date(),
        ask.until.astimezone().date(),
        told_words(program, found.told),
        found.candidates,
    )


def _worker(program: Program, case: UUID) -> str:
    with program.desk.read() as cases:
        rows = cases.facts([case])
    name = program.programme.people.get(str(rows[0].worker), "") if rows else ""
    return name or program.me.name


def _has(program: Program, code: str) -> bool:
    """Whether this office works on a case of this code; what headquarters passed on of other offices' is none."""
    with program.desk.read() as cases:
        found = cases.by_code(code)
        rows = [] if found is None else cases.facts([found])
    own = program.me.office
    return any((row.office if row.custody is None else row.custody.holder) == own for row in rows)
