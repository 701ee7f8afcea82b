"""What may be told of a young person to another office, by what they agreed to: to be found, or to be shared."""

from collections.abc import Mapping
from enum import StrEnum

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.errors import BadAnswer
from reintegration_desktop.forms.json import value_from_json, value_to_json
from reintegration_desktop.forms.values import Value
from reintegration_desktop.rules.consent import latest, tracing_only_with_consent
from reintegration_desktop.vault.fields import compact

FORM = "identification"
_NAMES = ("name_first", "name_middle", "name_last", "nickname")
_TO_TRACE = (*_NAMES, "sex", "date_of_birth", "origin_place")
_TO_SHARE = (*_TO_TRACE, "current_place")
LONGEST_NAME = 160
"""Bytes of a name that go at most, so that every question has one length."""


class Telling(StrEnum):
    """How much may be told."""

    SHARED = "shared"
    """They agreed to sharing: all that helps to tell two people apart, and the code of the case."""
    TRACED = "traced"
    """They agreed to be found: not where they live now, and no code."""
    NOTHING = "nothing"


def telling(file: CaseFile) -> Telling:
    """What the latest consent in a file lets go."""
    if latest(file).agrees("agrees_to_sharing"):
        return Telling.SHARED
    return Telling.TRACED if tracing_only_with_consent(file) else Telling.NOTHING


def traits_told(file: CaseFile, dictionary: Dictionary) -> Mapping[str, object]:
    """What a question tells of somebody, as JSON by key of ``identification``; nothing where they didn't agree."""
    keys = {Telling.SHARED: _TO_SHARE, Telling.TRACED: _TO_TRACE, Telling.NOTHING: ()}[telling(file)]
    known = file.one(FORM)
    fields = dictionary[FORM].fields
    return {key: short(value_to_json(fields[key], known[key])) for key in keys if key in known}


def traits_heard(raw: Mapping[str, object], dictionary: Dictionary) -> Answers:
    """What a question says of somebody; what can't be read, or may not be in it, is passed over."""
    fields, found = dictionary[FORM].fields, dict[str, Value]()
    for key in _TO_SHARE:
        if key in raw:
            try:
                found[key] = value_from_json(fields[key], raw[key])
            except BadAnswer:
                continue
    return Answers(found)


def short(raw: object) -> object:
    """A text that is no longer than what goes at most; anything else as it is."""
    if not isinstance(raw, str):
        return raw
    while len(compact({"": raw})) > LONGEST_NAME:
        raw = raw[:-1]
    return raw
