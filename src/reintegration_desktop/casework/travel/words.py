"""Why something that came was put aside, waits, or was refused: in words, the same on screen and command line."""

from collections.abc import Mapping

from reintegration_desktop.casework.travel.travelling import Received
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.sync.manifest import Kind

REASONS: Mapping[Reason, str] = {
    Reason.GAP: marked("Something that was written before it has not come yet."),
    Reason.PARENT: marked("It was made from something that has not come yet."),
    Reason.NEWER: marked("It was written by a newer version of this program."),
    Reason.FORK: marked("The same computer's work went on in two ways."),
    Reason.NOT_PERMITTED: marked("The role of who wrote it does not do this."),
    Reason.UNREADABLE: marked("What it says can't be read."),
    Reason.NOT_HOLDER: marked("The case is in the hands of another office."),
    Reason.AUTHOR_UNKNOWN: marked("Nobody you trust vouches for who wrote it."),
    Reason.AUTHOR_REVOKED: marked("It was written by a person who was removed."),
    Reason.SIGNATURE: marked("It is not signed by who is said to have written it."),
    Reason.NUMBERS: marked("Numbers of the policy are not signed as they must be, or not by people who may."),
    Reason.ORDER: marked("An order to erase is not signed as it must be, or not by people who may."),
    Reason.CUSTODY: marked("What it says of handing the case over is not for who wrote it to say."),
    Reason.INQUIRY: marked("What it says of a question between offices is not for who wrote it to say."),
    Reason.RULES: marked("Rules for all offices are not signed as they must be, or not by people who may."),
    Reason.DESK: marked("What it says of the tracing desk is not for who wrote it to say."),
    Reason.INVENTED_PARENT: marked("It says it was made from something that its sender can't have seen."),
    Reason.CLOCK: marked("It says it was written earlier than what the same computer wrote before it."),
}

KINDS: Mapping[str, str] = {
    Kind.DELTA: marked("What was written, as far as the recipient had not said that they have it."),
    Kind.CHECKPOINT: marked("Everything, for another computer of the office."),
    Kind.FIGURES: marked("Sealed files of counts."),
    Kind.ACKNOWLEDGEMENT: marked("An answer: what the sender holds and misses."),
    Kind.FILES: marked("Sealed files of cases."),
    Kind.TRANSFER: marked("Cases that are handed over."),
    Kind.DOWNSTREAM: marked("What an office lacks, from headquarters."),
}
"""What each kind of bundle brings."""


def why(reasons: Mapping[Reason, int]) -> str:
    """The reason of most of them."""
    return say(REASONS[max(reasons, key=lambda one: reasons[one])]) if reasons else ""


def changes_words(number: int) -> str:
    """So many changes."""
    return say_many("{n} change", "{n} changes", number)


def summary(got: Received) -> list[str]:
    """What came of a target, in sentences, for the command line."""
    parked, quarantined = sum(got.parked.values()), sum(got.quarantined.values())
    lines = [
        say_many("{n} bundle was taken in.", "{n} bundles were taken in.", len(got.taken)),
        say_many("{n} change is new here.", "{n} changes are new here.", got.changes),
    ]
    if got.again:
        lines.append(
            say_many("{n} bundle was already taken in before; nothing was done.",
                     "{n} bundles were already taken in before; nothing was done.", got.again)
        )  # fmt: skip
    if got.others:
        lines.append(say_many("{n} bundle is for somebody else.", "{n} bundles are for somebody else.", got.others))
    if parked:
        told = say_many("{n} change waits.", "{n} changes wait.", parked)
        lines.append(f"{told} {why(got.parked)}")
    if quarantined:
        told = say_many("{n} change was put aside.", "{n} changes were put aside.", quarantined)
        lines.append(f"{told} {why(got.quarantined)} {say('A supervisor decides about them.')}")
    lines += _besides(got)
    return [*lines, *(f"{name}: {' '.join(in_words(refusal))}" for name, refusal in got.refused.items())]


def _besides(got: Received) -> list[str]:
    """What arrived of ours, and files that came otherwise."""
    lines = list[str]()
    if heard := sum(len(one.arrived) for one in got.heard):
        lines.append(
            say_many("{n} bundle of ours arrived: they told that they have it.",
                     "{n} bundles of ours arrived: they told that they have them.", heard)
        )  # fmt: skip
    if got.damaged:
        lines.append(
            say_many("{n} file of a case differs from what the case says of it: not kept, and asked for again.",
                     "{n} files of cases differ from what the cases say of them: not kept, and asked for again.",
                     got.damaged)
        )  # fmt: skip
    return lines


def computer_words(who: str, device: str) -> str:
    """A computer (its id, 32 hex digits) as people know it: by who signs there, and four characters of its id."""
    code = device[:4].upper()
    return say("{who}’s computer {code}", who=who, code=code) if who else say("Computer {code}", code=code)


def of_nobody_words() -> str:
    """What stands for everybody whose work came by way of others, where something of it is wanting."""
    return say("Work of others, by way of them")
