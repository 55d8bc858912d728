"""Words that say who a name or a noun phrase stands for: titles, roles, bodies, documents, groups, grammar.

General English only, and no name of any person. Every word is written in lower case; compound words are found by
their last word ("co-chairman" by "chairman"), plurals by `singular`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Gender = Literal["m", "f"]

_SHORTEST_PLURAL = 4

_MOST_WORDS = 50_000
"""Words remembered by each question below; a service that runs for months must not grow."""

_MALE = """
    actor alhaji archbishop ayatollah baron bishop boy boyfriend brother businessman cameraman cardinal chairman
    clergyman congressman councillorman councilman count craftsman dad dalai duke earl emir emperor father fisherman
    fr frontman gentleman granddad grandfather grandpa grandson guy herr hojatoleslam husband imam king lawman
    layman lord man monk monsieur monsignor mr mullah mzee nephew ombudsman patriarch policeman pope priest prince
    rabbi salesman schoolboy senhor serviceman señor sheik sheikh shri sir son spokesman sportsman statesman
    stepfather sultan taoiseach tsar uncle vice-chairman widower
"""
_FEMALE = """
    actress alhaja aunt auntie aunty ballerina baroness businesswoman chairwoman congresswoman councilwoman countess
    dame datin daughter dona doña duchess empress frau gentlewoman girl girlfriend granddaughter grandma grandmother
    hajah hajia headmistress heroine hostess lady madam madame mayoress midwife miss mme mom mother mrs ms mum niece
    nun policewoman princess puan queen saleswoman schoolgirl senhora servicewoman señora sheikha sister smt
    spokeswoman sportswoman stateswoman stepmother waitress widow wife woman
"""

_TITLES = """
    adm admiral adv alderman alhaja alhaji ambassador analyst apostle archbishop assemblyman assemblywoman attorney
    atty aunt auntie aunty ayatollah bapak baron baroness barr barrister bishop brig brigadier bro brother candidate
    capt captain cardinal ceo cfo chair chairman chairperson chairwoman chancellor chief chief-of-staff cmdr
    co-chair coach col colonel commander commissioner commodore comptroller comrade congressman congresswoman
    constable coo corporal councillor councilman councilor councilwoman counsellor count cpl cto dame datin dato
    dato' dato’ datuk daw deacon delegate democrat deputy det detective dg director doctor dona doña dr duchess duke
    earl eminence emir emperor empress encik engr excellency executive father fm fr frau gen general gogo gov
    governor hajah haji hajia hajj hajji headmaster herr highness hojatoleslam holiness hon honorable ibu imam insp
    inspector judge justice kaumatua kaumātua khun kiai king kuia kyai lady lawmaker leader lieutenant lord lt madam
    madame magistrate maitre maj majesty major marshal matua mayor maître mep messrs minister miss mme monsieur
    monsignor moulvi mp mr mrs ms mufti mullah mwalimu mx mzee negotiator nominee oba officer osagyefo otunba
    patriarch pm pope premier pres president prince princess principal private prof professor prosecutor puan pvt
    queen rabbi ranking rep representative republican rev reverend rt saint secretary secretary-general sen senator
    senhor senhora sergeant señor señora sg sgt shaikh sheik sheikh sheikha sheriff shri sir sis sister smt speaker
    spokesman spokesperson spokeswoman subedar sultan superintendent supt tanaiste taoiseach treasurer tun tánaiste
    uncle undersecretary ustadz ustaz ustazah vice-premier vice-president whaea
