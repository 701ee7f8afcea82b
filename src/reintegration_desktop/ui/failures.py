"""The one place where a failure becomes words."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from reintegration_desktop.kernel.errors import Refusal

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """What happened, what is safe, what to do: three sentences in the reader's language, and the code."""

    code: str
    happened: str
    safe: str
    do: str

    @property
    def rest(self) -> str:
        """What is safe and what to do, as the second line of a banner."""
        return f"{self.safe} {self.do}"


def in_plain_words(error: BaseException) -> Failure:
    """A refusal in its own words; anything else as a plain sentence without its contents, logged by type and place."""
    from reintegration_desktop.kernel.sentences import in_words  # noqa: PLC0415 - not before the first paint

    if isinstance(error, Refusal):
        return Failure(error.code, *in_words(error))
    _LOG.error("unexpected", exc_info=error)
    return Failure(Refusal.code, *in_words(Refusal()))


def catch_unexpected(show: Callable[[Failure], None]) -> Callable[[], None]:
    """From now on an error that nobody caught is shown in words; returns what puts it back as it was.

    Qt hands what a slot raises to ``sys.excepthook``, which would write its text, and with it an answer, to a console.
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            show(in_plain_words(error.with_traceback(trace)))
        else:
            before(kind, error, trace)

    def put_back() -> None:
        sys.excepthook = before

    sys.excepthook = hook
    return put_back
