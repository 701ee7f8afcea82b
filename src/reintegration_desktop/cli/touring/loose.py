"""Loose ends of a real desk: drafts, something urgent since yesterday, answers that two people gave unseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework import duplicates, records
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.values import Value
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import CaseFilter, Draft

_PERSON = "identification"
_OURS, _THEIRS = "0555 010 204", "0555 010 402"
_RISKS = {"high": 0, "medium": 1}
_UNDER_WAY = ("assessed", "planned", "implementing", "monitoring")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A case with the versions that the supervisor had on the screen while the caseworker saved, and what they say."""

    case: UUID
    seen: tuple[VersionId, ...]
    said: Answers


def leave_loose(desk: Desk) -> tuple[Unseen, ...]:
    """Leave what a caseworker leaves at the end of a day; returns what crosses with the supervisor's answers."""
    mine = _mine(desk)
    if not mine:
        return ()
    _half_a_visit(desk, mine[0])
    _half_an_intake(desk)
    for case in mine[1:3]:
        _approached(desk, case)
    crossing: Sequence[dict[str, tuple[Value, Value]]] = (
        {"safe_contact": (_OURS, _THEIRS)},
        {"displacement": ("idp", "returnee"), "birth_registered": ("yes", "no")},
    )
    return tuple(_crossed(desk, case, answers) for case, answers in zip(mine[3:], crossing, strict=False))


def answer_unseen(desk: Desk, one: Unseen) -> None:
    """Save what the supervisor says, from a screen that did not know the caseworker's answer."""
    with desk.read() as cases:
        answers = cases.open(one.case).file.one(_PERSON).merged(one.said)
    save(desk, one.case, Edit(_PERSON, record_of(one.case, _PERSON), None, answers, frozenset(one.said), one.seen))


def _mine(desk: Desk) -> list[UUID]:
    """The caseworker's cases under way, those in most danger first."""
    with desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter(worker=desk.me.id), "new")))
    found = [row for row in rows if row.stage in _UNDER_WAY]
    return [row.id for row in sorted(found, key=lambda row: _RISKS.get(row.risk or "", len(_RISKS)))]


def _half_a_visit(desk: Desk, case: UUID) -> None:
    """A visit whose last answers are missing."""
    begun = records.sheet(desk, open_case(desk, case), "follow_up")
    filling = begun.filling
    typed: dict[str, Value] = {
        "visited_on": desk.today, "visit_purpose": "after_release", "contact_kind": "home_visit_planned",
        "met_with": ("child", "caregiver"), "child_seen": "yes",
    }  # fmt: skip
    for key, value in typed.items():
        filling = filling.answer(key, value)
    records.keep(desk, begun.filled(filling), desk.clock.now() - timedelta(hours=1))


def _half_an_intake(desk: Desk) -> None:
    """Somebody who was called away after the first answers."""
    who = Answers({"name_first": "Neema", "nickname": "Nuru", "sex": "female"})
    given = duplicates.together({_PERSON: who})
    at = desk.clock.now() - timedelta(hours=20)
    desk.drafts.keep(Draft(desk.new_id(), None, duplicates.INTAKE, None, at, given))


def _approached(desk: Desk, case: UUID) -> None:
    """An approach by an armed actor that was told yesterday, and that nobody has acted on yet."""
    yesterday = desk.today - timedelta(days=1)
    told = Answers(
        {
            "incident_type": "attempted_re_recruitment",
            "occurred_on": UncertainDate.day(yesterday, yesterday),
            "perpetrator_class": "armed_actor",
            "account": say("Two men asked for them at the market and left a telephone number."),
        }
    )
    save(desk, case, Edit("incident", desk.new_id(), None, told, frozenset(told)))


def _crossed(desk: Desk, case: UUID, answers: dict[str, tuple[Value, Value]]) -> Unseen:
    """Save the first of two answers to each question; the second is the supervisor's, who has not seen it."""
    opened, record = open_case(desk, case), record_of(case, _PERSON)
    ours = {key: first for key, (first, _) in answers.items()}
    before = opened.file.one(_PERSON)
    save(desk, case, Edit(_PERSON, record, None, before.merged(ours), frozenset(ours)))
    return Unseen(case, opened.seen(record), Answers({key: second for key, (_, second) in answers.items()}))
