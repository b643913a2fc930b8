"""The frozen words of the house: what a kommun, a measure, a status and a notice are.

Nothing here reads a file, computes a statistic or formats a number.
"""

from oj_analys.domain.check import (
    Check,
    Comparison,
    Severity,
)
from oj_analys.domain.edition import (
    Edition,
    Notice,
)
from oj_analys.domain.fault import (
    DataError,
    Problem,
)
from oj_analys.domain.instrument import (
    Background,
    Instrument,
    InterviewForm,
    Item,
    Point,
    Questionnaire,
    Rating,
    Scale,
    Subscale,
    Variable,
)
from oj_analys.domain.measure import (
    Area,
    Coding,
    Focus,
    Measure,
    Phrases,
)
from oj_analys.domain.period import (
    first_year,
    last_year,
    period_order,
)
from oj_analys.domain.place import (
    Grupp,
    Kommun,
    Lan,
    Peers,
)
from oj_analys.domain.plan import (
    Comment,
    Decision,
    Plan,
)
from oj_analys.domain.policy import (
    Policy,
    PolicyException,
)
from oj_analys.domain.words import (
    DRAFT_MARK,
    DRAFT_POLICY_PREFIX,
    EVERYONE,
    OPEN_POLICY,
    RIKET,
    SYNTHETIC_MARK,
    SYNTHETIC_PREFIX,
    YES_SHARE,
    AnswerState,
    Change,
    Direction,
    PlanStatus,
    Position,
    Reason,
    RowType,
    SignalList,
    SignalRule,
    Statistic,
    Status,
    Tendency,
    ValueKind,
)

__all__ = [
    "DRAFT_MARK",
    "DRAFT_POLICY_PREFIX",
    "EVERYONE",
    "OPEN_POLICY",
    "RIKET",
    "SYNTHETIC_MARK",
    "SYNTHETIC_PREFIX",
    "YES_SHARE",
    "AnswerState",
    "Area",
    "Background",
    "Change",
    "Check",
    "Coding",
    "Comment",
    "Comparison",
    "DataError",
    "Decision",
    "Direction",
    "Edition",
    "Focus",
    "Grupp",
    "Instrument",
    "InterviewForm",
    "Item",
    "Kommun",
    "Lan",
    "Measure",
    "Notice",
    "Peers",
    "Phrases",
    "Plan",
    "PlanStatus",
    "Point",
    "Policy",
    "PolicyException",
    "Position",
    "Problem",
    "Questionnaire",
    "Rating",
    "Reason",
    "RowType",
    "Scale",
    "Severity",
    "SignalList",
    "SignalRule",
    "Statistic",
    "Status",
    "Subscale",
    "Tendency",
    "ValueKind",
    "Variable",
    "first_year",
    "last_year",
    "period_order",
]
