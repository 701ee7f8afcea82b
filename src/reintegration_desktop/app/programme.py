"""The programme's choices as a vault has them: lists from the settings, numbers from the log, headquarters' rules."""

import json
from dataclasses import replace

from reintegration_desktop.casework.programme.issuing import followed
from reintegration_desktop.rules.issued.standing import in_force as rules_in_force
from reintegration_desktop.rules.numbers.standing import policy_in_force
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.log.numbers import PROGRAMME
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.keyring import Keyring


def _kept(opened: Store) -> Programme:
    """The programme's choices as they were settled last; its numbers are what two people signed."""
    kept = opened.settings.get(PROGRAMME)
    programme = Programme.from_json({**json.loads(kept), "policy": {}}) if kept else Programme()
    return replace(programme, policy=policy_in_force(opened.numbers()))


def kept_in_settings(programme: Programme, numbers: Policy) -> str:
    """A programme as it lies in the settings: with the numbers that this office signed, whoever's it goes by."""
    return json.dumps({**programme.to_json(), "policy": numbers.to_json()}, ensure_ascii=False)


def programme_in(opened: Store, keyring: Keyring) -> Programme:
    """The programme's choices by headquarters' newest rules, kept where they are new: after an upgrade, too."""
    kept = _kept(opened)
    now = followed(kept, opened.issued())
    if now is not kept and not opened.is_read_only:
        opened.settings.put(PROGRAMME, kept_in_settings(now, kept.policy))
    return replace(now, policy=numbers_in_force(opened, keyring))


def numbers_in_force(opened: Store, keyring: Keyring) -> Policy:
    """The numbers to go by, from the log alone: headquarters' where it issued rules, else what this office signed."""
    issued = rules_in_force(opened.issued())
    if issued is not None and issued.snapshot is not None and issued.office != keyring.office:
        return issued.snapshot.choices.policy
    return policy_in_force(opened.numbers())
