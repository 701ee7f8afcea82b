"""Templates of the programme's own on a real vault: who makes them, who counts by them, what can't be forged."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from reintegration_desktop.app.overseeing import held, refreshed, report_verbs
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.reports import write_report
from reintegration_desktop.app.shaping import around, may_shape, shape_verbs
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.casework.figures.chosen import Chosen
from reintegration_desktop.casework.figures.own import PURPOSE, kept_wishes
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.errors import NotForThem, TemplateReleased, TemplateUnknown
from reintegration_desktop.reports.own.wish import TITLE, Line, Wish
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.ui.oversight.verbs import Wanted
from reintegration_desktop.vault.checking.findings import Found
from reintegration_desktop.vault.checking.parts import check_parts
from reintegration_desktop.vault.envelope import seal_bytes
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import KeyName, Role
from reintegration_desktop.vault.signed import signed
from tests.store.office import QUICK, a_person, case_facts, consent

MEANS = Means(FixedClock(datetime(2026, 11, 27, 9, tzinfo=UTC)), kdf=QUICK, floor=QUICK)
WORDS, QUARTER = "a test's own words", "2026-Q3"
LABEL = "Zinzibele of the hills"
OWN, NEW_ONE = "own-3f9c21d07b44", "own-40b7c1d29e58"
WISH = Wish(OWN, LABEL, lines=(Line("registered", ("sex",)),))
NEW = replace(WISH, name=NEW_ONE, label="Who told us", lines=(Line("registered", ("how_identified", "sex")),))
SignIn = Callable[[str], Program]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An office of four people with twelve girls registered, whose figures lie there."""
    path = tmp_path / "Goma.vault"
    program = create_program(
        path, Newcomer("Daniel Okello", Role.SUPERVISOR.value, Role.SUPERVISOR), WORDS, means=MEANS, office="Goma",
        programme=invented_programme({}, {}),
    )  # fmt: skip
    for role in (Role.MANAGER, Role.CASEWORKER, Role.AUDITOR):
        add_person(program.folder, program.keyring, Newcomer(role.value, role.value, role), WORDS, MEANS)
    for number in range(12):
        case, code = uuid4(), f"CODE{number:02d}-X"
        with program.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, program.keyring, code))
            work.save(case, a_person(case, registered_on=date(2026, 8, 1 + number), sex="female"))
            work.save(case, consent(case))
            work.commit()
    refreshed(program, NoProgress())
    program.close()
    return path


@pytest.fixture
def sign_in(vault: Path) -> Iterator[SignIn]:
    opened: list[Program] = []

    def go(label: str) -> Program:
        for program in opened:
            program.close()
        opened[:] = [open_program(vault, str(label), WORDS, means=MEANS)]
        return opened[0]

    yield go
    for program in opened:
        program.close()


def figures_folder(program: Program) -> Path:
    return program.folder.part("figures")


def shown(program: Program, template: str, recipient: Recipient = Recipient.HEADQUARTERS):
    return report_verbs(program).show(Wanted(template, QUARTER, recipient), NoProgress()).report


def test_what_today_s_figures_hold_is_a_report_at_once(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).save(WISH)
    mine = [one for one in held(manager) if one.template == OWN]
    assert {(one.title, one.coming) for one in mine} == {(LABEL, ())}
    assert QUARTER in {one.period for one in mine}
    assert mine[0].recipients == (Recipient.HEADQUARTERS,)
    report = shown(manager, OWN)
    assert report.about.title == TITLE
    assert report.tables[0].grand_total == 12


def test_something_new_comes_with_the_next_figures_that_a_caseworker_counts(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).save(replace(NEW, lines=(*NEW.lines, Line("reunified", ("sex",)))))
    assert {one.coming for one in held(manager) if one.template == NEW_ONE} == {("Newly registered",)}
    assert around(manager).made[0].coming == ("Newly registered",)
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    manager = sign_in(Role.MANAGER)
    assert {one.coming for one in held(manager) if one.template == NEW_ONE} == {()}
    assert shown(manager, NEW_ONE).tables[0].grand_total == 12


def test_a_report_by_it_goes_to_its_readers_alone_and_names_nothing_that_was_typed(sign_in: SignIn, tmp_path: Path):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).save(WISH)
    with pytest.raises(NotForThem):
        shown(manager, OWN, Recipient.DONOR)
    out = tmp_path / "out"
    write_report(manager, OWN, QUARTER, Recipient.HEADQUARTERS, out, ("csv", "json"), NoProgress())
    assert all(LABEL.encode() not in file.read_bytes() for file in out.iterdir())


def test_a_template_by_which_something_left_stays_as_it_is(sign_in: SignIn, tmp_path: Path):
    manager = sign_in(Role.MANAGER)
    verbs = shape_verbs(manager)
    verbs.save(WISH)
    verbs.save(replace(WISH, label="Girls"))
    write_report(manager, OWN, QUARTER, Recipient.HEADQUARTERS, tmp_path / "out", ("json",), NoProgress())
    with pytest.raises(TemplateReleased):
        verbs.save(WISH)
    with pytest.raises(TemplateReleased):
        verbs.remove(OWN)
    assert [(one.wish.label, one.released) for one in around(manager).made] == [("Girls", True)]