"""

_ROLES = """
    academic activist actor actress administrator adviser advisor advocate agent aide all-rounder ally ambassador
    analyst anchor angler archaeologist archbishop architect artist assemblyman assistant associate astronaut
    astronomer athlete attendee attorney author ayatollah backbencher banker barber barrister batsman batter
    believer billionaire biographer biologist bishop blogger boss bosun bowler boy broadcaster brother bureaucrat
    businessman businesswoman buyer bystander cabbie cabinet caller campaigner candidate captain cardinal caretaker
    ceo cfo chair chairholder chairman chairperson chairwoman champion chancellor chef chemist chief chief-executive
    citizen civilian cleric client climatologist co-author co-founder coach colleague colonel columnist comedian
    commander commentator commissar commissioner committeeman committeewoman commuter composer comptroller conductor
    congressman congressperson congresswoman constable consul consultant consumer contractor controller coo
    coordinator coroner correspondent councillor councilman councilor councilwoman counsel counterpart coxswain
    creator creditor critic cto curator customer cyclist dad daughter dealer dean deckhand defector defendant
    defender delegate demonstrator dentist deputy designer detainee detective developer dictator diplomat director
    dissident doctor driver ecologist economist editor egyptologist electrician emir employee employer engineer
    entrepreneur envoy envoys epidemiologist executive expat expatriate expert eye-witness eyewitness farmer father
    fiance fiancee fiancé fiancée fighter figure filmmaker firebrand firefighter fisherman fishmonger fm forecaster
    foreign-minister foreman founder friend gaffer general geologist girl goalkeeper governor grader granddad
    grandfather grandma grandmother grazier greengrocer grocer groundsman groundswoman guard guide harbourmaster
    head headmaster herder herdsman historian host hostage husband imam immigrant immunologist incumbent informant
    inmate insider inspector instructor insurgent interpreter investigator investor jihadist jockey journalist judge
    junta-leader juror justice king lady landlord laureate lawmaker lawyer leader lecturer left-hander legislator
    lender librarian lieutenant lifeguard lobbyist magistrate major man manager marshal mayor mechanic mediator
    member mep merchant meteorologist midfielder migrant militant miner minister mogul mom monarch mother motorist
    mp mum musician narrator negotiator neighbor neighbour newcomer nominee novelist number-two nurse observer
    offender officer official ombudsman oncologist onlooker operator opponent organiser organizer owner pacer
    paramedic parent parent-in-law parishioner parliamentarian participant partner passenger passerby pastor
    pastoralist patient patriarch peacekeeper pensioner person pharmacist philosopher photographer physician
    physicist pilot planner player plumber pm poet policeman policewoman politician pollster pontiff pope premier
    premier-designate premiership president priest prime-minister prince princess principal prisoner producer
    professor programmer promoter prosecutor protester protestor provost psychiatrist psychologist publicist
    publisher pundit pupil queen rabbi ranger reader rebel rector referee refugee regulator relative reporter
    representative rescuer researcher resident resistance-leader retiree reviewer rider right-hander rival ruler
    sailor scholar schoolboy schoolgirl schoolteacher scientist secretary secretary-general seller senator sergeant
    shareholder sharemilker shearer sheik sheikh sheriff shopkeeper singer sister skipper sociologist soldier
    solicitor son source speaker specialist spokesman spokesperson spokeswoman sprinter staffer stallholder star
    statesman statistician strategist striker strongman student sultan superintendent supervisor supporter surgeon
    survivor suspect taoiseach taxpayer teacher technician teenager tenant terrorist theologian therapist tourist
    trader trainer translator traveler treasurer trustee tycoon tánaiste umpire undergraduate undersecretary user
    vendor veteran vice-chairman vice-premier vice-president victim villager virologist visitor volunteer voter
    warden warlord welder whip widow wife winger winner witness woman worker writer youth zoologist
"""

_BODIES = """
    academy administration ag agency airline airlines airport airway airways alliance archives arm army assembly
    association authority automaker award awards bank battalion bench bloc board body brewer brigade broadcaster
    bros brotherhood bureau business cabinet campaign carmaker carrier cartel caucus cell center centre chain
    chamber channel charity church cinema city clinic club co co-operative coalition coastguard collective college
    command commission committee commons community company confederation conference conglomerate congress
    conservatives consortium constabulary consulate contractor convention cooperative corp corporation corps council
    country court crescent cross daily defence defense delegation democrats department designer directorate division
    drugmaker embassy emirate enterprise establishment exchange faction factory federation festival firm fleet force
    forces forum foundation front fund garrison giant gmbh government group guard guards guild herald holdings
    hospital hospitals house inc industries industry initiative institute institution insurer intelligence journal
    junta jury kingdom lab laboratory leadership league legislature llc lobby lords ltd magazine maker manufacturer
    marines media military militia ministry mission monitor mosque motors movement municipality museum nation
    nations navy network news newspaper newsroom ngo nv observatory office operator opposition orchestra order
    organisation organization outlet panel paper parliament partnership party patrol pentagon platform plc police
    politburo post presidency press prison prize program programme prosecution province publication publisher radio
    regime region registry regulator republic republicans resort retailer sa sacco school secretariat sect senate
    service show society start-up startup state station studio subsidiary summit supplier survey syndicate synod
    systems tabloid taleban taliban team technologies television territory theater theatre think-tank times town
    treasury tribe tribunal tribune troops troupe trust tv union unit university utility vatican village volunteers
    watch watchdog website weekly wing
