"""The process that a lock puts in place of this one finds the same folders, and types the same letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reintegration_desktop.__main__ import KEPT_IN_ENVIRONMENT

WHERE = "from reintegration_desktop.kernel.locations import application_folder; print(application_folder())"


def says(environment: dict[str, str]) -> str:
    """Where a program with such an environment keeps this computer's token."""
    return subprocess.run([sys.executable, "-c", WHERE], env=environment, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", ["XDG_DATA_HOME", "REINTEGRATION_HOME"])
def test_this_computer_stays_the_same_device(tmp_path: Path, name: str):
    before = {key: value for key, value in os.environ.items() if key != "REINTEGRATION_HOME"} | {name: str(tmp_path)}
    kept = {key: value for key, value in before.items() if key in KEPT_IN_ENVIRONMENT}
    assert str(tmp_path) in says(kept) == says(before)


@pytest.mark.parametrize("name", ["QT_IM_MODULE", "XMODIFIERS", "LC_TIME", "LC_CTYPE", "LC_ALL", "LANGUAGE", "LANG"])
def test_keyboard_and_language_stay(name: str):
    assert name in KEPT_IN_ENVIRONMENT


def test_a_passphrase_in_the_environment_does_not():
    assert not [name for name in KEPT_IN_ENVIRONMENT if "PASS" in name]
