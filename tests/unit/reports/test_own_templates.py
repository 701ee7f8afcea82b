"""Templates of the programme's own: what can't be said in one, and what today's figures hold of it."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest

from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.cuts.numbering import Numbering
from reintegration_desktop.reports.cuts.placing import PLACES
from reintegration_desktop.reports.errors import FiguresUnreadable, NotForFigures, TemplateIncomplete, TooAlike
from reintegration_desktop.reports.figures import Figures, together
from reintegration_desktop.reports.indicators.counting import Counting, Office
from reintegration_desktop.reports.indicators.entry import Measure, Rule, measures_of
from reintegration_desktop.reports.own.deriving import coming, from_held, with_areas
from reintegration_desktop.reports.own.kindred import GROUP_OF, IMPLIED, are_kindred
from reintegration_desktop.reports.own.shaping import Shaping
from reintegration_desktop.reports.own.wish import PREFIX, TITLE, Lack, Line, Wish, template_from
from reintegration_desktop.reports.periods import period_of
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.tally import Counted, Tallies, Tally
from reintegration_desktop.reports.templates import MeasureCut, Template, load_templates
from reintegration_desktop.rules.derived import derive
from tests.builders import OFFICE, WORKERS, a_programme, the_questions
from tests.unit.reports.indicators.builder import the_indicators

TODAY, QUARTER = date(2026, 11, 27), "2026-Q3"
MANY, NEARLY = 20, 0.05
"""Two of fewer may be alike by chance; of more, one in twenty is near enough to give the others back."""

WISH = Wish(f"{PREFIX}1", "Girls by area", lines=(Line("registered", ("province", "sex")),))


@cache
def measures() -> dict[str, Measure]:
    return measures_of(the_indicators())


@cache
def shipped() -> dict[str, Template]:
    return load_templates(resources() / "templates", the_questions(), measures())


def made(wish: Wish, *others: Template) -> Template:
    return template_from(wish, the_questions(), measures(), [*shipped().values(), *others])


@cache
def counted_cases() -> tuple[Counted, ...]:
    programme = a_programme()
    setting = Setting(programme, WORKERS, OFFICE, TODAY, heard=True)
    return tuple(Counted(derive(file, programme.policy, TODAY)) for file in invented_cases(setting, 7, 250))


def counted(template: Template, period: str = QUARTER) -> Figures:
    programme = a_programme()
    counting = Counting(period_of(period, TODAY), TODAY, programme.policy, programme.places)
    tally = Tally(template, counting, the_questions(), Numbering())
    numbers = Counter(number for case in counted_cases() for number in Tallies([tally]).numbers(case, TODAY))
    return tally.figures(numbers, UUID(int=1), "Kivara", Office((20, 25), 3))


def test_a_wish_becomes_a_template_like_those_that_come_with_the_program():
    template = made(WISH)
    assert (template.title, template.label, template.period) == (TITLE, "Girls by area", "quarter")
    assert template.thresholds == {"headquarters": 5}
    assert template.measures[0].tables == (("province", "sex"),)


def test_nothing_that_somebody_typed_stands_in_figures_that_are_counted_by_it():
    assert b"Girls by area" not in counted(made(WISH)).to_bytes()


def test_two_lines_of_one_measure_are_one_measure_with_two_tables():
    cut = made(replace(WISH, lines=(*WISH.lines, Line("registered", ("age_band",))))).measures
    assert [(one.dimensions, one.tables) for one in cut] == [
        (("province", "sex", "age_band"), (("province", "sex"), ("age_band",)))
    ]


def test_of_a_share_yes_and_no_stand_across():
    template = made(replace(WISH, lines=(Line("response_on_time", ("risk",)),)))
    assert template.measures[0].tables == (("risk", "met"),)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        pytest.param(Line("no_such", ("sex",)), NotForFigures, id="a measure that nobody defined"),
        pytest.param(Line("registered", ("full_name",)), NotForFigures, id="a cut that is none"),
        pytest.param(Line("registered", ("closure_reason",)), NotForFigures, id="another measure's cut"),
        pytest.param(Line("open_cases", ("sex",)), NotForFigures, id="what is known of today alone, in a quarter"),
        pytest.param(Line("withdrawals", ("month",)), NotForFigures, id="our own doing, among young people"),
        pytest.param(Line("listened_to", ("answered_by",)), NotForFigures, id="what no caseworker reads"),
        pytest.param(Line("recruited", ("armed_actor", "confirmed")), NotForFigures, id="a named armed actor"),
        pytest.param(Line("goals_met", ("sex", "age_band")), NotForFigures, id="a share by two cuts"),
        pytest.param(Line("registered", ()), TemplateIncomplete, id="nothing to count by"),
        pytest.param(Line("open_at_end", ("province",)), TooAlike, id="by a cut that open cases are told by"),
        pytest.param(Line("response_on_time", ("sex",)), TooAlike, id="all registered, by a cut they are told by"),
    ],
)  # fmt: skip
def test_a_wish_may_not_ask_for(line: Line, refused: type[Refusal]):
    with pytest.raises(refused):
        made(replace(WISH, lines=(line,)))


@pytest.mark.parametrize("cut", ["actor_class", "role_class"])
def test_a_donor_reads_nothing_of_whom_they_were_with(cut: str):
    measure = "reached_care" if cut == "actor_class" else "recruited_by_factor"
    wish = replace(WISH, lines=(Line(measure, (cut,)),), readers=(Recipient.HEADQUARTERS, Recipient.DONOR))
    with pytest.raises(NotForFigures):
        made(wish)


def test_more_than_three_cuts_of_one_measure_are_too_many():
    lines = (Line("registered", ("province", "sex")), Line("registered", ("age_band", "how_identified")))
    with pytest.raises(NotForFigures):
        made(replace(WISH, lines=lines))


def test_two_templates_of_our_own_may_not_undo_each_other():
    one = made(replace(WISH, lines=(Line("tracing_active", ("age_at_start",)),)))
    other = replace(WISH, name=f"{PREFIX}2", lines=(Line("reunified_of_traced", ("age_at_start",)),))
    assert made(other)
    with pytest.raises(TooAlike):
        made(other, one)
    assert made(replace(other, period="year"), one), "a year counts others"


def test_areas_are_told_together_only_where_nobody_tells_them_apart():
    areas = ("P1",)
    with pytest.raises(TooAlike):
        made(replace(WISH, areas=areas))
    assert made(replace(WISH, areas=areas, lines=(Line("reunified", ("province",)),))).areas == {"P1"}


@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        ({"label": "  "}, Lack.LABEL), ({"label": "x" * 61}, Lack.LABEL), ({"label": "two\nlines"}, Lack.LABEL),
        ({"period": "month"}, Lack.PERIOD), ({"readers": ()}, Lack.READERS),
        ({"readers": (Recipient.MONITORING,)}, Lack.READERS), ({"lines": ()}, Lack.LINES),
    ],
)  # fmt: skip
def test_a_wish_tells_what_it_lacks(changed: dict[str, Any], lack: Lack):
    wish = replace(WISH, **changed)
    assert wish.lacks == (lack,)
    with pytest.raises(TemplateIncomplete):
        made(wish)


def test_a_name_that_the_program_uses_is_none_of_our_own():
    with pytest.raises(TemplateIncomplete):
        made(replace(WISH, name="quarterly"))


def test_a_wish_comes_back_from_json_and_from_nothing_else():
    assert Wish.from_json(WISH.to_json()) == WISH
    for damaged in (None, [], {}, {**WISH.to_json(), "lines": "x"}, {**WISH.to_json(), "readers": ["nobody"]}):
        with pytest.raises(FiguresUnreadable):
            Wish.from_json(damaged)


@pytest.mark.parametrize("period", ["quarter", "year", "now"])
def test_what_is_offered_is_taken_and_the_rest_is_refused(period: str):
    shaping = Shaping(the_questions(), measures(), shipped(), ())
    for readers in ((Recipient.HEADQUARTERS,), (Recipient.DONOR, Recipient.PUBLIC)):
        wish = replace(WISH, period=period, readers=readers, lines=())
        for name in measures():
            offered = shaping.cuts_for(wish, 0, name) if name in shaping.measures_for(period) else {}
            taken = {cut for cut in measures()[name].cuts if _is_taken(replace(wish, lines=(Line(name, (cut,)),)))}
            assert set(offered) == taken - {measures()[name].value}, name


def _is_taken(wish: Wish) -> bool:
    try:
        return bool(made(wish))
    except Refusal:
        return False


def _margins(cut_by: str) -> dict[str, Counter[str]]:
    """By measure everybody it counts, by one cut; what counts too few to tell is left out."""
    found = {}
    own = tuple(
        MeasureCut(one, tuple(filter(None, (cut_by, one.value))), ((cut_by,),))
        for one in measures().values()
        if cut_by in one.cuts and one.value != cut_by and not one.of_office
    )
    for cut in counted(Template("every", "", 1, "quarter", {}, own)).cuts:
        counts = Counter[str]()
        for key, number in cut.counts.items():
            counts[key[0]] += number
        if counts.total() >= MANY and len(counts) > 1:
            found[cut.measure] = counts
    return found


def test_measures_that_count_nearly_the_same_are_known_as_kindred():
    near: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for cut_by in PLACES:
        for (one, its), (other, theirs) in combinations(_margins(cut_by).items(), 2):
            apart = sum(abs(its[code] - theirs[code]) for code in {*its, *theirs})
            near[one, other].append(apart <= NEARLY * its.total())
    alike = {pair for pair, cuts in near.items() if all(cuts)}
    assert len(alike) > 10
    assert {pair for pair in alike if not are_kindred(*pair)} == set()


def test_what_comes_with_the_program_already_may_be_told_by_our_own_too():
    assert made(replace(WISH, lines=(Line("visited", ("province",)),)))
    with pytest.raises(TooAlike):
        made(replace(WISH, lines=(Line("supported", ("province",)),)))


def test_kindred_measures_and_what_they_imply_are_measures():
    assert set(GROUP_OF) | set(IMPLIED) <= set(measures())


def test_figures_that_were_counted_for_others_hold_what_is_coarser():
    held = [counted(shipped()["quarterly"])]
    template = made(replace(WISH, lines=(Line("registered", ("sex",)), Line("visits_made", ("risk",)))))
    (found,) = from_held(template, held, QUARTER)
    direct = counted(template)
    assert [(cut.measure, dict(cut.counts)) for cut in found.cuts] == [
        (cut.measure, dict(cut.counts)) for cut in direct.cuts
    ]
    assert [cut.tables for cut in found.cuts] == [cut.tables for cut in direct.cuts]
    assert coming(template, found) == ()


def test_what_figures_do_not_hold_comes_with_the_next_ones():
    held = [counted(shipped()["quarterly"])]
    template = made(replace(WISH, lines=(Line("registered", ("sex",)), Line("registered", ("how_identified",)),
                                         Line("reunified", ("sex",)))))  # fmt: skip
    (found,) = from_held(template, held, QUARTER)
    assert [cut.measure for cut in found.cuts] == ["reunified"]
    assert coming(template, found) == ("Newly registered",)
    assert coming(template, *from_held(template, [*held, counted(template)], QUARTER)) == ()
    assert from_held(template, held, "2026-Q2") == ()


def test_counts_of_two_days_are_never_put_into_one_report():
    quarterly = counted(shipped()["quarterly"])
    template = made(replace(WISH, lines=(Line("registered", ("sex",)), Line("reunified", ("sex",)))))
    reunified = tuple(cut for cut in quarterly.cuts if cut.measure == "reunified")
    later = replace(quarterly, as_of=date(2026, 12, 1), cuts=reunified)
    (found,) = from_held(template, [quarterly, later], QUARTER)
    assert ([cut.measure for cut in found.cuts], found.as_of) == (["reunified"], date(2026, 12, 1))


def test_offices_are_added_up_by_what_each_of_them_holds():
    quarterly = counted(shipped()["quarterly"])
    template = made(replace(WISH, lines=(Line("registered", ("sex",)), Line("reunified", ("sex",)))))
    other = replace(quarterly, office=UUID(int=2), cuts=tuple(c for c in quarterly.cuts if c.measure == "registered"))
    found = from_held(template, [quarterly, other], QUARTER)
    both = together(found)
    assert [cut.measure for cut in both.cuts] == ["registered"]
    assert sum(both.cuts[0].counts.values()) == 2 * sum(found[0].cuts[0].counts.values())


def test_areas_that_are_not_named_are_counted_together():
    template = made(replace(WISH, lines=(Line("reunified", ("province",)),)))
    figures = counted(template)
    provinces = [code for code in figures.cuts[0].dimensions[0].leaves if code != "unknown"]
    folded = with_areas(replace(template, areas=frozenset(provinces[:1])), figures).cuts[0]
    assert provinces[0] in folded.dimensions[0].labels and "Other areas" in folded.dimensions[0].labels.values()
    assert len(folded.dimensions[0].labels) == 2
    assert sum(folded.counts.values()) == sum(figures.cuts[0].counts.values())


def test_no_measure_of_today_alone_is_offered_to_a_quarter():
    shaping = Shaping(the_questions(), measures(), shipped(), ())
    assert all(measures()[name].period is not Rule.NOW for name in shaping.measures_for("quarter"))
    assert set(shaping.measures_for("now")) == {"open_cases", "overdue", "outcome"}


def test_a_share_is_offered_one_cut_and_a_count_two():
    shaping = Shaping(the_questions(), measures(), shipped(), ())
    lines = (Line("registered", ("sex",)), Line("visits_made", ("risk",)))
    registered, visits = shaping.offers(replace(WISH, lines=lines))
    assert measures()["visits_made"].kind is Kind.SHARE
    assert "province" in registered.second and "sex" not in registered.second
    assert visits.first and not visits.second
