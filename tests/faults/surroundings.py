"""What surrounds a program: folders that take no writing, a second program, wrong clocks, a computer asleep."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.app.program import lock_of
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from tests.faults.kills import strike
from tests.faults.rows import Row
from tests.faults.scene import Noticed, Scene, check, fresh_scenes, in_turn
from tests.faults.works import EACH, WORKS
from tests.rights import an_ordinary_user
from tests.store.office import Laptop, a_visit, open_a_case, save

FRESH_AFTER = 12
ASLEEP = 0.05
WAKES = 0.06


def run_asleep(times: int, chance: random.Random, place: Path) -> Row:
    """So many times stopped (SIGSTOP) at a random moment of its work: woken again, or killed in its sleep."""
    row, told = Row(of="suspends"), Counter[str]()
    scenes = fresh_scenes(place, chance, FRESH_AFTER)
    for number in range(times):
        wakes = chance.random() < 0.5
        told["woken" if wakes else "killed in its sleep"] += 1

        def sleep(child: int, wakes: bool = wakes) -> None:
            os.kill(child, signal.SIGSTOP)
            time.sleep(ASLEEP)
            if wakes:
                os.kill(child, signal.SIGCONT)
                time.sleep(WAKES)
            os.kill(child, signal.SIGKILL)

        strike(row, next(scenes), in_turn(WORKS, number), chance, sleep)
    row.note = ", ".join(f"{what} {number}" for what, number in sorted(told.items()))
    return row


def run_read_only(times: int, chance: random.Random, place: Path) -> Row:
    """Each kind of work in turn, so many times, in a vault that nobody may write to: refused, nothing changed."""
    row, told = Row(of="pieces of work"), Counter[str]()
    for number in range(times):
        work = in_turn(EACH, number)
        scene = Scene(place / f"office{number}", seed=number)
        with scene.open() as laptop:
            work.prepare(scene, laptop)
        before = _content(scene.folder.path)
        found = _in_a_child(scene, number)
        told[found] += 1
        row.add(type(work).__name__, 1, before != _content(scene.folder.path),
                "" if found.endswith(("read_only", "opened_read_only")) else found)  # fmt: skip
        shutil.rmtree(scene.place)
    row.note = ", ".join(f"{what} {number}" for what, number in sorted(told.items()))
    return row


def _in_a_child(scene: Scene, number: int) -> str:
    """What is said to who works in a folder without a right to write: the first refusal's code."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, _read_only_work(scene, number).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def _read_only_work(scene: Scene, number: int) -> str:
    for path in (*scene.folder.path.rglob("*"), *scene.place.glob("beside/**/*"), scene.folder.path):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with an_ordinary_user():
            try:
                laptop = scene.opened(may_be_noticed={"opened_read_only"})
                next(iter(in_turn(EACH, number).go(scene, laptop)))
            except Refusal as refusal:
                assert all(in_words(refusal))
                return refusal.code
            except Noticed as noticed:
                return str(noticed.args)
            except Exception as error:  # noqa: BLE001 - whatever is no refusal is what is looked for
                return f"{type(error).__name__} {error}"
        return "nothing was refused"
    finally:
        for path in (scene.folder.path, *scene.folder.path.rglob("*"), *scene.place.glob("beside/**/*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def run_two_programs(times: int, chance: random.Random, place: Path) -> Row:
    """So many times a second program comes to a vault that one holds, killed or not in between."""
    row, scene = Row(of="second programs"), Scene(place / "office")
    for number in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            held = lock_of(scene.folder, "the first")
            os.write(writing, b"held\n")
            time.sleep(60)
            held.release()
        os.read(reading, 5)
        row.expect("while one holds it", _locked(scene), "vault_in_use")
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        row.expect("after that one was killed", _locked(scene), "free")
        os.close(reading)
        os.close(writing)
        chance.random()
        with scene.open() as laptop:
            open_a_case(laptop, code=f"{number}-{uuid4().hex}")
    with scene.open() as laptop:
        row.add("cases", times, 0, "" if check(laptop).is_sound else "unsound")
    return row


def _locked(scene: Scene) -> str:
    try:
        lock_of(scene.folder, "the second").release()
    except Refusal as refusal:
        assert all(in_words(refusal))
        return refusal.code
    return "free"


def run_wrong_clocks(times: int, chance: random.Random, place: Path) -> Row:
    """So many saves, the clock set anew before each by up to thirty years: saved, in order, and the newest is shown."""
    row, scene = Row(of="saves"), Scene(place / "office")
    laptop = scene.opened()
    case = open_a_case(laptop)
    visit = a_visit(case)
    save(laptop, case, visit)
    for number in range(times):
        scene.clock.moment += timedelta(days=chance.randint(-30 * 365, 30 * 365))
        scene.clock.moment = min(max(scene.clock.moment, _year(1995, scene)), _year(2090, scene))
        if chance.random() < 0.1:
            scene.close(laptop)
            laptop = scene.opened()
        said = f"visit number {number}"
        _edit(laptop, case, visit, said)
        row.add(said, 1, _shown(laptop, case, visit.record) != said)
    clocks = _clocks(laptop)
    row.add("order", 1, 0, "" if clocks == sorted(set(clocks)) else "changes out of order")
    row.add("check", 1, 0, "" if check(laptop).is_sound else "unsound")
    scene.close(laptop)
    return row


def _year(year: int, scene: Scene) -> datetime:
    return scene.clock.moment.replace(year=year, month=1, day=1)


def _edit(laptop: Laptop, case: UUID, visit, said: str) -> None:
    with laptop.store.read() as cases:
        seen = cases.open(case).seen(visit.record)
    answers = visit.answers.with_("observations", said)
    save(laptop, case, replace(visit, answers=answers, edited=frozenset({"observations"}), seen=seen))


def _shown(laptop: Laptop, case: UUID, record: UUID) -> str | None:
    with laptop.store.read() as cases:
        return cases.open(case).file.record(record).answers.text("observations")


def _clocks(laptop: Laptop) -> list[int]:
    with laptop.database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT max(clock) FROM change GROUP BY seq ORDER BY seq")]


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }
