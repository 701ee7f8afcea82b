"""Histories of one record's room, for tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.merge import Merged, MoreProtective, merge
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.vault.roles import Room

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def nobody_minds(form: str, key: str, values: object) -> int | None:
    return None


def version(
    name: str,
    *parents: Version | VersionId,
    kind: Kind = Kind.SAVE,
    hours: float = 0,
    erased: bool = False,
    **answers: object,
) -> Version:
    """A version called by device letter and number ("a1"), made so many hours after NOW less its number."""
    clock = milliseconds(NOW + timedelta(hours=hours)) << COUNTER_BITS
    one = VersionId(name[0] * 32, int(name[1:]))
    document = None if erased else Document("visit", None, answers)
    names = tuple(parent.id if isinstance(parent, Version) else parent for parent in parents)
    return Version(one, UUID(int=1), UUID(int=2), Room.ACCOUNT, clock, UUID(int=3), kind, names, document)


def heads(versions: Iterable[Version]) -> tuple[VersionId, ...]:
    """The tips of a record's room: versions that no other was made from, newest first by their clocks."""
    all_of_them = tuple(versions)
    seen = {parent for version in all_of_them for parent in version.parents}
    tips = [version for version in all_of_them if version.id not in seen]
    return tuple(tip.id for tip in sorted(tips, key=lambda tip: (tip.clock, tip.id), reverse=True))


def put_together(*versions: Version, more_protective: MoreProtective = nobody_minds) -> Merged:
    graph = {one.id: one for one in versions}
    return merge(graph, heads(versions), more_protective, NOW)


@dataclass
class Office:
    """Everything that was ever saved, and a count for names."""

    versions: dict[VersionId, Version] = field(default_factory=dict)

    def save(
        self, device: str, seen: set[VersionId], answers: Mapping[str, object], kind: Kind, hours: float
    ) -> Version:
        known = {name: self.versions[name] for name in seen}
        number = sum(name.device == device * 32 for name in self.versions) + 1
        made = version(f"{device}{number}", *heads(known.values()), kind=kind, hours=hours, **answers)
        self.versions[made.id] = made
        return made
