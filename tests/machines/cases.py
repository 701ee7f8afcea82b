"""Laws of the tables: whatever is edited, deleted, decided and handed over, in whatever order, all come to the same."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.graph import taken_back
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.errors import RecordNotHere
from tests.machines.drawn import CHANCE, drawn
from tests.store.office import Laptop, TurnedClock, a_laptop, a_person, an_edit, another_laptop, consent, open_a_case
from tests.store.test_travel import digests, hand_over

LAPTOPS = st.integers(0, 2)
RECORDS = st.integers(0, 3)
WORDS = st.sampled_from(["low", "medium", "high"])
KEYS = st.sampled_from(["risk_level", "visit_purpose", "contact_kind"])


class Office(RuleBasedStateMachine):
    """Three laptops of one person, which work on one case apart and meet now and then."""

    folder: Path | None = None
    laptops: Sequence[Laptop] = ()
    sound: Mapping[Path, bytes] = {}

    @initialize(chance=CHANCE)
    def begin(self, chance):
        """A case, on three laptops; what is random in this life comes from a number."""
        self.folder = Path(tempfile.mkdtemp())
        drawing = drawn(TurnedClock(), Random(chance))
        first = a_laptop(self.folder, means=drawing)
        others = [another_laptop(first, self.folder / str(number), f"{number:02x}" * 16) for number in (1, 2)]
        self.laptops = [first, *others]
        self.case = drawing.new_id()
        open_a_case(first, case=self.case, code="CASE00-X")
        self.records = [UUID(int=number + 1) for number in range(4)]
        for other in others:
            hand_over(first, other)

    @rule(laptop=LAPTOPS, record=RECORDS, key=KEYS, word=WORDS, blind=st.booleans())
    def visit(self, laptop, record, key, word, blind):
        """Save one answer of a visit, from what is there now."""
        store = self.laptops[laptop].store
        with store.begin() as work:
            row = work.file(self.case).record(self.records[record])
            answers = (row.answers if row else Answers()).with_(key, word)
            edit = an_edit(self.case, "follow_up", self.records[record])
            seen = None
            if blind and row:
                with store.read() as cases:
                    seen = cases.open(self.case).seen(self.records[record])
            work.save(self.case, replace(edit, answers=answers, edited=frozenset({key}), seen=seen))
            work.commit()

    @rule(laptop=LAPTOPS, name=WORDS)
    def rename(self, laptop, name):
        """Change what somebody is called, in the person room, and talk about consent in the open one."""
        with self.laptops[laptop].store.begin() as work:
            work.save(self.case, a_person(self.case, nickname=name))
            work.save(self.case, consent(self.case, UUID(int=99), agrees_to_sharing="yes" if name == "low" else "no"))
            work.commit()

    @rule(laptop=LAPTOPS, record=RECORDS, back=st.booleans())
    def hide(self, laptop, record, back):
        """Delete a visit, or bring it back."""
        with self.laptops[laptop].store.begin() as work:
            try:
                (work.undelete if back else work.delete)(self.case, self.records[record])
            except RecordNotHere:
                return
            work.commit()

    @rule(laptop=LAPTOPS)
    def decide(self, laptop):
        """Decide everything that waits, as it is shown."""
        store = self.laptops[laptop].store
        with store.read() as cases:
            waiting = [(record, room) for case, record, room in cases.conflicts() if case == self.case]
        with store.begin() as work:
            for record, room in waiting:
                row = work.file(self.case).record(record)
                work.resolve(self.case, record, room, row.answers if row else Answers())
            work.commit()
        with store.read() as cases:
            assert cases.conflicts() == []

    @rule(laptop=LAPTOPS)
    def take_back(self, laptop):
        """Take back every decision after which nobody wrote; each of them waits again."""
        store = self.laptops[laptop].store
        with store.read() as cases:
            heads = cases.open(self.case).heads
            graph = {version.id: version for version in cases.history(self.case)}
        newest = {place: graph[tips[0]] for place, tips in heads.items() if len(tips) == 1}
        decided = [
            place for place, one in newest.items() if one.kind is Kind.RESOLVE and taken_back(graph, one) is None
        ]
        with store.begin() as work:
            for record, room in decided:
                row = work.file(self.case).record(record)
                work.resolve(self.case, record, room, row.answers if row else Answers())
            work.commit()
        with store.read() as cases:
            assert set(decided) <= {(record, room) for _, record, room in cases.conflicts()}

    @rule(giver=LAPTOPS, taker=LAPTOPS)
    def meet(self, giver, taker):
        """One hands over to another."""
        if giver != taker:
            hand_over(self.laptops[giver], self.laptops[taker])

    @invariant()
    def tables_say_what_the_log_says(self):
        """Looked at wherever a byte of the database is another than when it was last found sound."""
        now = {laptop.database.path: fingerprint(laptop.database.path) for laptop in self.laptops}
        for laptop in self.laptops:
            if now[laptop.database.path] != self.sound.get(laptop.database.path):
                found = laptop.store.checker.check((), NoProgress())
                assert found.is_sound, found
        self.sound = now

    def teardown(self):
        if self.folder is None:
            return
        try:
            for giver in self.laptops * 2:
                for taker in self.laptops:
                    if giver is not taker:
                        hand_over(giver, taker)
            assert len({digests(laptop) for laptop in self.laptops}) == 1
            assert len({repr(self.seen_on(laptop)) for laptop in self.laptops}) == 1
        finally:
            for laptop in self.laptops:
                laptop.database.close()
            shutil.rmtree(self.folder)

    def seen_on(self, laptop: Laptop):
        with laptop.store.read() as cases:
            opened = cases.open(self.case)
            return (
                opened.file,
                sorted(opened.conflicts.items()),
                opened.row,
                cases.conflicts(),
                cases.people(None, 9, FOUND_BY),
            )


def fingerprint(database: Path) -> bytes:
    """A hash of all that is written in a database, and of what lies beside it until it is taken over."""
    written = (database, database.with_name(database.name + "-wal"))
    return sha256(b"".join(part.read_bytes() for part in written if part.exists())).digest()
