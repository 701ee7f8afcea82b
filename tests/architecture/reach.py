"""What the doors reach: a graph of names from the syntax trees, wider than the truth and never narrower."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.architecture.house import SOURCES, modules, tree

Place = tuple[str, str]
"""A module, and what is defined at its top level; a method is told as ``Class.method``."""

PACKAGE = SOURCES.name
TOP = ""
_Functions = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """What a module defines at its top, and what each of its names stands for."""

    name: str
    defined: dict[str, list[ast.AST]] = field(default_factory=lambda: defaultdict(list))
    methods: dict[str, dict[str, list[ast.AST]]] = field(default_factory=dict)
    loose: list[ast.AST] = field(default_factory=list)
    imported: dict[str, Place] = field(default_factory=dict)


class House:
    """Every module of the program, and what each of its definitions mentions."""

    def __init__(self, sources: Mapping[str, ast.Module]) -> None:
        self.modules = {name: _read(name, parsed) for name, parsed in sources.items()}
        self.by_method: dict[str, set[Place]] = defaultdict(set)
        for module in self.modules.values():
            for owner, methods in module.methods.items():
                for method in methods:
                    self.by_method[method].add((module.name, f"{owner}.{method}"))
        self._mentioned: dict[Place, tuple[set[Place], set[str]]] = {}

    def places(self) -> Iterator[Place]:
        """Everything that is defined."""
        for module in self.modules.values():
            yield from ((module.name, name) for name in module.defined)
            yield from ((module.name, f"{one}.{name}") for one, own in module.methods.items() for name in own)

    def reached(self, roots: Iterable[Place], *, cut: str = "") -> set[Place]:
        """What the roots mention, what that mentions, and so on; a method counts once its class is reached too.

        ``cut`` is a name that nobody shall have said, to see what hangs on it.
        """
        found: set[Place] = set()
        called: set[str] = set()
        waiting = list(roots)
        while waiting:
            place = waiting.pop()
            if place in found or (cut and place[1] == cut):
                continue
            found.add(place)
            direct, attributes = self._mentions(place)
            called |= attributes
            waiting += direct - found
            waiting += self._of_class(place, called) - found
            waiting += {one for name in attributes for one in self.by_method[name] if _owner(one) in found} - found
        return found

    def _of_class(self, place: Place, called: set[str]) -> set[Place]:
        """The methods of a class just reached that somebody calls, and those that Python or Qt call."""
        module, name = place
        methods = self.modules[module].methods.get(name, {})
        return {(module, f"{name}.{one}") for one in methods if one in called or _is_called_from_outside(one)}

    def _mentions(self, place: Place) -> tuple[set[Place], set[str]]:
        """What a definition names: places, and attributes of who knows what; read once."""
        if place not in self._mentioned:
            self._mentioned[place] = self._read_mentions(place)
        return self._mentioned[place]

    def _read_mentions(self, place: Place) -> tuple[set[Place], set[str]]:
        module = self.modules[place[0]]
        direct: set[Place] = {(module.name, TOP)}
        attributes: set[str] = set()
        for node in self._nodes(place):
            for one in ast.walk(node):
                if isinstance(one, ast.Name):
                    direct |= self._of_name(module, one.id)
                elif isinstance(one, ast.Attribute):
                    attributes.add(one.attr)
                    direct |= self._of_attribute(module, one)
        return direct, attributes

    def _nodes(self, place: Place) -> list[ast.AST]:
        module, (owner, _, method) = self.modules[place[0]], place[1].partition(".")
        if method:
            return module.methods[owner][method]
        return module.loose if owner == TOP else module.defined[owner]

    def _of_name(self, module: Module, name: str) -> set[Place]:
        found = {(module.name, name)} if name in module.defined else set()
        return found | (self._resolved(module.imported[name]) if name in module.imported else set())

    def _of_attribute(self, module: Module, node: ast.Attribute) -> set[Place]:
        """``stages.case_stage_from_events`` and ``Role.can_read``: what a module or a class is asked for by name."""
        if not isinstance(node.value, ast.Name):
            return set()
        of, name = module.imported.get(node.value.id), node.value.id
        if of is not None and ".".join(part for part in of if part) in self.modules:
            return self._resolved((".".join(part for part in of if part), node.attr))
        return {(module.name, f"{name}.{node.attr}")} if node.attr in module.methods.get(name, {}) else set()

    def _resolved(self, place: Place) -> set[Place]:
        """The definition that an import means, through modules that only hand it on."""
        module, name = place
        whole = f"{module}.{name}" if name else module
        if whole in self.modules:
            return {(whole, TOP)}
        if module not in self.modules:
            return set()
        if name in self.modules[module].defined:
            return {place, (module, TOP)}
        handed = self.modules[module].imported.get(name)
        return self._resolved(handed) if handed else {(module, TOP)}


def _owner(place: Place) -> Place:
    return place[0], place[1].partition(".")[0]


def _is_called_from_outside(name: str) -> bool:
    """Dunder methods, and Qt's own names, which are written in camel case."""
    return name.startswith("__") or any(letter.isupper() for letter in name)


def _read(name: str, parsed: ast.Module) -> Module:
    module = Module(name)
    for node in ast.walk(parsed):
        if isinstance(node, ast.ImportFrom) and node.module:
            module.imported |= {one.asname or one.name: (node.module, one.name) for one in node.names}
        elif isinstance(node, ast.Import):
            module.imported |= {one.asname or one.name: (one.name, TOP) for one in node.names}
    for node in parsed.body:
        _sort(module, node)
    return module


def _sort(module: Module, node: ast.stmt) -> None:
    """Put a statement where it belongs: a function, a class with its methods, a named value, or what simply runs."""
    names = list(_targets(node)) if isinstance(node, ast.Assign | ast.AnnAssign) else []
    if isinstance(node, _Functions):
        module.defined[node.name].append(node)
        if _registers(node):
            module.loose.append(node)
    elif isinstance(node, ast.ClassDef):
        _take_apart(module, node)
    elif names:
        for name in names:
            module.defined[name].append(node)
    elif not isinstance(node, ast.Import | ast.ImportFrom):
        module.loose.append(node)


def _take_apart(module: Module, node: ast.ClassDef) -> None:
    """A class's methods, each for itself; what else stands in it belongs to the class."""
    methods: dict[str, list[ast.AST]] = defaultdict(list)
    for inner in node.body:
        if isinstance(inner, _Functions):
            methods[inner.name].append(inner)
    module.methods[node.name] = methods
    rest = [inner for inner in node.body if not isinstance(inner, _Functions)]
    module.defined[node.name] += [*node.bases, *node.keywords, *node.decorator_list, *rest]


def _registers(node: _Functions) -> bool:
    """Whether a decorator hands the function to something that calls it: ``@app.command()``."""
    called = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return any(isinstance(one, ast.Attribute) for one in called)


def _targets(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        for one in ast.walk(target):
            if isinstance(one, ast.Name):
                yield one.id


def module_name(path: Path) -> str:
    """``src/reintegration_desktop/rules/ages.py`` is ``reintegration_desktop.rules.ages``."""
    parts = path.relative_to(SOURCES.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def the_house() -> House:
    """The program as it lies in the repository."""
    return House({module_name(path): tree(path) for path in modules("src")})


def of_rooms(house: House, rooms: Iterable[str]) -> set[Place]:
    """Everything that these rooms define or run."""
    begin = tuple(f"{PACKAGE}.{room}" for room in rooms)
    inside = {name for name in house.modules if any(name == one or name.startswith(f"{one}.") for one in begin)}
    return {place for place in house.places() if place[0] in inside} | {(name, TOP) for name in inside}
