# ruff: noqa: E501 - a case is one line, however long
"""The trap sheet: short invented news on which a naming rule could go wrong, each with the speaker to be found.

`marked_text` tells how to read a case. The people, bodies and outlets are invented.
"""

from __future__ import annotations

import pytest
from marked_text import read_case

from claimkit.records import Kind, Quote, Span, SpeakerType
from claimkit.speakers.attributor import Attributor

NAMES_AND_TITLES = {
    "surname after the full name": "[Tomas Virtala -> Tomas Virtala] said {the pier was safe}. [Virtala -> Tomas Virtala] said {it had been checked}.",
    "full name only after the surname": "[Virtala -> Tomas Virtala] says {no} to the bridge\n\nThe mayor, Tomas Virtala, was speaking on Monday.",
    "title before the name": "[Prime Minister Oda Renker -> Oda Renker] said {taxes would fall}.",
    "nationality and title before the name": "[Freedonian Foreign Minister Sanjay Brovik -> Sanjay Brovik] said {talks went well}.",
    "role in lower case before the name": "[Harbor Council spokeswoman Mira Tolland -> Mira Tolland] said {the ferry was late}.",
    "spokesman of a president, possessive": "[Sylvanian President Pavel Orsk’s spokesman Igor Venn -> Igor Venn] denied {it}.",
    "country's possessive before title and name": "[Osterland's Prime Minister Lena Marquart -> Lena Marquart] said {it was over}.",
    "appositive role after the name": "[Dana Whitlow, the hospital's chief nurse, -> Dana Whitlow] said {beds were full}.",
    "appositive name after the role": "[The hospital's chief nurse, Dana Whitlow -> Dana Whitlow], said {beds were full}.",
    "spokesman for a body, then the name": "[A spokesman for the Lakeside Trust, Owen Pryce -> Owen Pryce], said {it would appeal}.",
    "office of a country between title and name": "[President of Borduria Ilona Sarkany -> Ilona Sarkany] said {the vote was fair}.",
    "ambassador to a body": "[Former Borduria ambassador to the United Nations Petra Lindqvist -> Petra Lindqvist] said {the motion failed}.",
    "secretary of state": "[Secretary of State Harlan Prewitt -> Harlan Prewitt] said {aid would arrive}.",
    "undersecretary for a field": "[Undersecretary for Political Affairs Amina Sule -> Amina Sule] said {there was no deal}.",
    "head of a named body": "[The head of the Meadow Bank, Jiro Tanabe -> Jiro Tanabe], said {rates would rise}.",
    "two titles": "[Police Commissioner General Bautista Reyes -> Bautista Reyes] said {two men were held}.",
    "courtesy title": "Mr Pelham Ward arrived. [Mr Ward -> Pelham Ward] said {he was glad}.",
    "doctor with point": "[Dr. Noor Hadidi -> Noor Hadidi] said {the fever was gone}.",
    "party and state in parentheses": "[Sen. Orla Kerrigan (D-WY) -> Orla Kerrigan] said {the bill was dead}. [Kerrigan -> Orla Kerrigan] added that {she would try again}.",
    "initials": "[J.K. Holloway -> J.K. Holloway] said {the book was done}. [Holloway -> J.K. Holloway] thanked {her readers}.",
    "middle initial": "[Edwin R. Maddox -> Edwin R. Maddox] said {yes}. [Maddox -> Edwin R. Maddox] said {it twice}.",
    "suffix Jr.": "[Lionel Drake Jr., the union's lawyer, -> Lionel Drake Jr.] said {the strike goes on}.",
    "letters after the name": "[Judge Rosalind Peverell QC -> Rosalind Peverell] said {the sentence stands}.",
    "surname that is a title": "[Hector Bishop -> Hector Bishop] said {nothing had changed}. [Bishop -> Hector Bishop] said {so again}.",
    "surname that is a place": "[Clara London, an engineer, -> Clara London] said {the dam held}. [London -> Clara London] added {it was old}.",
    "the pope keeps the word": "[Pope Silvester -> Pope Silvester] said {peace was near}.",
    "party name as a title": "[Republican Senator Wade Tolliver -> Wade Tolliver] said {no}.",
    "age after the name": "[Bruna Castellani, 41, -> Bruna Castellani] said {the sea was calm}.",
    "age as an adjective": "[Fourteen-year-old Zelda -> Zelda] said {school was boring}.",
    "name before a role without comma": "[Ministry of Works engineer Kofi Adusei -> Kofi Adusei] said {the road was closed}.",
    "apposition without comma after an unknown name": "[Odo Virtalan a strategist for Tolland Bank -> Odo Virtalan] said {prices would rise}.",
    "called by a name": "[A student named Wexley -> Wexley] said {it rained}.",
    "profession that no list has": "[One of the authors, lichenologist Vesna Parin -> Vesna Parin] said {it grew}.",
    "chief of staff with a rank": "[The army's chief of staff General Bautista Reyes -> Bautista Reyes] said {no}.",
    "bank with a dash in its name": "[Lakeland Export–Import Bank president Kofi Adusei -> Kofi Adusei] said {no}.",
    "nickname in marks": "[Duncan ‘Two Pianos’ Abernethy -> Duncan ‘Two Pianos’ Abernethy] said {no}. [Abernethy -> Duncan ‘Two Pianos’ Abernethy] said {yes}.",
    "fuller name first, shorter later": "[Recardo Tayfun Erdost -> Recardo Tayfun Erdost] spoke. {“We will see”}. [Tayfun Erdost -> Recardo Tayfun Erdost] said {it late}.",
}

