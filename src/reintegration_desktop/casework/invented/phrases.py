"""What invented people say, and what caseworkers write about them, in the language of the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_BY_RISK: Mapping[str, int] = {"high": 0, "medium": 1}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Short texts in one language; ``contacts`` have a blank for a telephone's ``{number}``.

    ``worries`` go from high risk to low, ``goals`` from school to work; each of the ``steps`` has its area before it.
    """

    worries: tuple[str, ...]
    views: tuple[str, ...]
    strengths: tuple[str, ...]
    goals: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    seen: tuple[str, ...]
    next_steps: tuple[str, ...]
    contacts: tuple[str, ...]
    helpers: tuple[str, ...]
    dropped: tuple[str, ...]
    accounts: tuple[str, ...]

    def worry_at(self, risk: str) -> str:
        """What is written down as the reason of a level of risk."""
        return self.worries[_BY_RISK.get(risk, -1)]


_ENGLISH = Phrases(
    worries=(
        "Sleeps at a different house each night; says the same men came through the market again.",
        "The uncle who takes care of the family is ill. There is food for one meal a day.",
        "Calm and open in the talk. The grandmother wants the child at home.",
    ),
    views=(
        "I want to go back to school, and I don't want people to ask me about it.",
        "I would like to learn to repair motorbikes. I am tired of waiting.",
        "I want to know where my sisters are before anything else.",
    ),
    strengths=("Reads well, helps the younger ones.", "Has a friend in the village and sings in the choir."),
    goals=("Lives safely with the family and goes to school again.", "Has a trade and an income by next year."),
    steps=(
        ("education", "Talk with the head teacher about a place in the second term."),
        ("economic", "Bring the carer to the savings group."),
        ("community_acceptance", "Three meetings with the elders and the family."),
        ("legal_documentation", "Ask for the birth certificate at the civil registry."),
        ("health", "See the nurse about the old wound, together the first time."),
        ("participation", "Join the football group of the youth club."),
        ("psychosocial", "Meet the counsellor each week for a month."),
    ),
    seen=(
        "Was in the field with a cousin, joked a good deal. Sleeps better than last month.",
        "Quiet today. The neighbours have stopped calling names since the meeting.",
        "Missed two weeks of school because of the harvest, goes again since Monday.",
    ),
    next_steps=("See the teacher together.", "Bring the form for the registry.", "Ask how the nights are."),
    contacts=(
        "Grandmother's phone, after six: {number}.",
        "The head teacher passes messages on. No calls at night.",
        "Neighbour's shop, {number}. Say it is about school.",
    ),
    helpers=(
        "The carer",
        "Caseworker",
        "Head teacher",
        "The elder of the quarter",
    ),
    dropped=(
        "Moved to the aunt's village, another school was found there.",
        "Does not want it any more, and said why.",
    ),
    accounts=(
        "I carried water and wood. When the camp moved, two of us walked home.",
        "They came to the school. I do not want to tell more today.",
    ),
)

_FRENCH = Phrases(
    worries=(
        "Dort chaque nuit ailleurs; dit que les mêmes hommes sont repassés au marché.",
        "L'oncle qui nourrit la famille est malade. Un seul repas par jour.",
        "Calme pendant l'entretien. La grand-mère veut l'enfant à la maison.",
    ),
    views=(
        "Je veux retourner à l'école, et qu'on ne me pose plus de questions.",
        "J'aimerais apprendre la mécanique. Je suis fatigué d'attendre.",
        "Je veux d'abord savoir où sont mes sœurs.",
    ),
    strengths=("Lit bien, aide les plus petits.", "A une amie au village et chante dans la chorale."),
    goals=("Vit en sécurité dans sa famille et retourne à l'école.", "A un métier et un revenu l'an prochain."),
    steps=(
        ("education", "Parler avec le directeur d'une place au deuxième trimestre."),
        ("economic", "Accompagner la mère au groupe d'épargne."),
        ("community_acceptance", "Trois rencontres avec les anciens et la famille."),
        ("legal_documentation", "Demander l'acte de naissance à l'état civil."),
        ("health", "Voir l'infirmière pour l'ancienne blessure, la première fois ensemble."),
        ("participation", "Rejoindre l'équipe de football du club."),
        ("psychosocial", "Voir le conseiller chaque semaine pendant un mois."),
    ),
    seen=(
        "Au champ avec un cousin, a beaucoup ri. Dort mieux que le mois passé.",
        "Peu de paroles aujourd'hui. Les voisins n'insultent plus depuis la réunion.",
        "Deux semaines d'absence à cause de la récolte, de retour depuis lundi.",
    ),
    next_steps=(
        "Voir l'enseignant ensemble.",
        "Apporter le formulaire de l'état civil.",
        "Demander comment vont les nuits.",
    ),
    contacts=(
        "Téléphone de la grand-mère, après 18 h : {number}.",
        "Par le directeur de l'école. Pas d'appel la nuit.",
        "La boutique du voisin, {number}. Dire que c'est pour l'école.",
    ),
    helpers=(
        "La personne qui s'occupe de l'enfant",
        "Assistant social",
        "Directeur de l'école",
        "Le chef de quartier",
    ),
    dropped=(
        "Parti chez sa tante, une autre école a été trouvée.",
        "Ne le souhaite plus, et a dit pourquoi.",
    ),
    accounts=(
        "Je portais l'eau et le bois. Quand le camp a bougé, nous sommes rentrés à deux.",
        "Ils sont venus à l'école. Je ne veux pas en dire plus aujourd'hui.",
    ),
)

