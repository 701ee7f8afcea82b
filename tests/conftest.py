"""What every test stands on: a home of its own, no screen, no language but English until it speaks another."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reintegration_desktop.kernel.words import language, speak

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("REINTEGRATION_SLOT_COST", "floor")

settings.register_profile("suite", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", parent=settings.get_profile("suite"), max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="the long run: every loop twenty times as often")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("soak" if config.getoption("--soak") else "suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


_LIVING: list[object] = []
"""The windows of the test that ran last, until they were closed."""


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A window of a test lives until it was closed: pytest-qt holds it weakly, and lets events pass before that.

    Python's collector took one apart that was still shown, and the process died of it.
    """
    try:
        return (yield)
    finally:
        widgets = sys.modules.get("PySide6.QtWidgets")
        if widgets and widgets.QApplication.instance():
            _LIVING.extend(widgets.QApplication.topLevelWidgets())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    try:
        return (yield)
    finally:
        _LIVING.clear()


@pytest.fixture(scope="session")
def longer(pytestconfig: pytest.Config) -> int:
    """How many times as often a loop goes round in the long run: 20, and 1 in the suite."""
    return 20 if pytestconfig.getoption("--soak") else 1


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An application folder that no other test has seen; made by who writes into it."""
    folder = next(homes)
    monkeypatch.setenv("REINTEGRATION_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    if language() != "en":
        speak("en")
