"""Words as parts take them: data as it is, or a way to say it again in another language."""

from collections.abc import Callable
from typing import TypeAlias

Text: TypeAlias = str | Callable[[], str]


def said(text: Text) -> str:
    """The words in the language of now. Give parts ``lambda: say("...")``, and a plain string for data only."""
    return text if isinstance(text, str) else text()