"""

_DOCUMENTS = """
    account accounts advisory affidavit allegation allegations amendment analysis announcement article
    assessment audit autopsy bill blog book brief broadcast bulletin calculation calculations claim claims
    comment commentary comments communication communique communiqué complaint data decision declaration decree dispatch
    document documents draft e-mail edition editorial email essay estimate evaluation figures filing filings finding
    findings footage forecast guideline guidelines indictment inquiry interview investigation judgement judgment
    lawsuit leaflet letter manifesto measure memo memoir memorandum memos message motion note notice opinion
    order page paper petition poll polling polls post posting prediction predictions proclamation projection projections
    proposal publication reading readout record records release remarks report reports request resolution results review
    ruling schedule screenshot site speech statement statements statistics studies study suit summary survey surveys
    testimony text transcript tweet tweets update verdict video warrant website writ
"""

_STATEMENTS = """
    announcement communique communiqué declaration letter memo message note release statement testimony tweet
"""

_GROUPS = """
    authorities brass children clergy couple crew crowd dozens family folk folks forces handful hundreds
    majority media men millions minority others pair parents people personnel police press public rank-and-file
    relatives residents staff team thousands troops women youth youths
"""

FUNCTION_WORDS = frozenset(
    """
    a about above according across additionally after afterward afterwards again against ago all allegedly
    almost along already also although always am amid among an and another any anyone anything apparently
    apr april are around as asked at aug august away back basically be because been before began being below
    besides between beyond both but by call called can can't cannot certainly citing clearly could currently
    dec december despite did didn't do does don't down during each earlier early either else elsewhere even
    ever every everyone everything except far feb february few finally first follow following for former
    formerly fortunately four friday from furthermore had half has have having he he's hence her here hers
    herself him himself his honestly hopefully how however i i'm i've if in including indeed initially
    instead into is it it's its itself jan january jul july jun june just last late lately later least less
    let let's like likewise made many mar march may maybe me meanwhile mid might monday more moreover most
    mostly much must my myself near nearly neither never nevertheless new next no nobody none nor not
    nothing nov november now nowadays obviously oct october of off often old on once one only onto or
    originally other others otherwise our ours out over overall own per perhaps please previously quite
    rather read recently regarding reportedly responding said same saturday say says second see sep
    separately sept september seven several shall she she's should similarly since six so some someone
    something sometimes soon speaking still subsequently such sunday ten than that that's the their them
    themselves then there there's thereafter therefore these they they're third this those though three
    through throughout thursday thus till to today together tomorrow tonight too toward towards tuesday two
    ultimately under unfortunately unless unlike until up upon us use used usually versus very via was we
    we're we've wednesday well were what what's whatever when whenever where whereas wherever whether which
    while who whoever whole whom whose why will with within without would yes yesterday yet you you're your
    yours
    """.split()
)
"""Words that begin a sentence with a capital and are no part of a name."""

WEEKDAYS = frozenset("friday monday saturday sunday thursday tuesday wednesday".split())
INSIDE_NAMES = frozenset(
    """
    against all april august early first four into jan jun june last late mar march may new old our over said second
    seven three will without your
    """.split()
)
"""Function words that names may begin with or contain ("New Zealand", "Doctors Without Borders")."""

COMMON_ADJECTIVES = frozenset(
    """
    actual additional alleged anonymous another armed common current different domestic early exit final foreign
    former free further global independent initial international last latest leading local main major many
    medical military moderate multiple national nearby numerous official opposition partial past preliminary
    previous prominent provisional public published recent regional rival ruling scientific senior separate
    several similar some state subsequent such top two unconfirmed unidentified unnamed various western
    young
    """.split()
)
"""Adjectives that open sentences and sources ("Initial reports"): capitalised there, and no names."""

RANKS = frozenset(
    """
    adm admiral alhaja alhaji atty auntie barr barrister brigadier bro brother capt captain cmdr col colonel
    commander comrade constable corporal counsellor dame dato datuk daw doctor dr engineer engr excellency father
    former fr gen general hajah haji hajia hajj hajji hon ibu imam khun lady lieutenant lord lt madam maitre maj
    major marshal maître miss monsieur mr mrs ms mwalimu mzee oba officer otunba pastor prof professor puan rabbi
    rear rev reverend sergeant seri sgt sheik sheikh shri sir sis sister smt sri superintendent tan tun u ustaz vice
    """.split()
)
"""Titles that go with any office: they do not say that somebody is not "the spokesman"."""

KIN = frozenset(
    """
    aunt brother cousin dad daughter father granddad grandfather grandma grandmother granddaughter grandson husband mom
    mother mum nephew niece sister son uncle widow widower wife
    """.split()
)
"""Those who are known by whose kin they are: "Ann Example's father"."""

AMOUNTS = frozenset(
    """
    couple crowd dozens group handful hundreds lot majority minority number pair percent series some team
    thousands
    """.split()
)
"""Heads whose "of" is followed by the people meant ("a number of senators")."""

PLURAL_TITLES = frozenset(
    """
    ambassadors congressmen detectives drs generals governors govs judges justices kings messrs ministers
    mps officers presidents princes professors representatives reps secretaries senators sens
    """.split()
)
"""Plurals that stand before names as titles ("Senators Doe and Roe"); other plurals begin names of bodies."""

DETERMINERS = frozenset("a an her his its my our that the their these this those your".split())
QUANTIFIERS = frozenset("all another any both each every many most one several some".split())
NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve dozen".split())
PARTICLES = frozenset(
    """
    a/l a/p abu af al an ap arap as ash av ben bin bint binte binti d/o da dal das de degli dei del dela della den der
    des di do dos du e el i ibn la las le lo los ole op ould s/o st te ten ter ud ul umm uz van vom von wa y zu zum zur
    """.split()
)
SUFFIXES = frozenset("cbe esq ii iii iv jr kc mbe md mep mp obe phd qc sr".split())

PRONOUN_GENDER: dict[str, Gender | None] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
THEY = frozenset("their theirs them themselves they".split())
IT = frozenset("it its itself".split())
RELATIVES = frozenset("that which who whom whose".split())
FIRST_PERSON = frozenset("i me my our us we".split())
INDEFINITE_PRONOUNS = frozenset(
    """
    another anyone either everybody everyone few many most neither one others several some somebody someone
    """.split()
)
NOBODY_WORDS = frozenset("no nobody none".split())
"""Sources that say that nobody spoke: "no one", "no group", "nobody"."""

ATTRIBUTES = frozenset(
    """
    academic activist actor actress advocate all-rounder archaeologist athlete backbencher barrister batsman batter
    billionaire bowler boxer boy businessman businesswoman centrist champion chef cleric comedian composer
    congressman congresswoman cyclist defender democrat deputy-leader dissident economist entertainer ex-priest
    expat expatriate farmer firebrand fisherman fly-half forward frontbencher girl goalkeeper golfer grandfather
    grandmother historian hopeful housewife international jockey keeper lady laureate lawmaker lecturer left-hander
    leftist legislator man marathoner mep midfielder mk mla mna mp msp musician nationalist native newcomer novelist
    nurse opener pacer painter pastor peer pensioner player playmaker poet politician populist preacher prop pupil
    republican retiree right-hander rightist runner scholar schoolboy schoolgirl scientist scrum-half seamer
    shopkeeper singer skipper sociologist spinner sprinter star statesman striker strongman student swimmer td
    teacher teen teenager tycoon veteran winger woman youngster youth
    """.split()
)
"""Heads that say what sort of person somebody is, and that go with any office: "the preacher", "the Republican"."""

ROLES_OF_BODIES = frozenset(
    """
    builder buyer contractor creditor developer employer insurer investor lender maker manufacturer miner operator
    owner partner pollster producer provider publisher regulator retailer rival seller shareholder sponsor supplier
    """.split()
)
"""Roles that bodies have as often as people: "the owner, Norvik Lines"."""

LEADERS = frozenset(
    """
    chancellor dictator emir king leader minister pm premier president prime-minister queen ruler sultan
    taoiseach
    """.split()
)
"""Offices that "the Turkish leader" can stand for."""

_WIDER = """
counterpart: chancellor dictator emir king leader minister pm premier president prime-minister queen ruler
    sultan taoiseach