NAMES_OF_THE_WORLD = {
    "family name first": "[Premier Wen Zhaoli -> Wen Zhaoli] said {growth was steady}. [Mr. Wen -> Wen Zhaoli] said {exports rose}.",
    "Korean with hyphen": "[Defence chief Paek Jun-seo -> Paek Jun-seo] said {drills would go on}. [Paek -> Paek Jun-seo] gave {no date}.",
    "Arabic article": "[Walid al-Harrani, a militia leader, -> Walid al-Harrani] said {the road was open}. [Al-Harrani -> Walid al-Harrani] denied {losses}.",
    "Arabic surname without its article": "[Walid al-Harrani -> Walid al-Harrani] said {yes}. [Harrani -> Walid al-Harrani] said {more}.",
    "Dutch particle": "[Finance Minister Joost van der Hulst -> Joost van der Hulst] said {the budget held}. [Van der Hulst -> Joost van der Hulst] left {it open}.",
    "German particle": "[Ursel von der Aue -> Ursel von der Aue] said {the union was strong}.",
    "Spanish particle": "[Luz de la Vega, the mayor, -> Luz de la Vega] said {water was short}.",
    "given name of a name with bin": "His cousin, Rashid bin Omar Al Sani, came. [Rashid -> Rashid bin Omar Al Sani] said {no}.",
    "full name in a headline only": "Sen. Orla Kerrigan, Chairman of the Harbor Committee, Announces Funds\n\n[Kerrigan -> Orla Kerrigan] said {no}.",
    "Malay bin": "[Ismail bin Rashid -> Ismail bin Rashid] said {the court was wrong}.",
    "Persian honorific": "[Ayatollah Mirza Golestani -> Mirza Golestani] said {the fast was over}.",
    "Indian initials without points": "[K S Raghunath -> K S Raghunath] said {the train was late}.",
    "diacritics in one place only": "[Mehmet Erdoğlu, the governor, -> Mehmet Erdoğlu] said {roads were shut}. [Erdoglu -> Mehmet Erdoğlu] said {help came}.",
    "diacritics throughout": "[Jarosław Kęski -> Jarosław Kęski] said {no}. [Kęski -> Jarosław Kęski] said {never}.",
    "apostrophe in the name": "[Siobhan O’Malley -> Siobhan O’Malley] said {fares would rise}. [O’Malley -> Siobhan O’Malley] said {soon}.",
    "misspelt surname": "[Ms. Bauchtler -> Lydia Buchtler] said {salt helps}. Lydia Buchtler, a nutritionist, wrote the study.",
    "Nigerian names": "[Governor Babatunde Okonjo -> Babatunde Okonjo] said {schools would open}. [Okonjo -> Babatunde Okonjo] urged {calm}.",
    "Māori name": "[Hēmi Tūroa, a council member, -> Hēmi Tūroa] said {the river came first}. [Tūroa -> Hēmi Tūroa] thanked {the iwi}.",
    "surname Sen is no senator": "[Prime Minister Hun Sarun Sen -> Hun Sarun Sen] said {the floods were over}.",
}

PRONOUNS = {
    "he after one man": "[Minister Karl Odermatt -> Karl Odermatt] said {no}. [He -> Karl Odermatt] said {it was final}.",
    "he after a possessor": "[Olga Petrenko's husband Ivan Petrenko -> Ivan Petrenko] said {no}. [He -> Ivan Petrenko] left {no doubt}.",
    "she among men": "[Spokeswoman Rita Falk -> Rita Falk] met Mr. Hans Adler and Mr. Otto Brandt and said {it was over}. [She -> Rita Falk] gave {no reason}.",
    "she by given name": "[Robert Sully -> Robert Sully] praised {Maria Conti}. [She -> Maria Conti] said {it was nothing}.",
    "he by courtesy title": "[Ms. Ada Brook -> Ada Brook] accused {Mr. Carl Denton}. [He -> Carl Denton] denied {it}.",
    "last speaker goes on": "[Nadia Karimi -> Nadia Karimi] said {the well was dry}. [She -> Nadia Karimi] said {children were sick}. [She -> Nadia Karimi] asked {for help}.",
    "new paragraph, same speaker": "[Karl Odermatt -> Karl Odermatt] told Peter Luger that {it was late}.\n\n{“We must go,”} [he -> Karl Odermatt] said.",
    "not the man inside the quotation": "[Karl Odermatt -> Karl Odermatt] said: {“I know Peter Luger well.”} [He -> Karl Odermatt] said {they had met twice}.",
    "he for somebody unnamed": "[A senior aide -> senior aide] said {the plan was ready}. [He -> senior aide] said {it would cost little}.",
    "it for a ministry": "[The Freedonian Defense Ministry -> Freedonian Defense Ministry] said {drones were shot down}. [It -> Freedonian Defense Ministry] said {nobody was hurt}.",
    "it for a capital": "[Moskova -> Moskova] said {the deal held}. [It -> Moskova] blamed {others}.",
    "it for a company": "[Brightwater Holdings -> Brightwater Holdings] said {sales fell}. [It -> Brightwater Holdings] expects {a better year}.",
    "they for a group": "[Local officials -> Local officials] said {the dam broke}. [They -> Local officials] said {help was coming}.",
    "they for a pair": "[Ann Kessler and Bob Tarrant -> Ann Kessler and Bob Tarrant] said {the race was fair}. [They -> Ann Kessler and Bob Tarrant] thanked {the crowd}.",
    "they for a group that never spoke": "The ruling shocked defense lawyers. [They -> defense lawyers] said {they would appeal}.",
    "she whom somebody asked": "Harleen Dalwal is 36. [A reporter -> reporter] asked her {if she would go on}. {‘Ask the knees,’} [she -> Harleen Dalwal] replied.",
    "he after a woman who was she": "[Devika Raghun -> Devika Raghun] said {no}. [She -> Devika Raghun] gave {no reason}. That leader, Harbha Sidhwan, remembers the call. [He -> Harbha Sidhwan] said {yes}.",
    "they for the subject of the sentence": "[Harbor officials -> Harbor officials] said {no}. Lakeland fishermen want a new pier, which [they -> Lakeland fishermen] say {would help}.",
    "they for two named with and": "[Osterland officials -> Osterland officials] said {no}. Ann Kessler and Bob Tarrant left early, since [they -> Ann Kessler and Bob Tarrant] thought {it was late}.",
    "it for the body that the sentence begins with": "Pakistan's defense ministry has begun what [it -> Pakistan's defense ministry] calls {a search}.",
    "he who is named only afterwards": "{“I am tired,”} [he -> Leo Marsh] said. Leo Marsh had run all night.",
    "whom the sentence before is about": "[Oda Renker -> Oda Renker] said {the school would close}. Ms. Mira Tolland left the hall early. [She -> Mira Tolland] said {nobody had listened}.",
    "herself": "[Oda Renker -> Oda Renker] said {the school would close}. [Renker -> Oda Renker] said {no}. The minister thanked her, and Ms. Mira Tolland herself stood up in the hall. [She -> Mira Tolland] said {nobody had listened}.",
}

