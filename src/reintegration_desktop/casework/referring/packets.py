"""A packet for a service: what was ticked and agreed to, sealed to the provider's key or to words told by voice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import ConsentMissing, NothingTicked, NotPermitted, ProviderKeyWrong
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.referring.text import packet_text
from reintegration_desktop.casework.saving import write
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Absent
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.consent import services_agreed
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.limits.sharing import shares_only_what_was_agreed
from reintegration_desktop.vault.envelope import is_recipient, seal_bytes, seal_to_words
from reintegration_desktop.vault.files.disk import told, written_whole
from reintegration_desktop.vault.packets import PacketMark
from reintegration_desktop.vault.roles import Room

FORM = "referral"
WRITES = frozenset({"packet"})


@dataclass(frozen=True, slots=True)
class Tick:
    """An answer that may go: its question as ``form.key``, the form's title, question and answer in words."""

    name: str
    form: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Need:
    """A service that a young person needs, and agreed to be told: its record, what it is, what may be ticked for it."""

    service: UUID
    words: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What goes: for which service, which questions; to a key (``age1...``), or to ``words`` that are told by voice."""

    service: UUID
    ticked: tuple[str, ...]
    key: str = ""
    words: str = ""


def may_refer(desk: Desk) -> bool:
    """Whether this person sends packets."""
    return desk.me.may(Act.SAVE, Room.ACCOUNT, FORM) and desk.me.may(Act.EXPORT, Room.ACCOUNT, FORM)


def needs(desk: Desk, case: UUID) -> tuple[Need, ...]:
    """The services that may be told, each with the answers that consent lets go; none without a yes to sharing."""
    file = open_case(desk, case).file
    agreed = services_agreed(file)
    found = []
    for row in file.rows("service"):
        kind = row.answers.choice("service_type")
        if kind in agreed:
            words = ValueWords(desk.dictionary, desk.programme).choice("service_type", kind or "")
            found.append(Need(row.id, words, tuple(_ticks(desk, file, kind or ""))))
    return tuple(found)


def send(desk: Desk, case: UUID, wish: Wish, folder: Path) -> tuple[Path, Changes]:
    """Seal a packet into a folder and write down that it went; returns the file, whose name tells nothing.

    Raises NotPermitted, NothingTicked, ConsentMissing where more was ticked than they agreed to, ProviderKeyWrong, and
    what the disk refuses; then nothing is written down, and no file is left.
    """
    _refuse(desk, wish)
    opened = open_case(desk, case)
    record = desk.new_id()
    mark, answers_to = desk.files.ready_packet(case, Room.ACCOUNT, record)
    ticks = _allowed(desk, opened.file, wish)
    reference = PacketMark.parse(mark).reference
    service = ValueWords(desk.dictionary, desk.programme).choice(
        "service_type", _service_type(opened.file, wish.service)
    )
    content = packet_text(desk, ticks, service=service, reference=reference, answers_to=answers_to).encode()
    sealed = seal_to_words(content, wish.words) if wish.words else seal_bytes(content, [wish.key.strip()])
    target = folder / f"{desk.new_id().hex}.age"
    with written_whole(target) as file:
        file.write(sealed)
    try:
        return target, _noted(desk, case, wish, record, mark)
    except BaseException:
        with told():
            target.unlink(missing_ok=True)
        raise


def _refuse(desk: Desk, wish: Wish) -> None:
    if not may_refer(desk):
        raise NotPermitted
    if not wish.ticked:
        raise NothingTicked
    if not wish.words and not is_recipient(wish.key.strip()):
        raise ProviderKeyWrong


def _noted(desk: Desk, case: UUID, wish: Wish, record: UUID, mark: str) -> Changes:
    """The referral, sent, with what was shared; and that something left, for who oversees."""
    answers = Answers(
        {"referral_status": "sent", "sent_at": desk.clock.now(), "fields_shared": wish.ticked, "packet": mark}
    )
    with desk.begin() as work:
        edit = Edit(FORM, record, wish.service, answers, frozenset(answers))
        write(desk, work, case, [edit], writes=WRITES)
        work.note(
            Act.EXPORT, case, {"form": FORM, "reason": say("A sealed packet for a service"), "record": str(record)}
        )
        return work.commit()


def _allowed(desk: Desk, file: CaseFile, wish: Wish) -> tuple[Tick, ...]:
    """What was ticked, where all of it may go. Raises ConsentMissing."""
    kind = _service_type(file, wish.service)
    if shares_only_what_was_agreed(wish.ticked, desk.dictionary, file, kind) != wish.ticked:
        raise ConsentMissing
    wanted = set(wish.ticked)
    return tuple(tick for tick in _ticks(desk, file, kind) if tick.name in wanted)


def _service_type(file: CaseFile, service: UUID) -> str:
    row = file.record(service)
    return (row.answers.choice("service_type") or "") if row is not None else ""


def _ticks(desk: Desk, file: CaseFile, service_type: str) -> Iterable[Tick]:
    """Every answer that may go to a provider of this service, form by form; of a form that repeats, each entry's."""
    words = ValueWords(desk.dictionary, desk.programme)
    forms: Mapping[str, object] = desk.dictionary
    for row in file.records:
        if row.form not in forms:
            continue
        form = desk.dictionary[row.form]
        names = tuple(f"{form.name}.{key}" for key in form.fields if key in row.answers)
        for name in shares_only_what_was_agreed(names, desk.dictionary, file, service_type):
            field = form.fields[name.partition(".")[2]]
            value = row.answers.get(field.key)
            if value is not None and not isinstance(value, Absent) and not field.by_program:
                yield Tick(name, say(form.title), say(field.label), words.of(field, value))
