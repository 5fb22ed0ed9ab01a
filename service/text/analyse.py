"""One sentence -> its Analysis: the one entry to the text rules, used for claims and for statements alike."""

from service.analysis import Analysis
from service.types import Moment

# Change it with any change of what `analysis` or `speakers` give: analyses stored under another one are refused.
RULES_ID = "rules-1"


def analysis(text: str, stated_at: Moment | None = None) -> Analysis:
    """What the rules find in one sentence; relative days are resolved against `stated_at`."""
    return Analysis()