leader: ayatollah chair chairman chairwoman chancellor chief dictator emir general head king minister pm premier
    president prime-minister queen ruler secretary-general sultan taoiseach
official: administrator ambassador chairman chief commissioner coordinator deputy director envoy general
    governor head mayor minister negotiator officer president representative secretary spokesman spokesperson
    spokeswoman undersecretary
lawmaker: congressman congresswoman deputy legislator member mp rep representative sen senator
politician: candidate congressman congresswoman deputy governor leader legislator mayor member minister mp
    premier president representative senator
diplomat: ambassador chief consul envoy minister negotiator representative secretary spokesman spokesperson spokeswoman
monarch: emir emperor king queen sultan
cleric: archbishop ayatollah bishop cardinal hojatoleslam imam mullah priest sheik sheikh
pontiff: pope
premier: minister pm
general: brigadier chief commander gen lieutenant lt major
commander: admiral captain chief col colonel gen general leader lieutenant
spokesperson: spokesman spokeswoman
spokesman: spokesperson
spokeswoman: spokesperson
chief: ceo chair chairman chairperson chairwoman commissioner director executive head leader president
    secretary-general
head: chair chairman chairperson chairwoman chief director governor leader mayor president
lender: bank
miner: co corp group inc ltd minerals mining plc resources
carrier: air airline airlines airways
operator: airline airlines airways co company corp ferries group inc lines ltd plc railway railways
developer: co corp estates group holdings homes inc ltd plc properties
retailer: co corp group inc ltd plc stores
regulator: agency authority commission office
insurer: co corp group inc insurance ltd plc
boss: ceo chair chairman chairperson chairwoman chief coach commissioner director executive governor head manager
    president secretary-general
