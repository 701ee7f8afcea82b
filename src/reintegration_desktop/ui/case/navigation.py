"""The sections of a case, with how much is in each."""

from functools import partial

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.case.sections import SECTIONS
from reintegration_desktop.ui.frame.sections import Section, SectionNav


class CaseNavigation(SectionNav):
    """``wanted`` carries the key of a section."""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__({one.key: Section(partial(say, one.title), one.icon) for one in SECTIONS})
        self._repeating = {
            one.key: [form for form in one.forms if form in dictionary and dictionary[form].repeats] for one in SECTIONS
        }
        self.setAccessibleName(say("Sections of the case"))

    def show_case(self, opened: OpenCase) -> None:
        """Say how many rows are in each section, and where two answers wait for a person."""
        waiting = {record for record, _ in (*opened.conflicts, *opened.came_back)}
        for key, forms in self._repeating.items():
            records = [row for form in forms for row in opened.file.rows(form)]
            if any(row.id in waiting for row in records):
                self.set_trailing(key, "warning", lambda: say("Two answers wait for you"))
            else:
                self.set_trailing(key, str(len(records)) if records else "")
