"""What waits for who is signed in beside the cases: handovers, questions, what came, orders to sign, pairs to renew."""

from reintegration_desktop.app.custody.pages import not_taken_there, offered_here
from reintegration_desktop.app.erasing.pages import date_to_confirm, lost_to_order, waiting_to_sign
from reintegration_desktop.app.inquiries.pages import files_wanted, inquiries_here
from reintegration_desktop.app.issuing.pages import rules_to_sign
from reintegration_desktop.app.keys.renewing import pairs_to_renew
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.replaced.pages import replaced_to_look_at
from reintegration_desktop.app.settling import numbers_to_sign
from reintegration_desktop.casework.today import Waiting


def also_waits(program: Program, *, names: bool = True) -> tuple[Waiting, ...]:
    """All of it, in the order of Today; with ``names`` off (discreet) codes alone."""
    return (
        *offered_here(program),
        *not_taken_there(program),
        *inquiries_here(program),
        *files_wanted(program, names=names),
        *replaced_to_look_at(program),
        *waiting_to_sign(program),
        *lost_to_order(program),
        *date_to_confirm(program),
        *rules_to_sign(program),
        *numbers_to_sign(program),
        *pairs_to_renew(program),
    )
