"""A form being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.check import Problem, asked, check, counting, missing
from reintegration_desktop.forms.constraints import past_ends_today
from reintegration_desktop.forms.questions import Field, Form
from reintegration_desktop.forms.values import Value


@dataclass(frozen=True, slots=True)
class Filling:
    """A form being filled in. It never changes; every answer gives a new one. A page draws it.

    ``saved`` are the answers it began with, ``given`` those as they stand now, also of questions that are not asked
    any more: they come back when the question is asked again.
    """

    form: Form
    saved: Answers
    given: Answers
    today: date

    @classmethod
    def begin(cls, form: Form, saved: Answers, today: date) -> "Filling":
        """A form as it was last saved; empty answers begin a new one."""
        return cls(form, saved, saved, today)

    def answer(self, key: str, value: Value | None) -> "Filling":
        """Take one answer; None, an empty text or list take it away. Going back to what was saved undoes it.

        Raises KeyError for a question of another form, ValueError for one that nobody types.
        """
        question = self.form.fields[key]
        if not question.typed:
            raise ValueError("a value that is worked out, or written by a verb, is never typed")
        if _is_empty(value) or (value is False and key not in self.saved):
            return replace(self, given=self.given.without(key))
        assert value is not None
        return replace(self, given=self.given.with_(key, past_ends_today(question.constraints, value, self.today)))

    def seeing(self, derived: Mapping[str, Value]) -> "Filling":
        """The same filling with what the rules worked out meanwhile, which conditions may look at."""
        keys = [key for key, question in self.form.fields.items() if question.derived]
        found = {key: derived[key] for key in keys if key in derived}
        return replace(self, saved=self.saved.without(*keys).merged(found),
                       given=self.given.without(*keys).merged(found))  # fmt: skip

    @property
    def asked(self) -> tuple[Field, ...]:
        """The questions on the screen, in its order; derived ones are shown and never typed."""
        return asked(self.form, self.given)

    @property
    def values(self) -> Answers:
        """The answers that count: a question that is not asked has none."""
        return counting(self.form, self.given)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands against saving."""
        return check(self.form, self.given, self.today)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is needed to complete the step; an incomplete form is saved all the same."""
        return missing(self.form, self.given)

    @property
    def edited(self) -> frozenset[str]:
        """The questions whose answer counts otherwise than when it was saved."""
        before, now = counting(self.form, self.saved), self.values
        return frozenset(
            key for key, question in self.form.fields.items() if question.typed and before.get(key) != now.get(key)
        )

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.edited)


def _is_empty(value: Value | None) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, tuple | Mapping) and not value)