def test_a_template_is_taken_away_and_brought_back(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    verbs = shape_verbs(manager)
    verbs.save(WISH)
    verbs.remove(OWN)
    assert around(manager).made == () and all(one.template != OWN for one in held(manager))
    with pytest.raises(TemplateUnknown):
        shown(manager, OWN)
    verbs.save(WISH)
    assert [one.wish for one in around(manager).made] == [WISH]


def test_who_lets_no_report_leave_makes_no_template(sign_in: SignIn):
    for role in (Role.CASEWORKER, Role.AUDITOR):
        program = sign_in(role)
        assert not may_shape(program)
        if role is Role.AUDITOR:
            with pytest.raises(NotPermitted):
                shape_verbs(program).save(WISH)
    assert may_shape(sign_in(Role.SUPERVISOR))


def test_nothing_of_a_template_lies_in_the_clear(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).save(WISH)
    files = [path for path in manager.folder.path.rglob("*") if path.is_file()]
    assert not any(LABEL.encode() in path.read_bytes() or LABEL in path.name for path in files)
    found = Found()
    check_parts(manager.folder, manager.keyring.file, found)
    assert found.checked["sealed files"] and not found.troubles


def test_a_template_of_a_caseworker_s_making_is_not_believed(sign_in: SignIn):
    caseworker = sign_in(Role.CASEWORKER)
    put(caseworker, WISH, caseworker.keyring.sign)
    manager = sign_in(Role.MANAGER)
    assert around(manager).made == () and around(manager).doubtful == 1
    assert OWN not in manager.templates


def test_a_template_that_breaks_the_rules_counts_for_nothing_whoever_signed_it(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    put(manager, replace(WISH, lines=(Line("open_at_end", ("province",)),)), manager.keyring.sign)
    assert OWN not in manager.templates
    assert [one.fits for one in around(manager).made] == [False]
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    assert all(one.template != OWN for one in held(sign_in(Role.MANAGER)))


def test_a_changed_or_misplaced_template_is_told(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).save(WISH)
    path = figures_folder(manager) / "own-3f9c21d07b44.tpl"
    path.with_name("own-9.tpl").write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:-3] + b"abc")
    assert (around(manager).made, around(manager).doubtful) == ((), 2)


def test_who_comes_later_counts_by_it_once_it_was_sealed_for_them(sign_in: SignIn):
    shape_verbs(sign_in(Role.MANAGER)).save(NEW)
    supervisor = sign_in(Role.SUPERVISOR)
    add_person(supervisor.folder, supervisor.keyring, Newcomer("later", "later", Role.CASEWORKER), WORDS, MEANS)
    later = sign_in("later")
    assert kept_wishes(figures_folder(later), later.keyring) == ()
    around(sign_in(Role.MANAGER))
    later = sign_in("later")
    assert [one.wish for one in kept_wishes(figures_folder(later), later.keyring)] == [NEW]
    assert NEW_ONE in later.templates


def test_what_was_chosen_comes_back_for_each_person_alone(sign_in: SignIn):
    manager = report_verbs(sign_in(Role.MANAGER))
    assert manager.chosen() == Chosen()
    assert manager.choose is not None
    manager.choose(Chosen("annual", "2025", "headquarters"))
    assert report_verbs(sign_in(Role.SUPERVISOR)).chosen() == Chosen()
    assert report_verbs(sign_in(Role.MANAGER)).chosen() == Chosen("annual", "2025", "headquarters")


def test_what_was_chosen_and_is_damaged_is_chosen_anew(sign_in: SignIn):
    program = sign_in(Role.MANAGER)
    verbs = report_verbs(program)
    assert verbs.choose is not None
    verbs.choose(Chosen("annual"))
    (path,) = figures_folder(program).glob("*.own")
    path.write_bytes(b"x" * 40)
    assert verbs.chosen() == Chosen()


def test_what_was_begun_comes_back_for_who_began_it_and_lies_nowhere_in_the_clear(sign_in: SignIn):
    manager = sign_in(Role.MANAGER)
    shape_verbs(manager).keep(replace(WISH, lines=(Line("", ()),)))
    assert around(manager).begun == replace(WISH, lines=(Line("", ()),))
    files = [path for path in manager.folder.path.rglob("*") if path.is_file()]
    assert not any(LABEL.encode() in path.read_bytes() for path in files)
    assert around(sign_in(Role.SUPERVISOR)).begun is None
    again = sign_in(Role.MANAGER)
    shape_verbs(again).keep(None)
    assert around(again).begun is None


def put(program: Program, wish: Wish, sign: Callable[[bytes], bytes]) -> None:
    """Write a template past all checks, as somebody could who has the folder."""
    keyring = program.keyring
    body = {"version": 1, "kind": "template", "by": str(keyring.id), "at": program.means.now().isoformat(),
            "template": wish.to_json()}  # fmt: skip
    to = [keyring.recipient(KeyName.FIGURES), *keyring.staff_recipients()]
    content = json.dumps({"for": to, "paper": signed(PURPOSE, body, sign).to_json()}).encode()
    (figures_folder(program) / f"{wish.name}.tpl").write_bytes(seal_bytes(content, to))
