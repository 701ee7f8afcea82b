"""A computer that was copied whole, so that two go on as one: noted once a peer tells, told while that is so."""

from reintegration_desktop.casework.travel.standing import Step
from reintegration_desktop.kernel.words import say
from reintegration_desktop.store.store import Store

WENT_APART = "went_apart"
"""The setting that keeps the device of which a peer holds another work; a copied folder is another device."""


def note_apart(store: Store) -> None:
    """A peer holds work of this device that is not here."""
    store.settings.put(WENT_APART, store.device)


def told_apart(store: Store) -> Step | None:
    """What happened, what is safe and what to do; None where nobody knows of a copy.

    It is known from a peer's answer, or from the copy's own work, which came here and lies aside.
    """
    if store.settings.get(WENT_APART) != store.device and not store.incoming.holds_fork(store.device):
        return None
    return Step(
        "danger",
        say("This computer was copied whole, and the copy goes on as if it were this one."),
        say(
            "Nothing is lost: both keep their work, and others keep aside what came to them second. Work on one of "
            "the two alone. Send from the other one once more; then copy the vault of the first onto it, into a new "
            "folder, and open that: from then on they are two. Keep the old folder until what only it has was typed in "
            "again."
        ),
    )
