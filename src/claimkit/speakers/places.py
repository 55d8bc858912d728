"""Countries with their people, capitals and other names: who "the Turkish president" or "Ankara" speaks for.

One line a country: its names, ``|`` its adjectives and people, ``|`` its capital and seats of government. The names
are common knowledge; order within a field has no meaning except that the first name is the usual one. Regions and
large cities that make news are places too, of no country.
"""

from __future__ import annotations

_TABLE = """
Afghanistan | Afghan Afghans Afghani | Kabul
Albania | Albanian Albanians | Tirana
Algeria | Algerian Algerians | Algiers
Andorra | Andorran Andorrans |
Angola | Angolan Angolans | Luanda
Argentina | Argentine Argentinian Argentines Argentinians | Buenos_Aires
Armenia | Armenian Armenians | Yerevan
Australia | Australian Australians | Canberra
Austria | Austrian Austrians | Vienna
Azerbaijan | Azerbaijani Azeri Azerbaijanis Azeris | Baku
Bahamas | Bahamian Bahamians | Nassau
Bahrain | Bahraini Bahrainis | Manama
Bangladesh | Bangladeshi Bangladeshis | Dhaka
Barbados | Barbadian Barbadians | Bridgetown
Belarus | Belarusian Belarussian Belarusians | Minsk
Belgium | Belgian Belgians | Brussels
Belize | Belizean | Belmopan
Benin | Beninese | Porto-Novo
Bhutan | Bhutanese | Thimphu
Bolivia | Bolivian Bolivians | La_Paz
Bosnia Bosnia-Herzegovina Bosnia_and_Herzegovina | Bosnian Bosnians | Sarajevo
Botswana | Botswanan | Gaborone
Brazil | Brazilian Brazilians | Brasilia Brasília
Brunei | Bruneian |
Bulgaria | Bulgarian Bulgarians | Sofia
Burkina_Faso | Burkinabe | Ouagadougou
Burundi | Burundian Burundians | Bujumbura
Cambodia | Cambodian Cambodians | Phnom_Penh
Cameroon | Cameroonian Cameroonians | Yaounde
Canada | Canadian Canadians | Ottawa
Chad | Chadian Chadians | N'Djamena
Chile | Chilean Chileans | Santiago
China PRC People's_Republic_of_China | Chinese | Beijing
Colombia | Colombian Colombians | Bogota Bogotá
Comoros | Comorian | Moroni
Congo DRC DR_Congo Democratic_Republic_of_Congo | Congolese | Kinshasa
Costa_Rica | Costa_Rican Costa_Ricans |
Croatia | Croatian Croatians Croat Croats | Zagreb
Cuba | Cuban Cubans | Havana
Cyprus | Cypriot Cypriots | Nicosia
Czech_Republic Czechia | Czech Czechs | Prague
Denmark | Danish Danes | Copenhagen
Djibouti | Djiboutian |
Dominican_Republic | Dominican Dominicans | Santo_Domingo
East_Timor Timor-Leste | Timorese | Dili
Ecuador | Ecuadorian Ecuadorean Ecuadorians | Quito
Egypt | Egyptian Egyptians | Cairo
El_Salvador | Salvadoran Salvadorans | San_Salvador
Eritrea | Eritrean Eritreans | Asmara
Estonia | Estonian Estonians | Tallinn
Eswatini Swaziland | Swazi | Mbabane
Ethiopia | Ethiopian Ethiopians | Addis_Ababa
Fiji | Fijian Fijians | Suva
Finland | Finnish Finns | Helsinki
France | French | Paris Elysee Élysée
Gabon | Gabonese | Libreville
Gambia | Gambian Gambians | Banjul
Georgia | Georgian Georgians | Tbilisi
Germany | German Germans | Berlin
Ghana | Ghanaian Ghanaians | Accra
Greece | Greek Greeks | Athens
Greenland | Greenlandic | Nuuk
Guatemala | Guatemalan Guatemalans |
Guinea | Guinean Guineans | Conakry
Guyana | Guyanese | Georgetown
Haiti | Haitian Haitians | Port-au-Prince
Honduras | Honduran Hondurans | Tegucigalpa
Hong_Kong | Hong_Konger Hong_Kongers |
Hungary | Hungarian Hungarians | Budapest
Iceland | Icelandic Icelanders | Reykjavik
India | Indian Indians | New_Delhi Delhi
Indonesia | Indonesian Indonesians | Jakarta
Iran Islamic_Republic | Iranian Iranians Persian | Tehran Teheran
Iraq | Iraqi Iraqis | Baghdad
Ireland | Irish | Dublin
Israel | Israeli Israelis | Jerusalem Tel_Aviv
Italy | Italian Italians | Rome
Ivory_Coast Côte_d'Ivoire | Ivorian Ivorians | Abidjan Yamoussoukro
Jamaica | Jamaican Jamaicans | Kingston
Japan | Japanese | Tokyo
Jordan | Jordanian Jordanians | Amman
Kazakhstan | Kazakh Kazakhs | Astana Nur-Sultan
Kenya | Kenyan Kenyans | Nairobi
Kosovo | Kosovar Kosovan Kosovars | Pristina
Kuwait | Kuwaiti Kuwaitis |
Kyrgyzstan | Kyrgyz | Bishkek
Laos | Laotian Lao Laotians | Vientiane
Latvia | Latvian Latvians | Riga
Lebanon | Lebanese | Beirut
Lesotho | Basotho | Maseru
Liberia | Liberian Liberians | Monrovia
Libya | Libyan Libyans | Tripoli
Liechtenstein | | Vaduz
Lithuania | Lithuanian Lithuanians | Vilnius
Luxembourg | |
Macedonia North_Macedonia | Macedonian Macedonians | Skopje
Madagascar | Malagasy | Antananarivo
Malawi | Malawian Malawians | Lilongwe
Malaysia | Malaysian Malaysians | Kuala_Lumpur Putrajaya
Maldives | Maldivian Maldivians |
Mali | Malian Malians | Bamako
Malta | Maltese | Valletta
Mauritania | Mauritanian Mauritanians | Nouakchott
Mauritius | Mauritian |
Mexico | Mexican Mexicans | Mexico_City
Moldova | Moldovan Moldovans | Chisinau
Monaco | Monegasque |
Mongolia | Mongolian Mongolians | Ulaanbaatar Ulan_Bator
Montenegro | Montenegrin Montenegrins | Podgorica
Morocco | Moroccan Moroccans | Rabat
Mozambique | Mozambican Mozambicans | Maputo
Myanmar Burma | Burmese | Naypyidaw Naypyitaw Rangoon Yangon
Namibia | Namibian Namibians | Windhoek
Nepal | Nepali Nepalese Nepalis | Kathmandu
Netherlands Holland | Dutch | Amsterdam
New_Zealand | New_Zealander New_Zealanders Kiwi | Wellington
Nicaragua | Nicaraguan Nicaraguans | Managua
Niger | Nigerien | Niamey
Nigeria | Nigerian Nigerians | Abuja
North_Korea DPRK | North_Korean North_Koreans | Pyongyang
Norway | Norwegian Norwegians | Oslo
Oman | Omani Omanis | Muscat
Pakistan | Pakistani Pakistanis | Islamabad
Palestine Palestinian_Authority | Palestinian Palestinians | Ramallah
Panama | Panamanian Panamanians |
Papua_New_Guinea | Papuan | Port_Moresby
Paraguay | Paraguayan Paraguayans | Asuncion
Peru | Peruvian Peruvians | Lima
Philippines | Philippine Filipino Filipinos | Manila
Poland | Polish Poles | Warsaw
Portugal | Portuguese | Lisbon
Puerto_Rico | Puerto_Rican Puerto_Ricans |
Qatar | Qatari Qataris | Doha
Romania | Romanian Romanians | Bucharest
Russia Russian_Federation | Russian Russians | Moscow Kremlin
Rwanda | Rwandan Rwandans | Kigali
Samoa | Samoan Samoans | Apia
Saudi_Arabia | Saudi Saudis Saudi_Arabian | Riyadh
Scotland | Scottish Scots | Edinburgh
Senegal | Senegalese | Dakar
Serbia | Serbian Serbians Serb Serbs | Belgrade
Seychelles | Seychellois |
Sierra_Leone | Sierra_Leonean | Freetown
Singapore | Singaporean Singaporeans |
Slovakia | Slovak Slovaks | Bratislava
Slovenia | Slovenian Slovene Slovenians | Ljubljana
Solomon_Islands | | Honiara
Somalia | Somali Somalis | Mogadishu
South_Africa | South_African South_Africans | Pretoria
South_Korea | South_Korean South_Koreans | Seoul
South_Sudan | South_Sudanese | Juba
Spain | Spanish Spaniards | Madrid
Sri_Lanka | Sri_Lankan Sri_Lankans | Colombo
Sudan | Sudanese | Khartoum
Suriname | Surinamese | Paramaribo
Sweden | Swedish Swedes | Stockholm
Switzerland | Swiss | Bern Berne
Syria | Syrian Syrians | Damascus
Taiwan | Taiwanese | Taipei
Tajikistan | Tajik Tajiks | Dushanbe
Tanzania | Tanzanian Tanzanians | Dodoma
Thailand | Thai Thais | Bangkok
Tibet | Tibetan Tibetans | Lhasa
Togo | Togolese | Lome
Tonga | Tongan Tongans | Nuku'alofa
Trinidad_and_Tobago Trinidad | Trinidadian | Port_of_Spain
Tunisia | Tunisian Tunisians | Tunis
Turkey Türkiye Turkiye | Turkish Turks | Ankara
Turkmenistan | Turkmen | Ashgabat
Uganda | Ugandan Ugandans | Kampala
Ukraine | Ukrainian Ukrainians | Kyiv Kiev
United_Arab_Emirates UAE Emirates | Emirati Emiratis | Abu_Dhabi
United_Kingdom UK U.K. Britain Great_Britain England | British Britons English | London Downing_Street Whitehall
United_States US U.S. USA U.S.A. United_States_of_America America | American Americans | Washington White_House
Uruguay | Uruguayan Uruguayans | Montevideo
Uzbekistan | Uzbek Uzbeks | Tashkent
Vanuatu | |
Vatican Holy_See | | Vatican_City
Venezuela | Venezuelan Venezuelans | Caracas
Vietnam | Vietnamese | Hanoi
Wales | Welsh | Cardiff
Yemen | Yemeni Yemenis | Sanaa Sana'a
Zambia | Zambian Zambians | Lusaka
Zimbabwe | Zimbabwean Zimbabweans | Harare
European_Union EU Europe | European Europeans | Brussels
Kurdistan | Kurdish Kurds Kurd | Erbil
Gaza Gaza_Strip West_Bank | Gazan Gazans |
Chechnya | Chechen Chechens | Grozny
Crimea | Crimean | Simferopol
Catalonia | Catalan Catalans | Barcelona
"""