_SWAHILI = Phrases(
    worries=("Analala nyumba tofauti kila usiku; anasema wale wanaume walipita tena sokoni.", "Mjomba ni mgonjwa."),
    views=("Nataka kurudi shule, sitaki watu waniulize.", "Ningependa kujifunza kutengeneza pikipiki."),
    strengths=("Anasoma vizuri, anasaidia wadogo.", "Ana rafiki kijijini na anaimba kwaya."),
    goals=("Anaishi salama na familia na anakwenda shule.", "Ana ufundi na kipato mwaka ujao."),
    steps=(
        ("education", "Kuzungumza na mwalimu mkuu."),
        ("economic", "Kumpeleka mlezi kwenye kikundi cha akiba."),
        ("legal_documentation", "Kuomba cheti cha kuzaliwa."),
        ("health", "Kumwona muuguzi kuhusu jeraha la zamani."),
        ("participation", "Kujiunga na timu ya mpira ya vijana."),
    ),
    seen=("Alikuwa shambani na binamu yake, alicheka sana.", "Kimya leo. Majirani wameacha kumtukana."),
    next_steps=("Kumwona mwalimu pamoja.", "Kuleta fomu."),
    contacts=(
        "Simu ya bibi, baada ya saa kumi na mbili: {number}.",
        "Kupitia mwalimu mkuu. Usipige usiku.",
    ),
    helpers=(
        "Mlezi",
        "Mfanyakazi wa kesi",
        "Mwalimu mkuu",
    ),
    dropped=(
        "Amehamia kwa shangazi, shule nyingine imepatikana.",
        "Hataki tena, na amesema kwa nini.",
    ),
    accounts=(
        "Nilibeba maji na kuni. Kambi ilipohama, tulirudi nyumbani wawili.",
        "Walikuja shuleni. Sitaki kusema zaidi leo.",
    ),
)

_ARABIC = Phrases(
    worries=("ينام كل ليلة في بيت آخر، ويقول إن الرجال أنفسهم مروا بالسوق مرة أخرى.", "العم الذي يعيل الأسرة مريض."),
    views=("أريد أن أعود إلى المدرسة، ولا أريد أن يسألني أحد.", "أحب أن أتعلم تصليح الدراجات النارية."),
    strengths=("يقرأ جيدا ويساعد الصغار.", "لديه صديق في القرية."),
    goals=("يعيش بأمان مع أسرته ويعود إلى المدرسة.", "لديه مهنة ودخل في العام القادم."),
    steps=(
        ("education", "الحديث مع مدير المدرسة."),
        ("economic", "مرافقة الجدة إلى مجموعة الادخار."),
        ("legal_documentation", "طلب شهادة الميلاد."),
        ("health", "زيارة الممرضة بشأن الجرح القديم."),
        ("participation", "الانضمام إلى فريق كرة القدم في نادي الشباب."),
    ),
    seen=("كان في الحقل مع ابن عمه وضحك كثيرا.", "هادئ اليوم. توقف الجيران عن الكلام الجارح بعد الاجتماع."),
    next_steps=("مقابلة المعلم معا.", "إحضار الاستمارة."),
    contacts=(
        "هاتف الجدة بعد السادسة مساء: {number}.",
        "عن طريق مدير المدرسة. لا اتصال في الليل.",
    ),
    helpers=(
        "ولي الأمر",
        "الأخصائي الاجتماعي",
        "مدير المدرسة",
    ),
    dropped=(
        "انتقل إلى بيت الخالة ووجدنا مدرسة أخرى.",
        "لم يعد يرغب في ذلك، وقال السبب.",
    ),
    accounts=(
        "كنت أحمل الماء والحطب. عندما انتقل المعسكر عدنا إلى البيت.",
        "جاؤوا إلى المدرسة. لا أريد أن أقول أكثر اليوم.",
    ),
)

