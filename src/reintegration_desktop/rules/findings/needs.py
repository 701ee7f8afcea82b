"""What somebody needs because of a disability, or as a parent."""

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile

SHORT_SET = tuple(
    f"washington_group_{item}" for item in ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
)
_MUCH = frozenset({"a_lot_of_difficulty", "cannot_do_at_all"})


def disability_by_washington_group(answers: Answers) -> str | None:
    """Yes when any of the six is *a lot* or *cannot*, no when all six are less; None while that is open.

    The two questions on anxiety and sadness are not counted. Source: Washington Group short set.
    """
    given = [answers.choice(key) for key in SHORT_SET]
    if _MUCH & set(given):
        return "yes"
    return None if None in given else "no"


def parent_or_expecting(file: CaseFile) -> str | None:
    """Yes when there is an own child, counted or as an entry, or a pregnancy or breastfeeding is recorded.

    None while neither was answered.
    """
    who = file.one("identification")
    children, expecting = who.number("own_children"), who.choice("pregnant_or_breastfeeding")
    if children or expecting == "yes" or file.rows("own_child"):
        return "yes"
    return None if children is None and expecting is None else "no"
