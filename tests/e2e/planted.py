"""An office with every role, and one young person whose answers are all canaries."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.kernel.clock import SystemClock
from reintegration_desktop.reports.periods import period_of, quarters_back
from reintegration_desktop.rules.places import Gazetteer, Place
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Duty, Role
from tests.e2e.canaries import DAY, NAMES, SEALED_CODES, UNIT, VILLAGE

PASSPHRASE = "umbrella tundra copper violin basket"
QUICK = KdfParameters(memory=64, passes=1, lanes=1)
MEANS = Means(SystemClock(), kdf=QUICK, floor=QUICK)
PLACE = "XQ7731"
LAST_QUARTER = quarters_back(MEANS.clock.today(), 2)[-1]
IN_LAST_QUARTER = (period_of(LAST_QUARTER, MEANS.clock.today()).first + timedelta(days=9)).isoformat()
COUNTED_ALIKE = 12
"""How many plainer young people are counted beside the one of canaries."""


def a_programme() -> Programme:
    """The invented programme with one more village, and the question about the armed unit switched on."""
    made = invented_programme({}, {})
    places = {place.code: place for place in made.places} | {PLACE: Place(PLACE, VILLAGE, 3, "AV0101")}
    return replace(made, places=Gazetteer(places), switched_on=frozenset({"military_unit"}))


def answers() -> dict[str, object]:
    """A case in which every canary is an answer."""
    return {
        "identification": {
            "name_first": NAMES[0], "nickname": NAMES[1], "name_last": NAMES[2], "sex": "female",
            "date_of_birth": DAY, "current_place": PLACE, "in_danger_now": "no", "registered_on": IN_LAST_QUARTER,
        },
        "consent": [consent()],
        "association": [
            {"actor_type": "non_state_armed_group", "roles": list(SEALED_CODES), "military_unit": UNIT,
             "exit": [{"left_on": IN_LAST_QUARTER, "exit_manner": "escaped"}]},
        ],
    }  # fmt: skip


def plainer(number: int) -> dict[str, object]:
    """Somebody who makes the counts large enough to be told."""
    person = {"name_first": f"Young person {number}", "sex": "female", "date_of_birth": "2010",
              "current_place": "AV010101", "registered_on": IN_LAST_QUARTER}  # fmt: skip
    return {"identification": person, "consent": [consent()]}


def consent() -> dict[str, object]:
    """A yes to everything that is asked."""
    return {
        "event_at": f"{IN_LAST_QUARTER}T09:00:00+00:00", "event_kind": "given", "given_by": ["child_consent"],
        "agrees_to_case_management": "yes", "agrees_to_storage": "yes", "agrees_to_reporting": "yes",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """A folder in which everything lies that the program writes: two vaults, a home, a stick, reports."""

    base: Path

    @property
    def field(self) -> Path:
        """The office's vault."""
        return self.base / "field.vault"

    @property
    def hq(self) -> Path:
        """Headquarters' vault."""
        return self.base / "hq.vault"

    @contextmanager
    def signed_in(self, role: Role) -> Iterator[Program]:
        """The office's vault, open for who has a role."""
        program = open_program(self.field, role.value, PASSPHRASE, means=MEANS)
        try:
            yield program
        finally:
            program.close()


def begin_office(planted: Planted) -> None:
    """Every role of an office, in a vault of its own."""
    newcomer = Newcomer("Supervisor", Role.SUPERVISOR.value, Role.SUPERVISOR)
    program = create_program(planted.field, newcomer, PASSPHRASE, means=MEANS, office="Kivara", programme=a_programme())
    for role in set(Role) - {Role.SUPERVISOR, Role.HEADQUARTERS}:
        duties = frozenset({Duty.COURIER}) if role is Role.CASEWORKER else frozenset[Duty]()
        add_person(program.folder, program.keyring, Newcomer(role.value, role.value, role, duties), PASSPHRASE, MEANS)
    program.close()


def begin_headquarters(planted: Planted) -> None:
    """Headquarters under the office's root; each has the other's card."""
    with planted.signed_in(Role.SUPERVISOR) as field:
        folder = VaultFolder(planted.hq)
        keyring = found_headquarters(folder, "Hanna", PASSPHRASE, MEANS, kept_root(field.keyring), "Headquarters")
        ours, theirs = write_card(field.keyring), write_card(keyring)
        add_peer(folder, keyring, ours, code_of(ours))
        add_peer(field.folder, field.keyring, theirs, code_of(theirs))


def take_in(planted: Planted) -> UUID:
    """The caseworker opens the case of canaries, and some plainer ones; returns the first."""
    with planted.signed_in(Role.CASEWORKER) as program:
        case, _ = add_case(program.desk, answers())
        for number in range(COUNTED_ALIKE):
            add_case(program.desk, plainer(number))
    return case
