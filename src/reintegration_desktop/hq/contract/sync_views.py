"""Views of how it stands with every office: what came, what is missing, what waits, what two changed apart."""

from reintegration_desktop.hq.contract.view import Column, View

_CLOCK = 65_536_000.0
"""Ticks of the hybrid clock in a second."""
OFFICE = (
    Column("office", "text", "headquarters' short code of the office; empty before it has one"),
    Column("country", "text", "two letters of ISO 3166; empty before the office has one"),
)
_PEOPLE = """
SELECT DISTINCT ON (who) who, office FROM (
    SELECT decode(replace(said->>'id', '-', ''), 'hex') AS who,
           decode(replace(said->>'office', '-', ''), 'hex') AS office, (said->>'serial')::int AS serial
    FROM (SELECT convert_from(body, 'UTF8')::jsonb AS said FROM paper WHERE kind = 'certificate') AS papers
    UNION ALL SELECT sender, office, 0 FROM bundle_in
) AS named ORDER BY who, serial DESC
"""
_DEVICES = f"""
WITH people AS ({_PEOPLE}), signed AS (
    SELECT DISTINCT ON (s.device) s.device, p.office FROM save s JOIN author a ON a.number = s.author
    JOIN people p ON p.who = a.person_id ORDER BY s.device, s.last DESC
), aside AS (
    SELECT device, count(*) FILTER (WHERE reason <> 'fork') AS waiting,
        count(*) FILTER (WHERE reason = 'newer') AS newer,
        count(*) FILTER (WHERE reason = 'fork') AS forked, min(since) AS since,
        min(seq) FILTER (WHERE reason = 'gap') AS next
    FROM parked GROUP BY device
), every AS (
    SELECT device_id, number, last, clock FROM device
    UNION ALL SELECT device, NULL, 0, 0 FROM aside WHERE device NOT IN (SELECT device_id FROM device)
), told AS (
    SELECT e.*, coalesce(g.office, b.office) AS office, b.bundle IS NOT NULL AS is_line
    FROM every e LEFT JOIN signed g ON g.device = e.number LEFT JOIN bundle_in b ON b.bundle = e.device_id
)
SELECT d.device_id, d.number, d.office, d.is_line, d.last, d.clock, coalesce(a.waiting, 0) AS waiting,
    coalesce(a.newer, 0) AS newer, coalesce(a.forked, 0) AS forked, a.since, a.next,
    (SELECT count(*) FROM hole h WHERE h.device = d.number) AS holes,
    (SELECT count(*) FROM quarantine q WHERE q.device = d.number AND q.decided IS NULL) AS quarantined
FROM told d LEFT JOIN aside a ON a.device = d.device_id
WHERE d.office IN (SELECT office FROM office) OR report_private.sees_all()
"""
"""Every computer, those of which only something that waits is here too; and lines of a bundle that a newer program
wrote, which wait under the bundle's name."""

