# ruff: noqa: E501 - a case is one line, however long
"""Who speaks in the news of the whole world: its titles and honorifics, its names, its ways to take somebody up.

`marked_text` tells how to read a case. The people, bodies and outlets are invented.
"""

from __future__ import annotations

import pytest
from marked_text import read_case

from claimkit.records import Quote, Span
from claimkit.speakers.attributor import Attributor
from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.mentions import find_names

TITLES = [
    # West Africa
    ("Alhaji Sani Dankwambo", "Sani Dankwambo"),
    ("Chief (Mrs) Folasade Akintola", "Folasade Akintola"),
    ("Engr. Tunde Bakare-Ojo", "Tunde Bakare-Ojo"),
    ("HRH Oba Adesoji Aderibigbe", "Adesoji Aderibigbe"),
    ("Otunba Kayode Salako", "Kayode Salako"),
    ("Barrister Zubair Lashari", "Zubair Lashari"),
    ("Comrade Ndumiso Zungu", "Ndumiso Zungu"),
    ("Nana Kwabena Asiedu III", "Nana Kwabena Asiedu III"),
    ("Osagyefo Kofi Baidoo", "Kofi Baidoo"),
    ("DSP Ramat Yakasai", "Ramat Yakasai"),
    # East and southern Africa
    ("Mzee Barasa Wekhomba", "Barasa Wekhomba"),
    ("Mwalimu Zawadi Mrisho", "Zawadi Mrisho"),
    ("Interior CS Amos Kiptoo Rono", "Amos Kiptoo Rono"),
    ("Advocate Thuli Mokgosi SC", "Thuli Mokgosi"),
    ("Groundsman Jethro Mabika", "Jethro Mabika"),
    # South Asia
    ("Shri Devraj Patnaik", "Devraj Patnaik"),
    ("Smt. Lalitha Menon-Rao", "Lalitha Menon-Rao"),
    ("Devraj Patnaik ji", "Devraj Patnaik"),
    ("MLA Harish Dogra", "Harish Dogra"),
    ("Deputy Commissioner (South) Kapil Nathan", "Kapil Nathan"),
    ("Attorney General and Minister of Justice Godfred Osei-Dame", "Godfred Osei-Dame"),
    ("Minister for Planning and Investment Kazem Rastgar", "Kazem Rastgar"),
    ("Sub-Inspector Ravi Shankaran", "Ravi Shankaran"),
    ("Lt Gen (retd) Asghar Qureshi-Bhatti", "Asghar Qureshi-Bhatti"),
    ("Justice (Retd) Nasreen Haider", "Nasreen Haider"),
    ("Brig-Gen Musa Danladi (Retd)", "Musa Danladi"),
    ("MK Narayan", "MK Narayan"),
    ("CPI(M) state secretary M.V. Govindan Pillai", "M.V. Govindan Pillai"),
    # South-East Asia
    ("Tan Sri Azmi Hassanudin", "Azmi Hassanudin"),
    ("Dato' Seri Ong Kah Wai", "Ong Kah Wai"),
    ("Datuk Seri Faridah Zainal", "Faridah Zainal"),
    ("Tun Mahzan Idris", "Mahzan Idris"),
    ("U Kyaw Zeya", "Kyaw Zeya"),
    ("Tamil Nadu CM M.K. Rajarathinam", "M.K. Rajarathinam"),
    ("Delhi Police PRO Suman Nalkar", "Suman Nalkar"),
    ("U S Ranganath", "U S Ranganath"),
    ("Daw Khin Lay", "Khin Lay"),
    ("Khun Somsri Rattanapong", "Somsri Rattanapong"),
    ("Deputy Chairman of the provincial People's Committee Le Quang Hieu", "Le Quang Hieu"),
    # Middle East and North Africa
    ("Brigadier General Second Class Pouria Nazemi", "Pouria Nazemi"),
    ("Seyyed Hadi Rastgar", "Seyyed Hadi Rastgar"),
    ("Counsellor Hatem Zaghlawi", "Hatem Zaghlawi"),
    ("Maître Aïcha Benslimane", "Aïcha Benslimane"),
    ("H.E. Dr. Sultan Al Marri", "Sultan Al Marri"),
    ("Sultan Qabus bin Taimur", "Qabus bin Taimur"),
    ("Her Excellency Salma bint Rashid Al Kaabi", "Salma bint Rashid Al Kaabi"),
    ("MK Orit Ben-Hamo", "Orit Ben-Hamo"),
    ("Kamal Özdağ Bey", "Kamal Özdağ"),
    # Ireland, Britain, the Pacific
    ("Taoiseach Cathal Brannock", "Cathal Brannock"),
    ("Sinn Féin TD Aodhán Ó Murchú", "Aodhán Ó Murchú"),
    ("Fiona Drummond-Kerr MSP", "Fiona Drummond-Kerr"),
    ("PC Gwen Hartley", "Gwen Hartley"),
    ("Kaumātua Rāwiri Te Kanawa", "Rāwiri Te Kanawa"),
    ("Volcanologist Hana Tuiasosopo", "Hana Tuiasosopo"),
    ("The Rt Hon Sir Desmond Swainley KC MP", "Desmond Swainley"),
    ("Kiyoshi Ueno-san", "Kiyoshi Ueno"),
    ("Egypt's Grand Mufti Shawkat Abdel-Azim", "Shawkat Abdel-Azim"),
    ("Mufti Abdul Rauf Qadri", "Mufti Abdul Rauf Qadri"),
    ("Atty. Harry Roquillo", "Harry Roquillo"),
    ("Barangay captain Jun Magpantay", "Jun Magpantay"),
    ("Dona Marlene dos Anjos, 66", "Marlene dos Anjos"),
    ("Ferry Board (FB) chair Reynaldo Magsino", "Reynaldo Magsino"),
    ("The owner, an eight-year-old named Zarmina", "Zarmina"),
    # particles inside names
    ("Barasa arap Cheruiyot", "Barasa arap Cheruiyot"),
    ("Somali President Hassan Sheikh Warsame-Ali", "Hassan Sheikh Warsame-Ali"),
    ("Emir Sheikh Nawaf Al Jaber", "Nawaf Al Jaber"),
    ("Naisho ole Sunkuli", "Naisho ole Sunkuli"),
    ("Sidi Mohamed ould Bilal", "Sidi Mohamed ould Bilal"),
    ("Nurul binti Kassim", "Nurul binti Kassim"),
    ("Ramasamy a/l Muthiah", "Ramasamy a/l Muthiah"),
    ("João Batista do Reis e Silva", "João Batista do Reis e Silva"),
    # weekdays as given names, and names without their comma
    ("Coach of Norvik Rovers, Monday Ekanem", "Monday Ekanem"),
    ("the coach, Sunday Ekanem", "Sunday Ekanem"),
    ("Lawyer for the victims Zodumo Khabela", "Zodumo Khabela"),
    ("A pensioner who gave her name as Zdravka", "Zdravka"),
    ("A trader identified only as Okello", "Okello"),
    # bodies
    ("The Lakeside Growers' Sacco", "Lakeside Growers' Sacco"),
    ("The Prime Minister's Office", "Prime Minister's Office"),
    ("The command of the Borduran Armed Forces", "Borduran Armed Forces"),
    ("A two-member bench of the high court", "high court"),
    ("The ferry's owner, Piraeus-based Halcyon Lines", "Halcyon Lines"),
    ("A spokesman for the country's gas giant, Norvikgas", "spokesman for the country's gas giant, Norvikgas"),
    ("Friends of the Tramway, a campaign group", "Friends of the Tramway"),
    ("the police summary of facts", "police"),
    ("A report by the fire service in November", "fire service"),
    # what is incidental in a description
    ("A teacher who craved anonymity", "teacher"),
    ("An official at the board who is not authorised to speak", "official at the board"),
    ("One victim, who lost her savings", "One victim"),
    ("A doctor there", "doctor"),
]

