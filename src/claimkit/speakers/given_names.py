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
    aaron abbas abdel abdul abdulla abdullah abdulrahman abe abraham adam adrian ahmad ahmed ajay akbar alan
    alastair albert alberto aldo alejandro aleksandar aleksandr alexander alexei alexey alfonso alfred ali
    alistair allen alvaro amir amit anatoly anders andre andreas andrei andrew andrey andrzej angus anil anthony
    antoine anton antonio antony anwar arjun arnold artem arthur arturo arun ashraf asif aziz barack barry bart
    bashar basil ben benjamin bernard bernie bertrand bilal bill billy bob bobby boris brad brendan brett brian
    bruce bruno bryan byron carl carlo carlos cesar charles charlie chen chris christian christoph christopher
    chuck clarence claude claudio clement colin conrad craig curtis cyril dale dan daniel danny dave david davis
    dean dennis derek diego dieter dimitri dirk dmitri dmitry dominic don donald doug douglas duncan dwight ed
    eddie edgar eduardo edward edwin ehud elias elijah elliott emil emilio emmanuel enrique eric erik ernest
    ernesto ethan eugene evan evgeny fahd faisal farid farouk fernando fidel francis francisco franco francois
    frank franklin franz fred frederick friedrich fyodor gabriel gareth gary gavin gennady geoff geoffrey george
    georges gerald gerard gerhard gilbert giovanni giuseppe glenn gordon graham greg gregory guido guillermo
    gustavo guy hamid hamza hank hans harold harry hasan hashim hassan hector heinz helmut henri henrik henry
    herbert herman hiroshi hisham hosni howard hubert hugh hugo hussein ian ibrahim igor ilham imran isaac
    ismail ivan jack jacob jacques jake jalal jamal james jan jared jason javier jay jean jeff jeffrey jens
    jeremy jerome jerry jesus jim jimmy joachim joao joaquin joe joel johan johannes john johnny jon jonas
    jonathan jorge jose josef joseph josh joshua juan jules julian julio justin jürgen kamal kareem karim karl
    keith ken kenneth kevin khaled khalid khalil kirk klaus kofi kurt lance larry lars laurent lawrence lee leo
    leon leonard leonardo leonid lloyd lorenzo louis luca lucas luis luiz luke mahdi mahmoud mahmud malcolm
    manfred manuel marc marcel marco marcos marcus mario marius mark martin marvin marwan massimo mathias matt
    matteo matthew maurice mauricio max mehdi mehmet michael michel miguel mike mikhail milan milos mitch
    mohamad mohamed mohammad mohammed mohsen moshe mosheh muammar muhammad murray mustafa mwai naji narendra
    nasser nathan neil nelson nicholas nick nicolas nicolás nigel nikita nikolai noah norman nouri olaf oleg
    oliver olivier omar osama oscar otto pablo patrick paul paulo pavel pedro peter petr petro phil philip
    philippe pierre pietro prakash pranab rafael rahul raj rajesh rajiv ralph ramon randy raul ray raymond recep
    reinhard rene reza ricardo riccardo richard rick rob robert roberto robin rodrigo roger roland ron ronald
    ross roy rudolf rupert russell ryan saad saddam saeed said salah salem salman sam sami samuel sanjay saul
    saxby scott sean sebastian sergei sergey sergio seth shaun shigeru shinzo silvio simon stanley stefan
    stefano stephane stephen steve steven stewart stuart suleiman sunil taha tariq tayyip ted terrence terry
    thabo theodore thomas tim timothy toby todd tom tomas tony toshio travis trent trevor ulrich umar vaclav
    vadim valery vernon victor vijay viktor vincent vitaly vladimir volodymyr wade walid wallace walter warren
    wayne werner wilhelm will william winston wolfgang xavier yair yasser yevgeny yitzhak yoshihiko yossi
    youssef yuri yusuf yves zach zachary zakaria zine
"""
_WOMEN = """
    abigail ada adriana agnes aisha alejandra alexandra alice alicia alison allison amanda amina amy ana
    anastasia andrea angela angelina anita ann anna annabel anne annette annie antonia april asma astrid audrey
    aung ayesha barbara beatrice beatriz benazir bernadette beth betty beverly birgit brenda bridget brigitte
    britney camilla carla carmen carol carolina caroline carolyn catherine cathy cecilia charlene charlotte
    chelsea cherie cheryl chloe christina christine cindy claire clara claudia colleen condoleezza connie
    cristina cynthia daniela daphne dawn debbie deborah debra denise diana diane dianne dolores donna doris
    dorothy edith edna eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emilia emily
    emma erica erin esther ethel eva eve evelyn farah fatima fatma fiona florence frances francesca gabriela
    gabrielle gail geraldine gina giorgia gladys gloria golda grace greta gwen hanna hannah harriet heather
    heidi helen helena helga hilary hillary holly ida ilana imelda indira ingrid irene irina iris isabel
    isabella ivanka jacinda jacqueline jane janet janice jasmine jean jeanne jen jenna jennifer jenny jessica
    jill joan joanna joanne jocelyn josephine joyce juanita judith judy julia juliana julie june kamala karen
    karin karla kate katherine kathleen kathryn kathy katie katrina kay keiko kelly kimberly kirsten kristen
    kristin kristina lara laura lauren leila lena leslie leticia lilian liliana lily linda lisa liz lois loretta
    lorraine louise lucia lucille lucy lydia lynn lynne madeleine magdalena maggie malala mandy marcia margaret
    margarita maria mariam mariana marianne marie marilyn marina marine marion marjorie marta martha mary maryam
    maureen maxine maya megan melanie melinda melissa mercedes meredith michelle mildred miriam molly mona
    monica monika muriel nabila nadia nancy naomi natalia natalie natasha nikki nina nora norma olga olivia
    olympia ophelia pamela patricia patty paula pauline peggy penelope penny phyllis priyanka rachel rania
    raquel rebecca regina renata renee rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sally
    samantha sandra sara sarah selma sharon sheikha sheila shirin shirley silvia simone sofia sonia sophia
    sophie stacey stephanie sue susan susana susanna susanne suzanne sylvia tamara tammy tania tanya tara teresa
    tessa thelma theresa tina tzipi ursula valerie vanessa vera veronica victoria viktoria virginia vivian wanda
    wendy winifred winnie yasmin yolanda yulia yvette yvonne zainab zoe
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
