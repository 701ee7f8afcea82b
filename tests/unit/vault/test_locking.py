"""One program per vault, and a lock that no ended program leaves behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reintegration_desktop.vault.errors import FolderTrouble, VaultInUse
from reintegration_desktop.vault.files.lock import take_lock
from tests.unit.vault.made import Office

HOLD = """
import sys, time
from pathlib import Path
from reintegration_desktop.vault.files.lock import take_lock
lock = take_lock(Path(sys.argv[1]), "window")
print("held", flush=True)
if len(sys.argv) > 2:
    import os
    os.execv(sys.executable, [sys.executable, "-c", "print('replaced', flush=True); import time; time.sleep(60)"])
time.sleep(60)
"""


def holder(path: Path, *more: str) -> subprocess.Popen[str]:
    program = subprocess.Popen([sys.executable, "-c", HOLD, str(path), *more], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate()


def test_a_second_program_is_told_who_holds_the_vault(tmp_path: Path):
    program = holder(tmp_path / "lock")
    with pytest.raises(VaultInUse) as refused:
        take_lock(tmp_path / "lock", "command line")
    end(program)
    assert refused.value.facts == {"holder": f"window ({program.pid})"}


def test_a_killed_program_leaves_no_lock(tmp_path: Path):
    program = holder(tmp_path / "lock")
    os.kill(program.pid, signal.SIGKILL)
    program.communicate()
    take_lock(tmp_path / "lock", "window").release()


def test_a_program_that_replaces_itself_lets_the_vault_go(tmp_path: Path):
    program = holder(tmp_path / "lock", "exec")
    assert program.stdout is not None
    assert program.stdout.readline() == "replaced\n"
    take_lock(tmp_path / "lock", "window").release()
    end(program)


def test_a_lock_is_let_go_once(tmp_path: Path):
    with take_lock(tmp_path / "lock", "window") as lock:
        lock.release()
    take_lock(tmp_path / "lock", "window").release()


def test_who_holds_it_is_unknown_where_the_note_is_damaged(tmp_path: Path):
    program = holder(tmp_path / "lock")
    (tmp_path / "lock").write_bytes(b"{")
    with pytest.raises(VaultInUse) as refused:
        take_lock(tmp_path / "lock", "window")
    end(program)
    assert refused.value.facts == {"holder": "?"}


def test_a_folder_that_is_gone_is_a_trouble_of_the_folder(tmp_path: Path):
    with pytest.raises(FolderTrouble):
        take_lock(tmp_path / "gone" / "lock", "window")


def test_a_program_that_opened_a_slot_leaves_no_picture_of_its_memory(own_office: Office):
    begin = "import ctypes, resource, sys; from pathlib import Path; own = ctypes.CDLL(None); "
    opened = (
        "from reintegration_desktop.vault.folder import VaultFolder; "
        "from tests.unit.vault.made import PASSPHRASE, means; "
        "from reintegration_desktop.vault.unlocking import unlock; "
        "unlock(VaultFolder(Path(sys.argv[1]), Path(sys.argv[2])), 'Supervisor', PASSPHRASE, means()); "
    )
    told = "print(own.prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))"
    folder = own_office.folder
    said = [
        subprocess.run([sys.executable, "-c", begin + does + told, folder.path, folder.home], check=True,
                       capture_output=True, text=True).stdout.split()
        for does in ("", opened)
    ]  # fmt: skip
    assert said[0][0] == "1", "as any program begins"
    assert said[1] == ["0", "0", "0"]
