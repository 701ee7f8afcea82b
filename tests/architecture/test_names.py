"""Modules say what they are for, in one sentence, under a name from the work."""

import ast
import re

import pytest

from tests.architecture.house import files, modules, name, tree

EMPTY_NAMES = {"utils", "util", "common", "helper", "helpers", "manager", "misc", "info", "data", "core", "base"}
ROOMS_OF_NO_PURPOSE = re.compile(r"(Manager|Helper|Util|Utils)$")
PUT_OFF = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + r"CK)\b")
LABELS = re.compile(r"child soldier|ex-?combatant|minor combatant", re.IGNORECASE)


@pytest.mark.parametrize("path", modules("src", "tests", "benchmarks", "migrations", "tools"), ids=name)
def test_a_module_says_in_its_first_line_what_it_is_for(path):
    text = path.read_text()
    if not text.strip():
        assert path.name == "__init__.py"
        return
    told = ast.get_docstring(tree(path))
    assert told, "it says nothing"
    first = told.splitlines()[0]
    assert first.endswith((".", "?", "!")), f"no sentence: {first}"
    assert len(first) <= 120


def test_no_module_or_class_has_an_empty_name():
    assert [name(path) for path in modules("src", "tests", "benchmarks") if path.stem in EMPTY_NAMES] == []
    classes = [node.name for path in modules("src") for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    assert [found for found in classes if ROOMS_OF_NO_PURPOSE.search(found)] == []


def test_nothing_is_put_off():
    texts = {name(path): path.read_text() for path in files() if path.suffix in (".py", ".toml", ".md", ".sh")}
    assert [path for path, text in texts.items() if PUT_OFF.search(text)] == []


def test_nobody_is_called_by_what_was_done_to_them():
    shown = [path for path in files() if path.parts[-3:-1] == ("resources", "dictionary") or "src" in path.parts]
    texts = {name(path): path.read_text() for path in shown if path.suffix in (".py", ".toml")}
    assert [path for path, text in texts.items() if LABELS.search(text)] == []


def test_types_are_not_silenced_below_the_screens():
    below = [path for path in modules("src") if "ui" not in path.parts]
    assert [name(path) for path in below if "type: " + "ignore" in path.read_text()] == []