DESCRIPTIONS = {
    "the spokesman": "[Harbor Council spokesman Tim Ruddock -> Tim Ruddock] said {no}. [The spokesman -> Tim Ruddock] said {ships must wait}.",
    "the body's spokesman": "[Kremlin spokesman Lev Antonov -> Lev Antonov] said {no}. [The Kremlin spokesman -> Lev Antonov] said {more talks were needed}.",
    "spokesperson for spokesman": "[Kremlin spokesman Lev Antonov -> Lev Antonov] said {no}. [the Kremlin spokesperson -> Lev Antonov] added {that it was late}.",
    "the president": "[President Ilona Sarkany -> Ilona Sarkany] said {no}. Minister Karl Bauer agreed. [The president -> Ilona Sarkany] said {it was final}.",
    "the country's leader": "[Turkish President Tarik Demirsoy -> Tarik Demirsoy] said {no}. [The Turkish leader -> Tarik Demirsoy] said {it was final}.",
    "country as adjective and as possessive": "[Syrian President Nabil Haddar -> Nabil Haddar] said {no}. [Syria's president -> Nabil Haddar] said {it was final}.",
    "two ministers, told apart by the field": "[Foreign Minister Ulla Dahl -> Ulla Dahl] met Finance Minister Jon Berg and said {it helped}. [The finance minister -> Jon Berg] said {little}.",
    "two presidents, told apart by the country": "Turkish President Tarik Demirsoy met Russian President Oleg Stanov. [The Russian president -> Oleg Stanov] said {it went well}.",
    "counterpart is a president too": "Russian President Oleg Stanov met his Turkish counterpart Tarik Demirsoy. [The Turkish president -> Tarik Demirsoy] said {it went well}.",
    "abbreviated office": "Deal breaks no accord: [Russian FM -> Arkady Zimin]\n\n[Russian Foreign Minister Arkady Zimin -> Arkady Zimin] said {the deal was sound} and {was kept}.",
    "the senator": "[Senator Orla Kerrigan -> Orla Kerrigan] said {no}. [The senator -> Orla Kerrigan] said {it twice}.",
    "named right after": "[Kenya's justice minister -> Njeri Mwangi] says {assets will be frozen}. [Njeri Mwangi -> Njeri Mwangi] told reporters {it would start soon}.",
    "a body named right after": "[An Israeli newspaper -> Hazofe] says {the minister will resign}. [The Hazofe newspaper -> Hazofe] says {it saw the letter}.",
    "spokeswoman is not he": "[Council spokeswoman Rita Falk -> Rita Falk] said {no}. [The spokeswoman -> Rita Falk] gave {no date}.",
    "the ministry": "[The Freedonian Defense Ministry -> Freedonian Defense Ministry] said {no}. [The ministry -> Freedonian Defense Ministry] said {it again}.",
    "the company": "[Brightwater Holdings -> Brightwater Holdings] said {sales fell}. [The company -> Brightwater Holdings] expects {a better year}.",
    "the firm": "Tolland Motors cut jobs. [The firm -> Tolland Motors] said {sales fell}.",
    "the group, by a name like a man's": "[Lake Direct -> Lake Direct] said {no}. The men met at the Norvik National Park. [The group -> Lake Direct] said {yes}.",
    "a town is no company": "[Delphine -> Delphine] said {no} to a well near Port Lindal. [The company -> Delphine] said {it was dry}.",
    "the machine is no company": "Norvik Gas and Light (NG&L) cut the lines. The Kestrel 206 fell on Monday. [The company -> Norvik Gas and Light] said {it was a storm}.",
    "the alliance": "[NATO -> NATO] said {no}. [The alliance -> NATO] said {yes}.",
    "the hospital, as it stood before": "Pakistan's Lahore hospital sent word. [The hospital -> Lahore hospital] said {no}.",
    "the rebels, as they stood before": "Pakistani rebels took a town. [The rebels -> Pakistani rebels] said {no}.",
    "leader of somebody else's group": "[President Ilona Sarkany -> Ilona Sarkany] said {no}. [The leader of the Norvik Front in Borduria -> leader of the Norvik Front in Borduria] said {yes}.",
    "the supplier, named beside the noun before": "Shares of the supplier, Norvik Hoist, fell. [The supplier -> Norvik Hoist] said {no}.",
    "the company, in apposition": "The owner of the ferry, Halcyon Lines, runs eleven ships, among them the Aurelia Star. [The company -> Halcyon Lines] said {no}.",
    "the companies": "Golden Junk and Everbright Steam announced a merger. [The companies -> Golden Junk and Everbright Steam] said {it was late}.",
    "the two countries": "India and Pakistan met on Monday. It rained. [The two countries -> India and Pakistan] voiced {hope}.",
    "the dentist is not the last speaker": "[Tama Rongo -> Tama Rongo] said {no}. The owner, a dentist, has two sons. [The dentist -> dentist] said {yes}.",
    "the latter": "Ann Kessler told the Lake Office and the Meadow Bank, [the latter -> Meadow Bank] confirming {it}.",
    "the former": "Ann Kessler met Otto Brandt. [The former -> Ann Kessler] said {no}.",
    "the office of the one right before": "Tomas Virtala, [the president of Norvik Lines -> Tomas Virtala] announced {cuts}.",
    "a group said to be one": "He is a member of the Norvik Dawn terrorist group. [The group -> Norvik Dawn] said {no}.",
    "a group of people": "[A group of Borduran fishermen -> group of Borduran fishermen] told the Lake Center {no}. [The group -> group of Borduran fishermen] said {no}.",
    "whose office it is, is another country's": "The Pacific Warning Center sent word. [Japan's weather agency -> Japan's weather agency] said {no}.",
    "region for a country": "Pakistan tested a kite. [The South Asian country -> Pakistan] said {it flew}.",
    "a ministry of another country": "[Pakistan's health ministry -> Pakistan's health ministry] said {no}. [Indonesia's Health Ministry -> Indonesia's Health Ministry] said {yes}.",
    "a body described, and the next sentence about it": "[A Norvik-based relief group -> Lake Fishers Association] says {no}.\n\nThe Norvik-based Lake Fishers Association is meeting on Monday.",
    "the group, by its acronym's full name": "The Rivers Defence League (RDL) met. [The RDL -> Rivers Defence League] said {dams kill fish}. [The group -> Rivers Defence League] asked {for a vote}.",
    "the agency": "[The Norvik news agency -> Norvik news agency] said {a ship sank}. [The agency -> Norvik news agency] said {all were saved}.",
    "the country": "[Pakistan -> Pakistan] said {no}. [The country -> Pakistan] denied {the charge}.",
    "police, of which country": "[Spanish police -> Spanish police] said {two men were held}. [Police -> Spanish police] said {a third fled}.",
    "the court": "[The Osterland Constitutional Court -> Osterland Constitutional Court] ruled {the law void}. [The court -> Osterland Constitutional Court] said {it was vague}.",
    "both senators": "Senator Orla Kerrigan met Senator Wade Tolliver. [Both senators -> Orla Kerrigan and Wade Tolliver] said {it was useful}.",
    "the same office in lower case": "[Lahore police chief Faisal Noor -> Faisal Noor] said {no}. [The police chief -> Faisal Noor] said {it again}.",
    "the monarch": "[King Aldemar -> Aldemar] said {no}. [The monarch -> Aldemar] thanked {the nation}.",
    "office of the one named before": "Pavel Orsk, the governor, resigned on Monday. [His office -> Pavel Orsk's office] said {he was ill}.",
    "the Republican": "[Senator Orla Kerrigan -> Orla Kerrigan] brought {a bill}. [The Republican from Wyoming -> Orla Kerrigan] says {help is late}. [She -> Orla Kerrigan] said {no more}.",
    "an office of former times": "[Borduran leader Ilona Sarkany -> Ilona Sarkany] says {no}. [The former judge -> Ilona Sarkany] told reporters {it was late}.",
    "the judge is somebody else": "[Senator Orla Kerrigan -> Orla Kerrigan] said {no}. [The judge -> judge] ordered {a break}.",
    "spokesman of a body, then Spokesman": "[A spokesman for Borduria's Supreme Lake Council -> Lev Antonov] denies {it}.\n\n[Spokesman Lev Antonov -> Lev Antonov] says {no}.",
    "a description, and the next sentence about the man": "[A former engineer at the Lake Office -> Lionel Drake] has admitted {theft}.\n\nIn a court in Norvik on Monday, Lionel Drake pleaded guilty.",
    "role before a rank": "Norvik's pastor, Reverend Tomas Virtala, left. [The preacher -> Tomas Virtala] said {no}.",
    "named with the same role some sentences later": "[A Borduran pastor -> Tomas Virtala] planned {a fire}. It rained. It snowed. It was cold. It was late. The Borduran pastor, Reverend Tomas Virtala, left.",
    "role with a possessive before the name": "They voted for Norvik's exiled spiritual leader, the Domai Lura. [The spiritual leader -> Domai Lura] said {no}.",
    "father of the one named before": "Pavel Orsk, the diver, was found on Monday. [His father -> Pavel Orsk's father] said {he was well}.",
    "apposition without its comma": "[Mr. Pavel Orsk a strategist for Tolland Bank -> Pavel Orsk] said {prices would rise}.",
}

