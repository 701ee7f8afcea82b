"""What a removed colleague wrote late is looked at, let in as the supervisor's own act, or refused with a reason."""

from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.aside import adopt, aside_lines, aside_verbs, content, refuse
from reintegration_desktop.app.people import ready_to_remove
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.travel import aside
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.progress import NoProgress
from tests.e2e.offices import PASSPHRASE, acquaint, add_cases, headquarters, opened
from tests.e2e.test_travelling_by_the_window import (
    JONAS,
    brought_back,
    counted,
    jonas_writes,
    office,
    with_second_laptop,
)

__all__ = ["office"]


def put_aside(office: Program, folder: Path) -> tuple[Program, UUID]:
    """What Jonas wrote on another laptop came after he was removed."""
    (case,) = add_cases(office, 1)
    goma, laptop = with_second_laptop(office)
    jonas_writes(laptop, case, nickname="Zuzu")
    brought_back(laptop, goma, folder / "stick")
    jonas = next(one.id for one in goma.keyring.people.current() if one.id != goma.me.id)
    ready_to_remove(goma, jonas, PASSPHRASE, None, NoProgress())(NoProgress())
    goma.close()
    goma = opened(folder / "Goma.vault", "Esther")
    assert counted(came(goma, folder / "stick"))["Put aside"] >= 1
    return goma, case


def test_what_a_removed_colleague_wrote_is_looked_at_and_let_in_as_the_supervisors_own_act(
    office: Program, tmp_path: Path
):
    goma, case = put_aside(office, tmp_path)
    (line,) = aside_lines(goma)
    assert (line.case, line.why) == (case, "It was written by a person who was removed.")
    assert [one.answers for one in content(goma, line) if one.answers] == [(("What do people call them?", "", "Zuzu"),)]
    assert nickname(goma, case) is None
    adopt(goma, line)
    assert aside_lines(goma) == []
    assert nickname(goma, case) == "Zuzu"
    told = history(goma.desk, case)
    assert any("Jonas Bahati" in one.reason and one.kind is Kind.APPROVE for one in told)
    (own,) = [one for one in told if one.kind is Kind.SAVE and any(change.after == "Zuzu" for change in one.changes)
              and one.version.device == goma.opened.device]  # fmt: skip
    assert own.who == "Esther Mbeki"
    assert "put aside" not in own.sentence
    (his,) = [one for one in told if one.version in {VersionId(*version) for version in line.versions} and one.changes]
    assert his.sentence.endswith("put aside, it changes nothing")
    goma.close()


def test_what_was_let_in_counts_at_headquarters_too(office: Program, tmp_path: Path):
    goma, _ = put_aside(office, tmp_path)
    hq = headquarters(tmp_path / "hq.vault", goma)
    acquaint(goma, hq)
    (line,) = aside_lines(goma)
    adopt(goma, line)
    (tmp_path / "more").mkdir()
    send_all(goma, tmp_path / "more")
    came(hq, tmp_path / "more")
    devices = list(goma.opened.outgoing.vector())
    assert hq.opened.incoming.digests(devices) == goma.opened.incoming.digests(devices)
    hq.close()
    goma.close()


def test_what_is_refused_needs_a_reason_and_stands_in_the_history(office: Program, tmp_path: Path):
    goma, case = put_aside(office, tmp_path)
    (line,) = aside_lines(goma)
    with pytest.raises(ReasonNeeded):
        refuse(goma, line, "  ")
    refuse(goma, line, "He was not there that day")
    (again,) = aside_lines(goma)
    assert again.refused
    assert nickname(goma, case) is None
    assert any("He was not there that day" in one.reason for one in history(goma.desk, case))
    adopt(goma, again)
    assert nickname(goma, case) == "Zuzu"
    goma.close()


def nickname(program: Program, case: UUID) -> str | None:
    row = next(row for row in open_case(program.desk, case).file.records if row.form == "identification")
    return row.answers.text("nickname")


def test_who_is_no_supervisor_lets_nothing_in(office: Program, tmp_path: Path):
    office.close()
    jonas = opened(tmp_path / "Goma.vault", "Jonas", JONAS)
    assert (aside_verbs(jonas).adopt, aside_verbs(jonas).refuse) == (None, None)
    with pytest.raises(NotPermitted):
        aside.adopt(jonas.desk, jonas.me.office, [], "somebody")
    with pytest.raises(NotPermitted):
        aside.refuse(jonas.desk, jonas.me.office, [], "somebody", "a reason")
    jonas.close()