SHORT_FORMS = {
    "second half of a title in front": "[Dato' Seri Ong Kah Wai -> Ong Kah Wai] said {no}. [Ong -> Ong Kah Wai] said {yes}.",
    "honorific behind the given name": "[Kamal Özdağ Bey -> Kamal Özdağ] said {no}. [Kamal Bey -> Kamal Özdağ] said {yes}.",
    "honorific behind the surname": "[Devraj Patnaik -> Devraj Patnaik] said {no}. [Patnaik ji -> Devraj Patnaik] said {yes}.",
    "family name first, Vietnamese": "[Nguyen Van Dung, a farmer, -> Nguyen Van Dung] said {no}. [Mr Dung -> Nguyen Van Dung] said {yes}. [Mr Nguyen -> Nguyen Van Dung] said {more}.",
    "family name first, Korean": "[Dr Park Seo-yeon -> Park Seo-yeon] said {no}. [Dr Park -> Park Seo-yeon] said {yes}. [Park -> Park Seo-yeon] said {more}.",
    "family name first, Hungarian": "[Szabó Ferenc, a miller, -> Szabó Ferenc] said {no}. [Szabó -> Szabó Ferenc] said {yes}.",
    "first of two surnames": "[José Luis Arizmendi Peña -> José Luis Arizmendi Peña] said {no}. [Arizmendi -> José Luis Arizmendi Peña] said {yes}.",
    "patronymic": "[Irina Petrovna Sokolova -> Irina Petrovna Sokolova] said {no}. [Sokolova -> Irina Petrovna Sokolova] said {yes}.",
    "one name only": "[Suryadi, a fisherman, -> Suryadi] said {no}. [He -> Suryadi] said {yes}.",
    "article of the surname with a blank": "[H.E. Dr. Sultan Al Marri -> Sultan Al Marri] said {no}. [Dr. Al Marri -> Sultan Al Marri] said {yes}.",
    "teknonym": "[Abu Omar al-Harrani -> Abu Omar al-Harrani] said {no}. [Abu Omar -> Abu Omar al-Harrani] said {yes}.",
    "knight by his given name": "[Sir Tāmati Ngata -> Tāmati Ngata] said {no}. [Sir Tāmati -> Tāmati Ngata] said {yes}.",
}

