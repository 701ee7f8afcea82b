"""How an order to erase stands, as a chip: tone, sign and word."""

from collections.abc import Mapping

from reintegration_desktop.casework.erasing.copies import Standing
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.widgets.chips import State

STATES: Mapping[Standing, State] = {
    Standing.SIGNING: State("warn", "wait", lambda: say("Waits for a signature")),
    Standing.LAPSED: State("neutral", "close", lambda: say("Not signed in time")),
    Standing.SIGNING_AGAIN: State("warn", "wait", lambda: say("Destroyed here, waits for a signature")),
    Standing.WAITING: State("danger", "clock", lambda: say("Hidden, waits")),
    Standing.DATE_IN_DOUBT: State("warn", "clock", lambda: say("Waits: is the date right?")),
    Standing.HELD: State("warn", "shield", lambda: say("Held by a court or a complaint")),
    Standing.REVOKED: State("neutral", "undo", lambda: say("Taken back")),
    Standing.DESTROYED: State("info", "check", lambda: say("Destroyed here")),
    Standing.BUT_GIVEN_UP: State("info", "check-circle", lambda: say("Gone, but for what was given up")),
    Standing.EVERYWHERE: State("ok", "check-circle", lambda: say("Gone everywhere")),
}
