"""One office asks another on the pages of two windows; headquarters carries it and can't open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from reintegration_desktop.app.custody.verbs import destination
from reintegration_desktop.app.inquiries.pages import inquiries_here
from reintegration_desktop.app.inquiries.verbs import everybody
from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.inquiries import answering, asking, wanting
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.kernel.words import isolate
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.custody.offering import HandOverPage
from reintegration_desktop.ui.inquiries.reading import ReadPage
from reintegration_desktop.ui.oversight.log import log_sentence
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.office.rootkeeping import kept_root
from tests.e2e.canaries import in_folder
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


def answered(three: Three):
    """Goma asked about somebody, Bukavu said who it may be, and headquarters carried both; Bukavu's case and code."""
    goma, bukavu, hq = three.goma, three.bukavu, three.hq
    case, _ = somebody(goma, "Nsimire")
    there, code = somebody(bukavu, "Nsimirre")
    asking.ask(goma.desk, case, destination(goma, "Bukavu"))
    three.carry(goma, hq, bukavu)
    answering.answer(bukavu.desk, _inquiries(bukavu)[0].id, code)
    three.carry(bukavu, hq, goma)
    return there, code, _inquiries(goma)[0].id


def read_on_its_page(window: OpenWindow, wanted, studio: Studio, tasks: Tasks) -> ReadPage:
    page = window.inquiries.read(wanted)
    studio.settle(tasks)
    return page


def given_on_its_page(window: OpenWindow, studio: Studio, tasks: Tasks) -> HandOverPage:
    """What waits in Today leads to the page of handing over."""
    (waits,) = also_waits(window.program)
    window.cases.go(str(waits.verb), waits.inquiry)
    studio.settle(tasks)
    page = window.window.findChildren(HandOverPage)[-1]
    assert page.isVisible()
    return page


def wanted_on_its_page(window: OpenWindow, wanted, studio: Studio, tasks: Tasks) -> None:
    """The page of the answer: asked for, which can be taken back."""
    page = read_on_its_page(window, wanted, studio, tasks)
    assert (page.want.isVisibleTo(page), page.unwant.isVisibleTo(page)) == (True, False)
    page.want.click()
    studio.settle(tasks)
    assert "Asked for on" in page.stands.text()
    assert (page.want.isVisibleTo(page), page.unwant.isVisibleTo(page)) == (False, True)
    assert not page.deed.isEnabled(), "who waits for it isn't done with the answer"


def handed_over_on_its_page(window: OpenWindow, studio: Studio, tasks: Tasks) -> str | None:
    """As any case is; the office that was chosen already."""
    offer = given_on_its_page(window, studio, tasks)
    chosen = offer.office.value()
    assert not offer.deed.isEnabled(), "whether they agree is asked as always"
    offer.reason.set_value("child_moved")
    offer.agrees.set_value("yes")
    offer.reason.picked.emit()
    offer.deed.trigger()
    studio.settle(tasks)
    return chosen


def test_a_file_is_asked_for_and_handed_over_on_the_pages(three: Three, studio: Studio):
    goma, bukavu, hq, tasks = three.goma, three.bukavu, three.hq, Tasks()
    there, code, wanted = answered(three)
    here = opened(goma, studio, tasks)
    wanted_on_its_page(here, wanted, studio, tasks)
    assert inquiries_here(goma) == ()
    three.carry(goma, hq, bukavu)
    for names, name in ((True, "Nsimirre Balolebwami"), (False, code)):
        (waits,) = also_waits(bukavu, names=names)
        assert waits.about == f"{isolate('Goma')} asks for the file of {isolate(name)}"
    assert handed_over_on_its_page(opened(bukavu, studio, tasks), studio, tasks) == str(goma.me.office)
    assert also_waits(bukavu) == ()
    three.carry(bukavu, hq, goma)
    assert "On its way to you" in read_on_its_page(here, wanted, studio, tasks).stands.text()
    assert {one.verb for one in also_waits(goma)} == {Verb.HEAR, Verb.TAKE}
    taking.accept(goma.desk, there)
    page = read_on_its_page(here, wanted, studio, tasks)
    assert "taken over here" in page.stands.text()
    assert page.deed.isEnabled()
    assert in_folder(three.stick.parent, ("Nsimirre", "Nsimire", "Balolebwami", "Zuzu")) == []
    tasks.join(2)


def test_a_file_is_not_given_for_a_reason_that_who_asked_is_told(three: Three, studio: Studio):
    goma, bukavu, hq, tasks = three.goma, three.bukavu, three.hq, Tasks()
    _, _, wanted = answered(three)
    wanting.want(goma.desk, wanted)
    three.carry(goma, hq, bukavu)
    offer = given_on_its_page(opened(bukavu, studio, tasks), studio, tasks)
    assert not offer.asks.no.isEnabled()
    offer.asks.reason.set_value("no_capacity")
    offer.asks.reason.picked.emit()
    offer.asks.no.click()
    studio.settle(tasks)
    assert also_waits(bukavu) == ()
    three.carry(bukavu, hq, goma)
    here = opened(goma, studio, tasks)
    page = read_on_its_page(here, wanted, studio, tasks)
    assert page.stands.text().startswith("Not given: ")
    assert not page.want.isVisibleTo(page)
    told = [log_sentence(line) for line in log_verbs(bukavu).lines(bukavu.desk.today)]
    assert sum("did not give the file" in sentence for sentence in told) == 2, "in its thread, and in the case"
    tasks.join(2)


def test_asking_for_a_file_is_taken_back_and_the_list_leads_to_giving_it(three: Three, studio: Studio):
    goma, bukavu, hq, tasks = three.goma, three.bukavu, three.hq, Tasks()
    _, _, wanted = answered(three)
    wanting.want(goma.desk, wanted)
    three.carry(goma, hq, bukavu)
    there = opened(bukavu, studio, tasks)
    listed = there.inquiries.all()
    studio.settle(tasks)
    (give,) = listed.buttons
    here = opened(goma, studio, tasks)
    page = read_on_its_page(here, wanted, studio, tasks)
    page.unwant.click()
    studio.settle(tasks)
    assert "took that back" in page.stands.text()
    assert page.want.isVisibleTo(page)
    three.carry(goma, hq, bukavu)
    give.click()
    studio.settle(tasks)
    assert there.window.failure.isVisible(), "it was taken back meanwhile"
    assert also_waits(bukavu) == ()
    tasks.join(2)


def _inquiries(program: Program):
    with program.desk.read() as cases:
        return cases.inquiries(program.programme.policy)
