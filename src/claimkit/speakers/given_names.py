"""Common given names that tell a gender: the last hint for "he" and "she" when no title, role or pronoun tells.

General knowledge of many languages; names that men and women bear alike are left out. A name here only adds points
for or against an antecedent; it never makes a speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.speakers.names import fold

if TYPE_CHECKING:
    from claimkit.speakers.lexicon import Gender

_MEN = """
    aaron abbas abdallah abdel abdelaziz abdelkader abdi abdikadir abdul abdulaziz abdulla abdullah abdullahi
    abdulrahman abe abebe abel abhijit abiodun abraham adam adebayo adel adewale adeyemi aditya adnan adrian agus
    ahmad ahmed ajay akbar akinwumi alan alastair albert alberto aldo alejandro aleksandar aleksandr aleksei aleksey
    alexander alexandru alexei alexey alfonso alfred alhassan ali alireza alistair allen alok alvaro
    ambrose amir amit amr anand anatoliy anatoly anders andile andre andreas andrei andrew andrey andrii andrzej
    angus anil anoop anselm anthony antoine anton antonio antony anwar arash arif arjun armando arnab arnold artem
    arthur arturo arun arvind ashok ashraf asif aslam ayodele azhar aziz babak babatunde bahram bakary balaji barack
    barnabas barry bart bartholomew bashar bashir basil behrouz bekele ben benjamin benny bernard bernie
    bertrand bharat bikram bilal bill billy bob bobby bogdan boniface boris brad brendan brett brian bruce
    bruno bryan bulent burak byron bülent caglar carl carlo carlos cem cemal cengiz cesar chaim charles charlie chen
    chidi chinedu chris christian christoph christopher chuck chukwuemeka cian ciaran clarence claude claudio
    clement colin colm conrad cormac craig curtis cyprian cyril dale dan daniel danny dariusz darragh dave david
    davis dean deepak dennis derek dermot devendra diego dieter dimitri dinesh dipak dirk dmitri dmitry dmytro
    dominic don donald doug douglas dragan duncan dwight eamon eamonn ed eddie edgar eduardo edward edwin ehud elias
    eliezer elijah elliott emeka emil emilio emmanuel emre enrique enver eoin erdem eric erik ernest ernesto esmail
    ethan eugene evan evgeny eyal fahd faisal farhad farid farouk fearghal fela ferdinand fergal ferhat fernando
    fidel francis francisco franco francois frank franklin franz fred frederick friedrich fyodor gabor gabriel
    ganesh gareth gary gaurav gavin gbenga gennady geoff geoffrey george georges gerald gerard gerhard germán
    ghassan gholamreza gideon gilbert giovanni giuseppe glenn gopal goran gordon govind graham greg
    gregory grzegorz guido guillermo gustavo guy gyula gökhan haim hakan hamed hamid hamidreza hamza hamzah hank
    hans harish harold harry haruna hasan hashim hassan hassanal hector heinz helmut hemant henri henrik henry
    herbert herman hiroshi hisham hojjat hosni hossein howard hubert hugh hugo husain hussain hussein hēmi ian
    ibrahim ibrahima idris ifeanyi igor ihor ikenna ilham imad imran ioannis irfan isaac ismael ismail israr
    istvan ivan iyad jabulani jack jacob jacques jake jakub jalal jamal james jamil jan jared jarosław jason javad
    javed javier jay jayant jean jeff jeffrey jens jeremiah jeremy jerome jerry jesus jim jimmy joachim joao joaquin
    joe joel johan johannes john johnny jomo jon jonas jonathan jorge jose josef joseph josh joshua juan jules
    julian julio justin justus jürgen kamal kamau kamran kareem karim karl karthik kaveh kazimierz keith kelechi
    kemal ken kenan kenneth kevin khaled khalid khalil kimani kirk kishore klaus kofi kostas krzysztof kunal kurt
    kwabena kwadwo kwaku kwame kwasi lance larry lars laszlo laurent lawrence lee leo leon leonard leonardo leonid
    levent liam linus lloyd lorcan lorenzo louis luca lucas luis luiz luka lukasz luke maciej magnus mahdi mahesh
    mahmoud mahmud malcolm mandla manfred manmohan manoj manuel marc marcel marco marcos marcus marek mario marius
    mariusz mark martin marvin marwan masoud massimo mathias matt matteo matthew maurice mauricio max mehdi mehmed
    mehmet menachem mendel mesut michael michel micheál miguel mike mikhail milan milos mircea mitch mohamad mohamed
    mohammad mohammed mohan mohd mohsen moses moshe mosheh motti moussa muammar muhammad muhammadu mukesh munir
    murali murray murtala musa mustafa mustapha mwai nadeem nader naeem naftali naji narendra nasir nasser nathan
    naveed neil nelson niall nicholas nick nicolas nicolás nigel nikhil nikita nikolai nikolay nikos nitin
    nkosinathi nnamdi noah norman nouri nuno obinna oisín olaf olawale oleg oleh oleksandr oleksii oliver olivier
    olumide olusegun omar omari onur oren orhan osama osamu oscar otieno otto pablo padraig patrick paul paulo pavel
    pawel pedro peter petr petro phil philip philippe pierre pietro pinchas piotr pradeep prakash pramod pranab
    pravin przemyslaw qasim rafael raghav rahul raj rajan rajat rajeev rajesh rajiv rajnath raju rakesh ralph
    ramakrishna raman ramesh ramin ramon randy ranjit rashad raul ravindra ray raymond razak recep reinhard rene
    reuven reza ricardo riccardo richard rick rishi ritesh rob robert roberto robin rodrigo roger rohan rohit roland
    ron ronald ronan ross rotimi roy ruairi rudolf rupert russell ryan saad saddam saeed sagar said sajid salah
    salem salim salman sam samer sami samir samuel sandeep sanjay sanjeev satish saul saxby scott sean sebastian
    segun sekou selim semyon sergei sergey sergii sergio serhii serkan seth seun shabir shafiq shahid shahmir
    shailesh shashi shaun shigeru shimon shinzo shlomo shyam sibusiso siddharth silvio simon sipho sizwe sohail
    solomon srinivas stanislav stanley stefan stefano stephane stephen steve steven stewart stuart subhash sudhir
    suleiman sunil suresh sushil taha tahir tamir tamás tarek tariq tayyip ted tendai terrence terry tevita thabo
    themba theodore thomas thulani tikhon tim timothy toby todd tom tomas tomasz tomáš tony toshio travis trent
    trevor tuncay turgut uchenna ulrich umar umesh unai uri usman vaclav vadim vadym valeriy valery vasyl vernon
    victor vijay vikas vikram viktor vinay vincent vinod vishal vitali vitaly vivek vladimir volkan volodymyr vusi
    wade wahid waleed walid wallace walter waqar warren wasim wayne wekesa werner wilhelm will willem william
    winston wolfgang xavier yahya yair yakov yakub yashar yasser yaw yevgeny yigal yitzhak yoshihiko yossi youssef
    yuri yurii yusuf yves zach zachary zafar zaheer zahid zakaria zamir zbigniew zine zoltan zviad žarko