_SPANISH = Phrases(
    worries=("Duerme cada noche en otra casa; dice que volvieron a pasar los mismos hombres.", "El tío está enfermo."),
    views=("Quiero volver a la escuela y que no me pregunten.", "Me gustaría aprender a arreglar motos."),
    strengths=("Lee bien, ayuda a los pequeños.", "Tiene una amiga en el pueblo y canta."),
    goals=("Vive seguro con su familia y va a la escuela.", "Tiene un oficio y un ingreso el próximo año."),
    steps=(
        ("education", "Hablar con la directora."),
        ("economic", "Acompañar a la abuela al grupo de ahorro."),
        ("legal_documentation", "Pedir el registro de nacimiento."),
        ("health", "Ir a la enfermera por la herida vieja."),
        ("participation", "Entrar al equipo de fútbol del club juvenil."),
    ),
    seen=("Estaba en el campo con un primo, se rió mucho.", "Callado hoy. Los vecinos ya no insultan."),
    next_steps=("Ver juntos al maestro.", "Llevar el formulario."),
    contacts=(
        "Teléfono de la abuela, después de las seis: {number}.",
        "Por medio de la directora. No llamar de noche.",
    ),
    helpers=(
        "La persona a cargo",
        "Trabajadora social",
        "La directora",
    ),
    dropped=(
        "Se mudó con la tía; allá hay otra escuela.",
        "Ya no lo quiere, y dijo por qué.",
    ),
    accounts=(
        "Cargaba agua y leña. Cuando movieron el campamento, nos vinimos dos.",
        "Llegaron a la escuela. Hoy no quiero contar más.",
    ),
)

_PORTUGUESE = Phrases(
    worries=("Dorme cada noite noutra casa; diz que os mesmos homens voltaram ao mercado.", "O tio está doente."),
    views=("Quero voltar à escola e que não me perguntem.", "Gostava de aprender a reparar motorizadas."),
    strengths=("Lê bem, ajuda os mais novos.", "Tem uma amiga na aldeia e canta no coro."),
    goals=("Vive em segurança com a família e vai à escola.", "Tem um ofício e um rendimento no próximo ano."),
    steps=(
        ("education", "Falar com o director da escola."),
        ("economic", "Levar a avó ao grupo de poupança."),
        ("legal_documentation", "Pedir a certidão de nascimento."),
        ("health", "Ir à enfermeira por causa da ferida antiga."),
        ("participation", "Entrar na equipa de futebol do clube."),
    ),
    seen=("Estava na machamba com um primo, riu muito.", "Calado hoje. Os vizinhos deixaram de insultar."),
    next_steps=("Ver o professor juntos.", "Levar o impresso."),
    contacts=(
        "Telefone da avó, depois das seis: {number}.",
        "Pelo director da escola. Não ligar à noite.",
    ),
    helpers=(
        "Quem cuida da criança",
        "Assistente social",
        "Director da escola",
    ),
    dropped=(
        "Mudou-se para a casa da tia; há lá outra escola.",
        "Já não quer, e disse porquê.",
    ),
    accounts=(
        "Carregava água e lenha. Quando o acampamento mudou, voltámos dois.",
        "Foram à escola. Hoje não quero contar mais.",
    ),
)

_AMHARIC = Phrases(
    worries=("በየሌሊቱ በሌላ ቤት ይተኛል፤ እነዚያ ሰዎች እንደገና በገበያው አለፉ ይላል።", "አጎቱ ታሟል።"),
    views=("ወደ ትምህርት ቤት መመለስ እፈልጋለሁ።", "ሞተር ብስክሌት መጠገን መማር እፈልጋለሁ።"),
    strengths=("ጥሩ ያነባል፣ ትናንሾቹን ይረዳል።",),
    goals=("ከቤተሰብ ጋር በሰላም ይኖራል፣ ትምህርት ቤት ይሄዳል።",),
    steps=(
        ("education", "ከርዕሰ መምህሩ ጋር መነጋገር።"),
        ("legal_documentation", "የልደት ምስክር ወረቀት መጠየቅ።"),
        ("health", "ስለ ድሮው ቁስል ነርስ ማየት።"),
        ("participation", "የወጣቶች የእግር ኳስ ቡድን መቀላቀል።"),
    ),
    seen=("ከአጎቱ ልጅ ጋር እርሻ ላይ ነበር፣ ብዙ ሳቀ።", "ዛሬ ዝም ብሏል።"),
    next_steps=("መምህሩን አብሮ ማግኘት።",),
    contacts=(
        "የአያት ስልክ ከምሽቱ 12 ሰዓት በኋላ፦ {number}።",
        "በርዕሰ መምህሩ በኩል። በሌሊት አይደወልም።",
    ),
    helpers=(
        "አሳዳጊ",
        "ማኅበራዊ ሠራተኛ",
        "ርዕሰ መምህር",
    ),
    dropped=(
        "ወደ አክስት ቤት ሄዷል፤ ሌላ ትምህርት ቤት ተገኝቷል።",
        "ከእንግዲህ አይፈልገውም፤ ምክንያቱን ተናግሯል።",
    ),
    accounts=(
        "ውሃና እንጨት እሸከም ነበር። ካምፑ ሲንቀሳቀስ ሁለት ሆነን ወደ ቤት ተመለስን።",
        "ወደ ትምህርት ቤት መጡ። ዛሬ ከዚህ በላይ መናገር አልፈልግም።",
    ),
)

PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "eng": _ENGLISH, "fra": _FRENCH, "swa": _SWAHILI, "ara": _ARABIC, "spa": _SPANISH, "por": _PORTUGUESE,
        "amh": _AMHARIC,
    }
)  # fmt: skip
