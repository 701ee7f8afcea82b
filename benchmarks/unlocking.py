"""From the passphrase to an open vault, beside Argon2id alone: everything else of it is ours."""

import time
from statistics import median

from benchmarks.measure import Figure, fixed_work
from benchmarks.vault import PASSPHRASE, Built, built, large
from reintegration_desktop.app.program import Program
from reintegration_desktop.vault.passphrases.passphrase import derive

ROUNDS, SMALL = 7, 10_000


def run() -> dict[str, Figure]:
    figures = {}
    for cases in sorted({SMALL, large()}):
        vault = built(cases)
        opened, alone = _measured(vault)
        figures[f"open_{cases}"] = Figure(f"opened, {cases:,} cases", opened, "s", alone, "Argon2id alone")
        figures[f"else_{cases}"] = Figure(
            f"all but Argon2id, {cases:,} cases", opened - alone, "s", promised=0.5 if cases == SMALL else None
        )
    figures["fixed_work"] = Figure("fixed work", 1000 * fixed_work(), "ms")
    return figures


def _measured(vault: Built) -> tuple[float, float]:
    """Seconds until the vault is open, and until the key is derived from the same slot, turn by turn."""
    opened, alone = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        program = vault.open()
        opened.append(time.perf_counter() - began)
        alone.append(_derived(program))
        program.close()
    return median(opened), median(alone)


def _derived(program: Program) -> float:
    (slot,) = program.keyring.file.slots
    began = time.perf_counter()
    derive(PASSPHRASE, slot.salt, slot.kdf)
    return time.perf_counter() - began
