"""Names of invented people in several languages, with the ways in which others misspell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random
from types import MappingProxyType

from reintegration_desktop.casework.invented.chance import often


class Custom(Enum):
    """What stands after a given name."""

    FAMILY = "family"
    FATHER = "father"
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The names of people who speak a language (ISO 639-3); ``boys`` and ``girls`` are given names.

    ``custom`` is what stands after the given name: the father's before the family's, two families', the family's alone.
    """

    code: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    nicknames: tuple[str, ...]
    custom: Custom = Custom.FAMILY


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
                    "Aminata Clarisse Espérance Béatrice Solange Mireille Fatoumata Chantal Josée Véronique Kadiatou "
                    "Marie-Claire Gloria Divine Mariam Adjoa Salimata Noëlla Rosine Awa Bibiane"
                ),
                _words(
                    "Moussa Christophe Dieudonné Étienne Ousmane Philippe Jean-Claude Boubacar Fabrice "
                    "Zéphyrin Blaise Idrissa Serge Modibo Patient Aristide Seydou Thierry Lassana"
                ),
                _words(
                    "Kouyaté Ouédraogo Mbemba Tshimanga Nzouzi Diallo Coulibaly Kaboré Lukusa Ilunga "
                    "Traoré Sanogo Kalala Nikiéma Bemba Mukendi Zongo Mabika Sow"
                ),
                _words("Petit Chance Mignon Doudou Fanfan Titi Papillon Soleil Bijou Coco Vieux"),
            ),
            Tongue(
                "swa",
                _words(
                    "Neema Furaha Zawadi Rehema Subira Mwajuma Pendo Tatu Bahati Salama Asha Nyota Chausiku "
                    "Amina Sifa Faida Mapendo Riziki Saada Esther Jamila"
                ),
                _words(
                    "Baraka Juma Jabali Hamisi Amani Rashidi Bakari Simba Musa Imani Faraji "
                    "Heri Jumaine Mwita Said Zuberi Elia Gaspari Hassani Kato"
                ),
                _words(
                    "Mwamba Kasongo Mutombo Kahindo Bwambale Ngoma Kyalo Muhindo Paluku Katembo "
                    "Wanjala Kambale Masika Shabani Mugisho Bahati Lukumbi"
                ),
                _words("Kipepeo Ndege Simbi Dogo Mdogo Jembe Nuru Sungura Tembo Nyuki"),
                Custom.FATHER,
            ),
            Tongue(
                "ara",
                _words(
                    "أمينة فاطمة مريم سعاد زينب نورة هدى رقية حليمة عائشة سلمى إيمان خديجة آمنة ياسمين نجلاء صفية ليلى"
                ),
                _words(
                    "محمد أحمد يوسف إبراهيم عمر خالد مصطفى عثمان إدريس آدم حسن يحيى صالح عبدالله طارق جعفر بلال عيسى"
                ),
                _words(
                    "الهاشمي البشير الطيب العلي المهدي النور الصالح القرشي السنوسي التيجاني الحسن الأمين العمري الزبير"
                ),
                _words("زهرة نجم فرح قمر سهم أمل"),
                Custom.FATHER,
            ),
            Tongue(
                "eng",
                _words(
                    "Grace Mercy Patience Comfort Hawa Blessing Sarah Victoria Josephine Faith "
                    "Martha Princess Annie Fatmata Joyce Nancy Rebecca Abigail Kumba Ruth"
                ),
                _words(
                    "Emmanuel Samuel Prince Abraham Joseph Francis Solomon Augustine Philip "
                    "Gabriel Moses Sahr Peter Isaac Foday Daniel Morris Alex Tamba"
                ),
                _words(
                    "Kollie Johnson Kamara Weah Sesay Okello Lado Deng Doe Freeman "
                    "Koroma Conteh Ochieng Garang Bangura Toe Akello Cooper Mansaray"
                ),
                _words("Small Lucky Smiler Junior Sunday Pepper Star Sparrow"),
            ),
            Tongue(
                "spa",
                _words(
                    "Luz María Yolanda Esperanza Xiomara Lucía Paola Dayana Rocío Milagros "
                    "Soledad Yesenia Leidy Camila Rosalba Karen Nubia Marleny"
                ),
                _words(
                    "José Wilmer Ángel Jhon Andrés Ramón Fidel Nelson Íñigo Jairo "
                    "Cristóbal Duván Yeison Carlos Óscar Edwin Ferney Luis"
                ),
                _words(
                    "Quiñones Cuesta Mosquera Rentería Guasiruma Chávez Peña Ibargüen Palacios Murillo "
                    "Córdoba Valencia Hurtado Caicedo Riascos Torres Domicó"
                ),
                _words("Nené Mono Chispa Lucho Pulga Cielo"),
                Custom.FAMILIES,
            ),
            Tongue(
                "por",
                _words(
                    "Conceição Graça Inês Joana Lurdes Palmira Assunção Fátima Rosalina Teresa "
                    "Celeste Amélia Albertina Isaura Marta Deolinda"
                ),
                _words(
                    "João António Domingos Agostinho Celestino Paulo Simão Gonçalo Fernando "
                    "Anselmo Armando Jaime Manuel Lázaro Hélder Mateus"
                ),
                _words(
                    "Muianga Machava Nhantumbo Chissano Sebastião Cossa Macuácua Tembe Mondlane "
                    "Sitoe Langa Matusse Uamusse Bila Zunguze Massingue"
                ),
                _words("Zinho Nita Zeca Lolita Bebé Tonecas Xavito"),
            ),
            Tongue(
                "amh",
                _words("ሀና ሳራ ትዕግስት ብርሃኔ አስቴር ሰላም ፀሐይ ሕይወት ማርታ ዓለም መሠረት ገነት አልማዝ ሰናይት ቤተልሔም ራሔል"),
                _words("አበበ ኃይሌ ተስፋዬ ዳዊት ሰለሞን ዮሐንስ ግርማ ሙሉጌታ ፍቃዱ ዐቢይ ታምራት ብሩክ ናትናኤል ኤርሚያስ ዘሪሁን ሚካኤል"),
                _words("በቀለ ወልዴ ገብሬ አሰፋ ታደሰ መንግሥቱ ኃይሉ ደስታ ከበደ ሥዩም ለማ ዘውዴ ተሰማ አያሌው ንጉሤ"),
                _words("ሚሚ ኪኪ ቡቡ ጂጂ"),
                Custom.FATHER,
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
    families = tongue.families
    first = chance.choice(tongue.girls if sex == "female" else tongue.boys)
    father = chance.choice(tongue.boys) if tongue.custom is Custom.FATHER and often(chance, 0.7) else ""
    return Name(
        first=first,
        middle=father if father != first else "",
        last=" ".join(chance.sample(families, 2 if tongue.custom is Custom.FAMILIES else 1)),
        nickname=chance.choice(tongue.nicknames) if often(chance, 0.6) else "",
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
