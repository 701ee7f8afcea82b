"""Cases on their way to another office, as the page of sending and receiving shows them."""

from reintegration_desktop.app.custody.verbs import office_name
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.custody.standing import Offered, Way
from reintegration_desktop.rules.facts import CaseRow, CustodyRow
from reintegration_desktop.ui.travel.verbs import CarriedLine, Stands


def carried(program: Program) -> list[CarriedLine]:
    """All of them that travel by bundle, by code; what was given on paper doesn't."""
    with program.desk.read() as cases:
        held = {one.case: one for one in cases.custodies() if one.target is not None or one.disputed}
        waiting = {case: cases.custody(case).waiting for case in held}
        rows = sorted(cases.facts(list(held)), key=lambda row: row.code)
    return [_line(program, row, held[row.id], waiting[row.id]) for row in rows]


def _line(program: Program, row: CaseRow, held: CustodyRow, offered: Offered | None) -> CarriedLine:
    target = office_name(program, held.target) if held.target else ""
    prepared = None if offered is None else moment_of(offered.clock).astimezone().date()
    return CarriedLine(
        row.code, office_name(program, held.holder), target, True, _stands(program, held, offered), prepared
    )


def _stands(program: Program, held: CustodyRow, offered: Offered | None) -> Stands:
    """How far a case is known to have come; of other offices' sticks nothing is known here."""
    if held.disputed or offered is None or held.target is None:
        return Stands.DISPUTED
    way = program.opened.sharing.way(held.target, held.case, offered.id)
    if held.target == program.me.office or way is Way.THERE:
        return Stands.THERE
    ours = held.holder == program.me.office
    return Stands.PREPARED if ours and way is Way.HERE else Stands.ON_ITS_WAY
