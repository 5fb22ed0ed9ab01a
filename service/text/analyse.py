"""One sentence -> its Analysis: the one entry to the text rules, used for claims and for statements alike."""

from service.analysis import Analysis, Quantity, Time
from service.text.attribution import attributions
from service.text.dates import times
from service.text.names import names
from service.text.polarity import marks
from service.text.quantities import quantities
from service.text.quotations import quotations
from service.text.stems import words
from service.types import Moment

# Change it with any change of what `analysis` or `speakers` give: analyses stored under another one are refused.
RULES_ID = "rules-1"


def analysis(text: str, stated_at: Moment | None = None) -> Analysis:
    """What the rules find in one sentence; relative days are resolved against `stated_at`.

    A number that belongs to a date or a time of day is no quantity.
    """
    found_words = words(text)
    found_times = times(text, stated_at)
    return Analysis(
        words=found_words,
        quantities=tuple(q for q in quantities(text, found_words) if not _inside(q, found_times)),
        times=found_times,
        names=names(text),
        attributions=attributions(text),
        quotations=quotations(text),
        marks=marks(text),
    )


def _inside(quantity: Quantity, found: tuple[Time, ...]) -> bool:
    return any(time.start <= quantity.start and quantity.end <= time.end for time in found)
