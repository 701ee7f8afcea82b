"""An invented country: provinces where different languages are spoken, their districts, their villages."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reintegration_desktop.casework.invented.chance import begun
from reintegration_desktop.rules.places import Gazetteer, Place

COUNTRY = "AV"
_DISTRICTS, _VILLAGES = 3, 6

# Province, the language of its people, and the beginnings and endings its smaller places are called by.
_PROVINCES = (
    ("Kivara", "swa", "Mwa Nya Ki Bu Lu Ka", "sombo rumba vanga tende konzi bale"),
    ("Haut-Ombel", "fra", "Bel Mont Saint-A Lou Ro Var", "lande mbou ville court nay boise"),
    ("النهر الصافي", "ara", "وادي دار عين كفر تل أم", "السدر الرمل النخل الحجر البيضاء الطلح"),
    ("Northmere", "eng", "Ash Gran Wil Tar Oke Bry", "field ton bridge more haven ford"),
    ("Sierra Alva", "spa", "San Pue Río Que Al Mon", "tilla varo lejo brera menta zuelo"),
    ("Costa Lunar", "por", "Vila Mo Que Nam Ini Ma", "puela reira limane gonha vale caia"),
    ("ተራራማ", "amh", "ደብረ አዲስ ወልደ ቤተ መካነ ጎሃ", "ሰማይ ወንዝ ብርሃን ገነት ሜዳ ፅዮን"),
)  # fmt: skip

TONGUE_OF: Mapping[str, str] = MappingProxyType(
    {f"{COUNTRY}{number:02d}": tongue for number, (_, tongue, _, _) in enumerate(_PROVINCES, 1)}
)


def gazetteer() -> Gazetteer:
    """All places by code: the country ``AV``, provinces ``AV01``, districts ``AV0101``, villages ``AV010101``."""
    return Gazetteer({place.code: place for place in _places()})


def villages(places: Gazetteer) -> tuple[str, ...]:
    """The codes of all villages."""
    return tuple(place.code for place in places if place.level == 3)


def _places() -> Iterator[Place]:
    yield Place(COUNTRY, "Avelia", 0)
    for number, (name, tongue, beginnings, endings) in enumerate(_PROVINCES, 1):
        province = f"{COUNTRY}{number:02d}"
        yield Place(province, name, 1, COUNTRY)
        joint = " " if tongue in ("ara", "amh") else ""
        names = [beginning + joint + ending for beginning in beginnings.split() for ending in endings.split()]
        begun(province).shuffle(names)
        yield from _below(province, names)


def _below(province: str, names: list[str]) -> Iterator[Place]:
    """The districts of a province with their villages; each name is given once."""
    for district in (f"{province}{number:02d}" for number in range(1, _DISTRICTS + 1)):
        yield Place(district, names.pop(), 2, province)
        for number in range(1, _VILLAGES + 1):
            yield Place(f"{district}{number:02d}", names.pop(), 3, district)
