"""No word reaches a screen but through the catalogue."""

import ast
import re

from tests.architecture.house import SOURCES, modules, name, tree

SHOWING = {
    "setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription",
    "setTitle", "setLabelText", "setStatusTip", "setWhatsThis", "setInformativeText", "addAction", "addItem",
    "addTab", "addRow", "showMessage", "setPrefix", "setSuffix", "setSpecialValueText", "setHeaderLabels",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction", "QGroupBox", "QDockWidget",
}  # fmt: skip
A_WORD = re.compile(r"[^\W\d_]{2,}")


def _shown(call: ast.Call) -> list[ast.expr]:
    """Literal words among the arguments; what stands inside a call (say) or comes from a name is no literal."""
    given = [*call.args, *(word.value for word in call.keywords if word.arg in ("text", "title", "tip"))]
    return [part for argument in given for part in _literals(argument)]


def _literals(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and A_WORD.search(node.value):
        return [node]
    if isinstance(node, ast.JoinedStr):
        return [part for value in node.values for part in _literals(value)]
    if isinstance(node, ast.BinOp):
        return [*_literals(node.left), *_literals(node.right)]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def test_every_word_on_a_screen_is_said_in_the_reader_s_language():
    spoken = [
        f"{name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for path in modules("src")
        if SOURCES / "ui" in path.parents
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in SHOWING
        if _shown(call)
    ]
    assert spoken == []


def test_what_is_said_is_written_where_it_is_said():
    """A catalogue is collected from literals: ``say(variable)`` needs that variable to be marked somewhere."""
    joined = [
        f"{name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
        for path in modules("src")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("say", "marked", "say_many") and call.args
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert joined == []