UNNAMED = {
    "officials": "[Officials -> Officials] said {the road was shut}.",
    "officials of a country": "[Pakistani officials -> Pakistani officials] said {the road was shut}.",
    "a senior official": "Ilona Sarkany flew home. [A senior official -> senior official] said {talks would go on}.",
    "critics are nobody in particular": "Ilona Sarkany won. [Critics -> Critics] said {the vote was rigged}.",
    "an eyewitness": "[An eyewitness -> eyewitness] said {the bus caught fire}.",
    "a spokesman nobody names": "[A Foreign Ministry spokesman -> Foreign Ministry spokesman] said {no}.",
    "thousands": "[Thousands of students -> Thousands of students] demanded {lower fees}.",
    "no one": "[No one -> ] claimed {responsibility}.",
    "no group": "[No group -> ] has said {it did this}.",
    "some reports": "[Some reports -> Some reports] say {ten died}.",
    "media reports": "[Media reports -> Media reports] say {ten died}.",
    "authorities after those of a country in another sentence": "[Authorities in Osterland -> Authorities in Osterland] said {no}. It was in Chad. [Authorities there -> Authorities] said {yes}.",
    "an adjective is no name": "[Initial reports -> Initial reports] said {ten died}.",
    "a capital letter is no name": "[Witnesses -> Witnesses] said {shots were fired}. [Authorities -> Authorities] said {nothing}.",
    "doctors treating a man": "[Doctors treating Mr. Brenner -> Doctors treating Mr. Brenner] said {he was better}.",
    "researchers of two places": "[Researchers in Chad and Sudan -> Researchers in Chad and Sudan] said {rain would come}.",
    "a number of people": "[A number of senators -> number of senators] said {they would leave}.",
    "rebels are no officials": "[Palace officials -> Palace officials] said {the road was open}. [The rebels -> rebels] said {it was not}.",
    "officials of the country after those of its army": "[Freedonian military officials -> Freedonian military officials] said {no}. [Freedonian officials -> Freedonian officials] said {yes}.",
    "officials at a place are others": "[U.S. military officials -> U.S. military officials] said {no}. [Officials at the base -> Officials at the base] said {yes}. [They -> Officials at the base] said {it was over}.",
    "leaders of two countries are not those who spoke": "[Local officials -> Local officials] said {no}. [the leaders of the two countries -> leaders of the two countries] voiced {hope}.",
    "passengers after some of them": "[Three frightened passengers -> Three frightened passengers] said {no}. [Passengers -> Passengers] said {yes}.",
    "some scientists are not those who spoke": "[Scientists from Norvik College -> Scientists from Norvik College] said {no}. [Some scientists -> Some scientists] said {yes}.",
    "officials far from those who spoke": "[Borduran officials -> Borduran officials] said {no}. It rained. It snowed. It was cold. It was dark. It was late. [Officials -> Officials] said {yes}.",
    "examples are no part of the description": "[Village leaders, including Ann Kessler and Bob Tarrant -> Village leaders] said {no}.",
    "residents there": "[Residents there -> Residents] said {the road was shut}.",
    "official attending something": "[A harbor official attending the conference -> harbor official attending the conference] said {no}. [The official -> harbor official attending the conference] said {yes}.",
    "people of a country are no name": "[Many traditionalist Pakistanis -> Many traditionalist Pakistanis] said {no}.",
    "several officials after one": "[A harbor official -> harbor official] said {no}. [Officials -> Officials] said {yes}.",
}

