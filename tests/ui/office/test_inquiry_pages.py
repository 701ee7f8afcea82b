"""One office asks another on the pages of two windows; headquarters carries it and can't open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from reintegration_desktop.app.inquiries.pages import inquiries_here
from reintegration_desktop.app.inquiries.verbs import everybody
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.inquiries import answering
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.oversight.log import log_sentence
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.office.rootkeeping import kept_root
from tests.e2e.offices import acquaint, an_office, another_office, headquarters
from tests.store.office import consent
from tests.ui.office.test_handing_over_pages import named_anew


@dataclass
class Three:
    goma: Program
    bukavu: Program
    hq: Program
    stick: Path

    def carry(self, *way: Program) -> None:
        """What the first has goes to the second, and so on."""
        for giver, taker in pairwise(way):
            send_all(giver, self.stick)
            came(taker, self.stick)
            came(giver, self.stick)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    goma = an_office(tmp_path / "Goma.vault")
    bukavu = another_office(tmp_path / "Bukavu.vault", kept_root(goma.keyring), "Bukavu", "Benoît Cikuru")
    hq = headquarters(tmp_path / "hq.vault", goma)
    for one, other in ((goma, bukavu), (goma, hq), (bukavu, hq)):
        acquaint(one, other)
    (tmp_path / "stick").mkdir()
    made = Three(named_anew(goma), named_anew(bukavu), named_anew(hq), tmp_path / "stick")
    yield made
    for program in (made.goma, made.bukavu, made.hq):
        program.close()


def somebody(program: Program, name: str, *, agrees: bool = True, hidden: bool = False):
    """A young person's case and its code."""
    today = program.desk.today.isoformat()
    person = {"name_first": name, "name_last": "Balolebwami", "nickname": "Zuzu", "sex": "female",
              "date_of_birth": "2011-03-07", "identified_on": today, "registered_on": today,
              "how_identified": "self_or_family"}  # fmt: skip
    case = add_case(program.desk, {"identification": person})[0]
    with program.desk.begin() as work:
        facts = work.file(case).one("case").with_("name_is_hidden", hidden)
        work.save(case, Edit("case", case, None, facts, frozenset({"name_is_hidden"})))
        work.save(case, consent(case, agrees_to_sharing="yes" if agrees else "no"))
        work.commit()
    with program.desk.read() as cases:
        return case, cases.facts([case])[0].code


def opened(program: Program, studio: Studio, tasks: Tasks) -> OpenWindow:
    window = OpenWindow(program, tasks, lambda: None)
    studio.show(window.window)
    studio.settle(tasks)
    return window


def asked_on_its_page(program: Program, other: Program, case, studio: Studio, tasks: Tasks) -> OpenWindow:
    """The page of asking, with one office ticked and done."""
    window = opened(program, studio, tasks)
    page = window.inquiries.ask(case)
    studio.settle(tasks)
    assert not page.deed.isEnabled()
    page.offices[other.me.office].tick.click()
    page.deed.trigger()
    studio.settle(tasks)
    return window


def answered_on_its_page(program: Program, wanted, code: str, studio: Studio, tasks: Tasks) -> None:
    """The page of answering: one answer at a time."""
    page = opened(program, studio, tasks).inquiries.answer(wanted)
    studio.settle(tasks)
    assert list(page.ways) == [code, ""]
    for chosen in (code, "", code):
        page.ways[chosen].tick.click()
        assert page.chosen == chosen
    page.deed.trigger()
    studio.settle(tasks)


def test_a_young_person_is_asked_about_answered_and_read_of_on_the_pages(three: Three, studio: Studio):
    goma, bukavu, hq, tasks = three.goma, three.bukavu, three.hq, Tasks()
    case, _ = somebody(goma, "Nsimire")
    _, there = somebody(bukavu, "Nsimirre")
    here = asked_on_its_page(goma, bukavu, case, studio, tasks)
    three.carry(goma, hq, bukavu)
    (inquiry,) = _inquiries(hq)
    with hq.desk.read() as cases, pytest.raises(InquiryForeign):
        cases.asked(inquiry)
    (waits,) = inquiries_here(bukavu)
    assert (waits.verb, waits.inquiry) == (Verb.ANSWER, inquiry.id)
    answered_on_its_page(bukavu, inquiry.id, there, studio, tasks)
    assert inquiries_here(bukavu) == ()
    three.carry(bukavu, hq, goma)
    (waits,) = inquiries_here(goma)
    assert waits.verb is Verb.HEAR
    read = here.inquiries.read(inquiry.id)
    studio.settle(tasks)
    assert there in read.sentence.text()
    assert not read.together.isVisibleTo(read), "their file lies here sealed, and isn't ours"
    read.deed.trigger()
    studio.settle(tasks)
    assert inquiries_here(goma) == ()
    tasks.join(2)


def test_who_asked_is_listed_and_stands_in_the_log_of_the_office_that_was_asked(three: Three, studio: Studio):
    goma, bukavu, tasks = three.goma, three.bukavu, Tasks()
    case, code = somebody(goma, "Nsimire")
    here = asked_on_its_page(goma, bukavu, case, studio, tasks)
    listed = here.inquiries.all()
    studio.settle(tasks)
    assert len(listed.buttons) == 1
    three.carry(goma, bukavu)
    answering.hear(bukavu.desk, everybody(bukavu), _inquiries(bukavu)[0].id)
    told = [log_sentence(line) for line in log_verbs(bukavu).lines(bukavu.desk.today)]
    assert any("compared another office’s question" in sentence for sentence in told)
    assert any("asked whether a young person is known" in sentence and "Goma" in sentence for sentence in told)
    assert not any(code in sentence for sentence in told)
    listed.buttons[0].click()
    studio.settle(tasks)
    assert _inquiries(goma) == ()
    three.carry(goma, bukavu)
    assert _inquiries(bukavu) == ()
    tasks.join(2)


def test_who_agreed_to_nothing_is_not_asked_about_and_a_hidden_name_takes_a_decision(three: Three, studio: Studio):
    goma, bukavu, tasks = three.goma, three.bukavu, Tasks()
    here = opened(goma, studio, tasks)
    silent, _ = somebody(goma, "Neema", agrees=False)
    page = here.inquiries.ask(silent)
    studio.settle(tasks)
    assert page.warning.isVisibleTo(page)
    assert not page.deed.isEnabled()
    here.window.back()
    case, _ = somebody(goma, "Nsimire", hidden=True)
    page = here.inquiries.ask(case)
    studio.settle(tasks)
    page.offices[bukavu.me.office].tick.click()
    assert not page.deed.isEnabled()
    page.decision.tick.click()
    assert page.deed.isEnabled()
    tasks.join(2)


def _inquiries(program: Program):
    with program.desk.read() as cases:
        return cases.inquiries(program.programme.policy)
