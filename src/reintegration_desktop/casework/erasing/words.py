"""How an order to erase stands, in words: what it is about, who signed, what comes next, which copies are left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.erasing.again import LostLine
from reintegration_desktop.casework.erasing.copies import Copy, ErasureLine, Kept, Standing, Where
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say, say_many


@dataclass(frozen=True, slots=True)
class Names:
    """What people, offices and this device (its id, 32 hex digits) are called."""

    person: Callable[[UUID], str]
    office: Callable[[UUID], str]
    here: str


def files_words(line: ErasureLine) -> str:
    """What it is about: codes as long as they lie here, then only how many files."""
    if len(line.codes) == 1 == len(line.erasure.order.cases):
        return say("File {code}", code=line.codes[0])
    return say_many("{n} file", "{n} files", len(line.erasure.order.cases))


def codes_words(line: ErasureLine) -> str:
    """The codes of several files."""
    return say(", ").join(map(isolate, line.codes)) if len(line.codes) > 1 else ""


def signed_words(line: ErasureLine, names: Names) -> str:
    """Who ordered it, and who signed besides."""
    first, *others = line.erasure.signatures
    told = [say("Ordered by {who} on {day}.", who=names.person(first.person), day=_day(first.at))]
    told += [say("Signed by {who} on {day}.", who=names.person(one.person), day=_day(one.at)) for one in others]
    if line.erasure.order.asked_by_child:
        told.append(say("The young person asked for it."))
    return " ".join(told)


def next_words(line: ErasureLine, names: Names) -> str:
    """What comes next, or what became of it."""
    erasure, standing = line.erasure, line.standing
    if standing is Standing.SIGNING:
        return _lacking(line)
    if standing is Standing.SIGNING_AGAIN:
        return say("Destroyed on this computer by an order that was lost. Elsewhere nothing is, before another person "
                   "has signed, until {day}.", day=_day(erasure.expires))  # fmt: skip
    if standing is Standing.REVOKED:
        who = say("a colleague") if erasure.revoked_by is None else names.person(erasure.revoked_by)
        day = "" if erasure.revoked_at is None else _day(erasure.revoked_at)
        return say("Taken back by {who} on {day}: nothing was destroyed.", who=who, day=day)
    if standing is Standing.WAITING:
        due = "" if erasure.due_at is None else _day(erasure.due_at)
        return say("Stands in no list any more. Destroyed from {day} on, unless it is taken back before.", day=due)
    if standing is Standing.DATE_IN_DOUBT:
        calendar = line.calendar
        return say("Stands in no list any more. By this computer's clock it is {today}, more than a week after it was "
                   "last used: nothing is destroyed before somebody says that this date is right.",
                   today=_day(calendar.clock))  # fmt: skip
    return _ENDS[standing]()


def lost_words(line: LostLine) -> str:
    """Files that were destroyed here by an order that was lost: when, and what makes it known."""
    told = say_many("{n} file, destroyed on this computer on {day}.",
                    "{n} files, destroyed on this computer on {day}.", line.files, day=_day(line.at))  # fmt: skip
    if line.until is None:
        return f"{told} {say('Two people sign again; then it goes everywhere.')}"
    by_itself = say("It is known by itself once everybody who signed has opened this vault, until {day}; or two people "
                    "sign again.", day=_day(line.until))  # fmt: skip
    return f"{told} {by_itself}"


def _lacking(line: ErasureLine) -> str:
    erasure, until = line.erasure, _day(line.erasure.expires)
    if not erasure.lacks_headquarters:
        return say("Nothing is hidden before a second person has signed, until {day}.", day=until)
    if len(erasure.signatures) > 1:
        return say("Many files in a short time: headquarters signs too, until {day}.", day=until)
    return say("A second person signs, and headquarters too, since these are many files in a short time. Until {day}.",
               day=until)  # fmt: skip


_ENDS = {
    Standing.LAPSED: lambda: say("Nobody signed in time: nothing was hidden or destroyed."),
    Standing.HELD: lambda: say("Stands in no list, and is not destroyed while a court or a complaint asks us to keep "
                               "it. Take the order back to have it in the lists again."),
    Standing.DESTROYED: lambda: say("Destroyed on this computer. Below stands where the files may still lie."),
    Standing.BUT_GIVEN_UP: lambda: say("Every copy that this vault knows of is gone, but for computers that were given "
                                       "up: what lies on them stays sealed, and is destroyed if they ever come back."),
    Standing.EVERYWHERE: lambda: say("Every copy that this vault knows of is gone."),
}  # fmt: skip


def confirmed_words(copies: Sequence[Copy], names: Names) -> list[str]:
    """Who answered with a receipt."""
    return [say("{place}: on {day}", place=place_words(one, names), day=_day(one.at)) for one in copies if one.at]


def unheard_words(copies: Sequence[Copy], names: Names) -> list[str]:
    """Who has not answered yet, and when they were heard of last."""
    return [
        place_words(one, names)
        if one.at is None
        else say("{place}: last heard of on {day}", place=place_words(one, names), day=_day(one.at))
        for one in copies
    ]


def place_words(copy: Copy, names: Names) -> str:
    """A computer as people know it."""
    if copy.device == names.here:
        return say("This computer")
    office = names.office(copy.office)
    return office if copy.device is None else say("A computer of {office}", office=office)


def given_up_words(copy: Copy, names: Names) -> str:
    """A computer that somebody gave up: since when, and who."""
    who = say("a colleague") if copy.by is None else names.person(copy.by)
    day = "" if copy.at is None else _day(copy.at)
    return say("{place}: given up on {day} by {who}", place=place_words(copy, names), day=day, who=who)


def backup_words(line: ErasureLine) -> list[str]:
    """The backups that are older than the destruction: where each lies, until when, and what to do about it."""
    return [kept_words(kept) for kept in line.copies.backups]


def kept_words(kept: Kept) -> str:
    """One of them."""
    return f"{_where_words(kept)} {_until_words(kept)}"


def _where_words(kept: Kept) -> str:
    day, place = _day(kept.made_at), isolate(kept.place)
    if kept.where is Where.HERE:
        return say("A backup of {day}, in the vault's own folder.", day=day)
    if kept.where is Where.CHOSEN:
        return say("A backup of {day}, in the folder for backups: {place}.", day=day, place=place)
    if kept.where is Where.CARRIED:
        return say("A backup of {day}, carried to {place}.", day=day, place=place)
    if kept.where is Where.LEFT:
        return say("What a restore that was stopped on {day} left: {place}.", day=day, place=place)
    return say("The vault as it was on {day}, kept beside this one: {place}.", day=day, place=place)


def _until_words(kept: Kept) -> str:
    if kept.where is Where.ASIDE:
        return say("It stays until somebody deletes that folder: do so once nothing is missing.")
    if kept.where is Where.LEFT:
        return say("It goes when somebody opens the vault; delete that folder to have it gone now.")
    if kept.where is Where.CARRIED:
        return say("It stays until somebody deletes it there: do so, then say so here.")
    if not kept.within_reach:
        return say("Not here now. Put it in before you lock: it goes by itself after backups in four more weeks, or "
                   "delete it there.")  # fmt: skip
    return say("It goes by itself after backups in four more weeks; delete it to have it gone now.")


def _day(moment: datetime) -> str:
    return day_in_words(moment.astimezone().date())
