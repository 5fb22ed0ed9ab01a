"""Offices and titles: whether two of them exclude each other.

input:  "egyptian foreign minister" and "jordanian foreign minister" / "minister" and "foreign minister"
output: they do / they do not
"""

from dataclasses import dataclass
from functools import lru_cache

from service.text.spellings import COUNTRIES, folded

_DOMAINS = frozenset(
    [
        "foreign",
        "home",
        "prime",
        "defence",
        "finance",
        "interior",
        "health",
        "justice",
        "education",
        "energy",
        "environment",
        "transport",
        "trade",
        "labour",
        "culture",
        "agriculture",
        "treasury",
        "security",
        "housing",
    ]
)
_OFFICES = {
    "president": "president",
    "premier": "prime minister",
    "chancellor": "chancellor",
    "king": "king",
    "queen": "queen",
    "mayor": "mayor",
    "governor": "governor",
    "ambassador": "ambassador",
    "speaker": "speaker",
    "pope": "pope",
}


def titles_conflict(one: str, other: str) -> bool:
    """Whether two offices exclude each other: another ministry, another country, president against prime minister.

    "egyptian foreign minister" and "jordanian foreign minister" do; "minister" and "foreign minister" do not.
    """
    mine, theirs = _office(one), _office(other)
    if mine.qualified != theirs.qualified:
        return False
    if mine.country and theirs.country and mine.country != theirs.country:
        return True
    if mine.domain and theirs.domain:
        return mine.domain != theirs.domain
    return bool(mine.office and theirs.office and mine.office != theirs.office)


@dataclass(frozen=True, slots=True)
class _Office:
    qualified: bool  # former, deputy, shadow: another office than the plain one
    country: str | None
    domain: str | None
    office: str | None


@lru_cache(maxsize=4_096)
def _office(title: str) -> _Office:
    words = [folded(word).replace("defense", "defence").replace("labor", "labour") for word in title.split()]
    ministerial = "minister" in words or "secretary" in words
    domain = next((word for word in words if word in _DOMAINS and ministerial), None)
    offices = [_OFFICES[word] for word in words if word in _OFFICES]
    return _Office(
        qualified=bool({"former", "ex", "shadow", "deputy", "acting", "vice"} & set(words)),
        country=next((COUNTRIES[word] for word in words if word in COUNTRIES and word != "un"), None),
        domain=domain,
        office="prime minister" if domain == "prime" else offices[0] if offices else None,
    )
