"""Laws of merging, over histories drawn at random."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reintegration_desktop.history.graph import canonical
from reintegration_desktop.history.merge import Merged, merge
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS
from tests.unit.history.made import NOW, Office, heads, nobody_minds

KEYS, VALUES = ("risk", "place", "friend"), (1, 2, 3, None)


def view(versions: Mapping[VersionId, Version]) -> Merged:
    return merge(versions, heads(versions.values()), nobody_minds, NOW)


def all_above(versions: Mapping[VersionId, Version], names: set[VersionId]) -> set[VersionId]:
    seen: set[VersionId] = set()
    while names:
        name = names.pop()
        if name not in seen:
            seen.add(name)
            names |= set(versions[name].parents)
    return seen


@st.composite
def histories(draw: st.DrawFn, deletes: bool = True) -> dict[VersionId, Version]:
    """Laptops that save what they see with some answers changed, each having heard of some of what the others did.

    Who deletes a row or brings it back writes the room down as it is shown, as the store does.
    """
    office = Office()
    for _ in range(draw(st.integers(1, 9))):
        device = draw(st.sampled_from("abc"))
        own = {name for name in office.versions if name.device[0] == device}
        heard = draw(st.sets(st.sampled_from(sorted(office.versions)))) if office.versions else set()
        seen = all_above(office.versions, own | heard)
        shown = dict(view({name: office.versions[name] for name in seen}).answers) if seen else {}
        kinds = [Kind.SAVE] * 4 + ([Kind.DELETE, Kind.UNDELETE] if deletes and seen else [])
        kind = draw(st.sampled_from(kinds))
        changed = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=2)
        changes = draw(changed) if kind is Kind.SAVE else {}
        answers = {key: value for key, value in {**shown, **changes}.items() if value is not None}
        office.save(device, seen, answers, kind, draw(st.floats(-100, 20)))
    return office.versions


def options(merged: Merged) -> dict[str, set[str]]:
    """By answer, every value that is shown or waits."""
    found = {key: {canonical(value)} for key, value in merged.answers.items()}
    for conflict in merged.conflicts:
        found.setdefault(conflict.key, set()).update(canonical(option.value) for option in conflict.options)
    return found


def settled(merged: Merged) -> dict[str, set[str]]:
    """By answer, the value of those that do not wait."""
    return {key: values for key, values in options(merged).items() if len(values) == 1}


def written(versions: Mapping[VersionId, Version], one: Version) -> dict[str, object]:
    """The answers that a version holds otherwise than they were shown to who made it."""
    seen = all_above(versions, set(one.parents))
    before = view({name: versions[name] for name in seen}) if seen else Merged()
    disputed = {conflict.key for conflict in before.conflicts}
    own = one.document.answers
    return {key: own.get(key) for key in KEYS if key in disputed or own.get(key) != before.answers.get(key)}


@given(histories(), st.randoms())
def test_the_same_versions_give_the_same_view_in_any_order(versions, chance):
    shuffled = list(versions.values())
    chance.shuffle(shuffled)
    tips = list(heads(shuffled))
    chance.shuffle(tips)
    assert merge({one.id: one for one in shuffled}, tips, nobody_minds, NOW) == view(versions)


@given(histories())
def test_every_value_shown_was_entered_by_someone(versions):
    entered = {(key, canonical(value)) for one in versions.values() for key, value in one.document.answers.items()}
    merged = view(versions)
    assert {(key, canonical(value)) for key, value in merged.answers.items()} <= entered
    for conflict in merged.conflicts:
        for option in conflict.options:
            assert versions[option.version].document.answers.get(conflict.key) == option.value


@given(histories(deletes=False))
def test_a_value_disappears_only_if_a_change_that_saw_it_exists(versions):
    now = options(view(versions))
    for one in versions.values():
        later = [other for other in versions.values() if one.id in all_above(versions, set(other.parents))]
        for key, value in written(versions, one).items():
            if value is not None and canonical(value) not in now.get(key, ()):
                assert any(key in written(versions, other) for other in later)


@given(histories(deletes=False))
def test_a_conflict_waits_exactly_when_two_distinct_concurrent_values_live(versions):
    writings = {name: written(versions, one) for name, one in versions.items()}
    above = {name: all_above(versions, set(one.parents)) for name, one in versions.items()}
    waiting = {conflict.key for conflict in view(versions).conflicts}
    for key in KEYS:
        live = [
            name
            for name in versions
            if key in writings[name] and not any(key in writings[other] and name in above[other] for other in versions)
        ]
        values = {canonical(writings[name][key]) for name in live}
        assert (key in waiting) == (len(values) > 1)


@given(histories(), st.integers(-10, 10))
def test_turning_a_clock_changes_nothing_that_was_replaced_in_order(versions, years):
    ticks = int(timedelta(days=365 * years).total_seconds() * 1000) << COUNTER_BITS
    turned = {
        name: replace(one, clock=max(0, one.clock + ticks)) if name.device[0] == "b" else one
        for name, one in versions.items()
    }
    assert settled(view(turned)) == settled(view(versions))


@given(histories())
def test_who_saw_everything_and_saves_closes_every_conflict(versions):
    office = Office(dict(versions))
    merged = view(versions)
    office.save("a", set(versions), merged.answers, Kind.RESOLVE, 0)
    after = view(office.versions)
    assert after.conflicts == ()
    assert after.answers == merged.answers


@given(histories(deletes=False), st.data())
def test_the_merge_of_two_is_the_three_way_merge_of_their_nearest_common_ancestor(versions, data):
    base = view(versions).answers
    office = Office(dict(versions))
    sides = []
    for device in "xy":
        changes = data.draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)))
        side = {key: value for key, value in {**base, **changes}.items() if value is not None}
        office.save(device, set(versions), side, Kind.SAVE, 0)
        sides.append(side)
    was_disputed = {conflict.key for conflict in view(versions).conflicts}
    merged = view(office.versions)
    waiting = {conflict.key for conflict in merged.conflicts}
    for key in set(KEYS) - was_disputed:
        mine, theirs, before = sides[0].get(key), sides[1].get(key), base.get(key)
        assert (key in waiting) == (mine != theirs and before not in (mine, theirs))
        if key not in waiting:
            assert merged.answers.get(key) == (theirs if mine == before else mine)


@settings(max_examples=30)
@given(histories())
def test_losing_the_oldest_content_never_loses_a_value(versions):
    oldest = min(versions)
    damaged = {**versions, oldest: replace(versions[oldest], document=None)}
    tips = heads(versions.values())
    if oldest not in tips:
        for key, values in options(view(versions)).items():
            assert values & options(view(damaged)).get(key, set())
