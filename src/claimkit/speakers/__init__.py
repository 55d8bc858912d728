"""Speakers: from the words that name a quote's source to an identity within the article.

One file a question, in the order in which they are asked:

- `runs`: which capitalised words are one name
- `titles`: where a title ends and a name begins
- `mentions`: which names the text holds, and what is known of each
- `names`: whether two forms can be one name
- `identity`: which names are one person or body
- `sources`, `joint`: what the words of a source are, and whether they are several speakers
- `scene`: who was named and who spoke when a source is to be resolved
- `pronouns`, `descriptions`: who "he" or "the Kremlin spokesman" is
- `attributor`: who said each quote

`lexicon`, `places` and `given_names` are the word lists behind them: general knowledge, and no name of any person.
"""
