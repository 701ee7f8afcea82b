"""All cases of all indicators."""

from tests.unit.reports.indicators import on_endings, on_exits, on_family, on_life, on_monitoring, on_support, on_work
from tests.unit.reports.indicators.builder import Case

EVERY: tuple[Case, ...] = tuple(
    case
    for theme in (on_exits, on_support, on_monitoring, on_family, on_work, on_life, on_endings)
    for case in theme.CASES
)
