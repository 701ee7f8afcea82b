"""Handing over, taking over and overruling, bound to an open vault."""

from functools import partial
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.custody import offering, overruling, taking
from reintegration_desktop.casework.custody.offering import Destination, Handing
from reintegration_desktop.casework.errors import OfficeUnknown
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.custody.rooms import withheld
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.verbs import Leaving, OfferVerbs, OverruleVerbs, TakeVerbs


def destinations(program: Program) -> tuple[Destination, ...]:
    """The offices that cases can be handed over to: those whose cards were taken in."""
    return tuple(
        Destination(peer.office, peer.name, peer.case_public)
        for peer in program.peers
        if peer.case_public is not None and peer.office != program.me.office
    )


def destination(program: Program, name: str) -> Destination:
    """One of them, by its name or id; raises OfficeUnknown."""
    found = [one for one in destinations(program) if name in (one.name, str(one.office))]
    if len(found) != 1:
        raise OfficeUnknown
    return found[0]


def office_name(program: Program, office: UUID) -> str:
    """What an office is called here."""
    names = {**program.programme.offices, **{str(peer.office): peer.name for peer in program.peers}}
    return names.get(str(office)) or say("another office")


def offer_verbs(program: Program) -> OfferVerbs:
    """What the page of handing over calls."""
    return OfferVerbs(partial(_leaving, program), partial(_offer, program), choices(program, "transfer_reason"))


def take_verbs(program: Program) -> TakeVerbs:
    """What the page of taking over calls."""
    desk = program.desk
    return TakeVerbs(
        look=partial(taking.look_inside, desk),
        accept=partial(taking.accept, desk),
        refuse=partial(taking.refuse, desk),
        office=partial(office_name, program),
        forms={form: say(one.title) for form, one in desk.dictionary.items()},
        reasons=choices(program, "transfer_reason"),
        refusals=choices(program, "rejection_reason"),
    )


def overrule_verbs(program: Program) -> OverruleVerbs:
    """What headquarters' page calls."""
    desk = program.desk
    return OverruleVerbs(
        partial(overruling.disputes, desk), partial(overruling.decide, desk), partial(office_name, program)
    )


def _leaving(program: Program, case: UUID) -> Leaving:
    opened = open_case(program.desk, case)
    offices = {str(one.office): one.name for one in destinations(program)}
    return Leaving(case, opened.row.code, offices, withheld(opened.file))


def _offer(program: Program, case: UUID, office: str, handing: Handing) -> Changes:
    return offering.offer(program.desk, case, destination(program, office), handing)


def choices(program: Program, name: str) -> dict[str, str]:
    """The words of a list, by their codes."""
    words = ValueWords(program.dictionary, program.programme)
    return {code: words.choice(name, code) for code in program.dictionary.choices(name)}