_REGIONS = """
    Abkhazia Africa Alabama Alaska Alberta Aleppo Arizona Arkansas Asia Assam Auckland Balochistan Bavaria Bihar
    Boston British_Columbia California Chicago Christchurch Colorado Connecticut Dagestan Darfur Delaware Donbas
    Donetsk Dubai Florida Geneva Gujarat Hawaii Houston Idaho Idlib Illinois Indiana Iowa Istanbul Johannesburg
    Kansas Karachi Kashmir Kentucky Kerala Kolkata Lagos Lahore Los_Angeles Louisiana Luhansk Maine Manitoba
    Maryland Massachusetts Melbourne Michigan Minnesota Mississippi Missouri Montana Mumbai Nebraska Nevada
    New_Brunswick New_Hampshire New_Jersey New_Mexico New_South_Wales New_York Newfoundland North_Carolina
    North_Dakota Northern_Ireland Nova_Scotia Ohio Oklahoma Ontario Oregon Pennsylvania Punjab Quebec Queensland
    Rhode_Island San_Francisco Saskatchewan Shanghai Sindh South_Carolina South_Dakota Sydney Tamil_Nadu
    Tasmania Tennessee Texas Toronto Transnistria Utah Uttar_Pradesh Vermont Virginia West_Virginia Wisconsin
    Wyoming Xinjiang
"""

