"""A log that holds codes and counts, never an answer."""

import logging
import traceback
from copy import copy
from pathlib import Path
from types import TracebackType

LOG = "log.txt"
MOST = 256 << 10

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutAnswers(logging.Formatter):
    """Writes the message's own words and where it happened; arguments of exceptions and locals never."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; never the traceback that another handler has kept with the record, with its words."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name is logging's
        """Types and places of a traceback, without the texts of the exceptions."""
        kind, _, trace = ei
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return f"{kind.__name__ if kind else 'nothing'} at " + " < ".join(reversed(places))


def open_log(file: Path, level: int = logging.INFO) -> logging.Handler:
    """Send this package's log to a file that only holds codes; returns the handler, to be closed by the caller.

    A file that has grown beyond 256 KB is begun anew. Raises OSError where none can be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    grown = file.exists() and file.stat().st_size > MOST
    handler = logging.FileHandler(file, mode="w" if grown else "a", encoding="utf-8", delay=True)
    handler.setFormatter(WithoutAnswers("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("reintegration_desktop")
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return handler