BODIES = {
    "the Kremlin": "[The Kremlin -> Kremlin] said {no}.",
    "a ministry with of": "[The Ministry of Health and Population -> Ministry of Health and Population] said {no}.",
    "of and and inside a name": "[The Department of Housing and Urban Works -> Department of Housing and Urban Works] said {no}.",
    "and inside a name": "[The National Oceanic and Atmospheric Office -> National Oceanic and Atmospheric Office] said {a storm was near}.",
    "acronym defined in parentheses": "The Front for Open Seas (FOS) met. [The FOS -> Front for Open Seas] said {no}.",
    "acronym by initials only": "[The International Lake Commission -> International Lake Commission] said {no}. [The ILC -> International Lake Commission] said {it again}.",
    "acronym that spells words with commas between": "The Office for Rivers, Lakes and Springs (ORLS) met. [The ORLS -> Office for Rivers, Lakes and Springs] said {no}.",
    "acronym that spells a possessive": "[The Lake Fishers' Conference of Borduria (LFCB) -> Lake Fishers' Conference of Borduria] said {no}.",
    "acronym spelled out inside a title": "Norvik Fishermen's League President Ann Kessler left. [The NFL -> Norvik Fishermen's League] said {no}.",
    "the EU": "European Union Lake Commissioner Ann Kessler left. [The EU -> European Union] said {no}.",
    "adjective of a body in lower case": "The Norvik Safety Board was closed, as much of the Federal government was. [Its -> Norvik Safety Board] website said {no}.",
    "acronym of the last body only": "[Ann Kessler of Borduria's National Lake Office (NLO) -> Ann Kessler] said {no}. [The NLO -> National Lake Office] said {yes}.",
    "short form of the beginnings of words": "The Borduran Department of Forests and Fire Control (BorFire) met. [BorFire -> Borduran Department of Forests and Fire Control] said {no}.",
    "acronym with points": "[The United Nations -> United Nations] said {no}. [The U.N. -> United Nations] said {it again}.",
    "short form of a body": "[The U.S. Weather Office -> U.S. Weather Office] said {no}. [The Weather Office -> U.S. Weather Office] said {it again}.",
    "company form left out": "[Brightwater Inc. -> Brightwater Inc.] said {no}. [Brightwater -> Brightwater Inc.] said {it again}.",
    "a daughter company is another": "Boreas Aviation sold two jets. [Boreas -> Boreas] said {no}.",
    "generic body keeps its owner": "[Borduria's Foreign Ministry -> Borduria's Foreign Ministry] said {no}.",
    "own name drops the owner": "[NATO's Lakeland Assistance Force -> Lakeland Assistance Force] said {no}.",
    "newspaper is no part of the name": "[The Hazofe newspaper -> Hazofe] said {no}.",
    "ruling party": "[Borduria's ruling Amarat party -> Amarat] said {no}.",
    "led and based are descriptions": "[The NATO-led Lakeland Assistance Force -> Lakeland Assistance Force] said {no}.",
    "office of a man": "[Demirsoy’s office -> Demirsoy’s office] said {no}.",
    "new in a name": "[The New Harbor Times -> New Harbor Times] said {no}.",
    "without in a name": "[Nurses Without Frontiers -> Nurses Without Frontiers] said {no}.",
    "government of a country": "[The Syrian government -> Syrian government] said {no}.",
    "capital for a government": "[Ankara -> Ankara] urged {restraint}.",
    "body of the same first word": "Boreas and Boreas Aviation met. [Boreas Aviation -> Boreas Aviation] said {no}.",
    "plural possessive inside a name": "[The Shopkeepers’ League -> Shopkeepers’ League] said {no}. [The League -> Shopkeepers’ League] said {yes}.",
    "neighboring is no name": "[Neighboring Keldia -> Keldia] said {no}.",
    "word that opens a sentence before a name": "[Boreas -> Boreas] said {no}. Actual Boreas sales fell. [Boreas -> Boreas] blamed {snow}.",
    "two bodies with an and": "The Center for Lake Diversity and Center for Fish Safety met. [The Center for Lake Diversity -> Center for Lake Diversity] said {no}.",
    "weekday after a body with an and": "[The Borduran Monitoring Center on Floods and Drought -> Borduran Monitoring Center on Floods and Drought] Monday said {no}.",
    "committee to do something": "[The Committee to Protect Rivers -> Committee to Protect Rivers] said {no}.",
}

