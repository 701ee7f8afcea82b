"""Invented figures, requests and ways to write them, for the tests of releases."""

from datetime import date
from itertools import product
from random import Random
from uuid import UUID

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Formats
from reintegration_desktop.reports.table import Dimension
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.reports.writers.palette import read_palette

PROVINCE = Dimension("province", "Province", {f"P{at}": name for at, name in enumerate(
    ["Karuba", "Tandala", "Selim", "Ouro", "Vista Alta", "Nahr"], 1)})  # fmt: skip
AGE = Dimension(
    "age_band", "Age now", {"from_5_to_11": "5 to 11", "from_12_to_14": "12 to 14", "from_15_to_17": "15 to 17"}
)
SEX = Dimension("sex", "Sex", {"female": "Girl or woman", "male": "Boy or man"})
MANNER = Dimension("exit_manner", "How it ended", {"escaped": "Escaped", "captured": "Captured", "let_go": "Let go"},
                   sensitive=True)  # fmt: skip
WATCH = Watch(lambda: 0.0, 60.0, NoProgress())
TEMPLATE = Template("quarterly", "Quarterly summary", 10, "quarter", {"headquarters": 5, "donor": 10, "public": 10}, ())


def some_figures(seed: int = 1, period: str = "2026-Q3", most: int = 9) -> Figures:
    """Figures of two measures; three tables of the first hang together in a circle."""
    random = Random(seed)
    spread = (PROVINCE, AGE, SEX)
    registered = {key: random.randrange(most) for key in product(*(one.leaves for one in spread))}
    released = {key: random.randrange(2 * most) for key in product(MANNER.leaves, SEX.leaves)}
    circle = (("province", "sex"), ("province", "age_band"), ("age_band", "sex"))
    return Figures(
        "quarterly", "Quarterly summary", period, UUID(int=1), "Kivara", date(2026, 10, 3), 4,
        (
            Cut("registered", "Newly registered", "Young people registered in the period.", spread, registered, circle),
            Cut("released", "Released", "Ends of an association.", (MANNER, SEX), released, (("exit_manner", "sex"),)),
        ),
    )  # fmt: skip


def a_request(figures: Figures | None = None, recipient: Recipient = Recipient.HEADQUARTERS, **more: object) -> Request:
    return Request(
        template=TEMPLATE, figures=figures or some_figures(), recipient=recipient, scope="Kivara",
        today=date(2026, 10, 5), software="0.1.0", dictionary="1", **more,
    )  # fmt: skip


def formats(*wanted: str) -> Formats:
    return Formats(wanted, read_palette(resources() / "style" / "tokens.toml"))
