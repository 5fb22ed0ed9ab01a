"""The judges: each looks at one claim beside one statement and gives a Stance, or None where it has nothing to say."""

from collections.abc import Callable

from service.stance.alignment import Alignment
from service.stance.attribution import judge_attribution
from service.stance.changes import judge_changes
from service.stance.dates import judge_dates
from service.stance.names import judge_names
from service.stance.order import judge_order
from service.stance.polarity import judge_polarity
from service.stance.quantities import judge_quantities
from service.stance.quotation import judge_quotation
from service.stance.ranks import judge_ranks
from service.stance.roles import judge_roles
from service.types import Stance

Judge = Callable[[Alignment], Stance | None]

RULE_JUDGES: tuple[Judge, ...] = (
    judge_quantities,
    judge_changes,
    judge_ranks,
    judge_dates,
    judge_names,
    judge_roles,
    judge_order,
    judge_polarity,
    judge_attribution,
    judge_quotation,
)
