"""`bundle show`: what a file is without its key, and what is in it with the key."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from reintegration_desktop.app.exchange import sibling_parcel
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.cli import app
from tests.e2e.offices import PASSPHRASE, Offices, add_cases, both, opened


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    offices = both(tmp_path)
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    offices.close()
    yield offices


def bundle_of(offices: Offices) -> Path:
    (path,) = offices.stick.glob("*.rdb")
    return path


def shown(*given: object) -> Result:
    env = {"REINTEGRATION_PASSPHRASE": PASSPHRASE}
    return CliRunner().invoke(app, ["bundle", "show", *map(str, given)], env=env)


def told(*given: object) -> dict:
    said = shown(*given, "--json")
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


def test_without_a_vault_it_says_what_the_file_is_and_that_the_rest_is_sealed(offices: Offices):
    file = bundle_of(offices)
    said = told(file)
    assert said.pop("inside").startswith("Who sent it, to whom, and what is in it is sealed")
    assert said == {
        "file": file.name,
        "named_as_bundle": True,
        "sealed": True,
        "recipients": 1,
        "file_bytes": file.stat().st_size,
        "padded_to": 65_536,
        "whole": True,
    }


def test_a_vault_that_it_is_not_for_says_no_more(offices: Offices):
    file = bundle_of(offices)
    assert told(file, offices.goma.folder.path) == told(file)


def test_a_cut_file_and_one_of_something_else_are_told(offices: Offices):
    file, cut, other = bundle_of(offices), offices.stick / "cut.rdb", offices.stick / "letter.txt"
    cut.write_bytes(file.read_bytes()[:-1000])
    other.write_text("Dear Hanna")
    assert [told(cut)[name] for name in ("named_as_bundle", "sealed", "whole")] == [False, True, False]
    assert [told(other)[name] for name in ("named_as_bundle", "sealed", "recipients", "whole")] == [
        False,
        False,
        0,
        False,
    ]
    assert shown(cut, offices.hq.folder.path).exit_code == 1


def test_with_the_key_it_says_who_sent_it_to_whom_and_what(offices: Offices):
    goma = offices.goma
    said = told(bundle_of(offices), offices.hq.folder.path)
    assert said["sender"] == str(goma.me.id)
    assert (said["sender_role"], said["sender_office"], said["recipient_office"]) == (
        "supervisor",
        "Goma",
        "Headquarters",
    )
    assert said["believed"]
    assert said["kind"] == "delta"
    assert said["what"].startswith("What was written")
    (brings,) = said["brings"]
    assert brings["first"] == 1
    assert said["sender_holds"] == [{"computer": brings["computer"], "last": brings["last"]}]
    assert "inside" not in said


def test_what_goes_to_another_computer_of_the_office_is_everything(offices: Offices):
    path, place = offices.goma.folder.path, offices.stick.parent / "another"
    place.mkdir()
    laptop = copytree(path, path.with_name("Laptop2.vault"))
    goma = opened(path)
    add_cases(goma, 2)
    (parcel,) = sibling_parcel(goma)
    send_all(goma, place, {parcel.office: frozenset()})
    everything = {device: mark.seq for device, mark in goma.opened.outgoing.vector().items()}
    goma.close()
    (bundle,) = place.glob("*.rdb")
    said = told(bundle, laptop)
    assert said["kind"] == "checkpoint"
    assert {one["computer"]: (one["first"], one["last"]) for one in said["brings"]} == {
        device: (1, last) for device, last in everything.items()
    }
    other = opened(laptop)
    assert came(other, place).lines[0].number == 2
    held = {device: mark.seq for device, mark in other.opened.outgoing.vector().items()}
    other.close()
    assert held == everything
