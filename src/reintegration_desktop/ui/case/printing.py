"""Printing from a case: a summary, a paper for the young person, forms to fill in by hand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from reintegration_desktop.casework import papers
from reintegration_desktop.casework.papers import Paper
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.ui.case.sections import FILES, SECTIONS
from reintegration_desktop.ui.paper import print_paper
from reintegration_desktop.ui.workplace import Workplace

Print = Callable[[Paper, QWidget], bool]


class CasePrinting:
    """What can be printed of the case on a page. That it was printed is written down before a page leaves."""

    def __init__(self, workplace: Workplace, page: QWidget, print_: Print = print_paper) -> None:
        self._place, self._page, self._print = workplace, page, print_

    def menu(self, opened: OpenCase, section: str) -> QMenu:
        """The papers of a case, and the blank forms of the section one is in."""
        desk = self._place.desk
        menu = QMenu(self._page)
        menu.addAction(say("Summary of the case…"), partial(self._of_case, opened, "summary", papers.summary))
        menu.addAction(
            say("Paper for the young person…"),
            partial(self._of_case, opened, "young person", papers.for_the_young_person),
        )
        menu.addSeparator()
        for name in () if section == FILES else next(one.forms for one in SECTIONS if one.key == section):
            form = desk.dictionary[name]
            text = say("Blank form: {form}…", form=say(form.title))
            menu.addAction(text, partial(self._print, papers.blank(desk, form), self._page))
        return menu

    def _of_case(self, opened: OpenCase, what: str, make: Callable[..., Paper]) -> None:
        desk = self._place.desk
        paper = make(desk, ValueWords(desk.dictionary, desk.programme), opened)
        work = partial(papers.printed, self._place.desk, opened.row.id, what)
        self._place.write(work, self._page, partial(self._out, paper))

    def _out(self, paper: Paper, _: Changes) -> None:
        self._print(paper, self._page)
