"""Refusals: facts that stop a piece of work."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is a fact, and every one of the family is named as one
    """Something the program will not or cannot do.

    ``code`` finds the sentence that a person reads (``kernel.sentences``). ``facts`` fill its blanks and are
    harmless: counts, codes, roles, sizes; never an answer, a name, a passphrase or a path.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.code)


class Cancelled(Refusal):
    """A person stopped long work; what was finished stays, the rest was never begun."""

    code = "cancelled"
