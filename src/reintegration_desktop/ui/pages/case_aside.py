"""Beside a section of a case: who sees it, and what stands with a plan."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.plans import PLAN
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.pages.case_sections import SECTION_OF, SECTIONS
from reintegration_desktop.ui.pages.who_sees import WhoSeesCard
from reintegration_desktop.ui.planning.aside import PlanAside
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


class CaseAside(Wide):
    """Made once; one card for each section."""

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace
        self._column = Column(gap=12)
        self._column.addStretch(1)
        super().__init__(self._column, 310, 240)
        self._cards: dict[str, QWidget] = {}
        self._plan = PlanAside(workplace)

    def show_case(self, opened: OpenCase, section: str) -> None:
        """What belongs beside a section of a case."""
        if section not in self._cards:
            self._cards[section] = self._card(section)
            self._column.insertWidget(0, self._cards[section])
        for key, card in self._cards.items():
            card.setVisible(key == section)
        if section == SECTION_OF[PLAN]:
            self._plan.show_case(opened)

    def _card(self, section: str) -> QWidget:
        """Who sees a section; beside the plan, below what stands with it."""
        seen_by = self._who_sees(section)
        return Box(Column(self._plan, seen_by, gap=8)) if section == SECTION_OF[PLAN] else seen_by

    def _who_sees(self, section: str) -> QWidget:
        forms = next(one.forms for one in SECTIONS if one.key == section)
        rooms = {room for form in forms for room in self._place.desk.dictionary[form].rooms}
        return WhoSeesCard(room for room in Room if room in rooms) if rooms else QWidget()
