"""Words that say who a name or a noun phrase stands for: titles, roles, bodies, documents, groups, grammar.

General English only, and no name of any person. Every word is written in lower case; compound words are found by
their last word ("co-chairman" by "chairman"), plurals by `singular`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

Gender = Literal["m", "f"]

_MALE = """
    actor brother boyfriend businessman cameraman chairman clergyman congressman councilman councillorman craftsman
    dad duke emir emperor father fisherman frontman gentleman grandfather guy husband king lawman layman man monk mr
    nephew ombudsman policeman pope priest prince rabbi salesman serviceman sheik sheikh sheikha sir son spokesman
    sportsman statesman stepfather sultan uncle vice-chairman widower ayatollah imam cardinal archbishop bishop
    mullah lord boy grandson hojatoleslam taoiseach patriarch tsar baron count earl monsignor dalai fr
"""
_FEMALE = """
    actress aunt ballerina businesswoman chairwoman congresswoman councilwoman countess dame daughter duchess empress
    girl girlfriend grandmother heroine lady madam mayoress mme mother mom mrs ms miss niece nun policewoman princess
    queen saleswoman servicewoman sister spokeswoman sportswoman stateswoman stepmother widow wife woman 
    granddaughter midwife baroness gentlewoman headmistress hostess waitress
"""

_TITLES = """
    mr mrs ms miss mx mme messrs dr prof professor sir lord lady dame madam sen sens senator senators rep reps
    representative representatives congressman congresswoman gov governor president presidents chancellor premier
    minister ministers secretary
    ambassador king queen prince princess pope cardinal archbishop bishop reverend rev father fr rabbi imam ayatollah
    hojatoleslam mullah sheik sheikh sheikha sultan emir general gen lieutenant lt colonel col major maj captain capt
    commander cmdr admiral adm sergeant sgt corporal cpl private pvt marshal brigadier brig commodore constable
    detective det inspector insp superintendent supt sheriff officer judge justice attorney chief mayor councilman
    councilwoman councillor councilor chairman chairwoman chair chairperson speaker spokesman spokeswoman
    spokesperson director commissioner coach captain leader pres hon honorable sister brother saint professor
    undersecretary spokesmen shaikh haji hajji
    deputy delegate chief-of-staff vice-president secretary-general co-chair premier vice-premier monsignor
    uncle aunt lawmaker executive ceo cfo coo cto assemblyman assemblywoman alderman
    prosecutor magistrate baroness baron duke duchess earl count emperor empress patriarch analyst
    comptroller treasurer headmaster principal ranking
    pm fm mp mps mep meps dg sg democrat republican nominee negotiator candidate
