"""A short half-year: nothing is lost, overwritten, divergent or wrongly permitted; and a faulty store is found out."""

from dataclasses import replace

import pytest

from reintegration_desktop.history.arrivals import Batch, Quarantined, Reason
from reintegration_desktop.history.merge import Merged
from tests.nemesis.books import Books
from tests.nemesis.countries import keep, run_all
from tests.nemesis.run import run
from tests.unit.sync.memory import hole_of


def test_whatever_goes_wrong_nothing_is_lost_overwritten_divergent_or_wrongly_permitted(tmp_path):
    found = run(400, 4, tmp_path, days=80)
    assert found.is_clean, found
    assert found.waiting
    assert found.happened["stick lost"]
    assert found.happened["stick late, out of order"]


class Forgetful(Books):
    """Loses the last change of each batch."""

    def apply(self, batch: Batch) -> None:
        lost = tuple(hole_of(one) for one in batch.applied[-1:])
        super().apply(replace(batch, applied=batch.applied[:-1], holes=(*batch.holes, *lost)))


class LastWriteWins(Books):
    """Shows one version and says nothing of the other."""

    def shown(self, place, now):
        return replace(super().shown(place, now), conflicts=())


class Gullible(Books):
    """Lets in what was put aside."""

    def apply(self, batch: Batch) -> None:
        let_in = tuple(one.change for one in batch.quarantined)
        super().apply(replace(batch, applied=(*batch.applied, *let_in), quarantined=()))


class FirstComeFirstShown(Books):
    """Shows of versions that didn't know each other the one that came first, and not both."""

    def shown(self, place, now) -> Merged:
        merged = super().shown(place, now)
        return replace(merged, answers={"came_first": self.versions[place][0]}) if merged.conflicts else merged


class Suspicious(Books):
    """Puts a third of what may stand aside, for no reason."""

    def apply(self, batch: Batch) -> None:
        aside = tuple(
            Quarantined(one, Reason.NOT_PERMITTED) for one in batch.applied if one.parents and one.hash[0] % 3 == 0
        )
        left = tuple(one for one in batch.applied if not (one.parents and one.hash[0] % 3 == 0))
        super().apply(replace(batch, applied=left, quarantined=(*batch.quarantined, *aside)))


class Careless(Books):
    """Takes an answer away from what it shows."""

    def shown(self, place, now) -> Merged:
        merged = super().shown(place, now)
        return replace(merged, answers=dict(list(merged.answers.items())[1:]))


@pytest.mark.parametrize(
    ("books", "fault"),
    [
        (Forgetful, "lost"),
        (LastWriteWins, "disputes"),
        (LastWriteWins, "overwritten"),
        (Careless, "overwritten"),
        (FirstComeFirstShown, "diverged"),
        (Gullible, "permitted"),
        (Suspicious, "shut_out"),
    ],
)
def test_a_faulty_store_is_found_out(tmp_path, books, fault):
    assert getattr(run(500, 1, tmp_path, days=30, books=books), fault)


def test_countries_are_added_up_and_what_is_done_of_a_long_run_is_not_done_again(tmp_path):
    done = [run(30, f"4/{number}", tmp_path, days=10) for number in range(2)]
    for number, verdict in enumerate(done):
        keep(tmp_path / f"30-4-{number}.json", replace(verdict, lost=number, megabytes=5.0 + number))
    both = run_all(60, 4, tmp_path, a_country=30)
    assert (both.changes, both.lost, both.megabytes) == (done[0].changes + done[1].changes, 1, 11.0)
    assert not both.is_clean
    assert both.happened == done[0].happened + done[1].happened
