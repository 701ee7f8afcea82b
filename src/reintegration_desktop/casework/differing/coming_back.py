"""An entry that one took out and another changed without having seen that: it is shown, and a person decides."""

from collections.abc import Collection, Mapping
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing.questions import Answered, Question
from reintegration_desktop.casework.errors import ChoiceMissing
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.history.graph import Graph, taken_back
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.vault.roles import Room

KEY = ":came_back"
"""What the question is called among those of a form, none of which begins so."""


def question(desk: Desk, cases: Cases, opened: OpenCase, record: UUID, room: Room) -> Question | None:
    """Whether an entry stays or goes; None where nobody took out what somebody else was changing."""
    if (record, room) not in opened.came_back:
        return None
    graph = {one.id: one for one in cases.history(opened.file.id) if (one.record, one.room) == (record, room)}
    beside = sorted(_beside(graph, opened.heads[record, room]), key=lambda one: (one.clock, one.id), reverse=True)
    taken_out = next((one for one in beside if one.kind is Kind.DELETE), None)
    changed = next((one for one in beside if one.kind is not Kind.DELETE), None)
    if taken_out is None or changed is None:
        return None
    words = ValueWords(desk.dictionary, desk.programme)
    stays = _answered(words, changed, say("It stays, as it is now"), shown=True)
    goes = _answered(words, taken_out, say("It goes to the bin"), shown=False)
    return Question(KEY, say("Taken out by one, changed by another"), (stays, goes), careful=False, entry=True)


def stays(asked: Question, chosen: Mapping[str, VersionId], among: Mapping[str, Collection[VersionId]]) -> bool:
    """Whether the entry stays by what was chosen; raises ChoiceMissing where nothing was, or others stand there."""
    versions = [answer.version for answer in asked.answers]
    if chosen.get(KEY) not in versions or set(among.get(KEY, ())) != set(versions):
        raise ChoiceMissing
    return chosen[KEY] == versions[0]


def _beside(graph: Graph, tips: Collection[VersionId]) -> list[Version]:
    """The versions that didn't know each other: the newest, or those of a decision that was taken back."""
    known = [graph[tip] for tip in tips if tip in graph]
    decided = taken_back(graph, known[0]) if len(known) == 1 else None
    return known if decided is None else [graph[parent] for parent in decided.parents if parent in graph]


def _answered(words: ValueWords, version: Version, told: str, *, shown: bool) -> Answered:
    who = words.person(str(version.author))
    return Answered(version.id, told, "", version.author, who, moment_of(version.clock), shown)