"""

_ROLES = """
    academic activist actor actress adviser advisor advocate agent aide ally ambassador analyst anchor angler
    archaeologist archbishop architect artist assemblyman assistant associate astronaut astronomer athlete attorney
    author ayatollah banker biologist bishop blogger boss boy brother bureaucrat businessman businesswoman cabinet
    campaigner candidate captain cardinal caretaker caller ceo chair chairman chairperson chairwoman champion chancellor
    chef chemist chief citizen civilian cleric client climatologist co-author co-founder coach colleague colonel
    columnist comedian commander commentator commissioner commissar composer comptroller conductor congressman
    congresswoman constable consul consultant contractor controller coordinator coroner correspondent councillor
    councilman councilor councilwoman counsel counterpart creator critic curator daughter dealer defector defendant
    delegate demonstrator dentist deputy designer detainee detective developer dictator diplomat director dissident
    doctor driver ecologist economist editor electrician employee employer engineer entrepreneur envoy epidemiologist
    executive expert eyewitness eye-witness farmer father fighter figure filmmaker firefighter fisherman forecaster
    foreman founder friend general geologist girl goalkeeper governor grandfather grandmother guard guide head
    headmaster historian host hostage husband imam immigrant informant inmate insider inspector instructor
    insurgent interpreter investigator investor jihadist journalist judge junta-leader juror justice king lady lawmaker
    lawyer leader lecturer legislator librarian lieutenant lobbyist magistrate major man manager marshal mayor
    mediator member merchant meteorologist migrant militant minister mother musician neighbor neighbour negotiator
    novelist nurse observer offender officer official ombudsman operator opponent organizer organiser owner
    parent parliamentarian participant partner passenger pastor patient patriarch peacekeeper person pharmacist
    philosopher photographer physician physicist pilot planner player poet policeman policewoman politician pollster
    pope premier president priest prime-minister prince princess principal prisoner producer professor programmer
    promoter prosecutor protester protestor psychiatrist psychologist publicist publisher pundit queen rabbi
    ranger reader rebel referee refugee regulator relative reporter representative rescuer researcher resident
    resistance-leader retiree reviewer rider rival sailor scholar scientist secretary secretary-general senator
    sergeant sheikh sheik sheriff shopkeeper singer sister skipper sociologist soldier solicitor son source
    speaker specialist spokesman spokesperson spokeswoman staffer star statesman statistician strategist striker student
    sultan superintendent supervisor supporter surgeon survivor suspect teacher technician teenager
    terrorist theologian therapist tourist trader trainer translator traveler treasurer trustee undersecretary user
    veteran vice-chairman vice-president vice-premier victim villager visitor volunteer voter warden widow
    wife winner witness woman worker writer youth zoologist investor shareholder customer consumer
    premiership monarch premier ruler strongman warlord tycoon billionaire mogul foreign-minister number-two
    dean rector provost chairholder ceo cfo cto coo chief-executive emir congressperson nominee incumbent
    premier-designate creditor lender landlord tenant buyer seller vendor taxpayer motorist commuter cyclist
    parishioner believer attendee bystander onlooker passerby astronomer pontiff parent-in-law administrator virologist immunologist bowler batsman broadcaster biographer
    oncologist envoys psychologist narrator
    pm fm mp mep
"""

_BODIES = """
    academy administration agency airline airport airway alliance army arm assembly association authority automaker
    bank battalion board body brewer brigade broadcaster brotherhood bureau business cabinet campaign carmaker cartel
    cell center centre chain chamber channel charity church cinema city clinic club coalition college command commission
    committee community company confederation conference conglomerate congress consortium constabulary consulate
    contractor convention cooperative corporation council country court daily delegation department designer directorate
    division drugmaker embassy emirate enterprise establishment exchange faction factory federation firm fleet force
    forces forum foundation front fund garrison giant government group guard guards guild hospital house
    industry initiative insurer institute institution jury junta kingdom lab laboratory league legislature
    lobby magazine maker manufacturer media military militia ministry mission monitor mosque movement municipality
    museum nation navy network newspaper ngo office operator opposition orchestra order organisation organization
    outlet panel paper parliament partnership party patrol pentagon platform police politburo prison prosecution
    province publication publisher regime region registry regulator republic resort retailer school secretariat
    senate service society sect state station studio summit supplier syndicate synod taleban taliban tabloid
    team territory theater theatre think-tank town treasury tribe tribunal troupe troops trust union unit university
    village vatican volunteers watchdog website weekly wing presidency directorate newsroom
    inc corp co ltd llc plc gmbh ag sa nv bros press times post herald tribune journal news tv television radio
    motors airlines airways industries systems technologies holdings hospitals archives survey observatory
    directorate intelligence crescent cross nations commons lords secretariat conservatives democrats republicans
    corps marines defence defense watch observatory
