"""Send and receive: two verbs, who has what, and the cases on their way. "Sent" never means "received"."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.travel.aside import AsidePage
from reintegration_desktop.ui.travel.came import CamePage, refused_words
from reintegration_desktop.ui.travel.cards import CardsPage
from reintegration_desktop.ui.travel.peers import PeerCard, carried_cells, peer_cells
from reintegration_desktop.ui.travel.sending import SendPage
from reintegration_desktop.ui.travel.verbs import Came, CarriedLine, PeerLine, Stands, TravelVerbs, Waiting
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import SunkenSign
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, heading, note, small, title
from reintegration_desktop.ui.working import WorkPlace
from reintegration_desktop.ui.workpage import AskingPage

_Answers = tuple[Waiting, Sequence[PeerLine], Sequence[CarriedLine]]
_SIDE = 300


class SendReceivePage(AskingPage):
    """Ctrl+Shift+S sends, Ctrl+Shift+R receives, Ctrl+Shift+O certifies an office; ``over`` shows a page over this one.

    ``pick`` asks for the stick's folder; ``backups_wanted`` where a computer that was copied begins anew;
    ``decision_wanted`` where two handovers of a case wait for who says which counts.
    """

    backups_wanted = Signal()
    decision_wanted = Signal()

    def __init__(
        self, tasks: Tasks, verbs: TravelVerbs, over: Callable[[OverPage], None], pick: Pick = pick_folder
    ) -> None:
        super().__init__(tasks, "bundles", "cases")
        self._verbs, self._over, self._pick = verbs, over, pick
        self._waiting = Waiting(0, 0, 0)
        self._peers: tuple[PeerLine, ...] = ()
        self._carried: tuple[CarriedLine, ...] = ()
        self.send = self.act(lambda: say("Send…"), "Ctrl+Shift+S", self._on_send)
        self.receive = self.act(lambda: say("Receive…"), "Ctrl+Shift+R", self._on_receive)
        self.certify = self.act(lambda: say("Certify an office…"), "Ctrl+Shift+O", self._on_certify)
        self.aside = self.act(lambda: say("What is put aside…"), "Ctrl+Shift+A", self._on_aside)
        self.told = Banner("ok", "")
        self.told.hide()
        self.backups = Button(lambda: say("Backups"), icon="backup", small=True)
        self.backups.clicked.connect(self.backups_wanted)
        self.apart = Banner("danger", "", buttons=(self.backups,))
        self.apart.hide()
        self.working = WorkPlace()
        self._peers_model = CellsModel(_peer_columns(), [])
        self.table = WholeTable(self._peers_model, lambda: say("Who has what"), row_height=48, header=True)
        self.table.chosen.connect(self._on_chosen)
        self._carried_model = CellsModel(_carried_columns(), [])
        self.carried = WholeTable(self._carried_model, lambda: say("Cases on their way"), row_height=46, header=True)
        self.decide = Button(lambda: say("Decide which handover counts…"), icon="conflict", small=True)
        self.decide.clicked.connect(self.decision_wanted)
        self.peer = PeerCard()
        self._lay_out()

    def ask_again(self) -> None:
        """Ask who has what."""
        verbs = self._verbs
        self.run(lambda: (verbs.waiting(), verbs.peers(), verbs.carried()), self._show)

    def resay(self) -> None:
        """Rows in the language of now; what the program says of them is asked for anew."""
        self._draw()
        if self.isVisible():
            self.ask_again()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)
        self.carried.fit_columns(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said of a peer stands beside the table where there is room for both."""
        super().resizeEvent(event)
        narrow = look().below("rail", self.width() + look().size("nav"))
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        alone = look().below("one_page", self.width() + look().size("nav"))
        self._two.setDirection(ways.TopToBottom if alone else ways.LeftToRight)
        self._side.setMaximumWidth((1 << 24) - 1 if narrow else look().px(_SIDE))

    def _lay_out(self) -> None:
        head = Column(title(lambda: say("Send / receive")), note(self._about), gap=2)
        self._waits = note(self._waiting_words)
        self._two = Row(
            _verb("upload", lambda: say("Send"), self._waits, self.send, Kind.FIRST),
            _verb("download", lambda: say("Receive"), note(lambda: say("From a stick, a folder or a share")),
                  self.receive, Kind.OTHER), gap=16,
        )  # fmt: skip
        self._no_peers = note(lambda: say("Nobody is certified yet to exchange with this office."))
        self._peers_card = TableCard(self.table)
        meant = small(lambda: say("“Sent” means written and read back. “They have” means they told us so."))
        way = Beside(heading(lambda: say("Cases on their way")), self.decide, shares=(1, 0), gap=12)
        self._way = Box(Column(way, TableCard(self.carried), small(self._sealed), gap=8))
        self._aside_button = Button.of(self.aside, Kind.OTHER, icon="shield")
        buttons = Flowing(self._aside_button, Button.of(self.certify, Kind.OTHER, icon="shield-check"))
        self._files = note(self._files_words)
        who = Beside(heading(lambda: say("Who has what")), buttons, shares=(1, 0), gap=12)
        main = Column(who, self._no_peers, self._peers_card, meant, self._files, self._way, gap=10)
        main.addStretch(1)
        self._side = Wide(self.peer, _SIDE, 260)
        self._body = Row(Box(main), self._side, gap=16)
        self._body.setStretch(0, 1)
        tellers = self.failure, self.apart, self.told, self.working
        inside = Column(*tellers, self._two, self._body, gap=14, margins=(24, 4, 24, 16))
        whole = Column(Box(Column(head, margins=(24, 14, 24, 8))), Scroll(Box(inside)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _about(self) -> str:
        if self._verbs.carries_sealed:
            return say(
                "You carry what you can’t open: codes, counts and consent, never a name or an answer. "
                "No network unless you choose one."
            )
        return say("Bundles are sealed for whom they are meant. No network unless you choose one.")

    def _sealed(self) -> str:
        return say("They travel sealed. Only a supervisor of the receiving office can open what is inside.")

    def _waiting_words(self) -> str:
        waits = self._waiting
        kept = say_many("{n} case is kept back.", "{n} cases are kept back.", waits.kept) if waits.kept else ""
        if not waits.changes:
            return f"{say('Nothing waits to be sent.')} {kept}".strip()
        waiting = say(
            "{changes} in {cases} wait, for {receivers}",
            changes=say_many("{n} change", "{n} changes", waits.changes),
            cases=say_many("{n} case", "{n} cases", waits.cases),
            receivers=say_many("{n} receiver", "{n} receivers", waits.receivers),
        )
        return f"{waiting}. {kept}" if kept else waiting

    def _files_words(self) -> str:
        return say_many(
            "{n} file of a case has not come yet. It is asked for with your next answer, after you receive.",
            "{n} files of cases have not come yet. They are asked for with your next answer, after you receive.",
            self._waiting.files,
        )

    def _show(self, answers: _Answers) -> None:
        self._waiting, self._peers, self._carried = answers[0], tuple(answers[1]), tuple(answers[2])
        self._draw()

    def _draw(self) -> None:
        row = max(0, self.table.currentIndex().row())
        self._waits.resay()
        self._tell_apart()
        self._files.resay()
        self._files.setVisible(self._waiting.files > 0)
        self._peers_model.show_rows([peer_cells(peer) for peer in self._peers])
        self._carried_model.show_rows([carried_cells(line) for line in self._carried])
        self._no_peers.setVisible(not self._peers)
        self._peers_card.setVisible(bool(self._peers))
        self._way.setVisible(bool(self._carried))
        self.decide.setVisible(self._verbs.decides and any(one.stands is Stands.DISPUTED for one in self._carried))
        self.rescale()
        self._side.setVisible(bool(self._peers))
        self._aside_button.setVisible(self._waiting.aside > 0 or any(peer.quarantined for peer in self._peers))
        if self._peers:
            self.table.selectRow(min(row, len(self._peers) - 1))
            self.peer.show_peer(self._peers[min(row, len(self._peers) - 1)])

    def _tell_apart(self) -> None:
        """That this computer was copied, above all else, for as long as that is so."""
        if (step := self._waiting.apart) is not None:
            self.apart.tell(step.tone, step.what, step.do)
        self.apart.setVisible(step is not None)

    def _on_chosen(self, row: int) -> None:
        self.peer.show_peer(self._peers[row] if 0 <= row < len(self._peers) else None)

    def _on_send(self) -> None:
        self._over(SendPage(self.tasks, self._verbs, self._pick))

    def _on_certify(self) -> None:
        self._over(CardsPage(self.tasks, self._verbs.cards))

    def _on_aside(self) -> None:
        self._over(AsidePage(self.tasks, self._verbs.aside))

    def _on_receive(self) -> None:
        if folder := self._pick(self, say("Where do the bundles lie?")):
            self._set_ready(False)
            self.failure.hide()
            self.told.hide()
            progress = self.working.begin(lambda: say("Opening and checking…"))
            self.run(partial(self._verbs.receive, Path(folder), progress), self._on_came, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it, and take the next order."""
        self._set_ready(True)
        super().fail(error)

    def _on_came(self, came: Came) -> None:
        self._set_ready(True)
        if came.refused:
            self.told.tell("danger", partial(refused_words, len(came.refused)))
        else:
            self.told.tell("ok", lambda: say("What lay there was read."))
        self.told.show()
        self.told.announce()
        page = CamePage(self.tasks, came)
        self._over(page)
        page.changed.emit()
        self.ask_again()

    def _set_ready(self, ready: bool) -> None:
        if ready:
            self.working.end()
        self.send.setEnabled(ready)
        self.receive.setEnabled(ready)


def _verb(icon: str, text: Text, second: Words, act: Act, kind: Kind) -> Card:
    """A big card with one verb."""
    told = Column(heading(text), second, gap=2)
    row = Row(SunkenSign(icon, size=48), told, Button.of(act, kind), gap=16)
    row.setStretch(1, 1)
    card = Card(row)
    card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return card


def _peer_columns() -> list[Callable[[], str]]:
    return [
        lambda: say("With"), lambda: say("We sent"), lambda: say("They have"), lambda: say("Missing here"),
        lambda: say("Parked"), lambda: say("Quarantined"),
    ]  # fmt: skip


def _carried_columns() -> list[Callable[[], str]]:
    return [
        lambda: say("Code"), lambda: say("From and to"), lambda: say("Consent to transfer"), lambda: say("Stands"),
    ]  # fmt: skip
