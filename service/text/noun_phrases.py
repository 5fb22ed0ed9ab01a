"""Noun phrases, found without a tagger: where one ends, where one begins, how far it goes.

input:  "In an interview the mayor of Orsk said no", the phrase that ends with "Orsk"
output: "the mayor of Orsk"
"""

from service.text.clauses import Clauses, Gap, Run

ARTICLES = frozenset({"determiner", "possessive"})
LONGEST_NAME = 8  # words of a name in apposition
_LONGEST = 30  # words of a noun phrase
LEADS = frozenset({"preposition", "subordinator", "adverb", "conjunction", "to"})
_ROUNDING = frozenset(["about", "around", "over", "under"])
_NOT_IN_PHRASE = frozenset({"auxiliary", "be", "subordinator", "relative", "pronoun", "object", "to"})


def phrase_ending(clauses: Clauses, last: int) -> Run | None:
    """The noun phrase that ends with a word: "In May *the mayor of Orsk*" for "Orsk"; None where none is to be seen."""
    first, joint = last, None
    while True:
        role = clauses.role(first)
        if role in {"subordinator", "relative"} or clauses.spelt[first] == "that":
            first += 1
            break
        if role == "conjunction":
            joint = first
        elif clauses.verb(first) and first < last and not _reduced(clauses, first):
            first = (joint if joint is not None else first) + 1
            break
        elif role == "pronoun" and first == last:
            return first, last
        if first == 0 or clauses.gap(first) is not Gap.JOINED or last - first > _LONGEST:
            break
        first -= 1
    return _trimmed(clauses, first, last)


def phrase_from(clauses: Clauses, first: int, limit: int | None = None) -> Run | None:
    """The noun phrase that begins with a word: "*the mayor of Orsk* said" for "the"; None where none begins there."""
    last, end = first, min(len(clauses.words) - 1 if limit is None else limit, first + 20)
    if first > end or (
        clauses.role(first) in (_NOT_IN_PHRASE | LEADS) - {"pronoun"} and not counts_people(clauses, first)
    ):
        return None
    if clauses.role(first) == "pronoun":
        return first, first
    while (
        last < end
        and clauses.gap(last + 1) is Gap.JOINED
        and clauses.role(last + 1) not in _NOT_IN_PHRASE
        and not (clauses.verb(last + 1) and last + 1 > first)
    ):
        last += 1
    while last > first and clauses.role(last) in LEADS | {"determiner", "day"}:
        last -= 1
    return first, last


def with_name_behind(clauses: Clauses, office: Run) -> Run:
    """An office with the name behind its comma: "said *the firm's chief pilot, Ann Lee*, ..."; else the office."""
    first = office[1] + 1
    if clauses.named(office[1]) or clauses.role(office[0]) not in ARTICLES or first + 1 >= len(clauses.words):
        return office
    if clauses.gap(first) is not Gap.COMMA or not clauses.named(first):
        return office
    last = first
    while last + 1 < len(clauses.words) and clauses.named(last + 1) and clauses.gap(last + 1) is Gap.JOINED:
        last += 1
    closed = last + 1 == len(clauses.words) or clauses.gap(last + 1) is not Gap.JOINED
    return (office[0], last) if closed and 0 < last - first < LONGEST_NAME else office


def share(clauses: Clauses, run: Run) -> bool:
    """Whether a phrase is a share of people: "six in 10", "four in ten"."""
    first, last = run
    return last > first + 1 and clauses.spelt[last - 1] == "in" and clauses.number(last) and clauses.number(last - 2)


def counts_people(clauses: Clauses, index: int) -> bool:
    """Whether a small word belongs to a number of people: "*about* half of voters", "*all* of the doctors"."""
    if clauses.spelt[index] in {"all", "both"} and index + 1 < len(clauses.words):
        return clauses.spelt[index + 1] == "of"
    return clauses.spelt[index] in _ROUNDING and clauses.number(index + 1)


def _reduced(clauses: Clauses, index: int) -> bool:
    """A participle inside a noun phrase: "the man *killed* in the attack", "a *retired* general"."""
    return clauses.spelt[index].endswith(("ed", "en")) and (
        clauses.after_adjective(index) or clauses.role(index + 1) == "preposition"
    )


def _trimmed(clauses: Clauses, first: int, last: int) -> Run | None:
    while first <= last and clauses.role(first) in LEADS and not counts_people(clauses, first):
        if clauses.role(first) in {"preposition", "to"} and first < last:
            following = next(
                (i for i in range(first + 2, last + 1) if _begins(clauses, i)), _last_name(clauses, first, last)
            )
            if following is None:
                return None
            first = following
        else:
            first += 1
    return (first, last) if first <= last and last - first < _LONGEST else None


def _begins(clauses: Clauses, index: int) -> bool:
    """Whether a noun phrase may begin here, right after another: "In Gaza *officials*", "in May *the* court"."""
    role = clauses.role(index)
    if counts_people(clauses, index) and clauses.gap(index) is Gap.COMMA:
        return True
    return role in {"determiner", "possessive", "pronoun"} and clauses.role(index - 1) not in LEADS


def _last_name(clauses: Clauses, first: int, last: int) -> int | None:
    """Where the name begins that ends a phrase and stands right behind a common noun: "In an interview *Lee*"."""
    at = last
    while at > first + 1 and clauses.named(at - 1):
        at -= 1
    return at if at > first + 1 and clauses.named(at) and not clauses.role(at - 1) else None
