"""What is taken in is looked through for what came over other people's entries; what asks is kept until one looked."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.travel.arrivals import Arrived, Before, arrived, before
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.roles import Role

T = TypeVar("T")


def looked_through(desk: Desk, store: Store, work: Callable[[], T]) -> tuple[T, Arrived]:
    """What work that takes bundles in came to, and what it did to this office's cases; what asks a supervisor is kept.

    Where something stops it, what came before that asks as well.
    """
    was = before(desk, store.outgoing)
    try:
        done = work()
    except Refusal:
        with suppress(Refusal):
            _keep(desk, store, was)
        raise
    return done, _keep(desk, store, was)


def _keep(desk: Desk, store: Store, was: Before) -> Arrived:
    did = arrived(desk, store.outgoing, was)
    if desk.me.role is not Role.HEADQUARTERS:  # nobody there answers for how an office's people write
        store.replaced.keep(did.asked)
    return did
