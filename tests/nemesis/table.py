"""The table of what the simulation came to, a row for each size, and the picture of how time and memory grow."""

import re
from math import log10
from pathlib import Path

from tests.nemesis.verdict import Verdict

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "nemesis.md"
ABOUT = """# Half a year of everything going wrong

Simulated, by `python -m tests.nemesis CASES SEED`: offices of ten laptops that exchange the program's own bundles,
with real keys, chains and signatures, over tables in memory. Each laptop takes in 500 cases over 180 days; four more
answers are written to each case, by whoever in the office has it. Above 100,000 cases there are several countries of
as many, each with a headquarters and in a process of its own, two at a time; processor is that of all, memory that of
two. *Must be 0*: **lost** changes that somebody holds and headquarters neither shows nor keeps aside; **overwritten**
answers that nobody who had seen them replaced, neither shown nor waiting; **diverged** places that two show otherwise;
**permitted** forgeries that count; **disputes** answers that wait and should not, or should and don't, by an oracle
that shares nothing with the program's merge; **shut out** honest changes that lie aside somewhere and give no cause:
nobody revoked their author, no second machine goes on as their device, and nothing they were made from lies aside
(a dash: the row was made before that was counted). *Waiting* answers wait for a person, rightly; *aside* is kept and
not folded (forks, revoked people's late work); *gone* was on a disk that was stolen, or put back to an older state,
before it had been handed on.

![How time and memory grow](nemesis.svg)

"""
COLUMNS = (
    "cases", "command", "laptops", "changes", "bundles", "lost", "overwritten", "diverged", "permitted", "disputes",
    "shut out", "waiting", "aside", "gone", "processor", "memory", "went wrong",
)  # fmt: skip
HEAD = f"{ABOUT}| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n"
_ROW = re.compile(r"^\| ([\d,]+) \|.*\| ([\d,]+) s \| ([\d,]+) MB \|", re.MULTILINE)


def row(found: Verdict, command: str) -> str:
    """A run as a line of the table."""
    wrong = [f"{name} {times:,}" for name, times in sorted(found.happened.items()) if times]
    wrong += [f"refused as {name} {times:,}" for name, times in sorted(found.refused.items())]
    numbers = (
        found.laptops, found.changes, found.bundles, found.lost, found.overwritten, found.diverged, found.permitted,
        found.disputes, found.shut_out, found.waiting, found.aside, found.gone,
    )  # fmt: skip
    counted = " | ".join(f"{number:,}" for number in numbers)
    return (
        f"| {found.cases:,} | `{command}` | {counted} | {found.seconds:,.0f} s | {found.megabytes:,.0f} MB "
        f"| {', '.join(wrong)} |\n"
    )


def put(line: str, command: str) -> None:
    """Write a row into the table, in the place of the one that the same command wrote, and draw the picture anew."""
    before = RESULTS.read_text().splitlines(keepends=True) if RESULTS.exists() else []
    rows = [one for one in before if _ROW.match(one) and f"`{command}`" not in one]
    rows = sorted([*rows, line], key=lambda one: int(one.split("|")[1].replace(",", "")))
    RESULTS.write_text(HEAD + "".join(rows))
    points = [tuple(int(part.replace(",", "")) for part in found.groups()) for found in _ROW.finditer("".join(rows))]
    RESULTS.with_suffix(".svg").write_text(_picture([(cases, seconds, mega) for cases, seconds, mega in points]))


def _picture(points: list[tuple[int, int, int]]) -> str:
    """Seconds of processor and megabytes over cases, both axes by powers of ten."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 570 326" font-family="sans-serif" font-size="12">',
        '<rect width="570" height="326" fill="#fff"/>',
    ]
    for power in range(7):
        parts.append(
            f'<line x1="{_x(1000)}" x2="{_x(1_000_000)}" y1="{_y(10**power)}" y2="{_y(10**power)}" stroke="#ddd"/>'
        )
        parts.append(f'<text x="{_x(1000) - 8}" y="{_y(10**power) + 4}" text-anchor="end">{10**power:,}</text>')
    for power in range(3, 7):
        parts.append(f'<text x="{_x(10**power)}" y="304" text-anchor="middle">{10**power:,}</text>')
    parts.append(f'<text x="{_x(10_000_000**0.5 * 10)}" y="318" text-anchor="middle">cases</text>')
    for at, name, colour in ((1, "seconds of processor", "#0b6e6e"), (2, "megabytes", "#b4561c")):
        line = " ".join(f"{_x(one[0])},{_y(max(1, one[at]))}" for one in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{_x(one[0])}" cy="{_y(max(1, one[at]))}" r="3.5" fill="{colour}"/>' for one in points]
        parts.append(f'<text x="{90 + 170 * (at - 1)}" y="16" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _x(cases: int) -> float:
    return round(90 + (log10(cases) - 3) * 145, 1)


def _y(value: int) -> float:
    return round(285 - log10(value) * 42, 1)
