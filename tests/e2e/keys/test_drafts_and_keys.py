"""What was typed and not saved when somebody's own keys change: it opens with the new ones, or its loss is told."""

from os import urandom
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.keys.recovering import recover_vault
from reintegration_desktop.app.keys.renewing import renew_keys_of
from reintegration_desktop.app.program import Program
from reintegration_desktop.cli.secrets import passphrase_words
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets
from reintegration_desktop.vault.passphrases.halves import words_of
from tests.store.erasing.signers import PASSPHRASE, Signers
from tests.store.office import a_visit

NEW = "pebble canyon orchid saddle ribbon"


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def a_draft(program: Program) -> UUID:
    visit = a_visit(program.means.new_id())
    draft = Draft(program.means.new_id(), None, "follow_up", visit.record, program.means.now(), visit.answers)
    program.opened.drafts.keep(draft)
    return visit.record


def told(program: Program) -> list[tuple[str, object]]:
    return [(notice.code, notice.facts.get("drafts")) for notice in program.notices]


def test_new_keys_of_ones_own_open_what_was_typed_before(signers: Signers) -> None:
    with signers.opened("Ruth") as program:
        record = a_draft(program)
    renew_keys_of(VaultFolder(signers.folder), "Ruth", PASSPHRASE, signers.means)
    with signers.opened("Ruth") as program:
        assert program.keyring.person.serial == 2
        assert [draft.record for draft in program.opened.drafts.all()] == [record]
        assert told(program) == []


def test_what_nobody_can_open_any_more_is_told_once(signers: Signers) -> None:
    with signers.opened() as program:
        made = new_sheets(urandom)
        keep_recovery(program.folder, program.keyring, made.public, signers.means)
    with signers.opened("Ruth") as program:
        a_draft(program)
        a_draft(program)
    with signers.opened("Jonas") as program:
        stays = a_draft(program)
    first, second = (" ".join(words_of(half, passphrase_words())) for half in (made.first, made.second))
    program = recover_vault(signers.folder, "Ruth", (first, second), NEW, signers.means)
    assert ("drafts_lost", 2) in told(program)
    program.close()
    with signers.opened("Jonas") as program:
        assert [draft.record for draft in program.opened.drafts.all()] == [stays]
        assert told(program) == []
