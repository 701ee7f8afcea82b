"""A fault in the questions is found at once, named with its place and its cure."""

import re

import pytest

from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.forms.errors import DictionaryProblem
from reintegration_desktop.kernel.sentences import in_words

CHOICES = '[choices.yes_no]\nyes = "Yes"\nno = "No"\n[choices.trades]\n[choices.domain]\nsafety = "Safety"\n'
FORM = """
form = "visit"
title = "Visit"
order = 10
repeats = true
belongs_to = "visit"
[sections.one]
title = "One"
[fields.seen]
section = "one"
kind = "choice"
label = "Seen?"
choices_from = "yes_no"
sensitivity = "operational"
room = "account"
seen_by = ["caseworker"]
[fields.number]
section = "one"
kind = "integer"
label = "How many?"
only_if = "seen = yes"
constraint = ["at_least:1"]
sensitivity = "operational"
room = "account"
seen_by = ["caseworker"]
"""


def loaded(tmp_path, form=FORM, choices=CHOICES, **others):
    for name, text in {"choices": choices, "visit": form, **others}.items():
        if text is not None:
            (tmp_path / f"{name}.toml").write_text(text)
    return load(tmp_path)


def test_the_sample_itself_is_sound(tmp_path):
    assert list(loaded(tmp_path)["visit"].fields) == ["seen", "number"]


@pytest.mark.parametrize(
    ("old", "new", "place", "cure"),
    [
        ('kind = "integer"', 'kind = "interger"', "fields.number", "integer"),
        ('kind = "integer"', 'knid = "integer"', "fields.number", "kind"),
        ('section = "one"\nkind = "integer"', 'section = "on"\nkind = "integer"', "fields.number", "one"),
        ('choices_from = "yes_no"', 'choices_from = "yes_noo"', "fields.seen", "yes_no"),
        ('choices_from = "yes_no"\n', "", "fields.seen", "choices.toml"),
        ('kind = "integer"', 'kind = "integer"\nchoices_from = "yes_no"', "fields.number", "take it out"),
        ('room = "account"', 'room = "acount"', "fields.seen", "account"),
        ('sensitivity = "operational"', 'sensitivity = "secret"', "fields.seen", "Use one of"),
        ('seen_by = ["caseworker"]', 'seen_by = ["caseworkers"]', "fields.seen", "caseworker"),
        ('seen_by = ["caseworker"]', "seen_by = []", "fields.seen", "seen_by"),
        ('seen_by = ["caseworker"]', 'seen_by = "caseworker"', "fields.seen", "seen_by"),
        ('label = "Seen?"', "", "fields.seen", "label"),
        ('label = "Seen?"', "label = 3", "fields.seen", "label"),
        ('label = "Seen?"', 'label = "Seen?"\nrequired = "yes"', "fields.seen", "required"),
        ('label = "Seen?"', 'label = "Seen?"\nretired_in = 0', "fields.seen", "retired_in"),
        ('label = "Seen?"', 'label = "Seen?"\ngives = "date"', "fields.seen", "derived"),
        ('label = "Seen?"', 'label = "Seen?"\nfigure = "bands"', "fields.seen", "band"),
        ('kind = "integer"', 'kind = "derived"', "fields.number", "derived"),
        ('kind = "integer"', 'kind = "derived"\ngives = "integer"', "fields.number", "rule"),
        ('kind = "integer"', 'kind = "derived"\ngives = "derived"\nrule = "r"', "fields.number", "gives"),
        ('kind = "integer"', 'kind = "derived"\ngives = "date"\nrule = "r"\nrequired = true', "fields.number", "rule"),
        ("seen = yes", "sen = yes", "fields.number", "seen"),
        ("seen = yes", "number = 3", "fields.number", "seen"),
        ("seen = yes", "seen = yess", "fields.number", "yes"),
        ("at_least:1", "at_leas:1", "fields.number", "at_least"),
        ("at_least:1", "at_least", "fields.number", "colon"),
        ("at_least:1", "at_least:one", "fields.number", "numbers"),
        ("at_least:1", "not_in_future", "fields.number", "Take it out"),
        ("at_least:1", "not_below:seen", "fields.number", "number"),
        ("at_least:1", "pattern:phone", "fields.number", "Take it out"),
        ('form = "visit"', 'form = "visits"', "visit.toml", "visit"),
        ('title = "One"', 'titel = "One"', "sections.one", "title"),
        ("order = 10", "", "visit.toml", "order"),
        ("order = 10", "order = true", "visit.toml", "order"),
        ('belongs_to = "visit"', 'belongs_to = "vist"', "visit.toml", "visit"),
        ("[sections.one]\ntitle", "sections = 3\n[x]\ntitle", "visit.toml", "attribute"),
        ("repeats = true", "repeats = true\nrepeat = 1", "visit.toml", "repeats"),
    ],
)  # fmt: skip
def test_each_misspelling_is_refused_with_file_field_and_cure(tmp_path, old, new, place, cure):
    assert old in FORM
    with pytest.raises(DictionaryProblem) as refused:
        loaded(tmp_path, FORM.replace(old, new, 1))
    told = str(refused.value)
    assert told.startswith("visit.toml")
    assert place in told
    assert re.search(re.escape(cure), told)


def test_what_is_no_table_is_refused(tmp_path):
    with pytest.raises(DictionaryProblem, match=re.escape("[sections]")):
        loaded(tmp_path, FORM.replace('[sections.one]\ntitle = "One"', "").replace("order", "sections = 3\norder"))


def test_what_is_no_toml_is_refused_with_its_line(tmp_path):
    with pytest.raises(DictionaryProblem, match="line 1"):
        loaded(tmp_path, "form = \n")


def test_without_its_answers_no_question_is_read(tmp_path):
    with pytest.raises(DictionaryProblem, match=r"choices\.toml"):
        loaded(tmp_path, choices=None)


def test_a_pattern_nobody_knows_is_refused(tmp_path):
    form = FORM.replace('kind = "integer"', 'kind = "text"').replace("at_least:1", "pattern:fone")
    with pytest.raises(DictionaryProblem, match="phone"):
        loaded(tmp_path, form)


def test_two_forms_do_not_share_their_place(tmp_path):
    with pytest.raises(DictionaryProblem, match="order"):
        loaded(tmp_path, other=FORM.replace('"visit"', '"other"'))


def test_a_question_is_not_called_as_a_form_inside_its_rows(tmp_path):
    with pytest.raises(DictionaryProblem, match="seen"):
        loaded(tmp_path, seen=FORM.replace('form = "visit"', 'form = "seen"').replace("order = 10", "order = 20"))


def test_a_fault_is_told_in_three_parts(tmp_path):
    with pytest.raises(DictionaryProblem) as refused:
        loaded(tmp_path, FORM.replace('"integer"', '"interger"'))
    happened, safe, do = in_words(refused.value)
    assert "fields.number" in happened
    assert "No case" in safe
    assert "integer" in do