judge: justice magistrate
justice: judge
magistrate: judge
gaffer: boss coach manager
manager: boss coach
coach: manager trainer
executive: ceo chairman chief director officer president
chairman: chair chairperson chairwoman
minister: fm pm premier secretary
fm: minister
pm: minister premier
mp: deputy lawmaker member
senator: sen
congressman: member rep representative
congresswoman: member rep representative
governor: gov
envoy: ambassador diplomat negotiator representative
preacher: imam minister pastor priest rabbi reverend
pastor: reverend
scientist: astronomer author biologist ecologist geologist physicist professor researcher
researcher: author biologist fellow professor scientist
doctor: dr physician surgeon
lawyer: attorney counsel solicitor
attorney: counsel lawyer
prosecutor: attorney counsel
officer: captain colonel commissioner constable detective general inspector lieutenant major sergeant
captain: capt skipper
skipper: capt captain
actor: star
actress: star
company: airline airlines airways automaker bank brewer carmaker cartel co contractor corp drugmaker enterprise
    firm giant group holdings inc industries insurer llc ltd maker manufacturer motor motors operator plc
    producer retailer studio systems technologies trust
firm: airline airlines airways automaker bank brewer carmaker co company consultancy contractor corp drugmaker
    enterprise giant group holdings inc industries insurer llc ltd maker manufacturer motor motors operator plc producer
    retailer systems technologies trust
