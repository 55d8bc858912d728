"""Records to something that one wants to look at: HTML for notebooks and pages, plain text for terminals.

Every view is a pure function of a record and returns a string. HTML fetches nothing, escapes everything, and keeps its
style to itself, so that several outputs live in one notebook. Only the page of a comparison runs a script, its own.

| question                                    | module       |
|---------------------------------------------|--------------|
| How does an article look, quotes marked?    | `article`    |
| How does a quote look, outlets side by side?| `group`      |
| Who printed a quote when, which version?    | `timeline`   |
| How do many articles look, compared?        | `comparison` |
| By what can a page of them be searched?     | `search`     |
| How does any of them become a whole page?   | `page`       |
| What does a terminal show?                  | `text`       |
| Who speaks in several of them?              | `people`     |
| Why is a quote what it is, in words?        | `explanation`|
| Where do colors and type faces live?        | `templates`  |
| How do overlapping spans become valid HTML? | `segments`   |
| What are things called for readers?         | `labels`     |
"""

from claimkit.views.article import article_html
from claimkit.views.comparison import comparison_html
from claimkit.views.explanation import explain
from claimkit.views.group import group_html
from claimkit.views.page import page
from claimkit.views.text import article_text, comparison_text, group_text

__all__ = [
    "article_html",
    "article_text",
    "comparison_html",
    "comparison_text",
    "explain",
    "group_html",
    "group_text",
    "page",
]
