"""From a key typed in the search box to the rows repainted: names in three scripts, misspelt, 100,000 cases."""

from collections.abc import Iterator
from statistics import median

from benchmarks.measure import Figure, fixed_work, percentile
from benchmarks.pages import Painted, Screen, application, type_key
from benchmarks.vault import built, large
from reintegration_desktop.casework.invented.chance import begun
from reintegration_desktop.casework.invented.names import TONGUES, drawn, misspelt

PEOPLE_SOUGHT = 21


def run() -> dict[str, Figure]:
    program = built(large()).open()
    _application = application()
    screen = Screen(program)
    screen.wait(lambda: screen.open.workplace.people.complete)
    took = _typed(screen)
    screen.close()
    program.close()
    what = "a key typed to the rows repainted"
    return {
        "p50": Figure(f"{what}, half of the keys", 1000 * median(took), "ms"),
        "p95": Figure(f"{what}, 95 of 100 keys", 1000 * percentile(took, 0.95), "ms", promised=100),
        "keys": Figure("keys typed", len(took), "keys"),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }


def _typed(screen: Screen) -> list[float]:
    page = screen.cases
    screen.settle()
    painted = Painted(page.table.viewport())
    took = []
    for sought in sought_names():
        for letter in sought:
            took.append(screen.seconds_until_painted(painted, lambda letter=letter: type_key(page.search, letter)))
        page.search.clear()
        screen.settle()
    return took


def sought_names() -> Iterator[str]:
    """First and last names, every one misspelt, of each language in turn."""
    chance = begun("sought")
    tongues = list(TONGUES.values())
    for number in range(PEOPLE_SOUGHT):
        name = drawn(chance, tongues[number % len(tongues)], "female")
        yield f"{misspelt(chance, name.first)} {misspelt(chance, name.last)}"
