"""Headquarters' inbox: what lies at a target is taken in, and every office that sent hears what is held of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.casework.travel.answering import answer
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.travelling import Each, Received, Sent, receive
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.sync.bundle import Address
from reintegration_desktop.sync.target import Target


@dataclass(frozen=True, slots=True)
class Intake:
    """What one look at a target brought.

    ``answered`` are the acknowledgements put back, by office; ``unanswered`` offices that sent and whose card nobody
    took in yet: what they sent is here, and they don't know. Those ``untold`` could not be told now, and why.
    """

    received: Received
    answered: Mapping[UUID, Sent] = field(default_factory=dict)
    unanswered: frozenset[UUID] = frozenset()
    untold: Mapping[UUID, Refusal] = field(default_factory=dict)


def take_in(
    post: Post, addresses: Mapping[UUID, Address], target: Target, progress: Progress | None = None,
    each: Each | None = None,
) -> Intake:  # fmt: skip
    """Receive everything that is meant for headquarters, and acknowledge to each office in turn.

    ``addresses`` are the offices whose cards were taken in; ``each`` takes bundles in otherwise than one by one. Raises
    what the target and the database refuse; what was taken in stays. Who can't be told is acknowledged the next time.
    """
    watched = progress or NoProgress()
    received = receive(post, target, watched, each)
    answers = answer(post, addresses, received, target, watched)
    return Intake(received, answers.told, answers.unknown, answers.untold)
