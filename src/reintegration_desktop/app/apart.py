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

    It is known from a peer's answer: the work of here lies aside there; or from the copy's, which lies aside here.
    """
    happened = say("This computer was copied whole, and the copy goes on as if it were this one.")
    if store.settings.get(WENT_APART) == store.device:
        return Step(
            "danger",
            happened,
            say(
                "Nothing is lost: what was written here stays here, and others keep it aside. Send from here once "
                "more, and write here no longer. Then make a backup on the other computer, and have a custodian bring "
                "it back over this vault: from then on they are two. The vault as it was is kept beside it, so that "
                "what only it has can be typed in again."
            ),
        )
    if store.incoming.holds_fork(store.device):
        return Step(
            "danger",
            happened,
            say(
                "Nothing is lost: what the copy wrote lies aside here. Exchange bundles with headquarters from both "
                "computers: the one that has to begin anew is told so then. Until then write on one of the two alone."
            ),
        )
    return None