_PEOPLES = """
    Central_Asian East_African Latin_American Middle_Eastern North_African South_American South_Asian Southeast_Asian
    West_African
    Aussie Briton Dutchman Dutchwoman Englishman Englishwoman Filipina Frenchman Frenchwoman Irishman Irishwoman Scot
    Scotsman Spaniard Swede Welshman
    Aboriginal African Africans Alawite Arab Arabs Asian Asians Balkan Baltic Bedouin Buddhist Buddhists
    Catholic Catholics Christian Christians Communist Communists Druze Hindu Hindus Hispanic Houthi Hutu Hutus
    Inuit Islamic Islamist Islamists Jew Jewish Jews Latin Latino Latinos Maoist Maoists Maori Maronite Marxist
    Mormon Muslim Muslims Nazi Nordic Orthodox Pashtun Pashtuns Protestant Protestants Rohingya Shi'ite Shi'ites
    Shia Shias Shiite Shiites Sikh Sikhs Soviet Sunni Sunnis Takfiri Tamil Tamils Tutsi Tutsis Uighur Uighurs
    Uyghur Uyghurs Western Westerners Zionist
"""


def _read(table: str) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    country_of: dict[str, str] = {}
    places: set[str] = set()
    peoples: set[str] = set()
    for line in table.strip().splitlines():
        fields = [[word.replace("_", " ") for word in part.split()] for part in line.split("|")]
        country = fields[0][0].casefold()
        for kind, words in zip((places, peoples, places), fields, strict=True):
            for word in words:
                country_of.setdefault(word.casefold(), country)
                kind.add(word.casefold())
    places.update(word.replace("_", " ").casefold() for word in _REGIONS.split())
    peoples.update(word.replace("_", " ").casefold() for word in _PEOPLES.split())
    return country_of, frozenset(places), frozenset(peoples)


COUNTRY_OF, PLACES, PEOPLES = _read(_TABLE)
"""The country of every name, adjective and capital; the names of places; the adjectives and peoples. Case-folded."""


def same_country(left: str, right: str) -> bool:
    """Whether two words stand for one country: its name, its adjective, its people or its capital.

    >>> same_country("Turkish", "Ankara"), same_country("Turkish", "Syria")
    (True, False)
    """
    country = COUNTRY_OF.get(left.casefold())
    return country is not None and country == COUNTRY_OF.get(right.casefold())
