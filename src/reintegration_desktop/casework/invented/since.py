"""What came of the work: scores of wellbeing, what they say of us, papers obtained, training that ended.

Drawn from a generator of its own, so that the people and all that was drawn before stay who they are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, often
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.forms.answers import Answers

TOOL = "wb5"
_MEASURED_AGAIN = (90, 200)
_PAPER = Weights.of(birth_certificate=60, national_identity=25, civilian_id=15)
_HEARD = Weights.of(**{"1": 4, "2": 8, "3": 20, "4": 38, "5": 30})
_PRESSED = Weights.of(**{"1": 60, "2": 20, "3": 12, "4": 5, "5": 3})
_ASKED = Weights.of(yes=78, no=14, unknown=8)
_ANSWERED_BY = Weights.of(child=65, caregiver=35)

Row = tuple[str, Answers]


def since(chance: Random, course: Course, today: date, *, heard: bool) -> Iterator[Row]:
    """Rows of forms, in the order in which they were saved."""
    if course.assessed_on is None:
        return
    last = course.until(today)
    if often(chance, 0.4):
        yield from _wellbeing(chance, course.assessed_on, last)
    if often(chance, 0.15):
        obtained = days_after(chance, course.assessed_on, 20, 300)
        if obtained <= last:
            yield (
                "identity_paper",
                Answers({"paper_kind": _PAPER.draw(chance), "obtained_on": obtained, "held_by": "child"}),
            )
    if heard and often(chance, 0.3):
        yield from _feedback(chance, course.assessed_on, last)


def _wellbeing(chance: Random, first: date, last: date) -> Iterator[Row]:
    score = chance.randint(20, 60)
    day = first
    while day <= last:
        yield "wellbeing_measure", Answers({"tool": TOOL, "measured_on": day, "score": score})
        score = max(0, min(100, score + chance.randint(-8, 24)))
        day += timedelta(days=chance.randint(*_MEASURED_AGAIN))


def _feedback(chance: Random, first: date, last: date) -> Iterator[Row]:
    given = days_after(chance, first, 60, 400)
    if given <= last:
        yield (
            "feedback",
            Answers(
                {
                    "given_on": given,
                    "answered_by": _ANSWERED_BY.draw(chance),
                    "listened_to": int(_HEARD.draw(chance)),
                    "felt_pressured": int(_PRESSED.draw(chance)),
                    "situation_improved": int(_HEARD.draw(chance)),
                    "asked_before_sharing": _ASKED.draw(chance),
                }
            ),
        )
