"""What is printed of a case, and what never is."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework import papers, reading
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.ui.paper import document_of, paint_pages
from reintegration_desktop.ui.printing.pages import in_memory
from tests.ui.workplaces import TODAY, Bench, an_edit


@pytest.fixture
def case(bench: Bench) -> UUID:
    case, episode = uuid4(), uuid4()
    return bench.add(
        an_edit(case, "identification", name_first="Amina", name_last="Kasongo", nickname="Mimi", sex="female"),
        an_edit(
            case,
            "association",
            episode,
            actor_type="non_state_armed_group",
            own_account="carried xyzzy",
            commander="frobozz",
        ),
        an_edit(case, "follow_up", visited_on=TODAY, next_visit_on=TODAY, observations="plugh was seen"),
        case=case,
    )


def text(paper: papers.Paper) -> str:
    return document_of(paper, 600, 800).toPlainText()


def test_the_paper_for_the_young_person_never_speaks_of_an_armed_actor(bench, case):
    paper = papers.for_the_young_person(bench.desk, bench.workplace.words, reading.open_case(bench.desk, case))
    shown = text(paper)
    assert "Amina" in shown
    for never in ("Mimi", "Armed group", "xyzzy", "plugh", "association"):
        assert never.casefold() not in shown.casefold()


def test_a_summary_says_what_the_screen_says_and_nothing_restricted(bench, case):
    shown = text(papers.summary(bench.desk, bench.workplace.words, reading.restricted_too(bench.desk, case, "asked")))
    assert "Kasongo" in shown
    assert "plugh" in shown
    assert "frobozz" not in shown


@pytest.mark.parametrize("make", [papers.summary, papers.for_the_young_person])
def test_a_hidden_name_is_on_no_paper(bench, case, make):
    opened = reading.open_case(bench.desk, case)
    opened = replace(opened, row=replace(opened.row, name_is_hidden=True))
    shown = text(make(bench.desk, bench.workplace.words, opened))
    assert "Amina" not in shown and "Kasongo" not in shown and "Mimi" not in shown
    assert opened.row.code in shown


def test_a_blank_form_asks_every_question_of_the_screen_in_its_order(bench):
    form = bench.desk.dictionary["follow_up"]
    shown = text(papers.blank(bench.desk, form))
    asked = [
        field.label
        for section in form.sections
        for field in form.of_section(section)
        if field.typed and field.in_use and "supervisor" in field.seen_by and field.kind != "domain_scores"
    ]
    places = [shown.find(label) for label in asked]
    assert places == sorted(places)
    assert -1 not in places
    assert all(label in shown for label in form.fields["domain_scores"].choices.values())


def test_a_long_form_is_printed_on_several_pages(bench):
    paper = papers.blank(bench.desk, bench.desk.dictionary["assessment"])
    pages = in_memory(partial(paint_pages, paper))
    assert pages.startswith(b"%PDF")
    assert pages.count(b"/Type /Page\n") > 1


def test_that_a_paper_was_printed_is_written_down(bench, case):
    papers.printed(bench.desk, case, "summary")
    with bench.desk.read() as cases:
        kinds = [version.kind for version in cases.history(case)]
    assert Kind.EXPORT in kinds