automaker: co corp inc ltd motor motors plc
carmaker: co corp inc ltd motor motors plc
bloc: alliance association community council league organisation organization union
agency: administration bureau center centre corps office service
newspaper: daily gazette herald journal news paper post times tribune
paper: daily herald journal newspaper post times tribune
organization: agency alliance association charity coalition corps council crescent cross federation foundation
    group league organisation society union watch
organisation: agency alliance association charity coalition corps council crescent cross federation foundation
    group league organization society union watch
group: alliance association brigade brigades brotherhood campaign center centre charity club coalition committee council
    federation foundation front institute league militia movement network organisation organization party rebels
    society trust union watch
union: association congress federation
party: alliance coalition congress conservatives democrats front league movement union
court: tribunal
tribunal: court
body: assembly commission committee council league nations organisation organization union
network: broadcaster channel news radio television tv
broadcaster: channel corporation network radio television tv
channel: network television tv
station: channel radio television tv
military: army command force forces
army: forces military
university: college institute
airline: air airlines airways
club: city fc team united
team: club fc united
government: administration regime
institute: center centre institution
commission: committee panel
panel: commission committee council
watchdog: agency authority commission group office watch
charity: aid cross foundation society trust
"""


def _read_table(table: str) -> dict[str, frozenset[str]]:
    """The lines "head: word word", which may go on indented."""
    entries = table.strip().replace("\n ", " ").splitlines()
    return {head: frozenset(words.split()) for head, _, words in (entry.partition(": ") for entry in entries)}


FIELDS = {"diplomat": frozenset("embassy external foreign mission state".split())}
"""For a head noun, the words of which a title of any office must have one: "Foreign Ministry spokesman"."""

OF_ANY_OFFICE = frozenset("chief minister secretary spokesman spokesperson spokeswoman".split())

HYPERNYMS = _read_table(_WIDER)
"""For a head noun, other heads of fuller descriptions that it can take up again ("the leader" after "President")."""


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


MALE = _words(_MALE)
FEMALE = _words(_FEMALE)
TITLES = _words(_TITLES)
ROLES = _words(_ROLES)
BODIES = _words(_BODIES)
BLOCS = frozenset(
    (
        *("african union", "asean", "brics", "caricom", "commonwealth", "ecowas", "eu", "european union", "g20", "g7"),
        *("gcc", "gulf cooperation council", "mercosur", "nato", "opec", "sadc"),
    )
)
"""Bodies of states, which "the bloc" can mean, case-folded."""
MAKERS = frozenset(
    "airline automaker broadcaster carmaker insurer lender maker manufacturer operator publisher regulator retailer"
    " supplier utility watchdog".split()
)
"""Nouns that go before the names of bodies like titles: "operator Norvik Lines"."""
DOCUMENTS = _words(_DOCUMENTS)
STATEMENTS = _words(_STATEMENTS)
"""Documents in which somebody speaks, so that "a statement" goes on with whoever spoke last."""
GROUPS = _words(_GROUPS)


@lru_cache(maxsize=_MOST_WORDS)
def singular(word: str) -> str:
    """The singular of a regular English plural in lower case; other words come back unchanged.

    >>> singular("ministries"), singular("spokesmen"), singular("officials"), singular("press")
    ('ministry', 'spokesman', 'official', 'press')
    """
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith("men") and len(word) > _SHORTEST_PLURAL:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=_MOST_WORDS)
def is_plural(word: str) -> bool:
    """Whether a lower-case noun names several people or things, as far as its form tells.

    >>> is_plural("officials"), is_plural("spokesman"), is_plural("people")
    (True, False, True)
    """
    return word in GROUPS or singular(word) != word


_SHORTEST_DERIVED = 5
_PERSON_ENDINGS = ("ologist", "ographer", "ician", "ist", "er", "or", "ian", "ee", "eer", "man", "woman", "person")


@lru_cache(maxsize=_MOST_WORDS)
def looks_like_person(word: str) -> bool:
    """Whether a noun that no list has is formed like one for people ("demographer", "violinists").

    >>> looks_like_person("demographer"), looks_like_person("coalition")
    (True, False)
    """
    noun = singular(word.casefold())
    return (
        len(noun) > _SHORTEST_DERIVED
        and noun.endswith(_PERSON_ENDINGS)
        and not body_head(noun)
        and not document_head(noun)
    )


@lru_cache(maxsize=_MOST_WORDS)
def _last_part(word: str) -> str:
    return word.rpartition("-")[2] if "-" in word and word not in ROLES and word not in TITLES else word


@lru_cache(maxsize=_MOST_WORDS)
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


@lru_cache(maxsize=_MOST_WORDS)
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


@lru_cache(maxsize=_MOST_WORDS)
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


@lru_cache(maxsize=_MOST_WORDS)
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
    commission commissioner's committee communication communications community constitutional consumer corporate
    council counter counterterrorism criminal cultural culture customs defence defense democratic department deputy
    development digital disaster disease district domestic drug drugs economic economy education elected elections
    electoral emergency employment energy environment environmental equality ex ex- executive exterior external
    family federal finance financial fire first fisheries foreign forest former general geological global government
    health high home homeland house housing human immigration industrial industry information infrastructure
    intelligence interim interior internal international investigative investment islamic joint justice labor
    labor-relations labour land law lead legal local majority management maritime media medical meteorological
    metropolitan military mining minister ministry minority municipal national natural naval navy new nuclear oil
    operations opposition parliamentary party people's petroleum planning police policy political population port
    press press-secretary prime principal prison provincial public railway regional religious republican research
    resources revolutionary rights road rural safety science secretary security senate senior services shadow
    situations social special sports staff state states statistics strategic supreme technology tourism trade
    transport transportation treasury tribal tv u.s. union united us veterans vice war water weather welfare whip
    women's workers works world youth
    """.split()
)
"""Words that name a field, a level or a rank: part of titles and of bodies, never of a person's name."""

