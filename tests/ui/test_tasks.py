"""Work beside the window: two lanes, told on the main thread, and not at all to who is gone."""

from collections.abc import Generator, Iterator
from functools import partial
from threading import Event, Thread, current_thread, main_thread
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.ui.tasks import Lane, Tasks


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def test_work_runs_beside_the_main_thread_and_is_told_on_it(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[object] = []
    tasks.run(current_thread, owner=tasks, done=lambda thread: heard.append((thread, current_thread())))
    qtbot.waitUntil(lambda: bool(heard))
    worker, told_on = heard[0]  # type: ignore[misc]
    assert worker is not main_thread()
    assert told_on is main_thread()


def test_the_writer_keeps_the_order_it_was_asked_in(tasks: Tasks, qtbot: QtBot) -> None:
    written: list[int] = []
    for number in range(50):
        tasks.run(partial(written.append, number), owner=tasks, lane=Lane.WRITER)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert written == list(range(50))


def test_one_lane_is_one_thread_and_the_lanes_are_two(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[Lane, str]] = []
    for lane in (*Lane, *Lane):
        tasks.run(
            lambda: current_thread().name,
            owner=tasks,
            done=lambda name, lane=lane: seen.append((lane, name)),
            lane=lane,
        )
    qtbot.waitUntil(lambda: len(seen) == 4)
    assert set(seen) == {(Lane.WRITER, "writer"), (Lane.READER, "reader")}


def test_long_reading_steps_aside_when_a_page_asks(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[str] = []
    begun, go = Event(), Event()

    def index() -> Generator[None, None, str]:
        begun.set()
        go.wait(5)
        for number in range(3):
            order.append(f"slice {number}")
            yield
        return "index"

    tasks.run(index, owner=tasks, done=order.append)
    begun.wait(5)
    tasks.run(lambda: order.append("page"), owner=tasks)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert order == ["slice 0", "page", "slice 1", "slice 2", "index"]


def test_nobody_is_told_once_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[object] = []
    go = Event()
    owner = QObject()
    tasks.run(partial(go.wait, 5), owner=owner, done=heard.append)
    delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard == []


@pytest.mark.parametrize(("lane", "error", "told"), [
    (Lane.WRITER, OSError, True), (Lane.WRITER, Cancelled, False), (Lane.READER, OSError, False),
])  # fmt: skip
def test_what_was_to_be_written_and_failed_is_told_even_if_its_page_is_gone(
    tasks: Tasks, qtbot: QtBot, lane: Lane, error: type[Exception], told: bool
) -> None:
    """A last draft that finds the disk full comes back when its page has been left."""
    go = Event()
    owner = QObject()

    def fail() -> None:
        go.wait(5)
        raise error

    with qtbot.captureExceptions() as raised:
        tasks.run(fail, owner=owner, failed=lambda _: None, lane=lane)
        delete(owner)
        go.set()
        qtbot.waitUntil(lambda: not tasks.busy)
    assert [one[0] for one in raised] == [error] * told


def test_a_failure_is_told_and_the_lane_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    done: list[object] = []
    tasks.run(lambda: 1 // 0, owner=tasks, failed=failed.append)
    tasks.run(lambda: 7, owner=tasks, done=done.append)
    qtbot.waitUntil(lambda: done == [7])
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_failure_nobody_listens_for_is_raised_where_the_window_shows_it(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        tasks.run(lambda: 1 // 0, owner=tasks)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert raised[0][0] is ZeroDivisionError


def test_a_person_stops_long_work_at_its_next_report(tasks: Tasks, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    progress = Stoppable()

    def count() -> None:
        while True:
            progress.report(progress.done + 1)

    tasks.run(count, owner=tasks, failed=failed.append)
    qtbot.waitUntil(lambda: progress.done > 0)
    progress.stop()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)


def test_locking_waits_a_while_and_leaves_behind_what_does_not_end(tasks: Tasks) -> None:
    go = Event()
    tasks.run(partial(go.wait, 5), owner=tasks, lane=Lane.WRITER)
    assert tasks.join(0.05) is False
    go.set()


def test_what_was_written_before_the_lock_is_finished(tasks: Tasks) -> None:
    written: list[int] = []
    for number in range(20):
        tasks.run(partial(written.append, number), owner=tasks, lane=Lane.WRITER)
    assert tasks.join(2) is True
    assert written == list(range(20))


def test_the_last_hold_on_a_job_is_the_main_threads(tasks: Tasks, qtbot: QtBot) -> None:
    died_on: list[object] = []

    class Held:
        def __del__(self) -> None:
            died_on.append(current_thread())

        def work(self) -> int:
            return 1

        def fail(self) -> int:
            raise ValueError

    for _ in range(200):
        tasks.run(Held().work, owner=tasks)
        tasks.run(Held().fail, owner=tasks, failed=lambda error: None)
    qtbot.waitUntil(lambda: len(died_on) == 400)
    assert set(died_on) == {main_thread()}


def test_a_cycle_with_a_widget_dies_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    died: list[Thread] = []
    kept: list[object] = []
    page, other = QObject(), QObject()
    page.other, other.page = other, page  # type: ignore[attr-defined]
    finalize(page, lambda: died.append(current_thread()))
    del page, other
    tasks.run(lambda: [[number] for number in range(200_000)], owner=tasks, done=kept.append)
    qtbot.waitUntil(lambda: bool(died))
    assert died == [main_thread()]