SYNC_HEALTH = View(
    "sync_health",
    "One line for each office that is known or ever sent: what came of it, and what is not as it should be. A line "
    "without a code for computers whose office is not known, where something is wanting.",
    (
        *OFFICE,
        Column("bundles", "bigint", "bundles taken in, acknowledgements left out"),
        Column("changes", "bigint", "changes that these brought"),
        Column("last_received", "timestamp with time zone", "when the newest bundle was taken in"),
        Column("last_made", "timestamp with time zone", "when the newest bundle was made, by the office's own clock"),
        Column("days_silent", "integer", "whole days since the newest bundle was taken in"),
        Column("devices", "bigint", "computers that wrote for the office"),
        Column("missing", "bigint", "changes known to be missing, between what is held and what waits"),
        Column("waiting", "bigint", "changes that came and wait for others"),
        Column("newer", "bigint", "of these, those that wait for a newer program here"),
        Column("forked", "bigint", "changes of copied or restored folders that went two ways, kept aside"),
        Column("quarantined", "bigint", "changes put aside until a supervisor decides"),
        Column("waiting_since", "timestamp with time zone", "since when the oldest of what waits is here"),
        Column("is_whole", "boolean", "whether nothing is missing, waiting, forked or quarantined"),
    ),
    f"""
WITH devices AS ({_DEVICES}), came AS (
    SELECT office, count(*) AS bundles, sum(changes) AS changes, max(received) AS received, max(made) AS made
    FROM bundle_in WHERE kind <> 'acknowledgement' GROUP BY office
), stands AS (
    SELECT office, count(*) FILTER (WHERE NOT is_line) AS devices,
        sum(greatest(next - last - 1, 0)) AS missing, sum(waiting) AS waiting,
        sum(newer) AS newer, sum(forked) AS forked, sum(quarantined) AS quarantined, min(since) AS since
    FROM devices GROUP BY office
), known AS (
    SELECT office FROM office UNION SELECT office FROM came
    UNION SELECT office FROM stands WHERE office IS NOT NULL OR missing + waiting + forked + quarantined > 0
)
SELECT coalesce(o.code, ''), coalesce(o.country, ''), coalesce(c.bundles, 0), coalesce(c.changes, 0)::bigint,
    to_timestamp(c.received / 1000.0), to_timestamp(c.made / 1000.0),
    extract(day FROM now() - to_timestamp(c.received / 1000.0))::integer, coalesce(s.devices, 0),
    coalesce(s.missing, 0)::bigint, coalesce(s.waiting, 0)::bigint, coalesce(s.newer, 0)::bigint,
    coalesce(s.forked, 0)::bigint, coalesce(s.quarantined, 0)::bigint, to_timestamp(s.since / 1000.0),
    coalesce(s.missing, 0) + coalesce(s.waiting, 0) + coalesce(s.forked, 0) + coalesce(s.quarantined, 0) = 0
FROM known k LEFT JOIN office o ON o.office = k.office LEFT JOIN came c ON c.office = k.office
LEFT JOIN stands s ON s.office IS NOT DISTINCT FROM k.office
""",
)

DEVICES = View(
    "devices",
    "One line for each computer that wrote something.",
    (
        *OFFICE,
        Column("device", "text", "the computer's random id, 32 hex digits; its first four are shown on screens"),
        Column("held", "integer", "the last number held without a gap"),
        Column("last_wrote", "timestamp with time zone", "the clock of its newest change, by its own clock"),
        Column("waiting", "bigint", "its changes that wait for others"),
        Column("newer", "bigint", "of these, those that wait for a newer program here"),
        Column("forked", "bigint", "its changes that went another way, kept aside"),
        Column("quarantined", "bigint", "its changes put aside until a supervisor decides"),
        Column("kept_back", "bigint", "its changes of which only digests came: not sent to headquarters, or destroyed"),
    ),
    f"""
SELECT coalesce(o.code, ''), coalesce(o.country, ''), encode(d.device_id, 'hex'), d.last,
    CASE WHEN d.clock > 0 THEN to_timestamp(d.clock / {_CLOCK}) END, d.waiting, d.newer, d.forked, d.quarantined,
    d.holes
FROM ({_DEVICES}) AS d LEFT JOIN office o ON o.office = d.office WHERE NOT d.is_line
""",
)

HOLES = View(
    "holes",
    "One line for each range of a computer's changes that has not come: what to ask the office for.",
    (
        *OFFICE,
        Column("device", "text", "the computer's random id, 32 hex digits"),
        Column("first", "integer", "the first number that is missing"),
        Column("last", "integer", "the last number that is missing"),
        Column("since", "timestamp with time zone", "since when the first change behind the hole waits"),
        Column("days", "integer", "whole days since then"),
    ),
    f"""
SELECT coalesce(o.code, ''), coalesce(o.country, ''), encode(d.device_id, 'hex'), d.last + 1, d.next - 1,
    to_timestamp(d.since / 1000.0), extract(day FROM now() - to_timestamp(d.since / 1000.0))::integer
FROM ({_DEVICES}) AS d LEFT JOIN office o ON o.office = d.office WHERE d.next > d.last + 1
""",
)

CONFLICTS = View(
    "conflicts",
    "How many records of an office wait for a person, because two computers changed the same answer apart.",
    (
        *OFFICE,
        Column("conflicts", "bigint", "records with several newest versions"),
        Column("of_unknown_content", "bigint", "of these, those that headquarters can't open: the office decides"),
    ),
    """
SELECT coalesce(o.code, ''), coalesce(o.country, ''), count(*), count(*) FILTER (WHERE c.room <> 0)
FROM conflict c JOIN case_ s ON s.case_id = c.case_id LEFT JOIN office o ON o.office = s.office
GROUP BY o.code, o.country
""",
)
