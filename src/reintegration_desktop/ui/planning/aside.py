"""Beside a plan: what its approval covers, how it was made, when it is looked at again, turning eighteen."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import approving, plans
from reintegration_desktop.casework.plans import Plan, Since
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules import approvals
from reintegration_desktop.rules.ages import ADULT, eighteen_is_not_an_end
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.ui.due.approval import ApprovalCard
from reintegration_desktop.ui.due.words import late_words
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State, late_state
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.workplace import Workplace

_MAY_HAVE_LAPSED = (approving.APPROVED, approvals.NOT_REQUESTED)


class PlanAside(QWidget):
    """Made once, shown for case after case; nothing where there is no plan."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._plan: Plan | None = None
        self._inside = QWidget()
        self._column = Column(self._inside, gap=0)
        self.setLayout(self._column)

    def show_case(self, opened: OpenCase) -> None:
        """Show what belongs to the plan in force."""
        found = plans.plans(self._place.desk, opened)
        self._plan = found[0] if found else None
        column = Column(gap=8)
        if self._plan is not None:
            for card in self._cards(self._plan, opened):
                column.addWidget(card)
        old, self._inside = self._inside, Box(column)
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()

    def _cards(self, plan: Plan, opened: OpenCase) -> list[QWidget]:
        self._covered = ApprovalCard(self._place, opened.row.id, plan.record)
        answers, today = plan.record.answers, self._place.desk.today
        if answers.choice(approving.STATUS) in _MAY_HAVE_LAPSED:
            work = partial(plans.since_approval, self._place.desk, opened.row.id, plan.record.id)
            self._place.read(work, self._covered, partial(self._show_since, plan, self._covered, opened))
        cards: list[QWidget] = [self._covered, *_made(answers)]
        cards.append(self._review(answers, today))
        cards.append(self._eighteen(answers, opened, today))
        return cards

    def _show_since(self, plan: Plan, card: ApprovalCard, opened: OpenCase, since: Since) -> None:
        """What the approval covers, and what it no longer covers."""
        stands = plan.record.answers.choice(approving.STATUS) == approving.APPROVED
        if stands and not since.plan and not since.steps:
            one, many = marked("It covers the plan and its step."), marked("It covers the plan and its {n} steps.")
            card.add(note(partial(say_many, one, many, len(plan.steps))))
        if not since.plan and not since.steps:
            return
        card.add(Banner("warn", partial(_changed, since), lambda: say("The approval no longer covers it.")))
        if stands and approving.may_ask(self._place.desk, plan.record.form):
            again = Button(lambda: say("Ask for approval again"), icon="arrow-right")
            again.clicked.connect(partial(self._ask, plan, card, opened))
            card.add(Flowing(again))

    def _ask(self, plan: Plan, card: ApprovalCard, opened: OpenCase) -> None:
        work = partial(approving.ask, self._place.desk, opened.row.id, plan.record.id)
        told = say("Asked. It waits under a supervisor's Today.")
        self._place.write(work, card, lambda _: self._place.toast(told), partial(_refuse, card))

    def _review(self, answers: Answers, today: date) -> Card:
        policy, day = self._place.desk.policy, answers.day("next_review_on")
        head = Row(caption(lambda: say("Next review")), *([Chip(_when(day, today))] if day else []))
        head.setStretch(0, 1)
        told = day_in_words(day) if day else say("No day was agreed.")
        rhythm = partial(
            say, "At least every {n} days. Sooner when a score falls by {points}.", n=str(policy.plan_review_days),
            points=str(policy.score_fall),
        )  # fmt: skip
        return Card(head, Words(told, wraps=True), note(rhythm), gap=4)

    def _eighteen(self, answers: Answers, opened: OpenCase, today: date) -> Card:
        born = opened.file.one("identification").span("date_of_birth")
        card = Card(caption(lambda: say("Turning 18")), gap=4)
        if steps := answers.text("transition_steps"):
            card.add(Words(steps, place="note", wraps=True))
        elif eighteen_is_not_an_end(born, today, self._place.desk.policy):
            card.add(note(lambda: say("Write what changes at eighteen and who stays at their side."), tone="warn"))
        if born is not None:
            card.add(note(partial(_turning, months_later(born.earliest, 12 * ADULT), today)))
        else:
            card.add(note(lambda: say("When they were born is not known. The plan goes on after that day.")))
        return card


def _turning(first: date, today: date) -> str:
    """From when on they may be eighteen."""
    if first <= today:
        return say("They may be eighteen already. The plan goes on after that day.")
    return say("Not before {year}. The plan goes on after that day.", year=str(first.year))


def _made(answers: Answers) -> list[QWidget]:
    """Who took part, and who sees it differently; nothing where nobody was asked."""
    told = {
        ("child_involved", "yes"): (lambda: say("The young person took part"), "ok"),
        ("child_involved", "no"): (lambda: say("The young person did not take part"), "warn"),
        ("caregiver_involved", "yes"): (lambda: say("The carer took part"), "ok"),
        ("caregiver_involved", "no"): (lambda: say("The carer did not take part"), "muted"),
    }
    lines = [told[key, code] for key in ("child_involved", "caregiver_involved")
             if (code := answers.choice(key) or "") and (key, code) in told]  # fmt: skip
    differently = answers.text("disagreement")
    if not lines and not differently:
        return []
    card = Card(caption(lambda: say("How it was made")), gap=6)
    for words, tone in lines:
        line = Row(Sign("check" if tone == "ok" else "minus", tone), Words(words, place="note", tone=tone, wraps=True))
        line.setStretch(1, 1)
        card.inside.addLayout(line)
    if differently:
        card.add(note(lambda: say("Seen differently: {words}", words=differently)))
    return [card]


def _changed(since: Since) -> str:
    steps = say_many("{n} step", "{n} steps", since.steps)
    if since.plan and since.steps:
        return say("Changed since: the plan, {steps}", steps=steps)
    return say("Changed since: the plan") if since.plan else say("Changed since: {steps}", steps=steps)


def _when(day: date, today: date) -> State:
    days = (day - today).days
    if days < 0:
        return late_state(lambda: late_words(-days))
    if days == 0:
        return late_state(lambda: say("today"))
    return State("neutral", "calendar", lambda: say_many("in {n} day", "in {n} days", days))


def _refuse(card: Card, error: Exception) -> None:
    banner = Banner("danger", "")
    card.add(banner)
    banner.tell_failure(in_plain_words(error))