DOCUMENTS = {
    "a Kremlin statement": "[A Kremlin statement -> Kremlin] said {no}.",
    "a report by a body": "[A report by the Meadow Bank -> Meadow Bank] said {rates would rise}.",
    "a statement from a body": "[A statement from the Meadow Bank -> Meadow Bank] said {rates would rise}.",
    "possessive before the noun": "[Brightwater’s announcement -> Brightwater] said {sales fell}.",
    "the statement of the last body": "[The Freedonian Defense Ministry -> Freedonian Defense Ministry] said {no}. [The statement -> Freedonian Defense Ministry] added {it was false}.",
    "the report, by what was said before": "A report by the Meadow Bank made news, and Brightwater Inc. fell. [The report -> Meadow Bank] said {rates would rise}.",
    "its website": "[Brightwater Inc. -> Brightwater Inc.] said {no}. [Its website -> Brightwater Inc.] says {all is well}.",
    "his claim": "Minister Karl Odermatt lost. [His -> Karl Odermatt] claim {that it was rigged} was rejected.",
    "possessive name": "[Odermatt’s -> Karl Odermatt] claim {that it was rigged} failed. Karl Odermatt had lost.",
    "a newspaper named after a comma": "[A report in a Borduran newspaper, The Harbor Daily -> Harbor Daily] said {no}.",
    "in a statement, of a man": "[President Ilona Sarkany -> Ilona Sarkany], in a statement, announced {a truce}. [The statement -> Ilona Sarkany] said {it would hold}.",
    "in a statement, of a group": "[Borduran officials -> Borduran officials] said in a statement that {the road was shut}. [The statement -> Borduran officials] said {it was icy}.",
    "study released by a body, in an apposition": "[The study -> Meadow Bank], released by the Meadow Bank on Monday, says {rates will rise}. [The study -> Meadow Bank] finds {no risk}.",
    "a body released a report": "The lake group Norvik Aid Trust issued a report on Monday. It rained. Brightwater Inc. fell. [The report -> Norvik Aid Trust] said {dams kill fish}.",
    "a report whose body comes in the next sentence": "[A new report -> Meadow Bank] says {rates will rise}. [The Meadow Bank -> Meadow Bank] says {prices will, too}.",
    "reports taken up": "[Pakistani news reports -> Pakistani news reports] say {ten died}. [The reports -> Pakistani news reports] say {it was late}.",
    "another report is another's": "[Some reports -> Some reports] say {ten died}. [Another report -> Another report] says {two did}.",
    "an autopsy is nobody's word": "[Lakeland authorities -> Lakeland authorities] said {no}. [An autopsy -> autopsy] found {salt}.",
    "figures that came out today": "[Figures to be published today -> Figures] show {a loss}.",
    "a survey of a year by a body": "[A survey published in 2017 by the Meadow Bank -> Meadow Bank] said {no}.",
    "attributed to a body": "[A statement attributed to the militant group Norvik Dawn -> Norvik Dawn] said {no}.",
    "on a body's website": "[A statement on Brightwater’s website -> Brightwater] said {no}.",
    "Sunday paper": "[A report in Borduria's Sunday Mail newspaper -> Sunday Mail] said {no}.",
    "reports from a town": "[News reports from Norvik -> News reports from Norvik] said {no}.",
    "body in lower case": "[A ministry statement -> ministry] said {no}.",
    "statement of a common noun": "The Freedonian military pulled back. [A military statement -> Freedonian military] said {the road was open}.",
    "figures of the company": "Tolland Motors cut jobs. The company is old. [Company figures -> Tolland Motors] show {a loss}.",
    "reports of the police": "[Police reports -> Police] say {the door was open}.",
    "her memoirs": "Oda Renker, the singer, died on Monday. [Her memoirs -> Oda Renker] say {she was shy}.",
}

