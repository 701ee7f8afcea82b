"""The page of the programme's own templates: only what is safe is offered, nothing is lost, all by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.errors import TemplateReleased
from reintegration_desktop.reports.indicators.entry import measures_of
from reintegration_desktop.reports.own.shaping import Shaping
from reintegration_desktop.reports.own.wish import Line, Wish
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.templates import load_templates
from reintegration_desktop.ui.shaping.line import LineCard
from reintegration_desktop.ui.shaping.page import TemplatesPage
from reintegration_desktop.ui.shaping.verbs import Around, Made, ShapeVerbs
from reintegration_desktop.ui.tasks import Tasks
from tests.builders import the_questions
from tests.store.reports.figures import some_figures
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import plain
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for
from tests.unit.reports.indicators.builder import the_indicators

GIRLS = Wish("own-1", "Girls by area", lines=(Line("registered", ("province", "sex")),))
TOLD = Wish("own-2", "Who told us", lines=(Line("registered", ("how_identified",)),))


@dataclass
class Shaped:
    """What the page was handed, and what it kept."""

    made: list[Made] = field(default_factory=list)
    saved: list[Wish] = field(default_factory=list)
    begun: Wish | None = None
    drafts: list[Wish | None] = field(default_factory=list)
    frozen: bool = False
    doubtful: int = 0
    count: int = 10

    def around(self) -> Around:
        measures = measures_of(the_indicators())
        templates = load_templates(resources() / "templates", the_questions(), measures)
        shaping = Shaping(the_questions(), measures, templates, (some_figures(),))
        return Around(shaping, tuple(self.made), self.doubtful, self.begun)

    def save(self, wish: Wish) -> None:
        if self.frozen:
            raise TemplateReleased
        self.saved.append(wish)
        self.made = [*(one for one in self.made if one.wish.name != wish.name), Made(wish)]

    def remove(self, name: str) -> None:
        self.made = [one for one in self.made if one.wish.name != name]

    def new_name(self) -> str:
        self.count += 1
        return f"own-{self.count}"

    def verbs(self) -> ShapeVerbs:
        return ShapeVerbs(self.around, self.save, self.remove, self.new_name, self.drafts.append)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def opened(tasks: Tasks, qtbot: QtBot, of: Shaped) -> TemplatesPage:
    page = TemplatesPage(tasks, of.verbs())
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def pick(tasks: Tasks, card: LineCard, **codes: str) -> None:
    for name, code in codes.items():
        box = getattr(card, name)
        assert box.findData(code) >= 0, f"{code} is not offered"
        box.set_value(code)
        box.picked.emit()
        wait_for(tasks)


def offered(card: LineCard, name: str) -> set[str]:
    box = getattr(card, name)
    return {str(box.itemData(at)) for at in range(box.count()) if box.itemData(at)}


def told(page: QWidget) -> str:
    return plain("\n".join(texts(page)))


def described(tasks: Tasks, page: TemplatesPage, label: str = "Girls by area") -> LineCard:
    page.description.label.setText(label)
    page.description.label.textEdited.emit(label)
    wait_for(tasks)
    (card,) = page.lines.cards
    pick(tasks, card, measure="registered", first="sex")
    return card


def test_a_template_is_described_and_saved(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped()
    page = opened(tasks, qtbot, of)
    pick(tasks, described(tasks, page), second="province")
    page.description.readers.ticks["donor"].click()
    wait_for(tasks)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(tasks)
    readers = (Recipient.HEADQUARTERS, Recipient.DONOR)
    assert of.saved == [Wish("own-11", "Girls by area", "quarter", readers, (Line("registered", ("sex", "province")),))]
    assert "“Girls by area” is saved." in told(page)
    assert "Today's figures hold all of it" in told(page)
    assert "Girls by area" in told(page.made)


def test_something_new_is_said_to_come_with_the_next_figures(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    card = described(tasks, page)
    assert "Today's figures hold this." in told(card)
    pick(tasks, card, first="how_identified")
    assert "With the next figures: today's don't hold this." in told(card)
    page.deed.trigger()
    wait_for(tasks)
    assert "With the next figures: Newly registered." in told(page.told)


def test_what_would_undo_another_report_s_hiding_is_not_offered(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    (card,) = page.lines.cards
    assert "withdrawals" not in offered(card, "measure") and "recruited" not in offered(card, "measure")
    pick(tasks, card, measure="open_at_end")
    assert "sex" in offered(card, "first") and "province" not in offered(card, "first")


def test_what_can_no_longer_stand_is_marked_and_kept(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    (card,) = page.lines.cards
    pick(tasks, card, measure="reached_care", first="actor_class")
    page.description.readers.ticks["donor"].click()
    wait_for(tasks)
    assert card.value() == Line("reached_care", ("actor_class",))
    assert "Beside the other reports, or to these readers, this isn't safe: choose another." in told(card)
    assert card.first.currentText() == "Kind of armed actor"
    tops = {
        card.measure.mapTo(card, card.measure.rect().topLeft()).y(),
        card.first.mapTo(card, card.first.rect().topLeft()).y(),
    }
    assert len(tops) == 1, "labels and boxes stand at one height, whatever stands under them"
    page.description.period.buttons["now"].click()
    wait_for(tasks)
    assert "This isn't counted for such a period: choose another." in told(card)
    assert (card.measure.currentText(), card.value()) == (
        "Reached civilian care",
        Line("reached_care", ("actor_class",)),
    )


def test_a_share_has_no_second_cut(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    (card,) = page.lines.cards
    pick(tasks, card, measure="tracing_active", first="sex")
    assert not card.second.isVisible()


def test_what_is_lacking_is_said_where_it_is_lacking_and_nothing_is_lost(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped()
    page = opened(tasks, qtbot, of)
    page.description.readers.ticks["headquarters"].click()
    (card,) = page.lines.cards
    pick(tasks, card, measure="registered")
    page.deed.trigger()
    assert of.saved == []
    for sentence in ("Give it a name.", "Tick who may read it.", "Choose by what."):
        assert sentence in told(page)
    assert card.value() == Line("registered", ())


def test_what_is_not_saved_is_let_go_only_when_asked_twice(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    closed: list[bool] = []
    page.closed.connect(lambda: closed.append(True))
    described(tasks, page)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert closed == [] and "This isn't saved yet." in told(page)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert closed == [True]


def test_where_nothing_was_changed_it_closes_at_once(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped([Made(GIRLS)]))
    page.made.rows["own-1"]["change"].click()
    wait_for(tasks)
    with qtbot.waitSignal(page.closed, timeout=1000):
        page.close_act.trigger()


def test_a_template_is_changed_under_its_own_name_and_copied_under_another(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped([Made(GIRLS)])
    page = opened(tasks, qtbot, of)
    page.made.rows["own-1"]["change"].click()
    wait_for(tasks)
    assert (page.description.label.text(), page.lines.value()) == ("Girls by area", GIRLS.lines)
    page.lines.add_line()
    wait_for(tasks)
    pick(tasks, page.lines.cards[1], measure="reunified", first="sex")
    page.deed.trigger()
    wait_for(tasks)
    assert of.saved == [replace(GIRLS, lines=(*GIRLS.lines, Line("reunified", ("sex",))))]
    page.made.rows["own-1"]["copy"].click()
    wait_for(tasks)
    page.description.label.setText("Boys")
    page.description.label.textEdited.emit("Boys")
    page.deed.trigger()
    wait_for(tasks)
    assert of.saved[1] == replace(of.saved[0], name=of.saved[1].name, label="Boys")
    assert of.saved[1].name != "own-1"


def test_a_released_template_can_be_copied_and_nothing_else(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped([Made(GIRLS, released=True), Made(TOLD, coming=("Newly registered",))]))
    assert set(page.made.rows["own-1"]) == {"copy"}
    assert set(page.made.rows["own-2"]) == {"change", "copy", "remove"}
    assert "A report left by it, so it stays as it is." in told(page.made)
    assert "With the next figures: Newly registered." in told(page.made)


def test_a_removed_template_comes_back_by_undo(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped([Made(GIRLS)])
    page = opened(tasks, qtbot, of)
    page.made.rows["own-1"]["remove"].click()
    wait_for(tasks)
    assert of.made == [] and "“Girls by area” is removed." in told(page)
    page.undo.click()
    wait_for(tasks)
    assert [one.wish for one in of.made] == [GIRLS]


def test_a_save_that_is_refused_leaves_everything_as_it_was_typed(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped(frozen=True)
    page = opened(tasks, qtbot, of)
    described(tasks, page)
    page.deed.trigger()
    wait_for(tasks)
    assert page.failure.isVisible() and page.deed.isEnabled()
    assert (page.description.label.text(), page.lines.value()) == ("Girls by area", (Line("registered", ("sex",)),))


def test_what_is_described_is_kept_two_seconds_later_and_forgotten_once_it_is_saved(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped()
    page = opened(tasks, qtbot, of)
    described(tasks, page)
    qtbot.waitUntil(lambda: bool(of.drafts), timeout=10_000)
    assert of.drafts == [Wish("own-11", "Girls by area", lines=(Line("registered", ("sex",)),))]
    page.deed.trigger()
    wait_for(tasks)
    assert of.drafts[-1] is None


def test_what_was_broken_off_comes_back_when_somebody_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    of = Shaped(begun=GIRLS)
    page = opened(tasks, qtbot, of)
    assert "A template was begun and not saved: Girls by area." in told(page)
    assert page.description.label.text() == ""
    page.go_on.click()
    wait_for(tasks)
    assert page.lines.value() == GIRLS.lines and page.is_changed
    again = opened(tasks, qtbot, of)
    again.let_go.click()
    wait_for(tasks)
    assert of.drafts == [None] and not again.begun.isVisible()


def test_forged_templates_are_told(tasks: Tasks, qtbot: QtBot) -> None:
    assert "nothing is counted by them" in told(opened(tasks, qtbot, Shaped(doubtful=1)))


def test_a_line_is_added_and_taken_out_by_keyboard(tasks: Tasks, qtbot: QtBot) -> None:
    page = opened(tasks, qtbot, Shaped())
    described(tasks, page)
    page.more.setFocus()
    qtbot.keyClick(page.more, Qt.Key.Key_Space)
    wait_for(tasks)
    assert len(page.lines.cards) == 2
    page.lines.cards[1].out.setFocus()
    qtbot.keyClick(page.lines.cards[1].out, Qt.Key.Key_Space)
    wait_for(tasks)
    assert page.lines.value() == (Line("registered", ("sex",)),)
    assert not page.lines.cards[0].out.isEnabled()


@pytest.mark.parametrize("size", [(1158, 690), (792, 690)])
@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"), ("light", 1.5, "qps")]
)
def test_nothing_is_cut(
    tasks: Tasks, qtbot: QtBot, dress: Dress, size: tuple[int, int], theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    page = opened(tasks, qtbot, Shaped([Made(GIRLS), Made(TOLD, coming=("Newly registered",))]))
    page.resize(*size)
    page.made.rows["own-1"]["change"].click()
    wait_for(tasks)
    assert_whole(page)
