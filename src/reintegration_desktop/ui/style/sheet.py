"""The style sheet: what has a border and a radius, and nothing else."""

from string import Template

from reintegration_desktop.ui.style.look import Look

_SHEET = Template("""
QWidget#ground, QMainWindow, QDialog { background: $ground; }
QFrame#card { background: $surface; border: ${hair}px solid $line; border-radius: ${radius_card}px; }
QFrame#sunk { background: $sunken; border: 0; border-radius: ${radius_control}px; }
QFrame#raised { background: transparent; border: 0; }
QFrame#foot { background: $surface; border: 0; border-top: ${hair}px solid $line; }
QFrame#status { background: $sunken; border: 0; border-top: ${hair}px solid $line; }
QFrame#nav { background: $nav; border: 0; }
QFrame#line { background: $line; border: 0; }
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; border: 0; }
QLineEdit, QPlainTextEdit { background: $surface; color: $text; border: ${hair}px solid $control;
  border-radius: ${radius_control}px; padding: 0 ${pad}px; min-height: ${field_min}px;
  placeholder-text-color: $muted; selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QPlainTextEdit { padding: ${pad_text}px ${pad_less}px; }
QLineEdit:focus, QPlainTextEdit:focus { border: ${ring}px solid $focus; padding: 0 ${pad_ring}px;
  min-height: ${field_min_ring}px; }
QPlainTextEdit:focus { padding: ${pad_text_ring}px ${pad_less_ring}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $danger; padding: 0 ${pad_wrong}px;
  min-height: ${field_min_wrong}px; }
QPlainTextEdit[wrong="true"] { padding: ${pad_text_wrong}px ${pad_less_wrong}px; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QLineEdit:disabled, QPlainTextEdit:disabled {
  background: $sunken; border-color: $sunken; color: $text; }
QLineEdit:read-only:focus, QPlainTextEdit[readOnly="true"]:focus { border-color: $focus; }
QLineEdit#bare { background: transparent; border: 0; padding: 0; min-height: 0; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $muted; border: 0; border-bottom: ${hair}px solid $line;
  padding: 0 ${pad}px; font-size: ${small}px; font-weight: bold; }
QHeaderView[matrix="true"]::section { padding: 0 ${half}px; }
QTableView, QListView { background: $surface; border: 0; outline: 0; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $grip; border-radius: ${grip_radius}px; margin: ${grip_gap}px; }
QScrollBar::handle:vertical { min-height: ${grip_min}px; }
QScrollBar::handle:horizontal { min-width: ${grip_min}px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $raised; border: ${hair}px solid $control; outline: 0; }
QComboBox QAbstractItemView::item { padding: 0 ${pad}px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $on_accent_soft; }
QToolTip { background: $raised; color: $text; border: ${hair}px solid $control; padding: ${half}px; }
QMenu { background: $raised; color: $text; border: ${hair}px solid $control; padding: ${half}px; }
QMenu::item { padding: ${base}px ${page}px; border-radius: ${radius_control}px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $muted; }
""")


def sheet(look: Look) -> str:
    """The sheet of a look."""
    return _SHEET.substitute(_colours(look), **_sizes(look))


def _colours(look: Look) -> dict[str, str]:
    return {**look.tokens.colours[look.theme], "grip": look.hex("neutral_line")}


def _sizes(look: Look) -> dict[str, int]:
    """The sizes of the sheet; a thicker edge is paid back in padding and height, so that nothing jumps."""
    control, pad = look.size("control"), look.px(12)
    text, less = look.px(8), look.px(8)
    edges = {"": look.hair, "_ring": look.ring, "_wrong": 2}
    sizes = {f"field_min{name}": control - 2 * edge for name, edge in edges.items()}
    sizes |= {f"pad{name}": pad - edge + look.hair for name, edge in edges.items()}
    sizes |= {f"pad_text{name}": text - edge + look.hair for name, edge in edges.items()}
    sizes |= {f"pad_less{name}": less - edge + look.hair for name, edge in edges.items()}
    bar, grip = look.size("scroll_bar"), look.px(6)
    return sizes | {
        "hair": look.hair, "ring": look.ring, "small": look.px(look.tokens.type["small"]),
        "radius_card": look.radius("card"), "radius_control": look.radius("control"),
        "half": look.space("half"), "base": look.space("base"), "page": look.space("page"),
        "bar": bar, "grip_gap": (bar - grip) // 2, "grip_radius": grip // 2, "grip_min": look.px(40),
    }  # fmt: skip
