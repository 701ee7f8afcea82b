"""Settling on the screen: what was kept in the vault, and the desk that every page works at from then on."""

from collections.abc import Callable, Generator, Sequence

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.programme.numbers import Kept, bring, may_sign, seconds_to, sign, waiting
from reintegration_desktop.casework.programme.settling import (
    Part,
    check_settling,
    keep_settled,
    may_settle,
    words_of,
    work_out_anew,
)
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.numbers.standing import Settlement
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.log.numbers import PROGRAMME
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.policy_words import policy_lines
from reintegration_desktop.ui.settings.verbs import NumbersLine, Settles
from reintegration_desktop.ui.window import Window
from reintegration_desktop.vault.roles import Role

Settled = Callable[[Program], None]


def settling(program: Callable[[], Program], settled: Settled) -> Settles:
    """What the settings call; ``settled`` is told the program that goes by what was settled, beside the main thread."""

    def settle(part: Part, programme: Programme, reason: str) -> Generator[None, None, Programme]:
        was = program()
        check_settling(was.me, part, reason, was.programme.issued)
        if part is Part.POLICY:
            bring_numbers(was, programme.policy, reason)
        else:
            keep_settled(was.desk, part, reason, {PROGRAMME: was.in_settings(programme)})
        return (yield from _go_on(was, was.going_by(programme), settled))

    def sign_numbers(digest: bytes) -> Generator[None, None, Programme]:
        was = program()
        sign(was.numbering(), digest)
        return (yield from _go_on(was, was.going_by(was.programme), settled))

    me, lists = program().me, program().dictionary.programme_lists
    given = program().programme.issued is not None and me.role is not Role.HEADQUARTERS
    parts = frozenset(part for part in Part if may_settle(me, part) and not (given and part is Part.POLICY))
    return Settles(
        settle, parts, tuple(sorted(lists)),
        lambda: numbers_waiting(program()), sign_numbers, lambda: seconds_by_name(program()),
    )  # fmt: skip


def bring_numbers(program: Program, policy: Policy, reason: str) -> None:
    """Bring numbers and sign them as the first of two; raises NotPermitted, ReasonNeeded, NumbersUnchanged."""
    check_settling(program.me, Part.POLICY, reason, program.programme.issued)
    bring(program.numbering(), policy, Kept(words_of(Part.POLICY, program.programme.policy, policy, reason)))


def numbers_waiting(program: Program) -> Sequence[NumbersLine]:
    """Numbers that wait for a second person, what they change, and whether who is signed in signs them."""
    place, was = program.numbering(), dict(policy_lines(program.programme.policy))
    return tuple(_line(program, one, was, signs=may_sign(place, one)) for one in waiting(place))


def numbers_to_sign(program: Program) -> tuple[Waiting, ...]:
    """Numbers of the policy that wait for this person's signature, by who brought them."""
    if program.store is None:
        return ()
    return tuple(
        Waiting(Verb.SETTLE, None, None, about=say("{name}, {day}", name=line.who, day=line.day))
        for line in numbers_waiting(program)
        if line.signs
    )


def open_section(window: Window, section: str) -> None:
    """A section of the settings, where something is signed or brought back."""
    window.go(Place.SETTINGS)
    if isinstance(window.page, SettingsPage):
        window.page.show_section(section)


def seconds_by_name(program: Program) -> Sequence[str]:
    """Who could sign the numbers that this person brings; nobody where they decide alone."""
    people = program.programme.people
    return [people.get(str(one.id), "") or say("a colleague") for one in seconds_to(program.numbering())]


def _line(program: Program, one: Settlement, was: dict[str, str], *, signs: bool) -> NumbersLine:
    who = program.programme.people.get(str(one.signers[0].id), "") or say("a colleague")
    changes = tuple(
        say("{what}: {before}, then {after}", what=what, before=was[what], after=value)
        for what, value in policy_lines(one.numbers.policy)
        if was[what] != value
    )
    return NumbersLine(isolate(who), day_in_words(one.at.astimezone().date()), changes, one.digest, signs)


def _go_on(was: Program, now: Program, settled: Settled) -> Generator[None, None, Programme]:
    """Everybody goes by it from now on; due days follow in slices where numbers are others."""
    settled(now)
    if now.programme.policy != was.programme.policy:
        yield from work_out_anew(now.desk)
    return now.programme
