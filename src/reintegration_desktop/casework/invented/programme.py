"""What the invented programme settles for itself: places, languages, armed actors, trades, providers."""

from collections.abc import Mapping

from reintegration_desktop.casework.invented.places import gazetteer
from reintegration_desktop.rules.policy import Margin, Policy
from reintegration_desktop.rules.programme import Programme

LISTS: Mapping[str, Mapping[str, str]] = {
    "languages": {
        "fra": "Français", "swa": "Kiswahili", "ara": "العربية", "eng": "English", "spa": "Español",
        "por": "Português", "amh": "አማርኛ",
    },
    "countries": {"AVL": "Avelia", "BRU": "Bruvia", "OST": "Ostara"},
    "armed_actors": {"a1": "A1", "a2": "A2", "b1": "B1", "c1": "C1"},
    "wellbeing_tools": {"wb5": "Five questions on wellbeing"},
    "trades": {
        "carpentry": "Carpentry", "tailoring": "Tailoring", "motorcycle_repair": "Repairing motorcycles",
        "baking": "Baking", "farming": "Farming", "hairdressing": "Hairdressing", "masonry": "Masonry",
    },
}  # fmt: skip

PROVIDERS: Mapping[str, str] = {
    "p01": "Health centre", "p02": "Secondary school", "p03": "Vocational centre", "p04": "Legal aid desk",
    "p05": "Youth club", "p06": "Interim care centre",
}  # fmt: skip


def invented_programme(
    people: Mapping[str, str], offices: Mapping[str, str], policy: Policy | None = None
) -> Programme:
    """The programme, with the people and offices of the vault it is for, by id."""
    return Programme(
        policy=policy or Policy(wellbeing={"wb5": Margin(10)}),
        lists=LISTS,
        places=gazetteer(),
        people=people,
        offices=offices,
        providers=PROVIDERS,
    )
