"""What no honest program writes into the open room stops nobody's post; on a server it is what it is in a vault."""

from base64 import b64encode
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.history.change import Change
from reintegration_desktop.hq.server.facts import Odd, fold_facts
from reintegration_desktop.hq.server.staging import make_stages, stage_cases, stage_changes
from reintegration_desktop.hq.server.writing import fold_heads, write_staged
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.travel.revoking import follow
from reintegration_desktop.vault.revocations import revoke
from tests.hq.office import rows_of, two_ways
from tests.hq.test_same_as_a_vault import some_work
from tests.store.test_tables import Todo
from tests.store.test_travel import batch_of, everything

OFFICE = "0f4b1a52-5a5f-4d0f-9d0a-6d1f1f0c7a11"
SAME = {
    "case": (
        b'{"f":"case","a":{"case_code":"ODD","case_status":["open"],"case_stage":{"absent":"declined"}}}',
        b'{"f":"case","a":{"case_code":7,"caseworker":"nobody","office":"' + OFFICE.replace("-", "").encode() + b'"}}',
        b'{"f":"case","a":{"case_code":"ODD","office":"{' + OFFICE.upper().encode() + b'}","name_is_hidden":"true"}}',
        b'{"a":{"case_code":"ODD","legal_hold":true,"keep_until_on":{"absent":"unknown"}},"f":"case","e":["case_code"]}',
        b'{"f":"case","a":{"case_code":"twice","case_code":"last","case_status":1e400}}',
        '{"f":"case","a":{"case_code":"حالة ١ ✓","case_status":"open"}}'.encode(),
        b'{"f":"case","a":{}}',
        b'{"f":"concerns","a":{"risk_level":"low"}}',
    ),
    "tasks": (
        b'{"f":"tasks","a":{"visit:-":"!20260401","plan_review:-":"2026-05-01"}}',
        b'{"f":"tasks","a":{"visit:-":"2026-W20-1"}}',
        b'{"f":"other","a":{"visit:-":"some day","plan_review:-":7,"nothing":"2026-05-01","visit:zz":"2026-05-01"}}',
    ),
    "keys": (
        b'{"f":"other","a":{"person":"none","nowhere":[[1,1,"AAAA"]]}}',
        b'{"f":"other","a":{"person":[[1],["a",1,"AAAA"],[1,1,"A"],5,[1,1,7]]}}',
    ),
    "concerns": (
        b'{"f":"concerns","a":{"risk_level":{"absent":"declined"}}}',
        b'{"f":"consent","a":{"event_kind":"withdrawn","event_at":"2031-01-01T00:00:00Z","agrees_to_storage":"yes"}}',
        b'{"f":"consent","a":{"event_kind":["withdrawn"],"event_at":5,"agrees_to_tracing":["yes"]}}',
        b'{"f":"concerns","a":{"risk_level":"high"},"p":"no id"}',
    ),
}
LONG = b64encode(Random(7).randbytes(6_000))
NO_COLUMN_TAKES = {
    "case": (
        b'{"f":"case","a":{"case_code":"A\\u0000B","case_status":"open"}}',
        b'{"f":"other","a":{"case_code":"ODD","keep_until_on":"the day after"}}',
        b'{"f":"other","a":{"case_code":"ODD","keep_until_on":"2026-02-31"}}',
        b'{"f":"case","a":{"case_code":"' + LONG + b'","case_status":"open"}}',
        b'{"f":"case","a":{"case_code":"ODD","case_status":"' + LONG + b'"}}',
    ),
    "tasks": (
        b'{"f":"other","a":{"visit\\u0000:-":"2026-05-01"}}',
        b'{"f":"other","a":{"visit:' + LONG.hex().encode() + b'":"2026-05-01"}}',
        b'{"f":"other","a":{"visit:' + b"AB" * 16 + b'":"2026-05-01","visit:' + b"ab" * 16 + b'":"2026-05-02"}}',
    ),
    "keys": (
        b'{"f":"other","a":{"person":[[1,1099511627776,"AAAA"]]}}',
        b'{"f":"other","a":{"person":[[1,1e300,"AAAA"],[1,-1099511627776,"AAAA"]]}}',
    ),
    "concerns": (
        b'{"f":"concerns","a":{"risk_level":"hi\\u0000gh"}}',
        b'{"f":"concerns","a":{"risk_level":"' + LONG + b'"}}',
        b'{"f":"consent","a":{"event_kind":"given","agrees_to_tracing":"y\\u0000es"}}',
    ),
}


