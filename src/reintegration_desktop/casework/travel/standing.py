"""How it stands with somebody one exchanges bundles with: what is wanting, on which computer, and the next step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reintegration_desktop.casework.travel.there import NOTHING, There
from reintegration_desktop.kernel.words import say, say_many

QUIET = timedelta(days=14)
"""Who says nothing for so long is told about."""

UNANSWERED = timedelta(days=7)
"""What was sent and not acknowledged for so long is told as wanting, until then as on its way."""

_FEW = 2


@dataclass(frozen=True, slots=True)
class Side:
    """A computer of the other side: ``came`` up to which number, ``missing`` ranges since a day, what waits and why."""

    name: str
    came: int = 0
    missing: tuple[tuple[int, int], ...] = ()
    since: date | None = None
    parked: int = 0
    newer: int = 0
    forked: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Another office, headquarters, or this office's other computers.

    ``sent`` changes were written for them, last on a day, ``acknowledged`` of these they told that they have; they were
    ``heard`` of last on a day, None for never. ``aside`` changes wait for a supervisor; they lack ``files`` of cases.
    ``another_since``: the day since which they come to other cases by the same changes, None where they don't.
    ``newer`` lines of their bundles, of no computer's, wait for a newer program.
    ``there`` is what they told of ours that doesn't count there. ``certified``: their card was taken in here.
    """

    sent: int = 0
    sent_on: date | None = None
    acknowledged: int = 0
    heard: date | None = None
    aside: int = 0
    files: int = 0
    sides: tuple[Side, ...] = ()
    another_since: date | None = None
    newer: int = 0
    there: There = NOTHING
    certified: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is wanting, in a tone (danger, warn, info, ok), and what brings it on."""

    tone: str
    what: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Wanting:
    """Somebody with whom something is wanting, by name, and the gravest step."""

    name: str
    step: Step


def steps(standing: Standing, today: date) -> tuple[Step, ...]:
    """Everything that is wanting, the gravest first; one that says so where nothing is."""
    order = {"danger": 0, "warn": 1, "info": 2}
    found = sorted(_wanting(standing, today), key=lambda step: order[step.tone])
    return tuple(found) or (Step("ok", _whole(standing)),)


def _whole(standing: Standing) -> str:
    if not standing.sent:
        return say("Nothing is missing here, and nothing was sent to them yet.")
    return say("Nothing is missing here, and they told that they have everything.")


def _wanting(standing: Standing, today: date) -> Iterator[Step]:
    yield from _of_them(standing, today)
    for side in standing.sides:
        yield from _of_side(side, today)
    yield from _kept_of_them(standing)
    yield from _of_there(standing.there)
    if standing.sent > standing.acknowledged:
        yield _unanswered(standing, today)
    if standing.files:
        yield Step(
            "info",
            say_many("They lack {n} file of a case, and asked for it.",
                     "They lack {n} files of cases, and asked for them.", standing.files),
            say("Send: what they asked for goes along."),
        )  # fmt: skip
    quiet = _days(standing.heard, today)
    if standing.heard is None and standing.sent:
        yield Step("info", say("Nothing came from them yet."), say("Ask them to receive what was sent, and to send."))
    elif quiet >= QUIET.days:
        yield Step(
            "warn",
            say_many("They have said nothing for {n} day.", "They have said nothing for {n} days.", quiet),
            say("Call them: a stick may be lost, or nobody receives there."),
        )


def _kept_of_them(standing: Standing) -> Iterator[Step]:
    """What came of them, of whichever computer, and changes nothing yet."""
    if standing.newer:
        yield Step(
            "warn",
            say_many("{n} line of their bundles was written by a newer program, and waits.",
                     "{n} lines of their bundles were written by a newer program, and wait.", standing.newer),
            say("Bring this computer's program up to date: they are read then."),
        )  # fmt: skip
    if standing.aside:
        yield _aside(standing.aside)


def _of_them(standing: Standing, today: date) -> Iterator[Step]:
    """What is wrong with them as a whole."""
    if standing.another_since is not None:
        yield _another(_days(standing.another_since, today))
    if not standing.certified:
        yield Step(
            "warn",
            say("They sent, and nobody took in their card here: they don't know that it arrived."),
            say("Exchange cards, the codes by telephone, and receive once more: they are answered then."),
        )


def _aside(number: int) -> Step:
    return Step(
        "warn",
        say_many("{n} change was put aside and changes nothing.", "{n} changes were put aside and change nothing.",
                 number),
        say("A supervisor looks at them under “What is put aside”, and lets them in or refuses them."),
    )  # fmt: skip


def _another(days: int) -> Step:
    for_days = say_many("for {n} day", "for {n} days", days) if days else say("since today")
    return Step(
        "danger",
        say("They hold the same changes and show something else {for_days}: a fault of the program.",
            for_days=for_days),
        say("Nothing is lost: every change lies on both sides, and work goes on. Check the vault on both sides "
            "(`reintegration vault check`), and tell who looks after the program what it says."),
    )  # fmt: skip


def _of_side(side: Side, today: date) -> Iterator[Step]:
    if side.missing:
        days = _days(side.since, today)
        for_days = say_many("for {n} day", "for {n} days", days) if days else say("since today")
        yield Step(
            "danger",
            say("{computer}: changes {numbers} missing {for_days}", computer=side.name,
                numbers=numbers_words(side.missing), for_days=for_days),
            say("Send them a bundle: it tells what is missing. What they send next brings it; nothing is lost."),
        )  # fmt: skip
    if side.newer:
        yield Step(
            "warn",
            say_many("{computer}: {n} change was written by a newer program, and waits.",
                     "{computer}: {n} changes were written by a newer program, and wait.", side.newer,
                     computer=side.name),
            say("Bring this computer's program up to date: they are read then."),
        )  # fmt: skip
    yield from _kept(side)


def _kept(side: Side) -> Iterator[Step]:
    """What came of a computer and is not taken in."""
    if waits := max(0, side.parked - side.newer):
        yield Step(
            "warn" if not side.missing else "info",
            say_many("{computer}: {n} change came and waits for what is missing.",
                     "{computer}: {n} changes came and wait for what is missing.", waits, computer=side.name),
            say("Nothing is to be done: they are taken in once it comes."),
        )  # fmt: skip
    if side.forked:
        yield Step(
            "warn",
            say_many("{computer}: {n} change is kept aside, because its work went on in two ways.",
                     "{computer}: {n} changes are kept aside, because its work went on in two ways.", side.forked,
                     computer=side.name),
            say("Ask who uses it: a copy of its vault, or a backup of it, is in use besides."),
        )  # fmt: skip


def _of_there(there: There) -> Iterator[Step]:
    """What they told of ours that doesn't count there."""
    if there.aside:
        yield Step(
            "warn",
            say_many("{n} change that counts here was put aside there, and changes nothing there.",
                     "{n} changes that count here were put aside there, and change nothing there.", there.aside),
            say("Nothing is lost: they lie on both sides. Call them: they read why under “What is put aside”. A "
                "supervisor there decides about them, or they are written anew here by who may write them."),
        )  # fmt: skip
    if there.missing:
        yield Step(
            "warn",
            say_many("They told that {n} change has not come there.", "They told that {n} changes have not come there.",
                     there.missing),
            say("Send again: what has not come goes along. Nothing is lost."),
        )  # fmt: skip
    elif there.parked:
        yield Step(
            "warn",
            say_many("{n} change came there and waits.", "{n} changes came there and wait.", there.parked),
            say("Nothing is lost. Call them: what a newer program wrote waits until theirs is brought up to date."),
        )  # fmt: skip


def _unanswered(standing: Standing, today: date) -> Step:
    late = _days(standing.sent_on, today) >= UNANSWERED.days
    return Step(
        "warn" if late else "info",
        say("They told that they have {n} of {total} changes.", n=str(standing.acknowledged), total=str(standing.sent)),
        say("Take in their answer, or send again: what they have already does no harm twice."),
    )


def _days(since: date | None, today: date) -> int:
    return 0 if since is None else max(0, (today - since).days)


def numbers_words(gaps: Iterable[tuple[int, int]]) -> str:
    """Ranges of numbers as people say them: "17 and 18", "3, 17 to 240"."""
    told = [number for gap in gaps for number in _said(*gap)]
    return say("{first} and {last}", first=say(", ").join(told[:-1]), last=told[-1]) if len(told) > 1 else "".join(told)


def _said(first: int, last: int) -> Sequence[str]:
    if last - first < _FEW:
        return [str(number) for number in range(first, last + 1)]
    return [say("{first} to {last}", first=str(first), last=str(last))]
