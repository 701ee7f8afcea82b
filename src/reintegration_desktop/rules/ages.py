"""Ages in bands, as they were stated, in doubt, and on the way to eighteen."""

from collections.abc import Collection
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from reintegration_desktop.rules.policy import Policy

ADULT = 18
A_YEAR = 364
_BANDS = ((5, "under_5"), (12, "from_5_to_11"), (15, "from_12_to_14"), (18, "from_15_to_17"), (25, "from_18_to_24"))
_PAPERS_OR_TALK = frozenset(
    {"birth_document", "other_document", "school_or_health_record", "family_statement", "event_calendar_interview",
     "psychosocial_interview"}
)  # fmt: skip
_BODY = frozenset({"physical_examination", "dental_or_bone_xray"})


def band(age: int) -> str:
    """The code of the band (list ``age_band``) that an age in whole years lies in."""
    return next((code for limit, code in _BANDS if age < limit), "from_25")


def age_now_in_bands(born: UncertainDate, today: date) -> str:
    """The band of the whole span of possible ages: the younger one, over the line of eighteen always the child's."""
    lowest, _ = born.ages_on(today)
    return band(lowest)


def stated_age_stays_stated(saved: UncertainDate | None, given: UncertainDate) -> bool:
    """Whether an answer keeps what was said: an age its day and its whole year, and no birthday is made of an age.

    A day in the place of a stated age is doubted only where it is the first of January, which nobody was told.
    """
    if given.precision is Precision.AGE_ESTIMATE:
        return given.stated_on is not None and (given.latest - given.earliest).days >= A_YEAR
    was_age = saved is not None and saved.precision is Precision.AGE_ESTIMATE
    return not (was_age and given.precision is Precision.DAY and (given.earliest.month, given.earliest.day) == (1, 1))


def refusing_means_child(answers: Answers) -> bool:
    """Whether they said no to the assessment: it ends there, they are a child, and nothing is held against them."""
    return answers.choice("agrees_to_age_assessment") == "no"


def benefit_of_the_doubt(answers: Answers) -> str | None:
    """Yes as soon as the lowest likely age is under eighteen, nothing was settled, or the assessment was refused.

    None where there is no serious doubt: then their word is taken.
    """
    if answers.choice("serious_doubt") != "yes":
        return None
    lowest = answers.number("lowest_likely_age")
    settled = answers.choice("age_decision") in ("child", "adult")
    return "yes" if refusing_means_child(answers) or not settled or (lowest is not None and lowest < ADULT) else "no"


def least_intrusive_first(methods: Collection[str]) -> bool:
    """Whether methods of finding an age out are acceptable: a body is examined only beside papers or talk."""
    return not _BODY & set(methods) or bool(_PAPERS_OR_TALK & set(methods))


def under_fifteen_is_marked(association: Answers, born: UncertainDate | None, policy: Policy) -> bool:
    """Whether the supervisor's eye is drawn to the age at the start; no step depends on it.

    The age as they tell it; where it wasn't told, the lowest that birth and start leave possible.
    """
    age, started = association.number("age_at_start"), association.span("started_on")
    if age is None and born is not None and started is not None:
        age = born.ages_on(started.earliest)[0]
    return age is not None and age < policy.marked_age


def eighteen_is_not_an_end(born: UncertainDate | None, today: date, policy: Policy) -> bool:
    """Whether the plan asks for the steps into adult support: from the latest possible seventeenth birthday on.

    Nothing else follows from an age: no guard of a stage reads it, so turning eighteen closes nothing.
    """
    return born is not None and born.ages_on(today)[0] >= policy.transition_age
