"""Names of invented people in several languages, with the ways in which others misspell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from reintegration_desktop.casework.invented.chance import often


@dataclass(frozen=True, slots=True)
class Tongue:
    """The names of people who speak a language (ISO 639-3); ``boys`` and ``girls`` are given names."""

    code: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    nicknames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A whole name; ``middle`` is the father's where that is the custom, and may be empty."""

    first: str
    middle: str
    last: str
    nickname: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TONGUES: Mapping[str, Tongue] = MappingProxyType(
    {
        tongue.code: tongue
        for tongue in (
            Tongue(
                "fra",
                _words(
                    "Aminata Clarisse Espérance Béatrice Solange Mireille Fatoumata Chantal Josée Véronique Kadiatou"
                ),
                _words("Moussa Christophe Dieudonné Étienne Ousmane Philippe Jean-Claude Boubacar Fabrice Zéphyrin"),
                _words("Kouyaté Ouédraogo Mbemba Tshimanga Nzouzi Diallo Coulibaly Kaboré Lukusa Ilunga Traoré"),
                _words("Petit Chance Mignon Doudou Fanfan Titi Papillon Soleil"),
            ),
            Tongue(
                "swa",
                _words("Neema Furaha Zawadi Rehema Subira Mwajuma Pendo Tatu Bahati Salama Asha Nyota"),
                _words("Baraka Juma Jabali Hamisi Amani Chausiku Rashidi Bakari Simba Musa Imani Faraji"),
                _words("Mwamba Kasongo Mutombo Kahindo Bwana Mapenzi Ngoma Kyalo Muhindo Paluku Katembo Wanjala"),
                _words("Kipepeo Ndege Simbi Dogo Mdogo Jembe Nuru Sungura"),
            ),
            Tongue(
                "ara",
                _words("أمينة فاطمة مريم سعاد زينب نورة هدى رقية حليمة عائشة سلمى إيمان"),
                _words("محمد أحمد يوسف إبراهيم عمر خالد مصطفى عثمان إدريس آدم حسن يحيى"),
                _words("الهاشمي البشير الطيب العلي المهدي النور الصالح القرشي السنوسي التيجاني"),
                _words("زهرة نجم فرح قمر سهم أمل"),
            ),
            Tongue(
                "eng",
                _words("Grace Mercy Patience Comfort Hawa Blessing Sarah Victoria Josephine Faith Martha"),
                _words("Emmanuel Samuel Prince Abraham Joseph Francis Solomon Augustine Philip Gabriel"),
                _words("Kollie Johnson Kamara Weah Sesay Okello Lado Deng Doe Freeman Koroma"),
                _words("Small Lucky Smiler Junior Sunday Pepper"),
            ),
            Tongue(
                "spa",
                _words("Luz María Yolanda Esperanza Xiomara Lucía Paola Dayana Rocío Milagros Soledad"),
                _words("José Wilmer Ángel Jhon Andrés Ramón Fidel Nelson Íñigo Jairo Cristóbal"),
                _words("Quiñones Cuesta Mosquera Rentería Guasiruma Chávez Peña Ibargüen Palacios Murillo"),
                _words("Flaco Nena Mono Chispa Lucho Gorda"),
            ),
            Tongue(
                "por",
                _words("Conceição Graça Inês Joana Lurdes Palmira Assunção Fátima Rosalina Teresa"),
                _words("João António Domingos Agostinho Celestino Paulo Simão Gonçalo Fernando Anselmo"),
                _words("Muianga Machava Nhantumbo Chissano Sebastião Cossa Macuácua Tembe Mondlane Sitoe"),
                _words("Zinho Nita Zeca Lolita Bebé Tonecas"),
            ),
            Tongue(
                "amh",
                _words("ሀና ሳራ ትዕግስት ብርሃኔ አስቴር ሰላም ፀሐይ ሕይወት ማርታ ዓለም"),
                _words("አበበ ኃይሌ ተስፋዬ ዳዊት ሰለሞን ዮሐንስ ግርማ ሙሉጌታ ፍቃዱ ዐቢይ"),
                _words("በቀለ ወልዴ ገብሬ አሰፋ ታደሰ መንግሥቱ ኃይሉ ደስታ ከበደ ሥዩም"),
                _words("ሚሚ ኪኪ ቡቡ ጂጂ"),
            ),
        )
    }
)

# What ears and keyboards confuse; the same pairs in both directions.
_CONFUSED = (
    ("ou", "u"), ("u", "w"), ("ph", "f"), ("c", "k"), ("ss", "s"), ("mm", "m"), ("ll", "l"), ("y", "i"), ("z", "s"),
    ("é", "e"), ("ã", "a"), ("í", "i"), ("h", ""), ("tsh", "ch"), ("x", "j"),
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ئ", "ي"), ("ط", "ت"), ("ص", "س"),
    ("ሀ", "ሐ"), ("ኃ", "ሃ"), ("ሰ", "ሠ"), ("ሥ", "ስ"), ("ፀ", "ጸ"), ("አ", "ዐ"), ("ሕ", "ህ"),
)  # fmt: skip


def drawn(chance: Random, tongue: Tongue, sex: str) -> Name:
    """A name that a girl or a boy of this language may have."""
    given = tongue.girls if sex == "female" else tongue.boys
    return Name(
        first=chance.choice(given),
        middle=chance.choice(tongue.boys) if often(chance, 0.5) else "",
        last=chance.choice(tongue.families),
        nickname=chance.choice(tongue.nicknames) if often(chance, 0.4) else "",
    )


def misspelt(chance: Random, word: str) -> str:
    """The word as somebody else may have written it down: one sound confused, or two letters changed about."""
    fitting = [pair for pair in (*_CONFUSED, *((b, a) for a, b in _CONFUSED if b)) if pair[0] in word.lower()[1:]]
    if fitting:
        before, after = chance.choice(fitting)
        at = word.lower().rindex(before)
        return word[:at] + after + word[at + len(before) :]
    if len(word) < 4:
        return word + word[-1]
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misheard(chance: Random, name: Name) -> Name:
    """The same person's name at another desk: first and last name misspelt, the nickname kept, the middle forgotten."""
    return Name(misspelt(chance, name.first), "", misspelt(chance, name.last), name.nickname)
