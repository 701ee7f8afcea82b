"""Why something is due when it is: the number of the policy that asks for it, in one sentence."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from reintegration_desktop.kernel.words import language, say, say_many
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.rules.words import task_words
from reintegration_desktop.ui.due.words import late_words
from reintegration_desktop.ui.text import said
from reintegration_desktop.ui.widgets.chips import risk_state

_WEEK = 7


def due_sentence(kind: str, due: date, today: date) -> str:
    """What is or was due, and on which day: "Visit was due Monday 9 March"; a danger asks to act, and by when."""
    what, day = task_words(kind), QLocale(language()).toString(QDate(due.year, due.month, due.day), "dddd d MMMM")
    if kind == TaskKind.URGENT:
        return say("Act now: since {day}", day=day) if due < today else say("Act now, by {day}", day=day)
    if due == today:
        return say("{what} is due today", what=what)
    return (
        say("{what} was due {day}", what=what, day=day)
        if due < today
        else say("{what} is due {day}", what=what, day=day)
    )


def why_due(kind: str, due: date, today: date, risk: str | None, policy: Policy) -> str:
    """How late it is, and which rule asks for it."""
    late = (today - due).days
    told = [say("{late}.", late=late_words(late))] if late > 0 else []
    return " ".join([*told, *filter(None, [_rule(kind, risk, policy)])])


def _rule(kind: str, risk: str | None, policy: Policy) -> str:
    level = said(risk_state(risk).word)
    if kind == TaskKind.VISIT:
        return say("{level}: {often}.", level=level, often=_every(policy.visit_days(risk)))
    if kind == TaskKind.ASSESSMENT:
        return say("{level}: {within}.", level=level, within=_within(policy.assessment_days(risk)))
    days = {
        TaskKind.CASE_PLAN: policy.plan_days, TaskKind.REFERRAL_ANSWER: policy.referral_answer_days,
        TaskKind.TRANSFER_ANSWER: policy.transfer_answer_days, TaskKind.APPROVAL: policy.approval_days,
    }  # fmt: skip
    if kind == TaskKind.PLAN_REVIEW:
        return say(
            "A plan is looked at {often}.", often=say_many("every {n} day", "every {n} days", policy.plan_review_days)
        )
    return say("It is wanted {within}.", within=_within(days[TaskKind(kind)])) if kind in days else ""


def _every(days: int) -> str:
    if days == _WEEK:
        return say("a visit every week")
    if days % _WEEK == 0:
        return say_many("a visit every {n} week", "a visit every {n} weeks", days // _WEEK)
    return say_many("a visit every {n} day", "a visit every {n} days", days)


def _within(days: int) -> str:
    return say_many("within {n} day", "within {n} days", days)
