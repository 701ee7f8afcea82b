"""The house as its own tests see it: files that belong to it, their syntax trees, their functions."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "reintegration_desktop"


@cache
def files() -> tuple[Path, ...]:
    """What belongs to the repository, new files that are not ignored included."""
    named = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(named, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def modules(*folders: str) -> tuple[Path, ...]:
    """Python modules under these folders of the repository."""
    return tuple(path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Function:
    """A function with its length in lines, its docstring not counted."""

    place: str
    lines: int


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(f"{name(path)}:{node.lineno} {node.name}", _lines(node) - _docstring_lines(node))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return (first.end_lineno or first.lineno) - first.lineno + 1 if told else 0
