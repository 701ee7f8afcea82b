"""What the page of templates needs of the program."""

from collections.abc import Callable
from dataclasses import dataclass

from reintegration_desktop.reports.own.shaping import Shaping
from reintegration_desktop.reports.own.wish import Wish


@dataclass(frozen=True, slots=True)
class Made:
    """A template of the programme's own as it stands.

    ``released``: something left by it, so that it stays as it is. ``fits``: it keeps to the rules of today. ``coming``
    are the titles of what comes with the next figures alone.
    """

    wish: Wish
    released: bool = False
    fits: bool = True
    coming: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What the page begins with.

    ``doubtful``: how many templates were forged or damaged and count for nothing; ``begun``: what this person described
    and didn't save.
    """

    shaping: Shaping
    made: tuple[Made, ...] = ()
    doubtful: int = 0
    begun: Wish | None = None


@dataclass(frozen=True, slots=True)
class ShapeVerbs:
    """``around`` asks for everything, ``save`` keeps a template, ``remove`` takes one away by its name; all raise
    refusals. ``new_name`` gives a code that no other template has; ``keep`` seals what is being described, None once it
    was saved or let go.
    """

    around: Callable[[], Around]
    save: Callable[[Wish], None]
    remove: Callable[[str], None]
    new_name: Callable[[], str]
    keep: Callable[[Wish | None], None]
