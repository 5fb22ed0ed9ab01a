"""Documents with sensible defaults, in invented words."""

from typing import Any

from service.ingest.metadata import document as made
from service.types import Document

FERRY = "The ferry Alma carried 412 passengers on Tuesday. Its master, Ida Roe, said the crossing was calm."
BLOG = """Passengers wait on the quay - Ana Roe/AP

The harbour office closed the bridge to lorries on Monday.

12:10 AM GMT

What happened today

Ferries stopped at noon

The bridge stays closed

11:40 PM GMT

Bridge to stay closed overnight

The harbour office said 18 lorries were waiting. “We ask for patience. It will take time,” it said.

Read more: Storm closes harbour

09:05 AM GMT

Storm reaches the coast

Winds reached 110 km/h, the weather service said.

Stay at home tonight. — Coast Guard (@coastguard) January 15, 2024
"""


def document(text: str = FERRY, **fields: Any) -> Document:
    """A document published by the Harbour Post on 16 January 2024, unless told otherwise."""
    given = {"id": "ferry", "publisher": "Harbour Post", "published_at": "2024-01-16", **fields}
    return made(text, given)


def live_blog(text: str = BLOG, **fields: Any) -> Document:
    """A live blog of Monday 15 January 2024, newest entry first, its top entry of the night after."""
    given = {"kind": "live_blog", "title": "Storm live", "published_at": "2024-01-15T23:59:00+00:00"}
    return document(text, **{"id": "storm", "timezone": "Europe/London", **given, **fields})
