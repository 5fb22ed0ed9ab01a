"""The forms of English verbs, so that a list names each verb once.

input:  "deny" / "say said" / "call for"
output: deny, denies, denied, denying / say, says, said, saying / call for, calls for, called for, calling for
"""

from enum import StrEnum

_VOWELS = "aeiou"
# Verbs of two syllables that double their last letter though no rule of spelling says so.
_DOUBLED = frozenset({"admit", "commit", "permit", "submit", "prefer", "refer", "infer", "regret", "rebut", "compel"})


class Form(StrEnum):
    """What a form of a verb can be in a clause."""

    BASE = "base"
    PRESENT = "present"  # third person singular
    PAST = "past"  # past tense and past participle alike
    ING = "ing"


def forms(verb: str) -> dict[str, Form]:
    """Every written form of a verb: its base, then irregular pasts if it has any; words after a "+" stay as they are.

    input:  "write wrote written" / "point + out"
    output: write (base), wrote, written (past), writes (present), writing (ing) / point out, pointed out ...
    """
    head, _, rest = (part.strip() for part in verb.partition("+"))
    base, *irregular = head.split()
    found = dict.fromkeys(irregular or [_past(base)], Form.PAST)
    found |= {_present(base): Form.PRESENT, _ing(base): Form.ING, base: Form.BASE}
    return {f"{form} {rest}".strip(): kind for form, kind in found.items()}


def _present(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if _ends_in_consonant_y(base) else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _ends_in_consonant_y(base) else _stem(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _ends_in_consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in _VOWELS


def _stem(base: str) -> str:
    """The base with its last letter doubled where spelling asks for it: "plan" gives "plann", "boo" "boo"."""
    short = len(base) <= 4 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    return base + base[-1] if base in _DOUBLED or short else base
