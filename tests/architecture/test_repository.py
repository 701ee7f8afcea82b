"""What the repository holds, and what it never names."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.house import ROOT, files, modules, name, tree

MACHINE = re.compile(r"(?<![\w.])/(?:(?:work|Users|root|tmp|opt)/|home/(?!esther))[\w.]")
ADDRESS = re.compile(r"https?://([\w.-]+\.[a-z]{2,})")
MAY_BE_NAMED = {
    "www.apache.org", "www.w3.org", "scripts.sil.org", "openfontlicense.org", "creativecommons.org", "www.eff.org",
    "keepachangelog.com", "semver.org", "github.com", "schemas.openxmlformats.org",
}  # fmt: skip
COME_WITH_OTHERS = {"shiboken6", "click"}
BINARY = {".png", ".ttf", ".mo", ".ico"}
LARGEST = 2_000_000


def _texts() -> dict[str, str]:
    return {
        name(path): path.read_text(encoding="utf-8", errors="replace") for path in files() if path.suffix not in BINARY
    }


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_no_file_names_a_folder_of_somebody_s_machine():
    assert {path: found.group() for path, text in _texts().items() if (found := MACHINE.search(text))} == {}


def test_addresses_are_those_of_licences_and_formats():
    named = {(path, host) for path, text in _texts().items() for host in ADDRESS.findall(text)}
    assert {(path, host) for path, host in named if host not in MAY_BE_NAMED} == set()


def test_the_lock_pins_by_hash_and_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    pins = re.findall(r"^[a-z0-9][\w.-]*==.*(?:\n    --hash=.*)*", lock, re.MULTILINE)
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_direct_dependency_is_pinned():
    project = _project()
    extra = [name for names in project["project"]["optional-dependencies"].values() for name in names]
    named = [*project["project"]["dependencies"], *extra, *project["dependency-groups"]["dev"]]
    pinned = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line}
    plain = {re.split(r"[\[<>=~! ]", one)[0].lower().replace("_", "-") for one in named}
    assert plain - pinned == set()


def test_every_outside_package_has_one_mouth():
    """Whatever the program imports from outside stands in a contract that says which floor may import it."""
    contracts = _project()["tool"]["importlinter"]["contracts"]
    guarded = {module for contract in contracts for module in contract.get("protected_modules", ())}
    ours = {"reintegration_desktop", *sys.stdlib_module_names}
    imported = {module for path in modules("src") for module in _imported(path)}
    assert imported - guarded - ours - COME_WITH_OTHERS == set()


def _imported(path: Path) -> set[str]:
    """The topmost packages that a module imports."""
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [getattr(node, "module", None) or node.names[0].name for node in nodes]
    return {name.split(".")[0] for name in names}


def test_every_dependency_is_used_or_extra():
    """What is asked for and never imported is weight on an old laptop."""
    asked = {re.split(r"[\[<>=~! ]", one)[0].lower() for one in _project()["project"]["dependencies"]}
    imported = {module for path in modules("src") for module in _imported(path)}
    brought = {
        _plain(dist) for module, dists in packages_distributions().items() if module in imported for dist in dists
    }
    assert asked - brought == set()


def _plain(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def test_steps_of_the_database_import_nothing_of_ours():
    imports = [
        (name(path), ast.unparse(node))
        for path in modules("migrations")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and "reintegration_desktop" in ast.unparse(node)
    ]
    assert imports == []


def test_nothing_large_lies_in_the_repository():
    assert {name(path): path.stat().st_size for path in files() if path.stat().st_size > LARGEST} == {}


def test_tests_use_no_mocks():
    """Fakes that we own, real files, real windows; nothing of ours is patched."""
    patched = re.compile(r"unittest\.mock|from unittest import mock|\bmocker\b|monkeypatch\.setattr\(")
    texts = {name(path): path.read_text() for path in modules("tests") if path.parent != Path(__file__).parent}
    assert [path for path, text in texts.items() if patched.search(text)] == []
