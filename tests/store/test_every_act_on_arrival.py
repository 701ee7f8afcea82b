"""Every role and duty x kind x room x form, forged and sent: what may not be written changes no view."""

import sys
from itertools import product
from pathlib import Path

import pytest

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.store.forging import FORMS, PROFILES, TABLE, TRACING, Scene, a_scene, allowed, may


@pytest.fixture
def scene(tmp_path: Path):
    with a_scene(tmp_path) as made:
        yield made


@pytest.mark.parametrize(("role", "duty"), PROFILES, ids=lambda one: str(one or "-"))
def test_what_a_role_may_not_do_changes_no_view_and_what_it_may_is_taken_in(
    scene: Scene, role: Role, duty: Duty | None
):
    cells, every = allowed(role, duty), list(product(Kind, Room, FORMS))
    forger = scene.somebody(role, duty)
    before = scene.views()
    refused = scene.forged(forger, [cell for cell in every if not may(cells, cell)], over=True)
    aside = scene.sent()
    assert aside == dict.fromkeys(refused, Reason.NOT_PERMITTED)
    assert scene.views() == before
    permitted = scene.forged(forger, [cell for cell in every if may(cells, cell)], over=False)
    alone = {one for one, (kind, room, _) in permitted.items() if (kind, room) == (Kind.ERASE, Room.OPEN)}
    assert scene.sent() == aside | dict.fromkeys(alone, Reason.ORDER), "an order to erase takes two"
    drawn = {one for one, (kind, _, _) in permitted.items() if kind in ("save", "delete", "undelete", "resolve")}
    assert drawn <= scene.folded()
    assert len(refused) + len(permitted) == len(every) == len(Kind) * len(Room) * len(FORMS)
    sys.stdout.write(f"{role} {duty or '-'}: {len(refused)} refused, {len(permitted)} taken in\n")


def test_every_act_that_is_written_out_is_one_that_exists():
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    assert {word for _, kinds, _, _ in lines for word in kinds.split()} == set(Kind)
    assert {word for _, _, rooms, _ in lines for word in rooms.split()} == set(Room)
    named = {word for _, _, _, forms in lines for word in forms.split()} - {"*", "TRACING"} | set(TRACING.split())
    assert named <= set(FORMS)
    assert len(PROFILES) == 40
