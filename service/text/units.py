"""Units as they stand behind a number: dimensions with their factors, and per cent."""

import re

from service.text.lexicons import mapping
from service.text.numbers import alternatives

UNITS = {word: value.split() for word, value in mapping("units").items()}
ANY_CASE = {word.lower(): value for word, value in UNITS.items()}

PERCENT = re.compile(
    r"\s?(?:%|per\s?cent\b|percent\b|pct\b|pc\b)(?P<points>[\s-]points?\b)?|\s(?P<bare>percentage[\s-]points?\b)"
)
MEASURE = re.compile(rf"(?:\s(?:of\s)?|-)?(?P<unit>{alternatives(UNITS)})(?![\w])", re.IGNORECASE)
