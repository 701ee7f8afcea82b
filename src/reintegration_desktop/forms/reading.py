"""From the dictionary's files to forms."""

from collections.abc import Mapping
from dataclasses import replace

from reintegration_desktop.forms.conditions import Comparable, Condition, parse
from reintegration_desktop.forms.constraints import Constraint, parse_constraint
from reintegration_desktop.forms.errors import Misspelt
from reintegration_desktop.forms.questions import (
    SWITCHED_BY_PROGRAMME,
    Field,
    Figure,
    Form,
    Kind,
    Section,
    Sensitivity,
)
from reintegration_desktop.forms.tables import Table
from reintegration_desktop.kernel.words import marked
from reintegration_desktop.vault.roles import Role, Room

Lists = Mapping[str, Mapping[str, str]]
NOTHING = "nothing"
_OF_A_FORM = ("form", "title", "order", "repeats", "belongs_to", "sections", "fields")
_OF_A_SECTION = ("title", "hint", "intake")
_OF_A_FIELD = (
    "section", "kind", "gives", "label", "hint", "choices_from", "required", "only_if", "constraint", "rule",
    "sensitivity", "seen_by", "room", "figure", "same_as", "retired_in", "by_program",
)  # fmt: skip
_CHOOSING = (Kind.CHOICE, Kind.CHOICES)


def read_lists(table: Table) -> dict[str, dict[str, str]]:
    """Every closed answer: list to code to label."""
    table.only(("choices",))
    return {name: below.labels() for name, below in table.below("choices").items()}


def read_form(table: Table, stem: str, lists: Lists) -> Form:
    """One form; ``stem`` is its file's name. Raises DictionaryProblem."""
    table.only(_OF_A_FORM)
    name = table.text("form")
    if name != stem:
        raise table.wrong(marked("The form is called {name}, its file is not."), marked("Write: form = {stem}"),
                          name=name, stem=stem)  # fmt: skip
    sections = {key: _section(key, below) for key, below in table.below("sections").items()}
    fields: dict[str, Field] = {}
    for key, below in table.below("fields").items():
        fields[key] = _field(key, below, sections, fields, lists)
    belongs_to = table.text("belongs_to")
    order = table.whole("order")
    if order is None:
        raise table.wrong(marked("order is missing."), marked("Write: order = 10"))
    return Form(name, table.text("title"), order, table.flag("repeats"), None if belongs_to == NOTHING else belongs_to,
                sections, _with_constraints(fields, table.below("fields")))  # fmt: skip


def _section(key: str, table: Table) -> Section:
    table.only(_OF_A_SECTION)
    return Section(key, table.text("title"), table.maybe("hint") or "", table.whole("intake"))


def _field(key: str, table: Table, sections: Mapping[str, Section], above: Mapping[str, Field], lists: Lists) -> Field:
    table.only(_OF_A_FIELD)
    kind, gives = _kinds(table)
    choices_from = _list_of(table, gives or kind, lists)
    rule = table.maybe("rule")
    return Field(
        key=key,
        section=table.known(table.text("section"), sections, marked("There is no section {word}.")),
        kind=kind,
        gives=gives,
        label=table.text("label"),
        hint=table.maybe("hint") or "",
        choices_from=choices_from,
        choices=lists["domain"] if kind is Kind.DOMAIN_SCORES else lists[choices_from] if choices_from else {},
        required=table.flag("required"),
        only_if=_condition(table, above),
        rule=rule,
        sensitivity=table.one_of("sensitivity", Sensitivity),
        room=table.one_of("room", Room),
        seen_by=_seen_by(table),
        figure=table.maybe_one_of("figure", Figure),
        same_as=table.words("same_as"),
        retired_in=table.whole("retired_in"),
        off=rule in SWITCHED_BY_PROGRAMME,
        by_program=table.flag("by_program"),
    )


def _kinds(table: Table) -> tuple[Kind, Kind | None]:
    """The kind, and of a derived question what it gives; a derived one has a rule and is never required."""
    kind, gives = table.one_of("kind", Kind), table.maybe_one_of("gives", Kind)
    if (kind is Kind.DERIVED) != (gives is not None) or gives is Kind.DERIVED:
        raise table.wrong(marked("gives belongs to a derived question, and only to one."),
                          marked("Write gives with kind = derived, or take it out."))  # fmt: skip
    if kind is Kind.DERIVED and (table.flag("required") or not table.maybe("rule")):
        raise table.wrong(marked("A derived question is never required, and has a rule."),
                          marked("Take required out and name the rule."))  # fmt: skip
    return kind, gives


def _list_of(table: Table, kind: Kind, lists: Lists) -> str | None:
    """The list that a question chooses from: a choice has one, nothing else has."""
    name = table.maybe("choices_from")
    if (kind in _CHOOSING) != (name is not None):
        raise table.wrong(marked("choices_from belongs to a choice, and only to one."),
                          marked("Name a list of choices.toml with a choice, or take it out."))  # fmt: skip
    return name and table.known(name, lists, marked("There is no list {word} in choices.toml."))


def _seen_by(table: Table) -> frozenset[Role]:
    words = table.words("seen_by")
    if not words:
        raise table.wrong(marked("seen_by is missing: nobody could see it."), marked('Write: seen_by = ["supervisor"]'))
    return frozenset(Role(table.known(word, list(Role), marked("There is no role {word}."))) for word in words)


def _condition(table: Table, above: Mapping[str, Field]) -> Condition | None:
    text = table.maybe("only_if")
    try:
        return None if text is None else parse(text, _comparable(above))
    except Misspelt as fault:
        raise table.problem(fault) from None


def _with_constraints(fields: Mapping[str, Field], tables: Mapping[str, Table]) -> dict[str, Field]:
    """Constraints may name questions that stand below, so they are read when all stand."""
    known = _comparable(fields)
    return {key: replace(field, constraints=_constraints(field, tables[key], known)) for key, field in fields.items()}


def _constraints(field: Field, table: Table, known: Mapping[str, Comparable]) -> tuple[Constraint, ...]:
    try:
        return tuple(parse_constraint(text, known, field.answered_as) for text in table.words("constraint"))
    except Misspelt as fault:
        raise table.problem(fault) from None


def _comparable(fields: Mapping[str, Field]) -> dict[str, Comparable]:
    return {key: comparable for key, field in fields.items() if (comparable := field.comparable)}
