"""The tracing desk in an open vault, or where headquarters keeps its cases: who sits there, what is open to them."""

from uuid import UUID

from reintegration_desktop.app.at_headquarters.place import has_cases_here
from reintegration_desktop.app.custody.verbs import office_name
from reintegration_desktop.app.inquiries.verbs import told_words
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.casework.tracing_desk.granting import Granting
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.tracing_desk.standing import is_of_the_desk
from reintegration_desktop.store.log.technical import keys_document
from reintegration_desktop.ui.tracing_desk.verbs import SeenLine


def place_of(program: Program) -> Granting:
    """The place where grants are given and used; raises NoDatabase for who has none."""
    store = program.opened
    return Granting(
        program.desk, lambda: store.people().current(), store.tracing_desk.grants, store.tracing_desk.open,
        store.tracing_desk.let_go, lambda keys: keys_document(keys).answers,
    )  # fmt: skip


def desk_name(program: Program, person: UUID, office: UUID) -> str:
    """What somebody of another office is called here: a name stays in their own vault."""
    name = program.programme.people.get(str(person))
    return name or say("{office}, {code}", office=office_name(program, office), code=person.hex[:4].upper())


def sits_at_the_desk(program: Program) -> bool:
    """Whether who is signed in belongs to headquarters' tracing desk, and its cases lie in this vault."""
    return has_cases_here(program) and is_of_the_desk(program.me.role, program.me.duties)


def seen(program: Program) -> tuple[SeenLine, ...]:
    """The children that are open to who is signed in; each look stands in the child's history."""
    found = granting.open_to_me(place_of(program))
    return tuple(
        SeenLine(
            one.row.code, one.name, office_name(program, one.office), one.until.astimezone().date(),
            told_words(program, one.answers),
        )
        for one in found
    )  # fmt: skip


def lines_of_seen(program: Program) -> list[str]:
    """The same for a terminal."""
    found = []
    for one in seen(program):
        about = say("{code}, {office}, until {day}", code=isolate(one.code), office=one.office,
                    day=day_in_words(one.until))  # fmt: skip
        found += [f"{isolate(one.name)} ({about})", *(f"    {label}: {answer}" for label, answer in one.told)]
    return found
