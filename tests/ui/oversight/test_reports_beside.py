"""Reports: who may read one, what comes back, the quarter before beside it, what an outsider could work out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.figures.chosen import Chosen
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.ui.charts.pairs import PairBars
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import CELL_ROLE
from reintegration_desktop.ui.oversight.published import cell_rows, column_words, hidden_places, key_at
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.oversight.verbs import Held, ReportVerbs, Wanted
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.popover import Popover
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import Reporting, a_report, a_table, plain
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

NEAR, FAR = (Recipient.HEADQUARTERS,), (Recipient.DONOR, Recipient.PUBLIC)
HELD = (
    Held("quarterly", "Quarterly summary", "2026-Q1", "January to March 2026", "Goma", date(2026, 4, 12),
         recipients=(*NEAR, *FAR)),
    Held("quarterly", "Quarterly summary", "2025-Q4", "October to December 2025", "Goma", date(2026, 4, 12),
         recipients=(*NEAR, *FAR)),
    Held("programme", "Programme review", "2026-Q1", "January to March 2026", "Goma", date(2026, 4, 12),
         recipients=NEAR),
    Held("mrm", "Monitoring and reporting", "2026-Q1", "January to March 2026", "Goma", date(2026, 4, 12),
         recipients=(Recipient.MONITORING,)),
)  # fmt: skip
MET = Dimension("met", "Yes or no", {"yes": "Yes", "no": "No"})
RISK = Dimension("risk", "Risk", {"high": "High", "low": "Low"})


@dataclass
class Beside(Reporting):
    """Figures of several templates; ``earlier`` is the report of the quarter before, None where that is refused."""

    held: tuple[Held, ...] = HELD
    earlier: Shown | None = None
    remembered: Chosen = field(default_factory=Chosen)
    chosen: list[Chosen] = field(default_factory=list)

    def show(self, wanted: Wanted, progress: Progress) -> Shown:
        self.shown.append(wanted)
        if wanted.period == "2026-Q1":
            return a_report()
        if self.earlier is None:
            raise Refusal
        return self.earlier

    def verbs(self, *, home: bool = False) -> ReportVerbs:
        return replace(super().verbs(), chosen=lambda: self.remembered, choose=self.chosen.append)


def the_quarter_before(**counts: int | None) -> Shown:
    table = a_table()
    cells = dict(table.cells) | {(row, TOTAL): count for row, count in counts.items()}
    shown = a_report()
    return replace(shown, report=replace(shown.report, tables=(replace(table, cells=cells),)))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def reports(tasks: Tasks, qtbot: QtBot, of: Beside) -> ReportsPage:
    page = ReportsPage(tasks, of.verbs(), lambda parent, title: "/media/stick")
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def pick(page: ReportsPage, tasks: Tasks, **codes: str) -> None:
    for name, code in codes.items():
        box = getattr(page, name)
        box.set_value(code)
        box.picked.emit()
        wait_for(tasks)


def offered(page: ReportsPage) -> list[str]:
    return [str(page.recipient.itemData(at)) for at in range(page.recipient.count())]


def test_only_readers_whom_a_template_may_go_to_are_offered(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside())
    assert offered(page) == ["headquarters", "donor", "public"]
    pick(page, tasks, template="programme")
    assert offered(page) == ["headquarters"]
    pick(page, tasks, template="mrm")
    assert (offered(page), page.recipient.value()) == (["monitoring"], "monitoring")
    pick(page, tasks, template="quarterly")
    assert page.recipient.value() == "headquarters"


def test_readers_stay_chosen_where_the_next_template_is_for_them_too(tasks: Tasks, qtbot: QtBot) -> None:
    of = Beside()
    page = reports(tasks, qtbot, of)
    pick(page, tasks, recipient="donor", period="2025-Q4")
    assert of.shown[-1] == Wanted("quarterly", "2025-Q4", Recipient.DONOR)


def test_what_was_chosen_is_remembered_and_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    of = Beside()
    page = reports(tasks, qtbot, of)
    pick(page, tasks, recipient="donor", period="2025-Q4")
    assert of.chosen[-1] == Chosen("quarterly", "2025-Q4", "donor")
    again = reports(tasks, qtbot, Beside(remembered=of.chosen[-1]))
    assert (again.template.value(), again.period.value(), again.recipient.value()) == ("quarterly", "2025-Q4", "donor")


def test_the_last_complete_period_is_remembered_as_such_and_moves_on_with_time(tasks: Tasks, qtbot: QtBot) -> None:
    of = Beside()
    pick(reports(tasks, qtbot, of), tasks, recipient="donor")
    assert of.chosen == [Chosen("quarterly", "", "donor")]


def test_what_does_not_lie_here_any_more_does_not_come_back(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside(remembered=Chosen("own-7", "2020-Q1", "nobody")))
    assert (page.template.value(), page.period.value(), page.recipient.value()) == (
        "quarterly", "2026-Q1", "headquarters",
    )  # fmt: skip


def test_what_comes_with_the_next_figures_is_said(tasks: Tasks, qtbot: QtBot) -> None:
    own = replace(HELD[0], template="own-1", title="Girls", coming=("Newly registered", "Reunified"))
    told = plain("\n".join(texts(reports(tasks, qtbot, Beside((own,))))))
    assert "With the next figures: Newly registered, Reunified." in told


def test_the_quarter_before_stands_beside_it_in_words_and_as_a_picture(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside(earlier=the_quarter_before(total=82, karuba=41, tandala=None)))
    told = plain("\n".join(texts(page.comparison)))
    assert "Compared with October to December 2025" in told
    assert "All: 94 now, 82 before; 12 more" in told
    assert "1 of 2 lines can be compared." in told
    picture = plain(page.comparison.findChildren(PairBars)[-1].accessibleName())
    assert "Karuba: 49 now, 41 before; 8 more" in picture
    assert "Tandala: 45 now, .. before; nothing is compared" in picture
    assert_whole(page)


def test_a_quarter_that_is_not_over_is_compared_with_a_warning(tasks: Tasks, qtbot: QtBot) -> None:
    of = Beside(
        (replace(HELD[0], complete=False), replace(HELD[1], complete=False)), earlier=the_quarter_before(total=82)
    )
    told = plain("\n".join(texts(reports(tasks, qtbot, of).comparison)))
    assert "The newer one isn't complete: it counts fewer so far." in told
    of = Beside(earlier=the_quarter_before(total=82))
    assert "counts fewer so far" not in plain("\n".join(texts(reports(tasks, qtbot, of).comparison)))


def test_where_no_figures_lie_of_the_quarter_before_that_is_said(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside((HELD[0],)))
    assert "No figures of October to December 2025 lie here." in plain("\n".join(texts(page.comparison)))
    assert not page.comparison.again.isVisible()


def test_a_quarter_before_that_cannot_be_proved_leaves_the_report_where_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside())
    assert "could not be protected" in plain("\n".join(texts(page.comparison)))
    assert page.table.isVisible() and page.export.isEnabled() and not page.failure.isVisible()


def test_the_same_categories_are_put_together_in_both_quarters(tasks: Tasks, qtbot: QtBot) -> None:
    of = Beside(earlier=the_quarter_before(total=82))
    page = reports(tasks, qtbot, of)
    merge = ("age", ("5-11", "12-14"))
    page.offers.chosen.emit(merge)
    wait_for(tasks)
    assert [(wanted.period, wanted.merges) for wanted in of.shown[-2:]] == [
        ("2026-Q1", (merge,)), ("2025-Q4", (merge,)),
    ]  # fmt: skip


def a_share_table() -> Published:
    cells: dict[tuple[str, ...], int | None] = {
        (TOTAL, TOTAL): 60, (TOTAL, "yes"): 45, (TOTAL, "no"): 15, ("high", TOTAL): 40, ("high", "yes"): 30,
        ("high", "no"): 10, ("low", TOTAL): 20, ("low", "yes"): None, ("low", "no"): None,
    }  # fmt: skip
    return Published("visits", "Visits made", "visits_made", (RISK, MET), cells, Kind.SHARE)


def test_a_share_stands_last_worked_out_of_published_counts_alone(qapp: object) -> None:
    table = a_share_table()
    assert column_words(table) == ["Risk", "Yes", "No", "All", "Share"]
    last = [row[-1] for row in cell_rows(table)]
    assert [(cell.text, cell.sunken) for cell in last] == [("75 %", False), ("75 %", False), ("..", True)]
    assert key_at(table, 0, 4) is None
    assert hidden_places(table) == [(2, 1), (2, 2)]


def test_a_count_has_no_share(qapp: object) -> None:
    assert column_words(a_table())[-1] == "All"


def test_the_button_under_the_table_tells_of_the_cell_one_stands_on_else_of_the_first(
    tasks: Tasks, qtbot: QtBot
) -> None:
    page = reports(tasks, qtbot, Beside())
    page.table.outsider.setFocus()
    qtbot.keyClick(page.table.outsider, Qt.Key.Key_Space)
    popover = page.findChild(Popover)
    told = plain("\n".join(texts(popover)))
    assert "Karuba, 5–11" in told and "between 0 and 7: too wide to tell" in told
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    table = next(table for table in page.table.findChildren(WholeTable) if table.isVisible())
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    table.setCurrentIndex(table.model().index(2, 3))
    qtbot.keyClick(page.table.outsider, Qt.Key.Key_Space)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 3)


def test_a_hidden_cell_is_called_hidden_aloud(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Beside())
    table = next(table for table in page.table.findChildren(WholeTable) if table.isVisible())
    index = table.model().index(1, 1)
    assert index.data(CELL_ROLE).text == ".."
    assert index.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "hidden"
    assert QAccessible.queryAccessibleInterface(table) is not None


@pytest.mark.parametrize("size", [(1158, 690), (760, 690)])
@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"), ("light", 1.5, "qps")]
)
def test_nothing_is_cut_beside_a_comparison(
    tasks: Tasks, qtbot: QtBot, dress: Dress, size: tuple[int, int], theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    page = reports(tasks, qtbot, Beside(earlier=the_quarter_before(total=82, karuba=None, tandala=52)))
    page.resize(*size)
    assert_whole(page)
