"""Answering a look: every office that sent hears what is held of it; what hinders one answer hinders nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.travelling import Received, Sent, acknowledge
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.sync.bundle import Address
from reintegration_desktop.sync.target import Target


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the answers, by office.

    ``told`` are the acknowledgements that were put at the target; ``untold`` could not be put there, for a reason, and
    go with the next look; ``unknown`` are offices whose card nobody took in yet. What they all sent is here.
    """

    told: Mapping[UUID, Sent] = field(default_factory=dict)
    untold: Mapping[UUID, Refusal] = field(default_factory=dict)
    unknown: frozenset[UUID] = frozenset()


def answer(post: Post, addresses: Mapping[UUID, Address], got: Received, target: Target, progress: Progress) -> Answers:
    """Tell each office that sent what is held of it; the office's own other computers ask for no answer."""
    told, untold, unknown = dict[UUID, Sent](), dict[UUID, Refusal](), set[UUID]()
    for office, outcomes in got.unanswered.items():
        if office not in addresses:
            unknown.add(office)
            continue
        try:
            told[office] = acknowledge(post, addresses[office], outcomes, target, progress)
        except Cancelled:
            raise
        except Refusal as refusal:
            untold[office] = refusal
    return Answers(told, untold, frozenset(unknown - {post.keyring.office}))


def untold_words(office: str, happened: str) -> str:
    """Who could not be told, and why, in a sentence."""
    return say("Taken in; {office} could not be told: {happened} It is told with the next look there.",
               office=office, happened=happened)  # fmt: skip


def unknown_words(number: int) -> str:
    """How many could not be told for want of their cards, in a sentence."""
    return say_many("{n} office could not be answered: take in its card.",
                    "{n} offices could not be answered: take in their cards.", number)  # fmt: skip
