"""Makes the extract that a specification asks for: searched, written, read back, and only then handed over."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import floor
from pathlib import Path
from random import Random

from reintegration_desktop.reports.private import move_out, private_folder, writing
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.alternatives import first_and_others
from reintegration_desktop.reports.records.classes import rows_in
from reintegration_desktop.reports.records.errors import CannotBeAnonymised
from reintegration_desktop.reports.records.lattice import Lattice
from reintegration_desktop.reports.records.loading import Loaded, load
from reintegration_desktop.reports.records.recheck import Asked, Rechecked, recheck
from reintegration_desktop.reports.records.report import Extract, Way
from reintegration_desktop.reports.records.risks import in_population, risks_of
from reintegration_desktop.reports.records.rule import Distance, Kind, Rule, Sensitive
from reintegration_desktop.reports.records.search import Best, Found
from reintegration_desktop.reports.records.writing import write_records

DATA, REPORT, PICTURE = "data.csv", "report.json", "alternatives.png"
_ROUNDING = 1e-9

Drawn = Callable[[tuple[Way, ...]], bytes]


@dataclass(frozen=True, slots=True)
class Means:
    """What making an extract needs of its surroundings: a watch, chance for order and ids, a drawer of pictures."""

    watch: Watch
    random: Random
    draw: Drawn


def anonymise_spec(file: Path, out: Path, means: Means) -> Extract:
    """Write ``data.csv``, ``report.json`` and ``alternatives.png``, and only once the written data were read back.

    The watch is put forward by the seconds of the specification. Raises SpecProblem, what is wrong with a file and
    where, CannotBeAnonymised, RecordsNotSafe, Cancelled; then nothing was written.
    """
    began = means.watch.now()
    loaded = load(file, means.watch.progress)
    watch = Watch(means.watch.now, means.watch.now() + loaded.spec.seconds, means.watch.progress)
    ways = first_and_others(loaded.question, rule_of(loaded), watch)
    best = ways[0].best
    if best is None:
        raise CannotBeAnonymised
    with writing(), private_folder(out) as folder:
        checked = _written(folder / DATA, loaded, best, means.random)
        digest = sha256((folder / DATA).read_bytes()).hexdigest()
        extract = _extract(loaded, ways, best, checked, digest, lambda: watch.now() - began)
        (folder / PICTURE).write_bytes(means.draw(extract.ways))
        text = json.dumps(extract.to_json(), indent=1, ensure_ascii=False)
        (folder / REPORT).write_text(text + "\n", encoding="utf-8")
        move_out(folder, out)
    return extract


def rule_of(loaded: Loaded) -> Rule:
    """What the specification asks for, in rows."""
    return Rule(loaded.spec.k, floor(loaded.spec.limit * loaded.records.rows + _ROUNDING), loaded.spec.sensitive)


def _written(file: Path, loaded: Loaded, best: Best, random: Random) -> Rechecked:
    lattice = loaded.question.lattice
    codes = [column.code for column in loaded.coarse]
    rows = rows_in(best.classes, best.kept, codes, lattice, best.levels)
    separator = loaded.records.separator
    coarse = list(zip(lattice.hierarchies, loaded.coarse, strict=True))
    write_records(file, separator, coarse, best.levels, loaded.secret, rows, random)
    asked = {one.name: _asked(one) for one in loaded.spec.sensitive}
    return recheck(file, separator, list(loaded.trees), loaded.spec.k, asked, loaded.records.rows - best.withheld)


def _asked(one: Sensitive) -> Asked:
    even = one.kind is Kind.ENTROPY
    return Asked(None if even else one.l, one.l if even else None, one.t, one.distance is Distance.ORDERED)


def _extract(
    loaded: Loaded, ways: tuple[Found, ...], best: Best, checked: Rechecked, digest: str, seconds: Callable[[], float]
) -> Extract:
    lattice, everybody = loaded.question.lattice, loaded.everybody
    finest = loaded.question.at((0,) * len(lattice.shape))
    around = None if everybody is None else in_population(best, loaded.records, everybody, loaded.trees)
    return Extract(
        ways=tuple(_way(lattice, found, found.best) for found in ways if found.best is not None),
        asked=rule_of(loaded),
        rows=lattice.rows,
        nodes=lattice.nodes,
        nodes_checked=ways[0].checked,
        class_sizes=dict(sorted(Counter(best.sizes.tolist()).items())),
        risks=risks_of(best.sizes, around),
        before=risks_of(finest.sizes),
        rechecked=checked,
        columns_left_out=loaded.records.others,
        separator=loaded.records.separator,
        sha256=digest,
        loss_of_all=lattice.most,
        seconds=ways[0].seconds,
        seconds_of_all=seconds(),
    )


def _way(lattice: Lattice, found: Found, best: Best) -> Way:
    smallest = int(best.sizes.min())
    return Way(
        levels={one.name: level for one, level in zip(lattice.hierarchies, best.levels, strict=True)},
        loss=best.loss,
        detail=1 - best.loss / lattice.most if lattice.most else 0.0,
        smallest_class=smallest,
        risk=1 / smallest,
        rows_withheld=best.withheld,
        optimal=found.optimal,
    )
