"""Writes what lies on the stage into the log and the newest versions, set by set, in PostgreSQL's own words.

The same rows follow as from ``store.log.rows`` and ``store.log.heads``.
"""

from sqlalchemy import Connection

from reintegration_desktop.hq.server.staging import CHANGES, SAVES
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.heads import VERSIONS

_CHANGE, _SAVE = (", ".join(name for name, _ in columns) for columns in (CHANGES, SAVES))
_AT = "h.case_id = {0}.case_id AND h.record_id = {0}.record_id AND h.room = {0}.room"
_VERSIONS = (
    f"(SELECT * FROM stage_change WHERE kind IN ({', '.join(str(KIND_NUMBERS[kind]) for kind in sorted(VERSIONS))}))"
)
_VERSION = f"{_AT} AND h.device = {{0}}.device AND h.seq = {{0}}.seq"

_WRITE = f"INSERT INTO change ({_CHANGE}) SELECT {_CHANGE} FROM stage_change"
WRITE_SAVES = f"INSERT INTO save ({_SAVE}) SELECT {_SAVE} FROM stage_save ON CONFLICT DO NOTHING"
_PLACES = f"""
INSERT INTO stage_place (case_id, record_id, room, born, new_ones, old_ones)
SELECT v.case_id, v.record_id, v.room, least(v.born, o.born), v.many, o.many
FROM (SELECT case_id, record_id, room, min(clock) AS born, count(*) AS many FROM {_VERSIONS} v
      GROUP BY case_id, record_id, room) v
CROSS JOIN LATERAL (SELECT min(h.born) AS born, count(*) AS many FROM head h WHERE {_AT.format("v")}) o
"""
_NEW_HEADS = f"""
INSERT INTO head (case_id, record_id, room, device, seq, born)
SELECT h.case_id, h.record_id, h.room, h.device, h.seq, p.born FROM {_VERSIONS} h
JOIN stage_place p ON {_AT.format("p")}
WHERE NOT EXISTS (SELECT 1 FROM stage_parent p WHERE {_VERSION.format("p")})
ON CONFLICT DO NOTHING
"""
_OLD_HEADS = f"DELETE FROM head h USING stage_parent p WHERE {_VERSION.format('p')}"
_CONFLICTS = f"""
WITH tips AS (
    SELECT p.case_id, p.record_id, p.room, n.many
    FROM stage_place p JOIN stage_case c ON c.case_id = p.case_id
    CROSS JOIN LATERAL (SELECT count(*) AS many FROM head h WHERE {_AT.format("p")}) n
    WHERE (p.new_ones > 1 OR p.old_ones > 0) AND NOT (p.room = {OPEN} AND p.record_id IN (c.keys_id, c.tasks_id))
), begun AS (
    INSERT INTO conflict (case_id, record_id, room) SELECT case_id, record_id, room FROM tips WHERE many > 1
    ON CONFLICT DO NOTHING
)
DELETE FROM conflict h USING tips t WHERE t.many = 1 AND {_AT.format("t")}
"""


def write_staged(connection: Connection) -> None:
    """Write the staged changes into the log; the server refuses all of them where one of them lies there already."""
    connection.exec_driver_sql(_WRITE)


def fold_heads(connection: Connection) -> None:
    """Let staged versions take the place of those they were made from, and note where several are the newest."""
    for sql in (_PLACES, _NEW_HEADS, _OLD_HEADS, _CONFLICTS):
        connection.exec_driver_sql(sql)
