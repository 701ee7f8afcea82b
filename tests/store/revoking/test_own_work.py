"""What is written on a computer is judged when its vault is opened, as others judge it when it comes to them."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.store.travel.own import OwnWork
from reintegration_desktop.sync.judging import Judge
from reintegration_desktop.sync.own import judge_own
from reintegration_desktop.sync.trust import Pinned, trust_of
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.store.forging import FORMS, PROFILES, Cell, Scene, a_scene, allowed, may
from tests.store.test_travel import batch_of
from tests.unit.sync.made import NOW


@pytest.fixture
def scene(tmp_path: Path):
    with a_scene(tmp_path) as made:
        yield made


@dataclass
class Written:
    """What somebody's changed program wrote into the vault's own log, at their own computer."""

    scene: Scene
    device: str
    cells: dict[VersionId, Cell]

    @property
    def work(self) -> OwnWork:
        store = self.scene.here.store
        return OwnWork(self.scene.here.database, store.checker.lens, store._settling, self.device)

    def judge(self) -> Judge:
        return Judge(trust_of(Pinned(self.scene.field.programme.root), self.scene.field.papers), NOW)

    def judged(self) -> int:
        return judge_own(self.work, self.scene.here.store.incoming, self.judge, most=500)

    def aside(self) -> dict[VersionId, Reason]:
        return {change.id: reason for change, reason in self.scene.here.store.incoming.quarantined()}


def written(scene: Scene, role: Role, duty: Duty | None, *, permitted: bool) -> Written:
    """All that a role may write, or all that it may not, over honest versions; it counts here, unjudged."""
    cells, by = allowed(role, duty), scene.somebody(role, duty)
    wanted = [cell for cell in product(Kind, Room, FORMS) if may(cells, cell) is permitted]
    made = scene.forged(by, wanted, over=not permitted)
    changes = [item for item in scene.field.tables.log.values() if isinstance(item, Change) and item.id in made]
    (device,) = {one.device for one in changes} or {"ee" * 16}
    found = Written(scene, device, made)
    assert found.judged() == 0, "it is judged from now on"
    scene.here.store.incoming.apply(batch_of(sorted(changes, key=lambda one: one.seq)))
    return found


@pytest.mark.parametrize(("role", "duty"), PROFILES, ids=lambda one: str(one or "-"))
def test_what_a_role_may_not_do_goes_once_the_vault_is_opened_and_all_else_stays(
    scene: Scene, role: Role, duty: Duty | None
):
    before = scene.views()
    found = written(scene, role, duty, permitted=False)
    assert found.judged() == len(found.cells)
    aside = dict.fromkeys(found.cells, Reason.NOT_PERMITTED)
    assert (found.aside(), scene.views(), found.judged()) == (aside, before, 0)
    found = written(scene, role, duty, permitted=True)
    before = scene.views()
    assert (found.judged(), found.aside(), scene.views()) == (0, aside, before)
