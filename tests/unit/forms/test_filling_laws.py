"""Laws of every form and every order of answering."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.check import asked, counting
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.locations import resources
from tests.unit.forms.drawn import TODAY, answers, steps

QUESTIONS = load(resources() / "dictionary")
everything_on = QUESTIONS.switched_on({key for form in QUESTIONS.values() for key in form.fields})
forms = st.sampled_from(sorted(everything_on)).map(everything_on.__getitem__)


@st.composite
def fillings(draw: st.DrawFn) -> Filling:
    """A form that was saved as a screen saves it."""
    form = draw(forms)
    drawn = draw(answers(form))
    begun = Filling.begin(form, Answers(), TODAY).seeing(drawn)
    saved = after(begun, [(key, value) for key, value in drawn.items() if form.fields[key].typed])
    return Filling.begin(form, saved.given, TODAY)


def after(filling: Filling, taken: Iterable[tuple[str, Value | None]]) -> Filling:
    for key, value in taken:
        filling = filling.answer(key, value)
    return filling


@given(fillings(), st.data())
def test_answering_twice_is_answering_once(filling, data):
    ((key, value),) = data.draw(steps(filling.form, 1, 1))
    once = filling.answer(key, value)
    assert once.answer(key, value) == once


@given(fillings(), st.data())
def test_the_order_of_answers_to_different_questions_does_not_matter(filling, data):
    taken = list(dict(data.draw(steps(filling.form))).items())
    shuffled = data.draw(st.permutations(taken))
    assert after(filling, taken) == after(filling, shuffled)


@given(fillings(), st.data())
def test_going_back_to_what_was_saved_undoes_everything(filling, data):
    taken = data.draw(steps(filling.form))
    undone = after(after(filling, taken), [(key, filling.saved.get(key)) for key, _ in taken])
    assert undone == filling
    assert not undone.changed


@given(fillings(), st.data())
def test_what_is_asked_never_hangs_on_a_value_that_is_not(filling, data):
    filling = after(filling, data.draw(steps(filling.form)))
    shown = {question.key for question in filling.asked}
    unseen = [step for step in data.draw(steps(filling.form)) if step[0] not in shown]
    assert after(filling, unseen).asked == filling.asked
    assert after(filling, unseen).values == filling.values


@given(fillings(), st.data())
def test_no_value_counts_that_is_not_asked(filling, data):
    filling = after(filling, data.draw(steps(filling.form)))
    shown = {question.key for question in filling.asked}
    assert set(filling.values) <= shown
    assert {problem.key for problem in filling.problems} <= shown
    assert set(filling.missing) <= shown - set(filling.values) | {"domain_scores"}


@given(fillings(), st.data())
def test_what_was_typed_is_never_lost(filling, data):
    taken = dict(data.draw(steps(filling.form)))
    later = after(filling, taken.items())
    kept = {key for key, value in taken.items() if value is not None and value is not False}
    assert kept <= set(later.given)
    assert set(filling.given) - set(taken) <= set(later.given)


@given(fillings(), st.data())
def test_the_answers_saved_and_the_edits_tell_the_answers_now(filling, data):
    later = after(filling, data.draw(steps(filling.form)))
    before = counting(filling.form, filling.saved)
    told = {key: later.values[key] for key in later.edited if key in later.values}
    assert Answers({**{key: before[key] for key in before if key not in later.edited}, **told}) == later.values


@given(fillings())
def test_counting_is_settled_at_once(filling):
    values_now = filling.values
    assert counting(filling.form, values_now) == values_now
    assert asked(filling.form, values_now) == filling.asked


@given(fillings(), st.data())
def test_every_problem_has_its_words(filling, data):
    for problem in after(filling, data.draw(steps(filling.form))).problems:
        assert problem.words().startswith("Expected")
