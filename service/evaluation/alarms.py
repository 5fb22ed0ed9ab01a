"""False alarms on clean sentences and the share of changed ones noticed, over articles that the archive holds."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.analysis import NameKind
from service.answer import Answer
from service.evaluation.changes import KINDS, changes
from service.types import Label, Statement, StatementKind

_FEWEST_WORDS, _MOST_WORDS = 8, 40


@dataclass(frozen=True, slots=True)
class Alarms:
    """What became of clean and of changed sentences."""

    clean: int
    clean_verdicts: dict[str, int]
    refuted_per_1000: float
    changed: dict[str, int]
    noticed: dict[str, float]
    false_alarms: tuple[str, ...]  # the clean sentences that were refuted
    unnoticed: tuple[tuple[str, str, str], ...]  # kind of change, changed sentence, verdict


def alarms(statements: Sequence[Statement], check: Callable[[str], Answer]) -> Alarms:
    """The verdicts on each sentence as it stands, and on each kind of change of it."""
    strangers = _people(statements)
    verdicts: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    refuted: Counter[str] = Counter()
    false: list[str] = []
    unnoticed: list[tuple[str, str, str]] = []
    for statement in statements:
        verdict = check(statement.text).verdict
        verdicts[verdict.value] += 1
        if verdict is Label.REFUTED:
            false.append(statement.text)
        others = [name for name in strangers if name.split()[-1] not in statement.text]
        for change in changes(statement.text, statement.analysis, others):
            changed[change.kind] += 1
            given = check(change.text).verdict
            refuted[change.kind] += given is Label.REFUTED
            if given is not Label.REFUTED:
                unnoticed.append((change.kind, change.text, given.value))
    clean = sum(verdicts.values())
    return Alarms(
        clean=clean,
        clean_verdicts=dict(verdicts),
        refuted_per_1000=1000 * len(false) / max(1, clean),
        changed=dict(changed),
        noticed={kind: refuted[kind] / changed[kind] for kind in KINDS if changed[kind]},
        false_alarms=tuple(false),
        unnoticed=tuple(unnoticed),
    )


def fit_to_check(statement: Statement) -> bool:
    """Whether a statement is a plain sentence of 8 to 40 words, short enough for a claim."""
    length = len(statement.analysis.words)
    return (
        statement.kind is StatementKind.SENTENCE
        and _FEWEST_WORDS <= length <= _MOST_WORDS
        and len(statement.text) <= 1000
        and statement.text[-1:] in '.!”"'
    )


def _people(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The full names of people, each once, in order."""
    return tuple(
        dict.fromkeys(
            statement.text[name.start : name.end]
            for statement in statements
            for name in statement.analysis.names
            if name.kind is NameKind.PERSON and len(name.words) == 2
        )
    )[:50]
