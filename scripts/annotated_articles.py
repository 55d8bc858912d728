"""Our own annotations of articles that the open sources have without, put together with their texts again.

    python scripts/annotated_articles.py DATA > annotated.jsonl

``annotations/second_reading.jsonl`` holds, for 624 articles of Wikinews, Voice of America and US senators, what a
language model found that read the articles by `docs/reference/annotation.md` and corrected what an earlier network had
proposed: offsets and speakers, without the texts, which DATA/text/*.jsonl has. A text that is not the one that was
annotated is left out and named on standard error.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

ANNOTATIONS = Path(__file__).parent / "annotations" / "second_reading.jsonl"


def main(data: Path) -> None:
    """Print the annotated articles as gold JSON Lines."""
    wanted = {note["id"]: note for note in map(json.loads, ANNOTATIONS.read_text(encoding="utf8").splitlines())}
    for path in sorted((data / "text").glob("*.jsonl")):
        for article in map(json.loads, path.read_text(encoding="utf8").splitlines()):
            note = wanted.get(article.get("id"))
            if note and hashlib.sha256(article["text"].encode()).hexdigest() == note["sha256"]:
                print(json.dumps({"id": article["id"], "text": article["text"], "quotes": note["quotes"]}))
                del wanted[article["id"]]
    for identity in sorted(wanted):
        print(f"no such text: {identity}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
