"""Refusals of forms."""

from typing import ClassVar

from reintegration_desktop.forms.problems import Problem
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE, say


class DictionaryProblem(Refusal):
    """The questions themselves have a fault: the file, the place in it, what is wrong and how to put it right.

    Its text tells all of it: a dictionary holds questions, never answers.
    """

    code: ClassVar[str] = "dictionary_problem"

    def __init__(self, file: str, field: str, trouble: str, cure: str) -> None:
        super().__init__(file=file, field=field, trouble=trouble, cure=cure)

    def __str__(self) -> str:
        place = ", ".join(str(self.facts[name]) for name in ("file", "field") if self.facts[name])
        told = f"{place}: {self.facts['trouble']} {self.facts['cure']}"
        return told.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


class BadAnswer(Refusal):
    """An answer has another shape than its question asks; ``expected`` is the code of a shape (``forms.problems``)."""

    code: ClassVar[str] = "bad_answer"

    def __init__(self, key: str, expected: str) -> None:
        self.key = key
        self.expected = expected
        super().__init__(key=key, expected=expected)


class CaseUnreadable(Refusal):
    """A case's JSON does not fit the questions; every problem found is in ``problems``."""

    code: ClassVar[str] = "case_unreadable"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))


class DocumentBroken(Refusal):
    """Bytes that were opened with the right key are not a document as this program writes it."""

    code: ClassVar[str] = "document_broken"


class Misspelt(ValueError):  # noqa: N818 - becomes a DictionaryProblem once the file and the field are known
    """A word of the dictionary that means nothing, with its cure."""

    def __init__(self, trouble: str, cure: str) -> None:
        self.trouble = trouble
        self.cure = cure
        super().__init__(trouble)


def said(trouble: str, cure: str, **words: str) -> Misspelt:
    """A misspelling in the reader's language; ``words`` fill the blanks of both sentences."""
    return Misspelt(say(trouble, **words), say(cure, **words))
