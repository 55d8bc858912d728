"""Records to text and back: JSON, JSON Lines, flat rows and CSV, DataFrames, the gold format of the
evaluation, JSON-LD, and the collections of quotes that others made.

| question                                      | module         |
|-----------------------------------------------|----------------|
| How is a record kept, without any loss?       | `records_json` |
| How do many articles come in and go out?      | `jsonl`        |
| What does a spreadsheet or pandas get?        | `rows`         |
| What do the evaluation and its scorers read?  | `gold`         |
| What do pages and knowledge graphs get?       | `jsonld`       |
| How do the quotes of others come in?          | `quotebanks`   |
"""

from claimkit.exports.gold import from_gold, read_gold, to_gold
from claimkit.exports.jsonl import read_jsonl, write_jsonl
from claimkit.exports.jsonld import to_jsonld
from claimkit.exports.quotebanks import read_gqg, read_quotebank
from claimkit.exports.records_json import from_dict, from_json, to_dict, to_json
from claimkit.exports.rows import MEMBER_COLUMNS, QUOTE_COLUMNS, SPEAKER_COLUMNS, to_dataframe, to_rows, write_csv

__all__ = [
    "MEMBER_COLUMNS",
    "QUOTE_COLUMNS",
    "SPEAKER_COLUMNS",
    "from_dict",
    "from_gold",
    "from_json",
    "read_gold",
    "read_gqg",
    "read_jsonl",
    "read_quotebank",
    "to_dataframe",
    "to_dict",
    "to_gold",
    "to_json",
    "to_jsonld",
    "to_rows",
    "write_csv",
    "write_jsonl",
]
