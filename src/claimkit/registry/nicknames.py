"""Given names that stand for each other: short forms ("Bill", "William") and spellings ("Yusuf", "Youssef").

General knowledge of many languages, and no name of any person. A shared line only makes two names compatible: it joins
nobody by itself, since "Chris" is short for "Christopher" and for "Christine".
"""

from __future__ import annotations

from collections import defaultdict

_LINES = """
abdallah abdulla abdullah
abe abraham
abigail abby
ahmad ahmed ahmet
al albert alan allan allen alfred alvin
alejandro alex alexander alexandre aleksandr aleksander oleksandr sasha sandy xander
alexandra aleksandra oleksandra sandra sasha
aleksei aleksey alexei alexey oleksii oleksiy alyosha
amanda mandy
andrea andie
andrei andrey andriy andrew andy drew
anastasia nastya
ann anna anne annie nancy
anthony antonio antony anton tony
arthur art artur
barbara barb
benjamin ben benny
bernard bernie
beatrice beatriz bea
bradley brad
caroline carol carrie
catherine katherine kathryn katharine kate kathy cathy katie kat kitty ekaterina kateryna
charles charlie chuck chas carlos karl carl
christina christine kristina chris tina
christopher chris kris topher
cynthia cindy
daniel dan danny
david dave davey
deborah debra debbie deb
dmitri dmitry dmitriy dmytro dima
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted ned eduardo edouard
eleanor ellie nell
elizabeth elisabeth liz lizzie beth betty betsy eliza elsa libby
emily em emmy
eugene gene yevgeny evgeny yevhen
florence flo
frances fran frannie
francis frank francisco
franklin frank
frederick fred freddie frederic
gabriel gabe
george georgy heorhiy yuri
gerald gerry jerry
gregory greg grigory hryhoriy
harold hal harry
henry hank harry henri
hasan hassan
husain husayn hussain hussein
ibrahim abraham
ivan john ioan
jacob jake yakov
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff geoffrey geoff
jennifer jen jenny
jeremy jerry
jessica jess jessie
joanna jo joanne
john jack johnny jon ivan juan
jonathan jon
joseph joe joey jose josef yosef yusuf youssef
joshua josh
judith judy
katerina kateryna ekaterina
kenneth ken kenny
kimberly kim
lawrence larry laurence laurie
leonard len lenny leo
lewis louis lou luis
louise lou
madeleine maddie
margaret maggie meg peggy marge greta rita
maria marie mary mariya
mark marc marcus markus
matthew mathew matt mateo
megan meg
melissa mel
michael mike mikey mick mickey michel miguel mikhail mykhailo micheal
mehmet mohamad mohamed mohammad mohammed muhammad muhammed mohamud
mykola nikolai nikolay nicholas nick nicolas nico
nathan nate
nathaniel nate nathan
omar omer umar
osama usama
pamela pam
patricia pat patty tricia trish
patrick pat paddy
paul pavel pavlo pablo
peter pete petro pyotr pedro petr
philip phillip phil felipe philippe
rachel rachael
raymond ray
rebecca becky becca
reza riza
ricardo richard rich rick ricky dick
robert rob robbie bob bobby roberto bert
roger rodger
ronald ron ronnie
russell russ
said saeed saied sayed syed
samantha sam
samuel sam sammy
sarah sara sally
sergei sergey serhii serhiy sergio
stephen steven steve stefan stephan stefano
stephanie steph
stuart stewart stu
susan sue susie suzanne
sophia sofia sophie sofiya
tamara tammy
terence terry terrance
theodore ted teddy theo
theresa teresa terry tess
thomas tom tommy tomas
timothy tim timmy
tobias toby
valentina valya
veronica ronnie
victor viktor vic
victoria vicky viktoria
vincent vince
virginia ginny
vladimir volodymyr wladimir
vladislav vladyslav
walter walt
wayne dwayne
william bill billy will willie liam
yevgenia evgenia eugenia
yousef youssef yousuf yusuf
zachary zach zack
"""


def _lines_of() -> dict[str, frozenset[int]]:
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_LINES.strip().splitlines()):
        for name in line.split():
            lines[name].add(number)
    return {name: frozenset(numbers) for name, numbers in lines.items()}


_LINE_OF = _lines_of()


def may_stand_for(one: str, other: str) -> bool:
    """Whether two given names, folded, can be one person's.

    >>> may_stand_for("bill", "william"), may_stand_for("bill", "bob")
    (True, False)
    """
    return not _LINE_OF.get(one, frozenset()).isdisjoint(_LINE_OF.get(other, ()))
