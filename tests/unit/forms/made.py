"""Small forms for tests, written as the dictionary is."""

import tomllib
from collections.abc import Mapping

from reintegration_desktop.forms.questions import Form
from reintegration_desktop.forms.reading import read_form
from reintegration_desktop.forms.tables import Table

LISTS = {
    "yes_no": {"yes": "Yes", "no": "No"},
    "colour": {"red": "Red", "green": "Green", "unknown": "Not known"},
    "trades": {},
    "domain": {"safety": "Safety", "health": "Health"},
}
_REST = {"section": "one", "sensitivity": "operational", "room": "account", "seen_by": ["caseworker"]}


def a_form(
    questions: str, *, name: str = "sample", lists: Mapping[str, Mapping[str, str]] = LISTS, **more: object
) -> Form:
    """A form from lines of TOML, ``key = {kind = "text"}``; what a question leaves out is filled in."""
    fields = {key: {"label": f"{key}?", **_REST, **attributes} for key, attributes in tomllib.loads(questions).items()}
    head = {"form": name, "title": "Sample", "order": 10, "repeats": True, "belongs_to": "case"}
    sections = {"sections": {"one": {"title": "One"}, "two": {"title": "Two", "hint": "A thought", "intake": 2}}}
    return read_form(Table(f"{name}.toml", "", {**head, **sections, "fields": fields, **more}), name, lists)