"""

_DOCUMENTS = """
    advisory affidavit analysis announcement article assessment audit autopsy bill blog book brief broadcast bulletin
    communique communiqué complaint data decision declaration decree dispatch document documents draft edition
    editorial email e-mail estimate evaluation figures filing filings finding findings footage forecast guideline
    guidelines indictment inquiry investigation judgment judgement lawsuit leaflet letter manifesto measure memo
    memorandum memoir message motion note notice opinion order paper petition poll polls post posting proposal
    publication reading readout record records release report reports resolution results review ruling screenshot
    speech statement statements statistics study studies suit summary survey surveys testimony text transcript
    tweet tweets update verdict video warrant website writ amendment interview remarks comment comments memos
    communication claim claims allegation allegations website account accounts schedule page site filing projection projections
    prediction predictions calculation calculations
"""

_GROUPS = """
    people police crowd public media press majority minority handful dozens hundreds thousands millions couple pair
    crew family staff team troops forces authorities clergy folk youth youths relatives others parents residents
    public rank-and-file folks men women children personnel brass
"""

FUNCTION_WORDS = frozenset(
    """
    a about above according across after afterwards again against ago all almost along already also although always am
    among amid an and another any anyone anything are around as asked at away back be because been before began being
    below besides between beyond both but by call called can cannot could currently despite did do does down during
    each earlier either else elsewhere even ever every everyone everything except far few finally first following
    follow for former formerly four from furthermore had half has have having he hence her here hers herself him
    himself his how however i if in including indeed instead into is it its itself just last late lately later least
    less let like likewise made many may maybe me meanwhile might more moreover most mostly much must my myself near
    nearly neither never nevertheless new next no nobody none nor not nothing now nowadays of off often old on once
    one only onto or other others otherwise our ours out over own per perhaps please previously quite rather read
    recently regarding same say says said second see seven several shall she should since six so some someone
    something sometimes soon speaking still such ten than that the their them themselves then there thereafter
    therefore these they third this those though three through throughout thus till to today together tomorrow
    tonight too toward towards two under unless unlike until up upon us use used usually versus very via was we well
    were what whatever when whenever where whereas wherever whether which while who whoever whole whom whose why will
    with within without would yes yesterday yet you your yours additionally afterward overall citing speaking asked
    responding separately similarly subsequently ultimately unfortunately fortunately hopefully initially originally
    reportedly allegedly apparently clearly certainly obviously honestly basically
    it's he's she's that's there's i'm i've we're we've don't let's they're you're can't didn't what's
    early mid monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    """.split()
)
"""Words that begin a sentence with a capital and are no part of a name."""

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
INSIDE_NAMES = frozenset(
    "new old first second last late early three four seven without into over against all your our jan may april june march "
    "august mar said will".split()
)
"""Function words that names may begin with or contain ("New Zealand", "Doctors Without Borders")."""

COMMON_ADJECTIVES = frozenset(
    """
    additional alleged anonymous another armed common current different domestic early exit final former foreign free
    further global early global independent initial international last latest leading local main major many medical
    military moderate multiple national nearby numerous official opposition partial past previous preliminary prominent
    provisional public published recent regional ruling rival scientific senior separate several similar some state
    subsequent such top two unconfirmed unidentified unnamed various western young
    """.split()
)
"""Adjectives that open sentences and sources ("Initial reports"): capitalised there, and no names."""

RANKS = frozenset(
    "mr mrs ms miss dr sir professor prof general gen colonel col major maj captain capt lieutenant lt sergeant sgt "
    "commander cmdr admiral adm brigadier corporal officer constable sheikh sheik imam rabbi reverend rev former".split()
)
"""Titles that go with any office: they do not say that somebody is not "the spokesman"."""

AMOUNTS = frozenset(
    "number majority minority handful dozens hundreds thousands series couple pair crowd group team lot percent some".split()
)
"""Heads whose "of" is followed by the people meant ("a number of senators")."""

PLURAL_TITLES = frozenset(
    "sens reps senators representatives presidents ministers messrs drs mps congressmen governors govs judges generals "
    "justices secretaries professors ambassadors princes kings detectives officers".split()
)
"""Plurals that stand before names as titles ("Senators Doe and Roe"); other plurals begin names of bodies."""

PARTY_WORDS = frozenset("democrat republican conservative labour liberal socialist independent".split())

DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
QUANTIFIERS = frozenset("one some any several many both all another each every most".split())
PARTICLES = frozenset(
    """
    al el ul ud as ash an bin ibn bint ben abu umm van der den de del della dela di da dal dos das do du des la le las
    los lo von vom zu zum zur ter ten te y e i wa ould uz af av st
    """.split()
)
SUFFIXES = frozenset("jr sr ii iii iv esq md phd mp mep kc qc obe mbe cbe".split())

PRONOUN_GENDER: dict[str, Gender | None] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself".split())
RELATIVES = frozenset("who whom whose which that".split())
FIRST_PERSON = frozenset("i we me us my our".split())
INDEFINITE_PRONOUNS = frozenset(
    "some others many most few several one another someone somebody anyone everyone everybody neither either".split()
)
NOBODY_WORDS = frozenset("no nobody none neither".split())
"""Sources that say that nobody spoke: "no one", "no group", "nobody"."""

LEADERS = frozenset(
    "president premier chancellor king queen minister leader emir sultan ruler dictator pm prime-minister taoiseach".split()
)
"""Offices that "the Turkish leader" can stand for."""

HYPERNYMS: dict[str, frozenset[str]] = {
    "counterpart": LEADERS,
    "leader": LEADERS | frozenset("chairman chairwoman chief head chair secretary-general general ayatollah".split()),
    "official": frozenset(
        """spokesman spokeswoman spokesperson minister secretary director chief commissioner officer envoy ambassador
        deputy undersecretary head governor mayor president negotiator coordinator general official envoy ambassador
        administrator coordinator representative chairman""".split()
    ),
    "lawmaker": frozenset("senator congressman congresswoman representative mp deputy legislator sen rep member".split()),
    "politician": frozenset(
        """senator congressman congresswoman representative mp deputy legislator minister president leader governor
        mayor candidate member premier""".split()
    ),
    "diplomat": frozenset("ambassador envoy minister secretary negotiator consul chief representative".split()),
    "monarch": frozenset("king queen emperor sultan emir".split()),
    "cleric": frozenset("ayatollah imam sheikh sheik mullah hojatoleslam archbishop bishop priest cardinal".split()),
    "pontiff": frozenset({"pope"}),
    "premier": frozenset({"minister", "pm", "premier"}),
    "general": frozenset("commander general gen lieutenant lt chief major brigadier".split()),
    "commander": frozenset("general colonel col gen captain lieutenant admiral chief leader".split()),
    "spokesperson": frozenset({"spokesman", "spokeswoman"}),
    "spokesman": frozenset({"spokesperson"}),
    "spokeswoman": frozenset({"spokesperson"}),
    "chief": frozenset("head director commissioner president chairman secretary-general executive leader ceo".split()),
    "head": frozenset("chief director president chairman leader".split()),
    "executive": frozenset("ceo president director chairman officer chief".split()),
    "chairman": frozenset({"chair", "chairperson", "chairwoman"}),
    "minister": frozenset({"secretary", "fm", "pm", "premier"}),
    "fm": frozenset({"minister"}),
    "pm": frozenset({"minister", "premier"}),
    "mp": frozenset({"lawmaker", "member", "deputy"}),
    "senator": frozenset({"sen"}),
    "congressman": frozenset({"rep", "representative", "member"}),
    "congresswoman": frozenset({"rep", "representative", "member"}),
    "governor": frozenset({"gov"}),
    "envoy": frozenset("ambassador representative diplomat negotiator".split()),
    "scientist": frozenset("researcher professor astronomer physicist biologist ecologist geologist author".split()),
    "researcher": frozenset("scientist professor author fellow biologist".split()),
    "doctor": frozenset({"dr", "physician", "surgeon"}),
    "lawyer": frozenset({"attorney", "counsel", "solicitor"}),
    "attorney": frozenset({"lawyer", "counsel"}),
    "officer": frozenset("sergeant constable detective inspector captain lieutenant colonel major general".split()),
    "captain": frozenset({"capt", "skipper"}),
    "actor": frozenset({"star"}),
    "actress": frozenset({"star"}),
    "company": frozenset(
        """inc corp co ltd plc llc airline airlines airways automaker carmaker maker manufacturer firm retailer
        bank giant motors group producer operator contractor insurer drugmaker industries technologies systems holdings
        trust studio brewer cartel enterprise""".split()
    ),
    "firm": frozenset("company inc corp co ltd plc llc consultancy".split()),
    "agency": frozenset("administration bureau service office center centre news-agency".split()),
    "newspaper": frozenset("times post herald tribune journal daily news gazette paper".split()),
    "paper": frozenset("newspaper times post herald tribune journal daily".split()),
    "organization": frozenset("group association union federation foundation charity society watch alliance agency "
                              "organisation council league coalition".split()),
    "organisation": frozenset("group association union federation foundation charity society watch alliance agency "
                              "organization council league coalition".split()),
    "group": frozenset("organization organisation association union federation foundation movement front alliance "
                       "coalition party militia watch brigade brigades charity council rebels network league society trust "
                       "institute committee campaign centre center club".split()),
    "union": frozenset({"federation", "association", "congress"}),
    "party": frozenset("party union congress front alliance democrats conservatives movement league coalition".split()),
    "court": frozenset({"tribunal", "court"}),
    "tribunal": frozenset({"court"}),
    "body": frozenset("organization organisation council committee commission union nations assembly league".split()),
    "network": frozenset("television tv channel news broadcaster radio".split()),
    "broadcaster": frozenset("television tv channel radio corporation network".split()),
    "channel": frozenset("television tv network".split()),
    "station": frozenset("television tv channel radio".split()),
    "military": frozenset({"army", "forces", "force", "command"}),
    "army": frozenset({"military", "forces"}),
    "university": frozenset({"college", "institute"}),
    "airline": frozenset({"airlines", "airways", "air"}),
    "club": frozenset({"united", "city", "fc", "team"}),
    "team": frozenset({"club", "united", "fc"}),
    "government": frozenset({"administration", "regime"}),
    "institute": frozenset({"institution", "center", "centre"}),
    "commission": frozenset({"committee", "panel"}),
    "panel": frozenset({"commission", "committee", "council"}),
    "watchdog": frozenset("agency group authority commission watch office".split()),
    "charity": frozenset("foundation society trust aid cross oxfam".split()),
    "ministry": frozenset({"ministry"}),
}  # fmt: skip
"""For a head noun, the heads of fuller descriptions that it can take up again."""


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


MALE = _words(_MALE)
FEMALE = _words(_FEMALE)
TITLES = _words(_TITLES)
ROLES = _words(_ROLES)
BODIES = _words(_BODIES)
DOCUMENTS = _words(_DOCUMENTS)
GROUPS = _words(_GROUPS)


@cache
def singular(word: str) -> str:
    """The singular of a regular English plural in lower case; other words come back unchanged.

    >>> singular("ministries"), singular("spokesmen"), singular("officials"), singular("press")
    ('ministry', 'spokesman', 'official', 'press')
    """
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def is_plural(word: str) -> bool:
    """Whether a lower-case noun names several people or things, as far as its form tells.

    >>> is_plural("officials"), is_plural("spokesman"), is_plural("people")
    (True, False, True)
    """
    return word in GROUPS or singular(word) != word


_PERSON_ENDINGS = ("ologist", "ographer", "ician", "ist", "er", "or", "ian", "ee", "eer", "man", "woman", "person")


@cache
def looks_like_person(word: str) -> bool:
    """Whether a noun that no list has is formed like one for people ("demographer", "violinists").

    >>> looks_like_person("demographer"), looks_like_person("coalition")
    (True, False)
    """
    noun = singular(word.casefold())
    return len(noun) > 5 and noun.endswith(_PERSON_ENDINGS) and not body_head(noun) and not document_head(noun)


@cache
def _last_part(word: str) -> str:
    return word.rpartition("-")[2] if "-" in word and word not in ROLES and word not in TITLES else word


@cache
def role_head(word: str) -> str | None:
    """The role that a word names ("Co-chairmen" names "chairman"), or ``None``.

    >>> role_head("Spokesmen"), role_head("co-chairman"), role_head("Ministry")
    ('spokesman', 'chairman', None)
    """
    lowered = word.casefold().rstrip(".")
    for candidate in (lowered, singular(lowered), _last_part(lowered), singular(_last_part(lowered))):
        if candidate in ROLES or candidate in TITLES:
            return candidate
    return None


@cache
def body_head(word: str) -> str | None:
    """The sort of body that a word names ("Ministries" names "ministry"), or ``None``.

    >>> body_head("Ministry"), body_head("spokesman")
    ('ministry', None)
    """
    lowered = word.casefold().rstrip(".")
    for candidate in (lowered, singular(lowered), _last_part(lowered)):
        if candidate in BODIES:
            return candidate
    return None


@cache
def document_head(word: str) -> str | None:
    """The sort of document that a word names, or ``None``.

    >>> document_head("Statement"), document_head("ministry")
    ('statement', None)
    """
    lowered = word.casefold()
    for candidate in (lowered, singular(lowered)):
        if candidate in DOCUMENTS:
            return candidate
    return None


@cache
def gender_of_noun(word: str) -> Gender | None:
    """The gender that a title or noun marks, or ``None``.

    >>> gender_of_noun("spokeswoman"), gender_of_noun("Mr."), gender_of_noun("minister")
    ('f', 'm', None)
    """
    lowered = singular(word.casefold().rstrip("."))
    if lowered in MALE:
        return "m"
    if lowered in FEMALE:
        return "f"
    return None


OFFICE_WORDS = frozenset(
    """
    acting administrative affairs agricultural agriculture air anti arab army assistant atomic attorney aviation
    border budget business cabinet central chief children's christian civil coast college commerce commercial
    communication communications community constitutional consumer corporate counter counterterrorism criminal cultural
    culture customs defence defense democratic department deputy development digital disaster disease district
    domestic drug economic economy education elected elections electoral emergency employment energy environment
    environmental equality executive ex exterior external family federal finance financial fire first fisheries foreign
    former forest general geological global government health high home homeland house housing human immigration
    industrial industry information infrastructure intelligence interim interior internal international investigative
    islamic joint justice labor labour land law lead legal local management maritime media medical meteorological
    metropolitan military minister mining minority ministry municipal national natural naval navy new nuclear oil
    opposition parliamentary party people's petroleum planning police policy political population port press prime
    principal prison provincial public railway regional religious republican research resources revolutionary
    rights road rural safety science secretary security senate senior services shadow situations social special
    sports staff state states statistics strategic supreme technology tourism trade transport transportation
    treasury tribal union united us u.s. vice veterans war water weather welfare women's workers works world youth
    majority press-secretary whip commissioner's drugs labor-relations council commission committee majority ex-
    """.split()
)
"""Words that name a field, a level or a rank: part of titles and of bodies, never of a person's name."""

SHORT_TITLES = frozenset("sen rep gen gov col det brig insp pres adm maj capt sgt cpl pvt rev hon supt fr st lt prof".split())
"""Abbreviated titles: titles at the end of a run only with their point ("Hun Sen" is a name)."""

SURNAMES_LIKE_TITLES = frozenset(
    "major king bishop pope prince judge speaker justice marshal star guard father chancellor mayor friend guest "
    "dean sultan foreman sen shaikh sheikh deputy engineer priest singer miner cook fisher hunter parker manager duke earl baron page sheriff".split()
)
"""Titles that are also surnames ("Ann Major"): a title only where a rank or a place goes before."""
