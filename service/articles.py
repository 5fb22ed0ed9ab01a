"""A text on its way to print: its sentences, which are worth checking, and a short verdict for each of those."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from service.answer import Answer, Request
from service.checkworthy import Worth, worth
from service.deadline import Deadline
from service.text.sentences import sentences
from service.types import Filters

LONGEST_CLAIM = 1000
SHORTEST_CLAIM = 3
TOO_LONG = "too long for one claim"
OUT_OF_TIME = "out of time"


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check; `filters` may leave out the article's own copy in the archive."""

    text: str
    as_of: datetime | None = None
    filters: Filters = field(default_factory=Filters)
    max_evidence: int = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of the text; `answer` is there where it was worth checking and time allowed."""

    start: int
    end: int
    text: str
    worth: Worth
    answer: Answer | None = None
    skipped: str | None = None


def checked_sentences(article: Article, check: Callable[[Request], Answer], deadline: Deadline) -> Iterator[Checked]:
    """Each sentence in order, one as soon as the one before is done."""
    for start, end in sentences(article.text):
        sentence = article.text[start:end]
        found = worth(sentence)
        if not found.enough:
            yield Checked(start, end, sentence, found)
        elif not SHORTEST_CLAIM <= len(sentence) <= LONGEST_CLAIM:
            yield Checked(start, end, sentence, found, skipped=TOO_LONG)
        elif deadline.passed():
            yield Checked(start, end, sentence, found, skipped=OUT_OF_TIME)
        else:
            request = Request(sentence, article.as_of, article.filters, article.max_evidence)
            yield Checked(start, end, sentence, found, check(request))
