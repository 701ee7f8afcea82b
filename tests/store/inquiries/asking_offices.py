"""Goma asks Bukavu about a young person, headquarters between them, for tests of questions between offices."""

from uuid import UUID, uuid4

from reintegration_desktop.casework.inquiries import answering, asking
from reintegration_desktop.casework.inquiries.answering import Heard
from reintegration_desktop.casework.people import People
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.ids import new_case_code
from reintegration_desktop.rules.inquiries.standing import Inquiry
from reintegration_desktop.rules.places import Gazetteer
from reintegration_desktop.rules.policy import Policy
from tests.store.custody.handing import Offices, desk_of, destination
from tests.store.office import Laptop, a_person, consent, open_a_case


def somebody(laptop: Laptop, sharing: str = "yes", *, hidden: bool = False, **more) -> tuple[UUID, str]:
    """A young person's file with its code; Aminata, born in 2010, as told otherwise."""
    case, code = uuid4(), new_case_code(lambda signs: signs[uuid4().int % len(signs)])
    agreed = consent(case, agrees_to_sharing=sharing)
    open_a_case(laptop, a_person(case, **more), agreed, case=case, code=code, name_is_hidden=hidden)
    return case, code


def names_of(laptop: Laptop) -> People:
    """The index of names of an office."""
    people = People(Gazetteer())
    with laptop.store.read() as cases:
        while people.read_slice(cases):
            pass
    return people


def known(laptop: Laptop, policy: Policy | None = None) -> tuple[Inquiry, ...]:
    """The questions that lie there."""
    with laptop.store.read() as cases:
        return cases.inquiries(policy or Policy())


def asked(giver: Laptop, taker: Laptop, case: UUID, **more) -> VersionId:
    """One office asks another; the question's id."""
    asking.ask(desk_of(giver), case, destination(taker), **more)
    return known(giver)[-1].id


def by_headquarters(offices: Offices, giver: Laptop, taker: Laptop) -> None:
    """What one office has goes to headquarters, and from there to the other."""
    offices.report(giver, offices.hq)
    offices.report(offices.hq, taker)


def heard(laptop: Laptop, wanted: VersionId) -> Heard:
    return answering.hear(desk_of(laptop), names_of(laptop), wanted)
