"""Folds workflow facts, tasks and people of the staged cases, set by set, in PostgreSQL's own words.

The same rows follow as from ``store.reading.folds`` and ``store.reading.people``, which say what each statement here
means. A case of which something is out of the ordinary - several newest versions in its open room, a document that
PostgreSQL can't read - is left out here and named, to be folded by these themselves.
"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.rules.tasks import NOTICES
from reintegration_desktop.store.log.codes import DELETE, OPEN, ROOM_NUMBERS
from reintegration_desktop.store.reading.folds import FACTS, LONGEST_CODE
from reintegration_desktop.store.tables import CONSENT_FLAGS
from reintegration_desktop.vault.roles import Room

_PERSON = ROOM_NUMBERS[Room.PERSON]
_NOTICES = ", ".join(f"'{kind.value}'" for kind in sorted(NOTICES))
_ID = "'^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'"
_DAY = "'^[0-9]{4}-[0-9]{2}-[0-9]{2}$'"
_NEWEST = "JOIN change c ON c.case_id = h.case_id AND c.device = h.device AND c.seq = h.seq"

READER = """
CREATE FUNCTION pg_temp.said(document bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE written text; whole jsonb;
BEGIN
    written := convert_from(document, 'UTF8');
    whole := written::jsonb;
    IF written !~ '[],:[:space:][]-{0,1}([0-9.]*[0-9]{16}|[0-9.]+[eE])[-+0-9.eE]*[],}[:space:]]'
        AND jsonb_typeof(whole->'f') = 'string' AND jsonb_typeof(whole->'a') = 'object'
        AND coalesce(jsonb_typeof(whole->'e'), 'array') = 'array'
        AND coalesce(whole->>'p', repeat('0', 32)) ~ '^[0-9a-f]{32}$'
    THEN RETURN whole; END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$
"""
"""What a document of the open room says; nothing where its shape is another, or PostgreSQL can't read it.

Nor where a number in it is so large, or so written, that PostgreSQL might read what the program doesn't.
"""
_READ = f"""
INSERT INTO stage_room (case_id, record_id, kind, born, device, seq, form, a)
SELECT s.case_id, n.record_id, n.kind, n.born, n.device, n.seq, n.said->>'f', n.said->'a'
FROM stage_case s CROSS JOIN LATERAL (
    SELECT h.record_id, c.kind, h.born, h.device, h.seq, pg_temp.said(c.document) AS said FROM head h {_NEWEST}
    WHERE h.case_id = s.case_id AND h.room = {OPEN} AND h.record_id <> s.keys_id OFFSET 0
) n WHERE s.folds
"""
_READ_KEYS = f"""
INSERT INTO stage_keys (case_id, said)
SELECT s.case_id, n.said FROM stage_case s CROSS JOIN LATERAL (
    SELECT pg_temp.said(c.document) AS said FROM head h {_NEWEST}
    WHERE h.case_id = s.case_id AND h.record_id = s.keys_id AND h.room = {OPEN} OFFSET 0
) n WHERE s.has_person
"""
_ODD = f"""
DELETE FROM stage_room WHERE case_id IN (
    SELECT r.case_id FROM stage_room r JOIN stage_case s ON s.case_id = r.case_id GROUP BY r.case_id
    HAVING count(*) <> count(DISTINCT r.record_id) OR bool_or(r.a IS NULL)
        OR bool_or(r.record_id = r.case_id AND (r.form <> 'case'
            OR coalesce(r.a->>'caseworker', '') !~ '^$|{_ID[1:-1]}' OR coalesce(r.a->>'office', '') !~ '^$|{_ID[1:-1]}'
            OR coalesce(r.a->>'keep_until_on', '0000-00-00') !~ {_DAY}
            OR greatest(length(r.a->>'case_code'), length(r.a->>'case_status'), length(r.a->>'case_stage'))
                > {LONGEST_CODE}))
        OR bool_or(r.form = 'concerns' AND length(r.a->>'risk_level') > {LONGEST_CODE})
        OR bool_or(r.record_id = s.tasks_id AND (r.form <> 'tasks' OR EXISTS (
            SELECT 1 FROM jsonb_each_text(CASE WHEN r.record_id = s.tasks_id THEN r.a ELSE '{{}}' END) AS t (name, due)
            WHERE t.name !~ '^[a-z_]{{1,40}}:([0-9a-f]{{32}}|-)$' OR coalesce(t.due, '') !~ '^!{{0,1}}{_DAY[2:-2]}$')))
) RETURNING case_id
"""
_NO_TASKS = "DELETE FROM task t USING stage_case s WHERE s.has_tasks AND t.case_id = s.case_id"
_TASKS = """
INSERT INTO task (case_id, kind, record_id, due_on, urgent)
SELECT r.case_id, split_part(t.name, ':', 1),
    CASE WHEN t.name LIKE '%%:-' THEN ''::bytea ELSE decode(split_part(t.name, ':', 2), 'hex') END,
    ltrim(t.due, '!')::date, t.due LIKE '!%%'
FROM stage_case s JOIN stage_room r ON r.case_id = s.case_id AND r.record_id = s.tasks_id
CROSS JOIN LATERAL jsonb_each_text(r.a) AS t (name, due) WHERE s.has_tasks
"""


def _text(key: str) -> str:
    """An answer that is a text or a code; nothing else."""
    return f"CASE WHEN jsonb_typeof(o.a->'{key}') = 'string' THEN o.a->>'{key}' END"


def _id(key: str) -> str:
    return f"decode(replace(nullif(o.a->>'{key}', ''), '-', ''), 'hex')"


def _agreed(flag: str) -> str:
    """The latest that was said of a purpose; after a withdrawal no."""
    told = f"CASE WHEN gone THEN 'no' ELSE a->>'{flag}' END"
    counts = f"gone OR jsonb_typeof(a->'{flag}') = 'string'"
    return (
        f"(array_agg({told} ORDER BY rank DESC, moment DESC, born DESC, tip DESC) FILTER (WHERE {counts}))[1] AS {flag}"
    )


_VALUES = {
    "case_id": "o.case_id",
    "code": f"coalesce({_text('case_code')}, '')",
    "status": f"coalesce({_text('case_status')}, '')",
    "stage": f"coalesce({_text('case_stage')}, '')",
    "risk": "k.risk",
    "worker": _id("caseworker"),
    "office": _id("office"),
    "name_is_hidden": "coalesce(o.a->'name_is_hidden' = 'true', false)",
    **{flag: f"g.{flag}" for flag in CONSENT_FLAGS},
    "keep_until": f"({_text('keep_until_on')})::date",
    "legal_hold": "coalesce(o.a->'legal_hold' = 'true', false)",
    "next_kind": "n.kind",
    "next_due": "n.due_on",
    "next_urgent": "coalesce(n.urgent, false)",
    "opened": "o.born",
}
_SET = ", ".join(f"{name} = excluded.{name}" for name in FACTS if name != "case_id")
_FACTS = f"""
WITH own AS (
    SELECT case_id, born, a FROM stage_room WHERE record_id = case_id AND a <> '{{}}'
), concerns AS (
    SELECT DISTINCT ON (o.case_id) o.case_id, {_text("risk_level")} AS risk FROM stage_room o WHERE o.form = 'concerns'
    ORDER BY o.case_id, o.record_id
), talks AS (
    SELECT r.case_id, r.a, r.born, coalesce(r.a->>'event_kind' = 'withdrawn', false) AS gone,
        CASE WHEN jsonb_typeof(r.a->'event_at') = 'string' THEN 1
             WHEN r.a->>'event_kind' IN ('withdrawn', 'refused') THEN 2 ELSE 0 END AS rank,
        CASE WHEN jsonb_typeof(r.a->'event_at') = 'string'
             THEN replace(replace(r.a->>'event_at', 'T', ' '), 'Z', '+00:00') ELSE '' END COLLATE "C" AS moment,
        d.device_id || int4send(r.seq) AS tip
    FROM stage_room r JOIN device d ON d.number = r.device WHERE r.form = 'consent' AND r.kind <> {DELETE}
), agreed AS (
    SELECT case_id, {", ".join(map(_agreed, CONSENT_FLAGS))} FROM talks GROUP BY case_id
), next AS (
    SELECT own.case_id, t.kind, t.due_on, t.urgent FROM own CROSS JOIN LATERAL (
        SELECT kind, due_on, urgent FROM task WHERE case_id = own.case_id AND kind NOT IN ({_NOTICES})
        ORDER BY urgent DESC, due_on, kind COLLATE "C", record_id LIMIT 1
    ) t
)
INSERT INTO case_ ({", ".join(FACTS)}) SELECT {", ".join(_VALUES[name] for name in FACTS)}
FROM own o LEFT JOIN concerns k ON k.case_id = o.case_id LEFT JOIN agreed g ON g.case_id = o.case_id
LEFT JOIN next n ON n.case_id = o.case_id
ON CONFLICT (case_id) DO UPDATE SET {_SET}
"""
_ODD_PEOPLE = """
WITH odd AS (
    SELECT DISTINCT case_id FROM stage_keys
    WHERE said IS NULL OR said->>'f' <> 'keys' OR coalesce(jsonb_typeof(said->'a'->'person'), 'array') <> 'array'
)
UPDATE stage_case s SET has_person = false FROM odd WHERE odd.case_id = s.case_id RETURNING s.case_id
"""
_PEOPLE = f"""
WITH held AS (
    SELECT DISTINCT k.case_id, (w->>0)::int AS generation, (w->>1)::int AS room_generation,
        decode(w->>2, 'base64') AS wrapped
    FROM stage_keys k JOIN stage_case s ON s.case_id = k.case_id AND s.has_person
    CROSS JOIN LATERAL jsonb_array_elements(k.said->'a'->'person') AS w
), own AS (
    SELECT n.*, count(*) OVER (PARTITION BY n.case_id) AS tips FROM stage_case s CROSS JOIN LATERAL (
        SELECT h.case_id, h.device, h.seq, c.generation, c.document, c.kind FROM head h {_NEWEST}
        WHERE h.case_id = s.case_id AND h.record_id = s.person_id AND h.room = {_PERSON} OFFSET 0
    ) n WHERE s.has_person
), fitting AS (
    SELECT o.*, k.room_generation, k.wrapped,
        rank() OVER (PARTITION BY o.case_id ORDER BY k.room_generation DESC) AS place
    FROM own o JOIN held k ON k.case_id = o.case_id AND k.generation = o.generation
    WHERE o.tips = 1 AND o.kind <> {DELETE}
), best AS (
    SELECT *, count(*) OVER (PARTITION BY case_id) AS many FROM fitting WHERE place = 1
), gone AS (
    DELETE FROM person p USING stage_case s WHERE s.has_person AND p.case_id = s.case_id
    AND NOT EXISTS (SELECT 1 FROM best b WHERE b.case_id = p.case_id AND b.many = 1)
)
INSERT INTO person (case_id, device, seq, generation, room_generation, wrapped, document)
SELECT case_id, device, seq, generation, room_generation, wrapped, document FROM best WHERE many = 1
ON CONFLICT (case_id) DO UPDATE SET device = excluded.device, seq = excluded.seq, generation = excluded.generation,
    room_generation = excluded.room_generation, wrapped = excluded.wrapped, document = excluded.document
"""


class Odd(NamedTuple):
    """Cases that are to be folded by the store's own functions: their facts and tasks, their people."""

    facts: frozenset[UUID]
    people: frozenset[UUID]


def fold_facts(connection: Connection) -> Odd:
    """Fold the staged cases' tasks, facts and people from their newest versions; returns those that were left out."""
    connection.exec_driver_sql(_READ)
    odd = connection.exec_driver_sql(_ODD).scalars().all()
    for sql in (_NO_TASKS, _TASKS, _FACTS):
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql(_READ_KEYS)
    odd_people = connection.exec_driver_sql(_ODD_PEOPLE).scalars().all()
    connection.exec_driver_sql(_PEOPLE)
    return Odd(frozenset(UUID(bytes=raw) for raw in odd), frozenset(UUID(bytes=raw) for raw in odd_people))
