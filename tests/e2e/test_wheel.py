"""The wheel is a whole program: its questions, words and database steps travel inside it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "from hatchling.build import build_wheel; print(build_wheel({folder!r}))"
ASK = """
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.kernel.locations import migrations, resources
print(resources())
print(migrations())
print(len(load(resources() / "dictionary")))
print(len(list((migrations() / "versions").glob("*.py"))))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, as an installer would lay it down."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-c", BUILD.format(folder=str(folder))]
    name = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[-1]
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def _said(program: str, site: Path, folder: Path) -> list[str]:
    """What a program prints that finds our packages in the wheel alone."""
    isolated = f"import sys; sys.path.insert(0, {str(site)!r})\n{program}"
    command = [sys.executable, "-c", isolated]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()


def test_resources_and_database_steps_are_found_in_the_wheel(unpacked, tmp_path):
    inside = unpacked / "reintegration_desktop"
    resources, migrations, forms, steps = _said(ASK, unpacked, tmp_path)
    assert (Path(resources), Path(migrations)) == (inside / "_resources", inside / "_migrations")
    assert int(forms) == 37
    assert int(steps) >= 1


def test_no_test_and_no_benchmark_travels_in_the_wheel(unpacked):
    assert {path.name for path in unpacked.iterdir() if "dist-info" not in path.name} == {"reintegration_desktop"}
