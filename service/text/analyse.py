"""One sentence -> its Analysis: the one entry to the text rules, used for claims and for statements alike."""

from service.analysis import Analysis, Quantity, Time
from service.text.attribution import attributions
from service.text.dates import times
from service.text.names import names
from service.text.phrases import spellings
from service.text.polarity import marks
from service.text.quantities import quantities
from service.text.quotations import quotations
from service.text.stems import words
from service.types import Moment

# Change it with any change of what `analysis` or `speakers` give: analyses stored under another one are refused.
RULES_ID = "rules-12"


def analysis(text: str, stated_at: Moment | None = None) -> Analysis:
    """What the rules find in one sentence; relative days are resolved against `stated_at`.

    A number that belongs to a date or a time of day is no quantity.
    """
    found = words(text)
    spelt = spellings(text, found)
    days = times(text, stated_at)
    quoted = quotations(text)
    return Analysis(
        words=found,
        quantities=tuple(q for q in quantities(text, found) if not _inside(q, days)),
        times=days,
        names=names(text),
        attributions=attributions(text, found, spelt, quoted),
        quotations=quoted,
        marks=marks(text, found, spelt),
    )


def _inside(quantity: Quantity, found: tuple[Time, ...]) -> bool:
    return any(time.start <= quantity.start and quantity.end <= time.end for time in found)
