"""One refusal in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, what is safe, what to do: each a sentence, marked for translation, blanks filled from facts."""

    happened: str
    safe: str
    do: str