TAKEN_UP = {
    "age in the text": "Lena Marquart, 41, met Jana Sarkany. [The 41-year-old -> Lena Marquart] said {no}.",
    "age of the one spoken of": "The goal came from Tevin Oduor in the last minute. [The 20-year-old -> Tevin Oduor] said {he had his eyes shut}.",
    "the gaffer": "[Rovers coach Murray Ekanem -> Murray Ekanem] said {no}. [The gaffer -> Murray Ekanem] said {yes}.",
    "the chief for the chair": "[Ferry Board (FB) chair Reynaldo Magsino -> Reynaldo Magsino] said {no}. [The FB chief -> Reynaldo Magsino] said {yes}.",
    "the diplomat for a spokesman of the ministry": "[Foreign Ministry spokesman Hadi Rastgar -> Hadi Rastgar] said {no}. [The diplomat -> Hadi Rastgar] dismissed {it}.",
    "the diplomat is no defense secretary": "[Defense Secretary Owen Pryce -> Owen Pryce] said {no}. [A diplomat -> diplomat] said {yes}.",
    "the defendant": "Prosecutor Jon Berg spoke.\n\nDenise Ackland, 58, denies eleven counts of fraud. [Jon Berg -> Jon Berg] said {no}. [The defendant -> Denise Ackland] told police {it was a loan}.",
    "the accused": "Babu Sardana was arrested on Monday. [The accused -> Babu Sardana] told police {he was asleep}.",
    "initials of an office with small words": "[Inspector General of Police Ibrahim Orsk -> Ibrahim Orsk] said {no}. [The IGP -> Ibrahim Orsk] said {yes}.",
    "initials of an office with a hyphen": "[Vice-Chancellor Olusola Bakare -> Olusola Bakare] said {no}. [The VC -> Olusola Bakare] said {yes}.",
    "initials as written in the title": "[SSP Ali Razaq -> Ali Razaq] said {no}. [The SSP -> Ali Razaq] said {yes}.",
    "initials of an office": "[Health Cabinet Secretary Amos Kiptoo -> Amos Kiptoo] said {no}. [The CS -> Amos Kiptoo] said {yes}.",
    "initials of a body are no office": "[Health Chief Amos Kiptoo -> Amos Kiptoo] said {no}. The Harbor Corporation (HC) met. [The HC -> Harbor Corporation] said {yes}.",
    "the bloc": "The European Union met. [The bloc -> European Union] accused {two firms}.",
    "the alliance, as it was called": "The Norvik Brigades, an alliance of six groups, met. [The alliance -> Norvik Brigades] claimed {the rockets}.",
    "the company, called an operator": "Operator Halcyon Lines cut the service. [The company -> Halcyon Lines] said {it was late}.",
    "it, after a watchdog": "TV watchdog Airwatch has 614 letters. [It -> Airwatch] has yet to say {whether it will look}.",
    "the company is no scholar": "Mikkel Brand-Jepsen, a bioacoustician at Norvik College, called it elegant. [The ferry company -> ferry company] welcomed {it}.",
    "somebody's agent": "[Tevin Oduor -> Tevin Oduor] said {no}. [His agent -> agent] said {yes}. [Its critics -> critics] said {more}.",
    "the member for a town": "[Local councillor Aroha Tipoki -> Aroha Tipoki] said {no}. [The Norvik MP -> Aroha Tipoki] said {yes}.",
    "the compatriot": "[Coach Gary Whitcombe -> Gary Whitcombe] said {no}. [The South African -> Gary Whitcombe] said {yes}. [The Scot -> Gary Whitcombe] said {more}.",
    "the mother of three": "[Sumiati, 45, a vegetable seller -> Sumiati], lost {her stall}. [The mother of three -> Sumiati] said {no}.",
    "the mum-of-two": "It rained. It snowed. TV presenter Dani Okoro, 34, wept. [The mum-of-two -> Dani Okoro] said {no}.",
    "her majesty": "[Queen Salote Vakaola -> Salote Vakaola] said {no}. [Her Majesty -> Salote Vakaola] stressed {peace}.",
    "the prosecutor, a counsel": "[State counsel Moses Omirera -> Moses Omirera] said {no}. [The prosecutor -> Moses Omirera] asked {for jail}.",
    "the rebels' spokesman is not the army's": "[Army spokesman Ko Naing Soe -> Ko Naing Soe] said {no}. [The rebels' spokesman -> rebels' spokesman] said {yes}.",
    "the Rovers": "[Norvik Rovers -> Norvik Rovers] said {no}. [The Rovers -> Norvik Rovers] said {yes}.",
    "the all-rounder": "[Lakeland captain Dasith Orsk -> Dasith Orsk] said {no}. [The all-rounder -> Dasith Orsk] said {yes}.",
    "the ex-president": "[Deputy chairman of the Lake Council Dmitry Vedenin -> Dmitry Vedenin] said {no}. [The ex-president -> Dmitry Vedenin] said {yes}.",
    "the judge, a justice": "[Mr Justice Fergus Colgan -> Fergus Colgan] said {no}. [The judge -> Fergus Colgan] said {yes}.",
    "the nurse is somebody who came in": "[Ann Orsk -> Ann Orsk] said {no} as a nurse left. [The nurse -> nurse] said {yes}.",
    "the lender": "[The World Ferry Bank -> World Ferry Bank] said {no}. [The lender -> World Ferry Bank] said {yes}.",
    "the mission, an acronym": "[MONULAK -> MONULAK] said {no}. [The mission -> MONULAK] said {yes}.",
    "the company is no participle": "Reacting, [the Chairman of the Lake Union, Comrade Aondona Ityo -> Aondona Ityo], said {no}. [The union leader -> Aondona Ityo] said {yes}.",
    "the union is not the company": "The company, Northlines, closed a depot. [The union -> union] fears {job losses}.",
    "it, for whom a spokesman speaks": "[A spokesman for the university -> spokesman for the university] said {no}. [It -> university] advised {care}.",
    "he, whom the sentence before describes": "[Justice Hamid Qadri -> Hamid Qadri] said {no}.\n\nThe additional advocate sought time. [He -> additional advocate] said {yes}.",
    "it, the survey of the sentence before": "A survey by the Norvik Bank made news. Ann Orsk left the National Council. The survey covered 900 flats. [It -> Norvik Bank] blamed {the rents}.",
    "a Bible is nobody": "Jock Tarrant read a Bible. [He -> Jock Tarrant] said {no}.",
    "headline, then the sentence about her": "Last shift: [veteran welder -> Lena Marquart] says {goodbye}\n\nLena Marquart has welded for 40 years. She closes the shop on Monday.",
    "the Taoiseach": "[Taoiseach Cathal Brannock -> Cathal Brannock] said {no}. [The Taoiseach -> Cathal Brannock] said {yes}.",
}