SEVERAL = {
    "two names": "[Ann Kessler and Bob Tarrant -> Ann Kessler and Bob Tarrant] said {no}.",
    "two surnames": "Ann Kessler met Bob Tarrant. [Kessler and Tarrant -> Ann Kessler and Bob Tarrant] said {no}.",
    "three names": "[Osterland, Borduria and Sylvania -> Osterland, Borduria and Sylvania] said {no}.",
    "titles within": "[Sens. Orla Kerrigan (D-WY) and Wade Tolliver (R-OR) -> Orla Kerrigan and Wade Tolliver] said {no}.",
    "appositions within": "[Orla Kerrigan, a Democrat, and Wade Tolliver, a Republican, -> Orla Kerrigan and Wade Tolliver] said {no}.",
    "both, with what is incidental": "[Ann Kessler, in Norvik, and Otto Brandt, in Selwa, -> Ann Kessler and Otto Brandt] said {no}.",
    "both of them": "[Both Kerrigan and Tolliver -> Orla Kerrigan and Wade Tolliver] said {no}. Orla Kerrigan and Wade Tolliver sit in the Senate.",
    "headline list": "SENS. KERRIGAN, TOLLIVER: NO\n\n[Senators Orla Kerrigan and Wade Tolliver -> Orla Kerrigan and Wade Tolliver] said {no}.",
    "headline list as source": "[SENS. KERRIGAN, TOLLIVER -> Orla Kerrigan and Wade Tolliver] ANNOUNCE {NEW BRIDGE}\n\nOrla Kerrigan and Wade Tolliver met on Monday.",
    "two offices of one kind before a body": "[Ann Kessler, president and CEO of Norvik Commercial Ferries -> Ann Kessler] said {no}.",
    "two offices before a name": "[The company president and CEO Bob Tarrant -> Bob Tarrant] said {no}.",
    "a brother introduced before his name": "[President Ilona Sarkany and her twin sister, Prime Minister Jana Sarkany -> Ilona Sarkany and Jana Sarkany] said {no}.",
    "two groups introduced before their names": "[Two Borduran relief groups, Norvik Aid and the Lake Trust -> Norvik Aid and Lake Trust] said {no}.",
    "groups between bodies": "[The Lake Council, fishermen and the Meadow Bank -> Lake Council, fishermen and Meadow Bank] said {no}.",
    "two offices, one man": "[Joe Lindgren, chairman and chief officer of Skyway, -> Joe Lindgren] said {no}.",
    "two offices before one name": "[former coach and former player John Brackwell -> John Brackwell] said {no}.",
    "and inside an office": "[Health and Human Services Secretary Mae Lockhart -> Mae Lockhart] said {no}.",
    "and in a second apposition": "[Ann Kessler, head of the Lake Bank and a professor at Norvik College, -> Ann Kessler] said {no}.",
    "and in an apposition": "[Vesna Parin, an artist and former diver, -> Vesna Parin] said {no}.",
    "a name and a body": "[Ann Kessler and the Meadow Bank -> Ann Kessler and Meadow Bank] said {no}.",
}

OTHERS = {
    "headline in capitals": "[SEN. KERRIGAN -> Orla Kerrigan] ANNOUNCES {NEW BRIDGE}\n\nU.S. Senator Orla Kerrigan (D-WY) spoke.",
    "headline with capital letters": "Questions Ann Kessler Never Answered About Money\n\n[Ann Kessler -> Ann Kessler] said {no}. [Kessler -> Ann Kessler] said {it again}.",
    "a man and the firm with his name": "Walter Grantham spoke at Grantham University, and Grantham University cheered. [Grantham -> Walter Grantham] said {no}.",
    "against somebody": "Ann Kessler lost. [An anti-Kessler group -> anti-Kessler group] said {no}.",
    "who, after the name": "The prize went to Ilse Varga, [who -> Ilse Varga] said {she was proud}.",
    "who, after a description": "The prize went to a young nurse [who -> young nurse] said {she was proud}.",
    "who, after another relative clause": "Word came from senior lawmakers, whose party had won on Monday, [who -> senior lawmakers] said {no}.",
    "who, after a verb and its object": "The figures surprised most analysts, [who -> most analysts] had forecast {a loss}.",
    "who, for people of a body": "They heard from fishermen from the Norvik Lake Council [who -> fishermen from the Norvik Lake Council] voiced {doubt}.",
    "WHO is no pronoun": "[The WHO -> World Health Body] said {no}. The World Health Body (WHO) met.",
    "quotation that goes on": "{“It is late,”} [Ilse Varga -> Ilse Varga] said.\n\n[ -> Ilse Varga]{“We must go.”}",
    "quotation of whom the sentence before is about": "{“It is late,”} [Ilse Varga -> Ilse Varga] said. Chairman Karl Bauer denied all charges.\n\n[ -> Karl Bauer]{“We must go.”}",
    "quotation before anybody spoke": "Mayor Ilse Varga opened the bridge.\n\n[ -> Ilse Varga]{“It is done.”}",
    "answer to a question": "Mayor Ilse Varga met Otto Brandt. {“Is it safe?”} [Brandt -> Otto Brandt] asked. {“It is,”} said [Varga -> Ilse Varga].\n\n[Brandt -> Otto Brandt] pointed at a crack. {“And what is that?”}\n\n[ -> Ilse Varga]{“That is paint.”}",
    "questions and answers": "The mayor of Norvik, Ilse Varga, spoke to us on Monday.\n\nQ: [ -> ]{“Why was it closed?”}\n\nA: [ -> Ilse Varga]{“We found cracks.”}\n\nQ: [ -> ]{“And now?”}",
    "labels of a transcript": "Ilse Varga is mayor of Norvik.\n\nRuddock: [ -> Ruddock]{“Why was it closed?”}\n\nVarga: [ -> Ilse Varga]{“We found cracks.”}\n\nRuddock: [ -> Ruddock]{“And now?”}",
    "labels that name no speaker": "Ingredients: [ -> ]{“Flour.”}\nMethod: [ -> ]{“Stir it.”}\nTime: An hour.",
    "a label that is taken for a quote": "Voss: Why?\n[ -> ]{Lind}: Rain.\nVoss: Yes.",
    "no source, no quotation marks": "[Ilse Varga -> Ilse Varga] said {no}. [ -> ]It is feared that {ten died}.",
    "surname shared, first name given": "Bill Harlow met Hilda Harlow. [Hilda Harlow -> Hilda Harlow] said {no}.",
    "surname shared, told apart by title": "Mr. Bill Harlow met Mrs. Hilda Harlow. [Mrs. Harlow -> Hilda Harlow] said {no}.",
    "surname of the one who matters": "President Bill Harlow spoke with reporters. Bill Harlow was in town with his daughter Ivy Harlow. [Harlow -> Bill Harlow] said {no}.",
    "surname of nobody known": "[Ostrander -> Ostrander] said {no}.",
    "dateline before the first sentence": "[NORVIK, Harbor Press Club (HPC) - Demirsoy -> Demirsoy] criticized {the harbor}.",
    "colon headline": "Soldiers will enter soon: [Demirsoy -> Tarik Demirsoy]{ }\n\nTarik Demirsoy spoke.",
}