@pytest.fixture
def ways(server, tmp_path):
    made = two_ways(tmp_path, server)
    yield made
    made.journey.close()


def forged(ways, form: str, document: bytes):
    """A new case of which one record's document is another's."""
    since = {device: mark.seq for device, mark in ways.field.store.incoming.vector().items()}
    case = some_work(ways.field)
    items = everything(ways.field, since)
    place = case if form == "case" else record_of(case, form)
    written = [
        replace(item, document=document) if isinstance(item, Change) and item.record == place else item
        for item in items
    ]
    return batch_of(written)


def test_a_server_makes_of_odd_documents_what_a_vault_makes_of_them(ways):
    for form, documents in SAME.items():
        for document in documents:
            batch = forged(ways, form, document)
            for hq in (ways.vault, ways.server):
                hq.store.incoming.apply(batch)
            assert rows_of(ways.vault.database) == rows_of(ways.server.database), document


def test_nothing_that_an_office_writes_is_odd(ways):
    """All of it is folded set by set; a record's id may look like a number of PostgreSQL's."""
    case, odd = some_work(ways.field), Odd(frozenset(), frozenset())
    numbers = [UUID(f"{head:0<32}") for head in ("3e44", "1234567890123456789", "0", "7e0e")]
    with ways.field.store.begin() as work:
        work.tasks(case, [Todo("visit", ways.field.clock.today(), record=one) for one in numbers])
        work.commit()
    changes = [item for item in everything(ways.field) if isinstance(item, Change)]
    database = ways.server.database
    with database.ingest({change.case.bytes for change in changes}, make_stages) as connection:
        stage_changes(connection, Register(connection), changes)
        stage_cases(connection, changes)
        write_staged(connection)
        fold_heads(connection)
        assert fold_facts(connection) == odd
        assert connection.exec_driver_sql("SELECT count(*) FROM case_").scalar_one() == 1


def test_what_no_column_takes_stops_nobodys_post(ways):
    for form, documents in NO_COLUMN_TAKES.items():
        for document in documents:
            batch = forged(ways, form, document)
            for hq in (ways.vault, ways.server):
                hq.store.incoming.apply(batch)
            assert rows_of(ways.vault.database) == rows_of(ways.server.database), document[:60]
    honest = forged(ways, "case", b'{"f":"case","a":{"case_code":"HONEST","case_status":"open"}}')
    ways.server.store.incoming.apply(honest)
    assert [row for row in rows_of(ways.server.database)["case_"] if "HONEST" in row]


def test_whoever_wrote_what_no_column_takes_can_be_removed(ways):
    """Their cases are folded anew then, each time that headquarters' cases are opened."""
    for form, documents in NO_COLUMN_TAKES.items():
        for document in documents:
            batch = forged(ways, form, document)
            for hq in (ways.vault, ways.server):
                hq.store.incoming.apply(batch)
    assert len(rows_of(ways.server.database)["case_"]) > 0
    paper = revoke(ways.field.keyring.id, ways.field.clock.now(), None, lambda _: b"", {})
    for hq in (ways.vault, ways.server):
        assert follow(hq.database, hq.store.checker.lens, hq.store._settling, [paper]) > 0
    assert rows_of(ways.vault.database) == rows_of(ways.server.database)
    assert rows_of(ways.server.database)["case_"] == []
