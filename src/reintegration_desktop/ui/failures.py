"""The one place where a failure becomes words."""

import logging
from dataclasses import dataclass

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words

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
    if isinstance(error, Refusal):
        return Failure(error.code, *in_words(error))
    _LOG.error("unexpected", exc_info=error)
    return Failure(Refusal.code, *in_words(Refusal()))
