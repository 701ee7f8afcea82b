"""How the figures that lie here stand: whole or not, of which day, and what can't be read of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.ledger import NEAR_DAYS, Entry, telling_of
from reintegration_desktop.reports.periods import NOW
from reintegration_desktop.reports.report import Report
from reintegration_desktop.ui.oversight.verbs import Cure, Held, Lost

OLD_DAYS = 31
"""Figures are counted at every lock, or with every bundle: older ones are older than anybody would expect."""

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of figures, and what to do; both empty where nothing is to be said."""

    sentence: str = ""
    cure: str = ""


def age_told(here: Sequence[Held], today: date, cure: Cure) -> Told:
    """Of figures of one template and period: counted before it ended, long ago, ahead of today, on several days."""
    days = sorted({one.as_of for one in here})
    early = [one for one in here if not one.complete]
    old = [one for one in here if one.current and (today - one.as_of).days > OLD_DAYS]
    if days and days[-1] > today:
        return Told(say("These figures bear a day that is still to come, {day}: a computer's date was wrong.",
                        day=day_in_words(days[-1])), _cure(here, cure))  # fmt: skip
    if early:
        return Told(say("Counted on {day}, before the period ended: it is not complete yet.",
                        day=day_in_words(min(one.as_of for one in early))),
                    _cure(early, cure) if max(one.as_of for one in early) < today else "")  # fmt: skip
    if old:
        return Told(say("Counted on {days}: what was entered since is not in these figures.", days=_days(old, here)),
                    _cure(old, cure))  # fmt: skip
    if len(days) > 1:
        return Told(say("Not all offices counted on the same day: {days}.", days=_days(here, here)))
    return Told()


def _days(some: Sequence[Held], every: Sequence[Held]) -> str:
    """The day; by office where there are several."""
    if len(every) == 1:
        return day_in_words(some[0].as_of)
    return say(" · ").join(say("{office}: {day}", office=one.office, day=day_in_words(one.as_of)) for one in some)


def _cure(some: Sequence[Held], cure: Cure) -> str:
    return cure_words(dict.fromkeys(one.office for one in some), cure)


def cure_words(offices: dict[str, None], cure: Cure) -> str:
    """How figures are made good, by who looks at them."""
    if cure is Cure.COUNT:
        return say("“Count anew” counts the cases of this office as of today.")
    if cure is Cure.ASK:
        return say("Ask a caseworker or supervisor to count anew: their program does it whenever they lock.")
    return say("Ask {offices} to count anew and to send a bundle, and take it in here.",
               offices=say(", ").join(offices))  # fmt: skip


def lost_told(lost: Sequence[Lost], cure: Cure) -> Told:
    """Which figures can't be read, by office, and that everything else is shown without them."""
    if not lost:
        return Told()
    by_office: dict[str, list[str]] = {}
    for one in lost:
        what = say("{report}, {period}", report=one.title, period=one.period) if one.title else say("a file")
        by_office.setdefault(one.office, []).append(what)
    told = say(" · ").join(
        say("{office}: {what}", office=office, what=say("; ").join(_some(what))) for office, what in by_office.items()
    )
    sentence = say("These figures can't be read, since their files are damaged or are not what they say: {what}.",
                   what=told)  # fmt: skip
    rest = say("All others are shown. Nothing leaves that these belong to.")
    return Told(sentence, say("{first} {second}", first=rest, second=cure_words(dict.fromkeys(by_office), cure)))


def near_told(report: Report, ledger: Sequence[Entry]) -> Told:
    """Of a report as of now: that it left as of other days not long ago, and what that hides."""
    about = report.about
    if about.period != NOW:
        return Told()
    measures = {table.measure for table in report.tables}
    near = [one for one in telling_of(ledger, measures, NOW, about.scope, about.as_of) if one.as_of != about.as_of]
    if not near:
        return Told()
    last = max(one.as_of for one in near)
    sentence = say("The same counts left as of {days}.",
                   days=say(", ").join(day_in_words(one) for one in sorted({one.as_of for one in near})))  # fmt: skip
    why = say("What has changed since by fewer than {threshold} is hidden, or the difference would tell of a few. "
              "From {day} on all of it is told anew.", threshold=about.threshold,
              day=day_in_words(last + timedelta(days=NEAR_DAYS)))  # fmt: skip
    return Told(sentence, why)


def leaving_words(report: Report) -> tuple[str, ...]:
    """What one should know before a report leaves, a sentence each."""
    if report.about.period != NOW:
        return ()
    return (say("These are counts as of a day. Once they have left, those of another day within three months hide what "
                "has changed by a few: let them leave once a quarter."),)  # fmt: skip


def _some(what: Sequence[str]) -> list[str]:
    """Not more than one reads: the rest is only said to be there."""
    return [*what[:_SHOWN], say("and more")] if len(what) > _SHOWN else list(what)
