"""What is done with the case of canaries when people, keys, offices and copies come and go, step by step."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from os import urandom
from uuid import uuid4

from PySide6.QtWidgets import QTextEdit

from reintegration_desktop.app.backups.drilling import drill
from reintegration_desktop.app.backups.making import back_up_as, back_up_vault
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.custody.verbs import destination
from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.evidence import export_log
from reintegration_desktop.app.journeys import give_keys_back, save_request, take_answer, write_answer
from reintegration_desktop.app.keys.recovering import recover_vault
from reintegration_desktop.app.keys.renewing import remove_at_once, renew_keys_of
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.travelling import receive_all, send_all
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import found
from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.custody.offering import Handing
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.incoming.importing import edit_case
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.referring import packets
from reintegration_desktop.casework.referring.packets import Wish
from reintegration_desktop.casework.steps import moving
from reintegration_desktop.casework.strangers.reading import SILENT
from reintegration_desktop.cli.secrets import passphrase_words
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.ui.attachments.strange_page import StrangePage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import application
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.passphrases.halves import words_of
from reintegration_desktop.vault.roles import Role, Room
from tests.e2e.canaries import ALL, NAMES, VILLAGE, in_folder
from tests.e2e.journey import Journey
from tests.e2e.planted import MEANS, PASSPHRASE, Planted, a_programme, consent
from tests.unit.casework.attachments.made import docx, pdf, spoken

NOTES, REASON = f"{NAMES[0]} waits in {VILLAGE}.", f"{NAMES[1]} asked for it."
NEW_PASSPHRASE = "pebble canyon orchid saddle ribbon"
OTHER = "other.vault"
WORDS = "river amber ladder cotton summer"


def _look_at_files(journey: Journey) -> None:
    """A paper, a document and a recording that hold canaries, each in sight while everything is sought through."""
    base, studio, seen, words = journey.planted.base, Studio(), list[str](), f"{NAMES[0]} {VILLAGE}"
    given = {"a.pdf": pdf(words), "a.docx": docx(words), "a.wav": spoken(1) + words.encode()}
    hits = journey.found["a paper, a document and a recording in sight"] = []
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        tasks = Tasks(application())
        place = Workplace(program.desk, tasks)
        for name, content in given.items():
            path = base.with_name(f"{base.name} {name}")
            path.write_bytes(content)
            record = uuid4()
            add_file(program.desk, journey.case, path, Told("other", Room.PERSON, words), None, record)
            path.unlink()
            line = found(program.desk, open_case(program.desk, journey.case), record)
            page = StrangePage(place, line, "", SILENT)
            studio.show(page)
            while not page.view.isVisible():
                assert not page.failure.isVisible()
                studio.settle(tasks)
            page.view.setFocus()
            seen += [part.toPlainText() for part in page.findChildren(QTextEdit)]
            hits += in_folder(base, ALL)
            page.hide()
            page.deleteLater()
        assert tasks.join(10)
    assert VILLAGE in "".join(seen)
    journey.seen += seen


def _export_the_log(journey: Journey) -> None:
    with journey.planted.signed_in(Role.AUDITOR) as program:
        out = journey.planted.base / "log"
        out.mkdir()
        assert len(export_log(program, date(2000, 1, 1), "a yearly audit", ("csv", "jsonl"), out)) == 2


def _renew_ones_own_keys(journey: Journey) -> None:
    renew_keys_of(VaultFolder(journey.planted.field), Role.CASEWORKER.value, PASSPHRASE, MEANS)
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        journey.seen += [str(draft.answers.get("name_middle")) for draft in program.desk.drafts.all()]
        assert program.desk.drafts.all(), "what was typed before is there"


def _remove_somebody(journey: Journey) -> None:
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        leaving = next(one for one, name in program.keyring.names().items() if name == Role.CLINICIAN.value)
        assert remove_at_once(program, leaving, NoProgress())


def _drill(journey: Journey) -> None:
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        back_up_vault(program)
        back_up_as(program, journey.planted.base / "carried.age")
        found = drill(program, 1, NoProgress())
        assert len(found) == 1


def _cross_a_checkpoint(journey: Journey) -> None:
    request, answer = journey.planted.base / "journey.req", journey.planted.base / "journey.ans"
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        give_keys_back(program)
    with journey.planted.signed_in(Role.CASEWORKER) as away:
        save_request(away, request)
    journey.found["a vault on a journey"] = in_folder(journey.planted.base, ALL)
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        write_answer(program, request, answer)
    with journey.planted.signed_in(Role.CASEWORKER) as away:
        take_answer(away, answer)


def _refer(journey: Journey) -> None:
    said = {**consent(), "agrees_to_sharing": "yes", "services_agreed": ["medical"]}
    need = {"service_type": "medical", "service_mode": "external_referral", "needed_since_at": said["event_at"]}
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        edit_case(program.desk, journey.case, {"consent": [said], "service": [need]})
        with program.desk.read() as cases:
            (service,) = cases.open(journey.case).file.rows("service")
        wish = Wish(service.id, ("identification.name_first", "identification.current_place"), words=WORDS)
        packets.send(program.desk, journey.case, wish, journey.planted.base)


def _hand_over(journey: Journey) -> None:
    """To another office, which takes the case, and back."""
    stick = journey.planted.base / "between offices"
    stick.mkdir()
    other = _another_office(journey.planted)
    with journey.planted.signed_in(Role.SUPERVISOR) as field:
        _acquaint(field, other)
        handing = Handing("child_moved", "yes", NOTES)
        offering.offer(field.desk, journey.case, destination(field, "Nyanda"), handing)
        send_all(field, stick)
        journey.found["a case on its way to another office"] = in_folder(journey.planted.base, ALL)
        receive_all(other, stick, NoProgress())
        inside = taking.look_inside(other.desk, journey.case)
        journey.seen += [inside.name, inside.notes]
        taking.accept(other.desk, journey.case)
        send_all(other, stick)
        receive_all(field, stick, NoProgress())
    other.close()


def _another_office(planted: Planted) -> Program:
    with planted.signed_in(Role.SUPERVISOR) as field:
        root = kept_root(field.keyring)
    newcomer = Newcomer("Benoit", Role.SUPERVISOR.value, Role.SUPERVISOR)
    return create_program(planted.base / OTHER, newcomer, PASSPHRASE, means=MEANS, office="Nyanda",
                          programme=a_programme(), root=root)  # fmt: skip


def _acquaint(one: Program, other: Program) -> None:
    for here, there in ((one, other), (other, one)):
        card = write_card(there.keyring)
        add_peer(here.folder, here.keyring, card, code_of(card))


def _order_to_erase(journey: Journey) -> None:
    """Where the case lies now: ordered with a reason, taken back, held; then destroyed."""
    with _opened_there(journey.planted) as other:
        registry = registry_of(other)
        ordering.order(registry, [journey.case], REASON, asked_by_child=True)
        (order,) = registry.orders.all()
        ordering.take_back(registry, order.number)
        moving.hold(other.desk, journey.case, REASON)
        journey.found["an order to erase taken back"] = in_folder(journey.planted.base, ALL)
        other.opened.destroy(journey.case)


@contextmanager
def _opened_there(planted: Planted) -> Iterator[Program]:
    program = open_program(planted.base / OTHER, None, PASSPHRASE, means=MEANS)
    try:
        yield program
    finally:
        program.close()


def _lose_a_passphrase(journey: Journey) -> None:
    """Two sheets bring the supervisor back, and everything is renewed."""
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        made = new_sheets(urandom)
        keep_recovery(program.folder, program.keyring, made.public, MEANS)
    first, second = (" ".join(words_of(half, passphrase_words())) for half in (made.first, made.second))
    program = recover_vault(journey.planted.field, Role.SUPERVISOR.value, (first, second), NEW_PASSPHRASE, MEANS)
    back_up_vault(program)
    program.close()


def _bring_a_backup_back(journey: Journey) -> None:
    program = open_program(journey.planted.field, Role.SUPERVISOR.value, NEW_PASSPHRASE, means=MEANS)
    made = back_up_vault(program)
    restore_over(program, made.path, NoProgress())


STEPS: Mapping[str, Callable[[Journey], None]] = {
    "files looked at": _look_at_files,
    "the log exported": _export_the_log,
    "somebody's own keys renewed": _renew_ones_own_keys,
    "somebody removed": _remove_somebody,
    "a backup carried away, and drilled": _drill,
    "keys given back for a journey, and given again": _cross_a_checkpoint,
    "a packet for a service": _refer,
    "a case handed over and taken": _hand_over,
    "a case erased": _order_to_erase,
    "a passphrase lost and brought back": _lose_a_passphrase,
    "a backup brought back over a vault": _bring_a_backup_back,
}