SHORT_TITLES = frozenset(
    """
    adm adv atty barr brig capt col cpl daw det engr fr gen gov hajj hon insp lt maj oba pres prof pvt rep rev sen sgt
    smt st supt tun
    """.split()
)
"""Short titles: titles at the end of a run only with their point ("Hun Sen" is a name, as "Ministry of Hajj" is)."""

OFFICES_IN_CAPITALS = frozenset(
    """
    acp asp cji cm cs csp dc dci dcp dgp di dig dpp ds dsp he hrh ig igp mk mla mlc mna mpa msp pc pro ps sho sp ssp td
    u
    """.split()
)
"""Offices that the press of a country writes in capitals before a name ("ASP Example"): elsewhere names of bodies."""

NAMES_IN_FRONT = frozenset(("mufti",))
"""Titles that are part of a name where nothing goes before them: "Mufti Example", but "the Grand Mufti Ann Example"."""

COURTESIES = frozenset("eminence excellency highness holiness majesty".split())
"""What somebody is called behind "his" or "her": "Her Majesty"."""

DEGREES = frozenset(("first", "second", "third", "fourth"))
"""Degrees of a rank that go behind it: "Admiral Second Class"."""

PARTS_OF_BODIES = frozenset("bench chamber command leadership mission".split())
"""Parts of a body, which speak for the whole: "the command of the army"."""

SURNAMES_LIKE_TITLES = frozenset(
    """
    baron bishop chancellor cook dean deputy duke earl engineer father fisher foreman friend guard guest
    hunter judge justice king major manager marshal mayor miner page parker pope priest prince sen shaikh
    sheikh sheriff singer speaker star sultan
    """.split()
)
"""Titles that are also surnames ("Ann Major"): a title only where a rank or a place goes before."""


OPEN_BODIES = frozenset(
    """
    agency airline alliance automaker bank body broadcaster carmaker carrier channel charity club company
    corporation country developer firm force giant group hospital institute insurer lender magazine maker
    manufacturer militia miner mission movement nation network newspaper operator organisation organization outlet
    paper party pollster publisher regulator retailer station team union university utility watchdog website
    """.split()
)
"""Heads that often take up a name that does not contain them ("Boeing ... the company")."""