UNSOURCED = {
    "answer to the paper's question about her": "[Nandika Rao -> Nandika Rao] said {no}. [The Meadow Bank -> Meadow Bank] said {yes}.\n\nIs she worried?\n\n[ -> Nandika Rao]{“Not at all.”}",
    "answer of an interview": "Faida Jelimo, a runner, spoke to the Herald.\n\nWas that the plan?\n\n[ -> Faida Jelimo]{“No.”}\n\nYour coach was cross?\n\n[ -> Faida Jelimo]{“He was.”}",
    "the sentence before is about her": "[Mr. Tama Rongo -> Tama Rongo] said {no}. His daughter, Ms. Mere Rongo, runs the shop. She sweeps the floor.\n\n[ -> Mere Rongo]{“It is mine now.”}",
    "one who asks on": "[Renata Bell -> Renata Bell] asked {why}.\n\n{“No paper,”} [Dwain Kowal -> Dwain Kowal] replied.\n\n[ -> Renata Bell]{“Not even a letter?”}\n\n[ -> Dwain Kowal]{“No.”}",
}

CASES = [
    pytest.param(marked, id=f"{table}: {case}")
    for table, cases in {"short forms": SHORT_FORMS, "taken up": TAKEN_UP, "unsourced": UNSOURCED}.items()
    for case, marked in cases.items()
]


