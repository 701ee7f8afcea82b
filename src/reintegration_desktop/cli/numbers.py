"""`reintegration programme numbers`: the office's own numbers, brought by one person and signed by a second."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.settling import bring_numbers, numbers_waiting, seconds_by_name
from reintegration_desktop.casework.programme.numbers import sign
from reintegration_desktop.casework.programme.settling import work_out_anew
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import misused, tell, text_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.roles import Room


def numbers(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Tell the numbers in force, and those that wait. Example: reintegration programme numbers Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        told = _told(program)
    tell(told, as_json=as_json)


def bring(
    vault: Vault, file: Annotated[Path, typer.Argument(help="JSON: the numbers that change, by name.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; the log keeps it.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Change numbers, as the first of two. Example: programme bring-numbers Goma.vault new.json --reason "Decided." """
    changed = _numbers_in(file)
    with signed_in(vault, person, passphrase_file) as program:
        try:
            policy = Policy.from_json({**program.programme.policy.to_json(), **changed})
        except ValueError:
            misused(say("Give whole numbers, yes as true and no as false."))
        bring_numbers(program, policy, reason)
        told = _told(_followed(program))
    tell(told, as_json=as_json)


def sign_numbers(
    vault: Vault, number: Annotated[str, typer.Argument(help="As `programme numbers` tells it, or its beginning.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Sign numbers, as the second person. Example: reintegration programme sign-numbers Goma.vault 5f3a"""
    with signed_in(vault, person, passphrase_file) as program:
        found = [one.digest for one in numbers_waiting(program) if one.digest.hex().startswith(number.lower())]
        sign(program.numbering(), found[0] if len(found) == 1 else b"")
        told = _told(_followed(program))
    tell(told, as_json=as_json)


def _followed(program: Program) -> Program:
    """The program by what is in force now; due days follow where they are others, by who reads every room."""
    now = program.going_by(program.programme)
    if now.programme.policy != program.programme.policy and now.me.readable >= {Room.PERSON, Room.ACCOUNT}:
        for _ in work_out_anew(now.desk):
            pass
    return now


def _told(program: Program) -> dict[str, object]:
    return {
        "in_force": program.programme.policy.to_json(),
        "waiting": [
            {"number": one.digest.hex(), "brought_by": one.who, "on": one.day, "changes": list(one.changes),
             "you_may_sign": one.signs}
            for one in numbers_waiting(program)
        ],
        "second_people": list(seconds_by_name(program)),
    }  # fmt: skip


def _numbers_in(file: Path) -> Mapping[str, object]:
    try:
        raw = json.loads(text_of(file))
    except ValueError:
        raw = None
    if not isinstance(raw, dict) or not set(raw) <= set(Policy().to_json()):
        misused(say("Give a JSON object of numbers by name; `programme numbers --json` shows them."))
    return raw
