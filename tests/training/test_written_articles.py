"""The invented articles that the English model learned from: sound annotations, and no test of ours among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.evaluation.marked_text import parse_marked

if TYPE_CHECKING:
    from pathlib import Path


def articles_in(folder: Path) -> list[dict[str, object]]:
    """The articles of all files of a folder."""
    return [dict(article) for path in sorted(folder.glob("*.txt")) for article in parse_marked(path.read_text("utf8"))]


def test_the_written_articles_can_be_learned_from(repository: Path) -> None:
    """Each file is well formed, each article has a name of its own and something to learn."""
    written = articles_in(repository / "scripts" / "annotations" / "written")
    assert len({article["id"] for article in written}) == len(written) == 146
    assert all(article["quotes"] for article in written)


def test_no_article_is_both_learned_from_and_judged_by(repository: Path) -> None:
    """Nor one that begins alike."""
    learned, judged = (
        {str(article["text"])[:100] for article in articles_in(repository / folder)}
        for folder in ("scripts/annotations/written", "tests/gold")
    )
    assert not learned & judged
