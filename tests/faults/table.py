"""Every fault that is made to happen, and the table of what came of them."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.faults import damage, failing, kills, power, slots, small_disks, surroundings
from tests.faults.contents import copies, erased, forged, found, killed_acts, killed_erasures, sealed
from tests.faults.fuzzing import bundles, fuzz
from tests.faults.rows import Fault, Row

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "faults.md"
HEAD = """# Faults that were made to happen

Written by the harness of `tests/faults`, each row by the command in it; `./dev soak` runs them all, `./dev test` a
short form of each. *Acknowledged* is what the program had said was done, or what it had to notice; *lost* what of it
was not there, or went unnoticed; *unsound* whatever else was not as it should be.

| fault | command | done | acknowledged | lost | unsound | took |
|---|---|---|---|---|---|---|
"""
FAULTS: Mapping[str, Fault] = {
    "kills": Fault(
        "SIGKILL while it saves, imports, receives, checkpoints, keeps drafts, copies, backs up, renews the database's "
        "key, rewrites a slot, brings tables up to date", kills.run, 500, 10_000,
    ),
    "power": Fault(
        "the power cut at the same work: writes that were not brought to the disk dropped, torn by sectors, reordered; "
        "names made, changed and removed likewise", power.run, 24, 1_000, on_the_shim=True,
    ),
    "liar": Fault(
        "the same on a disk that forgets what it was told to keep: losses are noticed (a test of this harness)",
        power.run_on_a_liar, 24, 96, on_the_shim=True,
    ),
    "failing": Fault(
        "the n-th write, sync, read, new file or new name fails (ENOSPC, EIO, EROFS), at the same work, for every n: a "
        "refusal with its own sentence, and the vault goes on once the disk does", failing.run, 1, 100_000,
        on_the_shim=True,
    ),
    "limits": Fault(
        "no file may grow beyond a size (RLIMIT_FSIZE), at the same work", small_disks.run_with_a_limit, 2, 40,
    ),
    "disks": Fault(
        "a disk of a few hundred kilobytes (tmpfs), at the same work", small_disks.run_on_a_small_disk, 2, 40,
    ),
    "damage": Fault(
        "the file of cases cut short, a bit flipped, two pages swapped, an old page, an old file, emptied, taken away, "
        "its log file lost: noticed and named", damage.run, 40, 2_000,
    ),
    "vault-file": Fault(
        "both copies of the vault's own file damaged alike", damage.run_on_the_vaults_file, 40, 2_000,
    ),
    "slots": Fault(
        "slots changed, with oversize parameters, of another vault: refused before anything is derived", slots.run, 36,
        1_200,
    ),
    "strangers": Fault("a stranger's slot put into the vault's file", slots.run_with_strangers, 6, 100),
    "read-only": Fault("a folder that takes no writing: told, nothing changed", surroundings.run_read_only, 11, 110),
    "two-programs": Fault(
        "a second program: told, and let in once the first was killed", surroundings.run_two_programs, 5, 200,
    ),
    "clocks": Fault(
        "clocks years off, forward and back: saves work, changes stay in order", surroundings.run_wrong_clocks, 40,
        2_000,
    ),
    "asleep": Fault(
        "suspended in the middle of its work (SIGSTOP), then woken, or killed in its sleep", surroundings.run_asleep,
        12, 500,
    ),
    "canaries": Fault(
        "rare names, a village, an exact day, sealed codes, a unit, through every flow at DEBUG level: sought in logs, "
        "exception texts, temp, home, settings, file names, window titles, bundles, reports after each step",
        found.run_canaries, 1, 3,
    ),
    "after-lock": Fault(
        "unlocked, worked with, locked: a name, the passphrase and the key sought in the memory of the process in its "
        "place, in temp, home and every file; its children, its open files", found.run_after_the_lock, 1, 10,
    ),
    "keys": Fault(
        "every role and duty x key x room, from raw private halves and raw SQL: what must not open, doesn't",
        found.run_keys, 1, 3,
    ),
    "lengths": Fault(
        "each choice and reason for none of each question, sealed alone, and each choice beside others: of one length",
        sealed.run_lengths, 1, 20,
    ),
    "moved": Fault(
        "sealed documents opened in another case, room, generation, record, of another device or number",
        sealed.run_moved, 100, 20_000,
    ),
    "replayed": Fault("sealed documents put in each other's place by raw SQL", sealed.run_replayed, 10, 500),
    "erased": Fault(
        "after a case was destroyed: its values sought on every page, free page and frame with the database's key, "
        "every domain of up to a million values guessed against the hashes that are left", erased.run, 1, 30,
    ),
    "killed-erasures": Fault(
        "SIGKILL anywhere from an order to erase to its receipt, the office's keys renewed between: a case is there "
        "whole and its order stands, or it is gone; a receipt is given once no page, frame or file holds any of it",
        killed_erasures.run, 4, 1_000,
    ),
    "killed-acts": Fault(
        "SIGKILL while bins are emptied and computers are given up: done with its entry in the log, or not at all; of "
        "what left a bin no page holds anything", killed_acts.run, 4, 300,
    ),
    "forged": Fault(
        "changes forged, signed and sent by somebody whose role gives no right to them: kept aside, no view changes",
        forged.run, 1, 200,
    ),
    "copies": Fault("two copies of one vault, both worked in, both sending and hearing", copies.run, 2, 40),
    "bundles": Fault(
        "bundles damaged, cut short, re-addressed, bombs, of no bytes, changed inside and sealed anew", bundles.run,
        400, 1_000_000,
    ),
    "fuzz": Fault(
        "every reader of files from outside fed with damaged samples: read, or refused by name", fuzz.run, 60, 20_000,
    ),
    "guided": Fault("the same, led by the branches that are reached (atheris)", fuzz.run_guided, 200, 20_000),
}  # fmt: skip


def write(name: str, command: str, row: Row, took: float) -> None:
    """Put a row into the table, in place of what stood there for the same fault."""
    rows = _standing()
    note = f"<br>{row.note}" if row.note else ""
    rows[name] = (
        f"| {FAULTS[name].words}{note} | `{command}` | {row.done:,} {row.of} | {row.acknowledged:,} | {row.lost} "
        f"| {len(row.unsound)} | {took:,.0f} s |"
    )
    RESULTS.write_text(HEAD + "".join(f"{rows[name]}\n" for name in FAULTS if name in rows), encoding="utf-8")


def _standing() -> dict[str, str]:
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    found = {line: re.search(r"`python -m tests\.faults (\S+)", line) for line in lines}
    return {match[1]: line for line, match in found.items() if match}
