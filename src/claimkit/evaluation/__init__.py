"""How good the reading is: predicted attributions against gold ones, how sure the figures are, and the quality gate.

| question                                     | module        |
|----------------------------------------------|---------------|
| How many are right, and which are wrong?     | `scoring`     |
| How far would a figure move on other news?   | `intervals`   |
| How do the figures look on one page?         | `report`      |
| Where does gold come from?                   | `gold`        |
| How do people write it?                      | `marked_text` |
| Does confidence mean something?              | `calibration` |
| Did reading get worse than it was?           | `gate`        |
"""

from claimkit.evaluation.gold import gold_from, predicted_for
from claimkit.evaluation.intervals import Interval, difference_intervals, intervals
from claimkit.evaluation.marked_text import parse_marked, to_marked
from claimkit.evaluation.report import report
from claimkit.evaluation.scoring import Accuracy, Mistake, PrecisionRecall, Scores, score

__all__ = [
    "Accuracy",
    "Interval",
    "Mistake",
    "PrecisionRecall",
    "Scores",
    "difference_intervals",
    "gold_from",
    "intervals",
    "parse_marked",
    "predicted_for",
    "report",
    "score",
    "to_marked",
]
