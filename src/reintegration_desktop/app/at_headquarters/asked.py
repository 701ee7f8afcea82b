"""What waits for a person at headquarters: two offers of one case, rules without a second signature."""

from collections.abc import Mapping

from reintegration_desktop.app.issuing.following import place_of
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.custody.overruling import disputes
from reintegration_desktop.casework.programme.issuing import may_sign
from reintegration_desktop.kernel.words import say_many


def asked(hq: Program) -> dict[str, int]:
    """How many cases wait for a decision, and how many rules for the signature of who is signed in."""
    place = place_of(hq)
    return {"disputed": len(disputes(hq.desk)), "to_sign": sum(may_sign(place, one) for one in place.issued())}


def asked_lines(told: Mapping[str, int]) -> list[str]:
    """The same in words, each with what is done next; nothing where nothing waits."""
    lines = {
        "disputed": say_many(
            "{n} case was handed over to two offices; you decide: reintegration hq disputes, then hq decide",
            "{n} cases were handed over to two offices; you decide: reintegration hq disputes, then hq decide",
            told["disputed"],
        ),
        "to_sign": say_many(
            "Rules wait for your signature: reintegration programme rules, then programme sign-rules",
            "Rules wait for your signature, {n} times: reintegration programme rules, then programme sign-rules",
            told["to_sign"],
        ),
    }
    return [line for name, line in lines.items() if told[name]]