@pytest.mark.parametrize(("source", "name"), TITLES, ids=[source for source, _ in TITLES])
def test_no_title_sticks_to_a_name(source: str, name: str) -> None:
    """What the press of a country puts before and behind names is no part of them, and what is inside them stays."""
    text, quotes, _ = read_case(f"[{source} -> {name}] said {{the road was open}}.")
    assert Attributor().attribute(text, quotes)[0].speaker.name == name


@pytest.mark.parametrize("marked", CASES)
def test_speaker_of_each_quote_of_the_world(marked: str) -> None:
    """Every source of the case is given the name that the case expects."""
    text, quotes, names = read_case(marked)
    assert [quote.speaker.name for quote in Attributor().attribute(text, quotes)] == names


@pytest.mark.parametrize(
    ("text", "first", "cue", "second", "name"),
    [
        ("Minister Asha Mahto said the bridge held and blamed the rain.", "the bridge held", "blamed", "the rain", "Asha Mahto"),
        ("Minister Asha Mahto said the bridge held, warning of more rain.", "the bridge held", "warning", "of more rain", "Asha Mahto"),
        ("Minister Asha Mahto said the bridge held. A storm is expected to come.", "the bridge held", "is expected", "to come", ""),
    ],
    ids=["second verb", "participle", "another sentence"],
)  # fmt: skip
def test_second_verb_shares_the_source_of_the_first(text: str, first: str, cue: str, second: str, name: str) -> None:
    """A cue without a subject of its own has that of the verb before it, as long as the sentence lasts."""

    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    said = Quote("q1", (span(first),), (span(first),), "indirect", cue=span("said"), source=span("Minister Asha Mahto"))
    more = Quote("q2", (span(second),), (span(second),), "indirect", cue=span(cue))
    assert Attributor().attribute(text, [said, more])[1].speaker.name == name


def test_weekday_before_a_name_is_a_day() -> None:
    """Only beside an office a weekday is a given name."""
    assert [name.text for name in find_names("On Sunday Tevin Oduor won. They met Monday Ann Orsk said.")] == [
        "Tevin Oduor",
        "Ann Orsk",
    ]


@pytest.mark.parametrize(
    ("name", "gender"), [("Wanjiku Orsk", "f"), ("Kwabena Orsk", "m"), ("Zeynep Orsk", "f"), ("Deepak Orsk", "m")]
)
def test_given_names_of_the_world_tell_a_gender(name: str, gender: str) -> None:
    """Given names are known in more countries than those of the West."""
    assert gender_of_given_name(name) == gender