"""
_WOMEN = """
    aaliyah aarti abena abigail abimbola abiola ada adaeze adriana adwoa afua agnes ahlam aigul ainsley aisha
    aishwarya ajoa akosua aksana alejandra alexandra alice alicia alinta alisa alison aliya allison amaka amanda
    amara amina aminata amma amrita amy ana anahita anastasia anastasiia anastasiya andrea angela angelina anita
    anjali ankita ann anna annabel anne annette annie antonia anuradha anusha aoife aparna april arlene aroha arpita
    asma asmaa astrid atefeh audrey aung awatif ayesha ayse ayşe azadeh azita badriya bahar barbara beatrice beatriz
    benazir bernadette beth betty beverly bilkis bilqis birgit bisi boitumelo bolanle brenda bridget brigitte
    britney bukola cagla camilla caoimhe carla carmen carol carolina caroline carolyn catherine cathy cecilia
    charlene charlotte chelsea cherie cheryl chiamaka chinwe chioma chipo chiyo chloe christina christine ciara
    cindy claire clara claudia clodagh colleen concepta condoleezza connie consuelo cristina cynthia dalia daniela
    daphne darya dawn debbie deborah debra deepa deepika deirdre denise devika diana diane dianne dikeledi dilara
    dilnoza dimakatso dimitra dolores donna doris dorothy ebru ecaterina edith edna eileen ekaterina elaine eleanor
    elena elham elif elisabeth elise eliza elizabeth ella ellen elmira elsa elzbieta emer emilia emily emine emma
    enkhtuya erica erin esra esther eszter ethel eva eve evelyn evgenia ewa fadia faith faiza farah farhana farida
    farzaneh fatemeh fatima fatimah fatma fatou fatouma fatoumata fatoş fawzia fiona fionnuala florence folake
    frances francesca funke funmilayo gabriela gabrielle gail galina gamze gauri geeta geraldine gina giorgia
    giuliana gladys gloria golda golnaz grace grainne greta gráinne gulnara gulsen gwen gülşen hadiza hafsat halima
    hamida hanan hande hanna hannah harriet haya heather heidi helen helena helene helga hermione hilary
    hillary holly huda hülya ida ifeoma ilana ilaria ilinka ilse imelda imogen inbar indira ines ingrid ionela irene
    irina iris iryna isabel isabella isha itziar ivana ivanka jacinda jacqueline jadwiga jahnavi jamila jane janet
    janice jarmila jasmina jasmine jaya jean jeanne jelagat jelena jen jenna jennifer jenny jessica jill joan joanna
    joanne jocelyn jorani josefina josephine jovana joyce juanita judith judy julia juliana julie june jyoti kainat
    kalpana kalyani kamala kamila karen karima karin karla katarzyna kate kateryna katherine kathleen kathryn kathy
    katie katrina kavita kavya kay keiko kelly khadija khadijah khadra khaleda kimberly kiri kirsten klara komal
    kristen kristin kristina ksenia kseniya kubra kushboo lakshmi lalita lamia lamis lara latifa latoya laura lauren
    lebogang leila leilani lena leslie leticia leyla lilian liliana lily linda lindiwe lisa liudmila liz ljiljana
    lois loretta lorraine louise lubna lucia lucille lucy lucía ludmila lydia lynn lynne lyudmila maame madeleine
    maeve magdalena maggie mahnaz mahsa mairead makena malala malgorzata malika mamta mandy manisha mansi marama
    marcia mareike margaret margarida margarita maria mariam mariana marianne marie mariia marilyn marina marine
    marion mariya marjan marjorie marta martha marwa mary maryam maryna maureen maxine maya mayuko meena meera megan
    mehrnaz mehwish melanie melinda melissa meltem mercedes meredith merve michelle mihaela mildred milena mirela
    miriam mitra molly mona monica monika monique muna munira muriel nabila nadezhda nadia nadine nagwa nahid najat
    najla naledi nalini namrata nancy nandini naomi narges nasreen nasrin natalia natalie nataliia natalya natasa
    natasha nazanin nazli neelam neema neha nermin ngozi niamh nikki nilofar niloufar nimmi nina nirmala nisha njeri
    nobuhle noeline nomvula nonhlanhla noora nora norma noura nthabiseng nuria nurul oksana oleksandra
    olena olga olha olivia oluchi olympia ophelia orla ottavia ozlem padma pallavi paloma pamela pania parisa
    patricia patty paula pauline payal peggy penelope penny perizat phindile phyllis pinar pooja prabha preethi
    preeti prerna priya priyanka prossy punita rabia rachel rachida radha radhika raisa rajni rania ranjana raquel
    rasha rashida rasmiya rebecca reema regina rekha renata renee renuka rita ritu roberta rohini roisin rosa
    rosalind rose rosemary roshni roxanne rukmini rupa ruqayyah ruta ruth róisín sabiha sabitha sabrina sadaf sadia
    safiya sahar saima sakina sally saltanat samantha samia samina samira sandra sania sanjana saoirse sara sarah
    saraswati sarita sashi savita seema selin selma serap sevgi sevim shabana shabnam shagufta shaista shanthi
    sharon shazia sheela sheikha sheila shikha shilpa shireen shirin shirley shobha shreya silvia simone sinead
    sinéad siobhan siobhán sithembile sneha snezana sofia soledad sonia sophia sophie soraya souad sravya stacey
    stephanie subha suchitra sudha sue suhair sujata sulochana sumaira sumaya sunita supriya susan susana
    susanna susanne sushma suzanne svetlana svitlana swapna swati sylvia tahira tahmina tamar tamara tammy tamsin
    tania tanja tanya tara tasneem tatiana tatyana teresa tessa tetiana thandi thandiwe thelma theresa thuli tina
    tomoko tulsi tuğba tzipi uma umaira urmila ursula usha valerie vandana vanessa vasundhara veena vera veronica
    vesna victoria vidya viktoria vimala virginia vivian wafa wairimu wambui wanda wangari wanjiku wanjiru wendy
    winifred winnie xiomara yaa yael yamini yasmin yejide yelena yesim yetunde yevgenia yevgeniya yewande
    yoko yolanda yoshiko yulia yvette yvonne zahra zainab zainabu zanele zarina zeinab zeynep zinaida ziva zodwa zoe
    zubaida zuleikha özlem
"""

_GENDER: dict[str, Gender] = {}
for _name in _MEN.split():
    _GENDER[fold(_name)] = "m"
for _name in _WOMEN.split():
    if _GENDER.pop(fold(_name), None) is None:
        _GENDER[fold(_name)] = "f"


def gender_of_given_name(name: str) -> Gender | None:
    """The gender that the first word of a full name suggests, or ``None``.

    >>> gender_of_given_name("Maria Example"), gender_of_given_name("Robin Example"), gender_of_given_name("Example")
    ('f', 'm', None)
    """
    first, _, rest = name.partition(" ")
    return _GENDER.get(fold(first)) if rest else None
