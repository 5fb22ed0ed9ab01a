"""A claim -> the terms to search for."""

from service.types import Claim


def query_terms(claim: Claim) -> list[str]:
    """The stems of the claim's content words, each once, in order."""
    return list(dict.fromkeys(word.stem for word in claim.analysis.words if word.content))
