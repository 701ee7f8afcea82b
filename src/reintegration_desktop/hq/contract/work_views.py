"""Views of how much there is to do, and of what was published."""

from reintegration_desktop.hq.contract.sync_views import OFFICE
from reintegration_desktop.hq.contract.view import Column, View

_MONTH = Column("month", "date", "the month, as its first day")
_OPENED = "date_trunc('month', to_timestamp(s.opened / 65536000.0) AT TIME ZONE 'UTC')::date"

OFFICES = View(
    "offices",
    "The offices that headquarters has given a code and a country.",
    (*OFFICE, Column("office_id", "text", "the office's id, as on its card")),
    "SELECT code, country, encode(office, 'hex')::uuid::text FROM office",
)

CASELOAD = View(
    "caseload",
    "How many cases an office holds, by the month they were opened in. For headquarters' own people: not protected.",
    (
        *OFFICE, _MONTH,
        Column("opened", "bigint", "cases opened in that month and held by the office now"),
        Column("still_open", "bigint", "of these, those whose status is open"),
    ),
    f"""
SELECT coalesce(o.code, ''), coalesce(o.country, ''), {_OPENED}, count(*), count(*) FILTER (WHERE s.status = 'open')
FROM case_ s LEFT JOIN office o ON o.office = s.office GROUP BY o.code, o.country, {_OPENED}
""",
)  # fmt: skip

DEADLINES = View(
    "deadlines",
    "What is due at an office, by month and kind. For headquarters' own people: not protected.",
    (
        *OFFICE, _MONTH,
        Column("kind", "text", "what is to be done: a code of the dictionary of tasks"),
        Column("due", "bigint", "how many are due in that month"),
        Column("urgent", "bigint", "of these, urgent ones"),
        Column("overdue", "bigint", "of these, those whose day is past"),
    ),
    """
SELECT coalesce(o.code, ''), coalesce(o.country, ''), date_trunc('month', t.due_on)::date, t.kind, count(*),
    count(*) FILTER (WHERE t.urgent), count(*) FILTER (WHERE t.due_on < current_date)
FROM task t JOIN case_ s ON s.case_id = t.case_id LEFT JOIN office o ON o.office = s.office
GROUP BY o.code, o.country, date_trunc('month', t.due_on)::date, t.kind
""",
)  # fmt: skip


def _part(column: str, number: int) -> str:
    return f"nullif(split_part(c.{column}, '|', {number}), '')"


PUBLISHED = View(
    "published",
    "Tables that were proved safe and released, a line for each cell; nothing stands where a count is hidden.",
    (
        Column("release", "integer", "the release's number in headquarters' ledger"),
        Column("template", "text", "what was reported: a template's name"),
        Column("period", "text", "like 2026-Q3"),
        Column("recipient", "text", "whom it was released to"),
        Column("released_on", "date", "the day of the release"),
        Column("threshold", "integer", "the smallest count that was shown"),
        Column("name", "text", "the table's name"),
        Column("measure", "text", "what is counted"),
        *(
            Column(f"{what}_{number}", "text", about)
            for number in (1, 2, 3)
            for what, about in (
                ("dimension", f"what the table is cut by, {number} of at most 3"),
                ("node", "the cell's code in it, or total; codes with a plus between were counted as one"),
            )
        ),
        Column("count", "integer", "how many; nothing where it is hidden"),
    ),
    f"""
SELECT c.number, p.template, p.period, p.recipient, p.released_on, p.threshold, c.name, c.measure,
    {", ".join(f"{_part('dimensions', n)}, {_part('nodes', n)}" for n in (1, 2, 3))}, c.count
FROM published_cell c JOIN published p ON p.number = c.number
""",
)