SHEETS = {
    "names and titles": NAMES_AND_TITLES,
    "names of the world": NAMES_OF_THE_WORLD,
    "pronouns": PRONOUNS,
    "descriptions": DESCRIPTIONS,
    "unnamed": UNNAMED,
    "bodies": BODIES,
    "documents": DOCUMENTS,
    "several": SEVERAL,
    "others": OTHERS,
}

KNOWN_FAILURES: dict[str, str] = {}
"""Cases that are not solved, with the reason; ten at most."""

CASES = [
    pytest.param(
        marked,
        id=f"{sheet}: {name}",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[name])] if name in KNOWN_FAILURES else [],
    )
    for sheet, cases in SHEETS.items()
    for name, marked in cases.items()
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "name"),
    [
        ("Ann Kessler met Bob Tarrant, who praised her trip.", "Ann Kessler", "praised", "Bob Tarrant"),
        ("Ann Kessler, who praised the trip, left.", "Ann Kessler", "praised", "Ann Kessler"),
        ("Ann Kessler met a man who was described as a spy.", "Ann Kessler", "was described", "Ann Kessler"),
        ("Ann Kessler stayed. “It is late,” said Bob Tarrant.", "Ann Kessler", "said", "Bob Tarrant"),
        ("Ann Kessler asked. “Only homework,” answered the boy.", "Ann Kessler", "answered", "boy"),
        ("Norvik CEO Ann Kessler opened the show, saying it was late.", "Norvik", "saying", "Ann Kessler"),
        ("Norvik opened a plant near Ann Kessler, saying it was late.", "Norvik", "saying", "Norvik"),
    ],
    ids=[
        "another clause",
        "its own clause",
        "passive",
        "inverted",
        "inverted description",
        "beginning of a longer name",
        "no longer name",
    ],
)
def test_source_that_is_not_the_subject_of_its_cue_is_mended(text: str, source: str, cue: str, name: str) -> None:
    """The subject of a relative clause speaks in it, and a source that is only the beginning of a name is the name."""
    start, at = text.index(source), text.index(cue)
    marks = text.find("“"), text.find("”") + 1
    said = Span.of(text, *marks) if marks[1] else Span.of(text, at + len(cue) + 1, len(text) - 1)
    quote = Quote(
        "q1",
        (said,),
        (said,),
        "direct" if marks[1] else "indirect",
        cue=Span.of(text, at, at + len(cue)),
        source=Span.of(text, start, start + len(source)),
    )
    assert Attributor().attribute(text, [quote])[0].speaker.name == name


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("I", "direct", "Ann Kessler"),
        ("We", "direct", "Ann Kessler"),
        ("My engineers", "direct", "Ann Kessler's engineers"),
        ("She", "direct", "Mira Tolland"),
        ("She", "indirect", "Ann Kessler"),
    ],
)
def test_who_speaks_inside_a_quote(source: str, kind: Kind, name: str) -> None:
    """Nobody calls herself "she" in her own words; "I" and what is "mine" are the speaker's."""
    text = f"Ms. Mira Tolland stayed. Ms. Ann Kessler said: “{source} said the pier was safe.”"
    begin, end = text.index("“"), len(text)
    words = Span.of(text, begin, end)
    at = begin + 1
    told = Span.of(text, text.index("Ms. Ann"), text.index(" said:"))
    outer = Quote("q1", (words,), (words,), kind, cue=Span.of(text, told.end + 1, told.end + 5), source=told)
    inside = Span.of(text, text.index("the pier"), end - 2)
    inner = Quote(
        "q1.1", (inside,), (inside,), "indirect", source=Span.of(text, at, at + len(source)), inside="q1", depth=1
    )
    assert Attributor().attribute(text, [outer, inner])[1].speaker.name == name


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Local media -> Local media] said {no}.", "unnamed"),
        ("[Norvik Hoist -> Norvik Hoist] said {no}. [The company -> Norvik Hoist] said {yes}.", "org"),
        ("[India and other countries -> India and other countries] said {no}.", "org"),
        ("[Ann Kessler and the Meadow Bank -> Ann Kessler and Meadow Bank] said {no}.", "person"),
    ],
    ids=["media in general", "a company that speaks like a person", "a country and others", "a woman and a bank"],
)
def test_type_of_the_speaker(marked: str, kind: SpeakerType) -> None:
    """Whether a speaker is a person, a body, or nobody in particular."""
    text, quotes, _ = read_case(marked)
    assert Attributor().attribute(text, quotes)[-1].speaker.type == kind


@pytest.mark.parametrize("marked", CASES)
def test_speaker_of_each_quote(marked: str) -> None:
    """Every source of the case is given the name that the case expects."""
    text, quotes, names = read_case(marked)
    assert [quote.speaker.name for quote in Attributor().attribute(text, quotes)] == names


def test_sheet_stays_as_large_as_it_is() -> None:
    """The sheet holds at least 120 cases, and at most ten of them are known failures."""
    assert len(CASES) >= 120
    assert len(KNOWN_FAILURES) <= 10
