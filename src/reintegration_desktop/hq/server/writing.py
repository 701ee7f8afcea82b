"""Writes what lies on the stage into the log and the newest versions, set by set, in PostgreSQL's own words.

The same rows follow as from ``store.log.rows`` and ``store.log.heads``.
"""

from sqlalchemy import Connection

from reintegration_desktop.hq.server.staging import CHANGES, SAVES
from reintegration_desktop.store.log.codes import OPEN

_CHANGE, _SAVE = (", ".join(name for name, _ in columns) for columns in (CHANGES, SAVES))
_AT = "h.case_id = {0}.case_id AND h.record_id = {0}.record_id AND h.room = {0}.room"
_VERSION = f"{_AT} AND h.device = {{0}}.device AND h.seq = {{0}}.seq"

WRITE = f"INSERT INTO change ({_CHANGE}) SELECT {_CHANGE} FROM stage_change ON CONFLICT DO NOTHING RETURNING 1"
WRITE_SAVES = f"INSERT INTO save ({_SAVE}) SELECT {_SAVE} FROM stage_save ON CONFLICT DO NOTHING"
NEW_HEADS = f"""
INSERT INTO head (case_id, record_id, room, device, seq, born)
SELECT h.case_id, h.record_id, h.room, h.device, h.seq, b.born FROM stage_version h
JOIN (SELECT case_id, record_id, room, min(born) AS born FROM (
        SELECT case_id, record_id, room, clock AS born FROM stage_version
        UNION ALL
        SELECT h.case_id, h.record_id, h.room, h.born FROM head h
        WHERE (h.case_id, h.record_id, h.room) IN (SELECT case_id, record_id, room FROM stage_parent)
           OR (h.case_id, h.record_id, h.room) IN (SELECT case_id, record_id, room FROM stage_version)
      ) AS every GROUP BY case_id, record_id, room) b ON {_AT.format("b")}
WHERE NOT EXISTS (SELECT 1 FROM stage_parent p WHERE {_VERSION.format("p")})
ON CONFLICT DO NOTHING
"""
OLD_HEADS = f"DELETE FROM head h USING stage_parent p WHERE {_VERSION.format('p')}"
CONFLICTS = f"""
WITH place AS (
    SELECT DISTINCT v.case_id, v.record_id, v.room FROM stage_version v JOIN stage_case c ON c.case_id = v.case_id
    WHERE NOT (v.room = {OPEN} AND v.record_id IN (c.keys_id, c.tasks_id))
), tips AS (
    SELECT h.case_id, h.record_id, h.room, count(*) AS many FROM place p JOIN head h ON {_AT.format("p")}
    GROUP BY h.case_id, h.record_id, h.room
), begun AS (
    INSERT INTO conflict (case_id, record_id, room) SELECT case_id, record_id, room FROM tips WHERE many > 1
    ON CONFLICT DO NOTHING
)
DELETE FROM conflict h USING tips t WHERE t.many = 1 AND {_AT.format("t")}
"""


def write_staged(connection: Connection) -> int:
    """Write the staged changes into the log; returns how many were not there."""
    return len(connection.exec_driver_sql(WRITE).fetchall())


def fold_heads(connection: Connection) -> None:
    """Let staged versions take the place of those they were made from, and note where several are the newest."""
    for sql in (NEW_HEADS, OLD_HEADS, CONFLICTS):
        connection.exec_driver_sql(sql)
